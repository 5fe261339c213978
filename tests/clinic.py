"""A clinic for tests of the journey: real PostgreSQL, a turnable clock, and a hand-made carrier at the wire."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from schemas.api.requests import NewClinic, NewPatient
from schemas.tables.alerts import Alert
from schemas.tables.identity import Role
from schemas.tables.messages import DeliveryReceipt, InboundText, OutboundText, TextState
from schemas.tables.people import Enrolment, Patient
from schemas.tables.plans import PlanDay
from services import wiring
from services.accounts import clinics
from services.accounts import sender as senders
from services.carrier.port import CarrierIsAway
from services.journey.alerting import escalation, line_texts
from services.journey.deciding import decide
from services.journey.enrolling.enrol import enrol
from services.journey.hearing import hear, lost_calls, outcome, receipts
from services.journey.hearing.outcome import Called
from services.journey.texting import send
from services.operations import sweep
from services.operations.due import due_now
from services.storage import records, text_states
from services.storage.database import Database
from services.storage.queries.due import SWEPT
from tests.fake_carrier import FakeCarrier

SHARED = "+15005550006"
STAFF_SENDER = "+15005550009"
SCREEN = dict.fromkeys(
    (
        "bladder_or_bowel_trouble",
        "saddle_numbness",
        "both_legs_affected",
        "new_or_worsening_leg_weakness",
        "fever_or_recent_infection",
        "cancer_or_unexplained_weight_loss",
        "recent_fall_or_trauma",
        "cannot_walk_two_minutes",
    ),
    False,
)


def application(therapist_id: Any, at: datetime) -> dict[str, Any]:
    """A body that enrols."""
    return {
        "phone": "+12025550143",
        "zone": "America/New_York",
        "language": "en",
        "therapist_id": str(therapist_id),
        "diagnosis": "ddd",
        "baseline_pain": {"worst": 6, "average": 4, "now": 3},
        "onset_date": "2026-01-01",
        "clearance": {"by": "Dr. Cole", "at": (at - timedelta(hours=1)).isoformat()},
        "red_flag_screen": SCREEN | {"at": (at - timedelta(hours=1)).isoformat()},
        "shoes_confirmed": True,
    }


class ClinicInTests:
    """One clinic with its staff; every step of the loop by hand, each in its own unit of work.

    The staff are programs that an operator made, so that a test comes in by their keys; see made_a_person. sender is its
    own, "" one that clinics share.
    """

    def __init__(self, database: Database, start: datetime, *, name: str = "Harbor Spine", sender: str = "") -> None:
        self.database, self.now, self.name, self.sender = database, start.astimezone(UTC), name, sender
        self.carrier = FakeCarrier(lambda: self.now)
        self.staff_sender = STAFF_SENDER
        with database.unit_of_work() as session:
            clinic = clinics.open_clinic(
                session, NewClinic(name=name, phone="+12025550100", country="US"), by="test", now=self.now
            )
            if sender:
                senders.change(session, clinic.id, sender, "test", self.now)
            self.admin, self.admin_key = clinics.add_program(
                session, clinic, clinics.Newcomer("A", "a@b.co", Role.ADMIN), by="test", now=self.now
            )
            self.therapist, self.therapist_key = clinics.add_program(
                session, clinic, clinics.Newcomer("T", "t@b.co", Role.THERAPIST), by="test", now=self.now
            )
            self.id = clinic.id

    def enrol(self, **changes: Any) -> Patient:
        """A patient, through the same function as the API's."""
        body = NewPatient.model_validate(application(self.therapist.id, self.now) | changes)
        with self.database.unit_of_work() as session:
            enrolled = enrol(session, self.id, self.admin, body, self.now)
        return enrolled.patient

    def begin(self, **changes: Any) -> Patient:
        """A patient who has consented."""
        patient = self.enrol(**changes)
        self.run()
        self.text(patient, "READY")
        return patient

    def text(self, patient: Patient, body: str, opt_out_type: str | None = None) -> None:
        """A text to this clinic's sender comes in, is heard, and is answered."""
        self.text_from(patient.phone, body, opt_out_type)

    def text_from(self, phone: str, body: str, opt_out_type: str | None = None, *, to: str = "") -> None:
        """The same from any phone, to any of our numbers."""
        with self.database.unit_of_work() as session:
            session.add(
                InboundText(
                    provider="twilio",
                    sid=f"SM{uuid.uuid4().hex}",
                    from_phone=phone,
                    from_index=phone,
                    to_phone=to or self.sender or SHARED,
                    body=body,
                    opt_out_type=opt_out_type,
                    raw="",
                    received_at=self.now,
                )
            )
        self.run()

    def turn_to(self, moment: datetime) -> None:
        """Time passes; everything due on the way is done when it is due."""
        moment = moment.astimezone(UTC)
        while True:
            with self.database.unit_of_work() as session:
                following = session.execute(
                    sa.text(
                        "SELECT least((SELECT min(due_at) FROM outbound_text WHERE state = 'planned'), "
                        "(SELECT min(lease_until) FROM outbound_text WHERE state IN ('claimed','sending','unknown')), "
                        "(SELECT min(next_boundary_at) FROM enrolment), "
                        f"(SELECT min(due_at) FROM ({SWEPT.text}) AS swept), "
                        "(SELECT min(next_rung_at) FROM alert WHERE closed_at IS NULL), "
                        "(SELECT min(greatest(due_at, lease_until)) FROM line_text WHERE state = 'planned'))"
                    )
                ).scalar_one()
            if following is None or following > moment:
                break
            self.now = max(self.now, following.astimezone(UTC))
            self.run()
        self.now = moment

    def run(self) -> None:
        """Do all that is due at this moment."""
        for _ in range(30):
            with self.database.unit_of_work() as session:
                due = due_now(session, self.now)
            if due.replies:
                self._hear()
            if due.days:
                self._close_days()
            if due.lost:
                self._settle()
            if due.sweeps:
                self._sweep()
            if due.rungs:
                self._climb()
            sent = self._send() if due.texts else 0
            lines = self._send_lines()
            if not (due.replies or due.days or due.rungs or due.sweeps or sent or lines):
                return

    def _hear(self) -> None:
        with self.database.unit_of_work() as session:
            phones = records.unheard_phones(session, 50)
        with self.database.unit_of_work() as session:
            hear.hear_next(session, phones, self.now, wiring.ear())

    def _close_days(self) -> None:
        with self.database.unit_of_work() as session:
            due = records.enrolments_at_boundary(session, self.now, 50)
        with self.database.unit_of_work() as session:
            decide.close_days_of(session, due, self.now)

    def _settle(self) -> None:
        with self.database.unit_of_work() as session:
            text_states.give_back_claims(session, outcome.expired_claims(session, self.now, 50), self.now)
            lost = lost_calls.lost_calls(session, self.now, 50)
        for text_id in lost:
            with self.database.unit_of_work() as session:
                asked = lost_calls.question_about(session, text_id, self.now)
            if asked is None:
                continue
            try:
                listed = self.carrier.find(asked.phone, asked.since, asked.lines) if asked.phone else []
            except CarrierIsAway:
                return
            with self.database.unit_of_work() as session:
                lost_calls.settle_lost(session, text_id, listed, self.now)

    def _send(self) -> int:
        with self.database.unit_of_work() as session:
            claimed = send.claim(session, self.now, limit=50, most_waiting=1000)
        for batch in claimed.values():
            with self.database.unit_of_work() as session:
                ready = send.make_ready(session, batch, self.now)
            calls = [Called(text.text_id, text.outgoing.attempt, self.carrier.send(text.outgoing)) for text in ready]
            with self.database.unit_of_work() as session:
                outcome.settle_calls(session, calls, self.now)
        return sum(map(len, claimed.values()))

    def _sweep(self) -> None:
        with self.database.unit_of_work() as session:
            sweep.sweep(session, sweep.due(session, self.now, 50), self.now)

    def _climb(self) -> None:
        with self.database.unit_of_work() as session:
            escalation.climb(session, escalation.due_rungs(session, self.now, 50), self.now, self.staff_sender)

    def _send_lines(self) -> int:
        with self.database.unit_of_work() as session:
            claimed = line_texts.claim(session, self.now, limit=50)
        for text_id in claimed:
            with self.database.unit_of_work() as session:
                ready = line_texts.make_ready(session, text_id, self.now)
            if ready is None:
                continue
            outcome = self.carrier.send(ready.outgoing)
            with self.database.unit_of_work() as session:
                line_texts.settle(session, text_id, outcome, self.now)
        return len(claimed)

    def turn_the_databases_clock(self) -> None:
        """From here on a running API sees the time of this clinic."""
        statement = (
            "INSERT INTO rehearsal_clock (id, turned_by) VALUES (1, CAST(:at AS timestamptz) - now()) "
            "ON CONFLICT (id) DO UPDATE SET turned_by = excluded.turned_by"
        )
        with self.database.unit_of_work() as session:
            session.execute(sa.text(statement), {"at": self.now})

    def receipt(
        self, sid: str, status: str, code: int | None = None, *, of: tuple[uuid.UUID, int] | None = None
    ) -> None:
        """A delivery receipt comes in and counts; of is the text and the attempt that its callback names."""
        text_id, attempt = of or (None, None)
        with self.database.unit_of_work() as session:
            receipt = DeliveryReceipt(
                sid=sid, status=status, error_code=code, raw="", received_at=self.now, text_id=text_id, attempt=attempt
            )
            session.add(receipt)
            session.flush()
            receipts.read(session, [receipt.id or 0], self.now)

    def bodies(self, patient: Patient) -> list[str]:
        """What this phone got from this clinic's sender, oldest first."""
        ours = [text for text, _, _ in self.carrier.accepted if text.sender == self.sender]
        return [text.body for text in ours if text.to == patient.phone]

    def texts(self, patient: Patient, **wanted: Any) -> list[OutboundText]:
        """Rows of texts."""
        with self.database.unit_of_work() as session:
            statement = select(OutboundText).where(col(OutboundText.patient_id) == patient.id)
            for name, value in wanted.items():
                statement = statement.where(getattr(OutboundText, name) == value)
            return list(session.exec(statement.order_by(col(OutboundText.due_at))).all())

    def plans(self, patient: Patient) -> list[PlanDay]:
        """The plan in force of each day, oldest first."""
        with self.database.unit_of_work() as session:
            enrolment = records.enrolment_of_patient(session, patient.id)
            statement = select(PlanDay).where(col(PlanDay.enrolment_id) == enrolment.id)
            rows = session.exec(statement.order_by(col(PlanDay.day), col(PlanDay.revision))).all()
            return list({row.day: row for row in rows}.values())

    def enrolment(self, patient: Patient) -> Enrolment:
        """Where the patient stands."""
        with self.database.unit_of_work() as session:
            return records.enrolment_of_patient(session, patient.id)

    def alerts(self, patient: Patient) -> set[str]:
        """Open alerts."""
        with self.database.unit_of_work() as session:
            statement = select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.closed_at).is_(None))
            return {alert.kind.value for alert in session.exec(statement).all()}

    def events(self, name: str) -> int:
        """How many events of a name there are."""
        with self.database.unit_of_work() as session:
            statement = sa.text("SELECT count(*) FROM event WHERE name = :name")
            return int(session.execute(statement, {"name": name}).scalar_one())


def final(texts: list[OutboundText]) -> set[TextState]:
    """The states of texts."""
    return {text.state for text in texts}
