"""May the plan of a day with unread words hold or fall but not rise, and does its credit count once they were read?"""

import uuid
from datetime import date

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.decisions import Taken
from schemas.tables.messages import InboundText
from schemas.tables.people import Patient
from schemas.tables.plans import Cause, DayNote, PlanDay
from schemas.vocabulary import State
from services.journey.alerting.alerts import close_alerts, raise_alert
from services.journey.deciding import decide
from services.journey.deciding.recompute import replay_patient
from services.storage import records
from services.storage.case import in_hand
from services.storage.database import Database
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def _decide(clinic: ClinicInTests, patient: Patient, day: date) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        case = batch.case(records.enrolment_of_patient(session, patient.id).id)
        decide.decide(case, day, Cause.REPLY)


def write(clinic: ClinicInTests, patient: Patient, day: date) -> None:
    """Words about a day that nobody has read."""
    with clinic.database.unit_of_work() as session:
        inbound = InboundText(
            provider="twilio",
            sid=f"SM{uuid.uuid4().hex}",
            from_phone=patient.phone,
            from_index=patient.phone,
            to_phone="+15005550006",
            body="something about the neighbours",
            raw="",
            received_at=clinic.now,
            heard_at=clinic.now,
            patient_id=patient.id,
            unread=True,
        )
        session.add(inbound)
        session.flush()
        enrolment = records.enrolment_of_patient(session, patient.id)
        note = DayNote(enrolment_id=enrolment.id, day=day, inbound_id=inbound.id or 0, unread=True, at=clinic.now)
        session.add(note)
        with in_hand(session, clinic.now) as batch:
            raise_alert(batch.case(enrolment.id), AlertKind.UNCLEAR_REPLY, inbound.id)
    _decide(clinic, patient, day)


def read(clinic: ClinicInTests, patient: Patient, day: date) -> None:
    """A person found nothing in them."""
    with clinic.database.unit_of_work() as session:
        of_patient = select(InboundText).where(col(InboundText.patient_id) == patient.id, col(InboundText.unread))
        for inbound in session.exec(of_patient).all():
            inbound.read_at, inbound.read_by = clinic.now, "user:t"
        with in_hand(session, clinic.now) as batch:
            case = batch.case(records.enrolment_of_patient(session, patient.id).id)
            close_alerts(case, (AlertKind.UNCLEAR_REPLY,))
    _decide(clinic, patient, day)


def newest(clinic: ClinicInTests, patient: Patient) -> PlanDay:
    return clinic.plans(patient)[-1]


def replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        found = replay_patient(session, patient.id, engines())
    assert found is not None
    return found.differences == []


def third_green_with_words(clinic: ClinicInTests) -> Patient:
    """Three green evenings, the third with words beside it; the step would come now."""
    patient = clinic.begin()
    for day in (1, 2, 3):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2 2")
    write(clinic, patient, at(12, day=3).date())
    return patient


def test_a_green_day_with_unread_words_is_held_and_earns_nothing(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    plan = newest(clinic, patient)
    assert (plan.rule, plan.walks, plan.reason) == ("unread", [5, 5], "unread_hold")
    assert len(plan.decision["course"]["credits"]) == 2
    clinic.turn_to(at(12, day=4))
    assert "We read your text first, so the same" in clinic.bodies(patient)[-1]
    assert replays(clinic, patient)


def test_read_before_the_morning_text_the_day_counts_at_once(clinic: ClinicInTests) -> None:
    patient = third_green_with_words(clinic)
    read(clinic, patient, at(12, day=3).date())
    assert (newest(clinic, patient).rule, newest(clinic, patient).walks) == ("step-up", [5, 5, 5])
    assert replays(clinic, patient)


def test_read_after_the_morning_text_today_stays_and_the_credit_counts_from_the_next_plan(
    clinic: ClinicInTests,
) -> None:
    patient = third_green_with_words(clinic)
    clinic.turn_to(at(12, day=4))
    so_far = len(clinic.bodies(patient))
    read(clinic, patient, at(12, day=3).date())
    clinic.run()
    plan = newest(clinic, patient)
    assert (plan.taken, plan.walks, len(plan.decision["course"]["credits"])) == (Taken.AMEND, [5, 5], 3)
    assert len(clinic.bodies(patient)) == so_far
    clinic.turn_to(at(19, 5, day=4))
    clinic.text(patient, "2 2")
    assert newest(clinic, patient).rule == "step-up"
    assert replays(clinic, patient)


def test_a_late_reply_that_was_never_unread_still_earns_nothing(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=2))
    clinic.text(patient, "yesterday 2, 2 walks")
    assert newest(clinic, patient).decision["course"]["credits"] == []


def test_words_alone_are_no_silence(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in range(1, 6):
        clinic.turn_to(at(19, 30, day=day))
        write(clinic, patient, at(12, day=day).date())
    assert "silence" not in clinic.alerts(patient)
    assert newest(clinic, patient).decision["course"]["silent_days"] == 0


def test_rest_after_red_with_unread_words_ends_with_a_person(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "8")
    for day, state in ((2, State.RED_REST), (3, State.HOLD_ESCALATED)):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2")
        write(clinic, patient, at(12, day=day).date())
        assert newest(clinic, patient).state is state
    assert "red_rest_used_up" in clinic.alerts(patient)
    assert replays(clinic, patient)
