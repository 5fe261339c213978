"""Finds and repairs what no callback will report: texts without a final status, and days without texts.

It also holds what an operator can do about one text: send it again while its time lasts, or record a call's outcome.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, select

from schemas.tables.messages import OutboundText, TextState
from schemas.tables.people import Enrolment, EnrolmentStatus, Patient
from schemas.transitions import DID_NOT_ARRIVE, IN_DOUBT, WITH_THE_CARRIER
from services.carrier.port import SentRecord
from services.carrier.statuses import TAKEN
from services.journey.hearing.lost_calls import Question, end_doubt
from services.journey.hearing.outcome import UNLISTED, attempt_of
from services.journey.hearing.receipts import learn_record
from services.journey.planning.due_texts import plan_texts
from services.operations.overdue import NO_RECEIPT
from services.storage import text_states
from services.storage.case import Batch, Case, in_hand
from services.storage.queries.due import NO_FINAL_STATUS

# After this time the carrier's status is final.
_ASKED_ABOUT_FOR = timedelta(days=2)


class RepairError(Exception):
    """The operator's request cannot be carried out; the sentence says why."""


def without_final_status(
    session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()
) -> Sequence[uuid.UUID]:
    """Texts that the carrier accepted an hour ago or earlier, without a receipt of their outcome."""
    statement = (
        select(OutboundText.id)
        .where(NO_FINAL_STATUS)
        .where(col(OutboundText.sent_at).between(now - _ASKED_ABOUT_FOR, now - NO_RECEIPT))
        .where(col(OutboundText.lease_until).is_(None) | (col(OutboundText.lease_until) <= now))
        .where(col(OutboundText.id).not_in(besides))
        .order_by(col(OutboundText.sent_at))
        .limit(limit)
    )
    return session.exec(statement).all()


def question_about(session: Session, text_id: uuid.UUID, now: datetime) -> Question | None:
    """The question for the carrier about a text; it is due again in an hour unless the answer is final.

    None if the status is final by now, or if another worker asks.
    """
    text = session.get_one(OutboundText, text_id, with_for_update=True)
    if text.state not in WITH_THE_CARRIER or (text.lease_until is not None and text.lease_until > now):
        return None
    text.lease_until = now + NO_RECEIPT
    session.add(text)
    patient, enrolment = session.get_one(Patient, text.patient_id), session.get_one(Enrolment, text.enrolment_id)
    since = (text.sent_at or now) - timedelta(minutes=2)
    return Question(patient.phone, since, frozenset({enrolment.line} - {""}))


def learn_status(session: Session, text_id: uuid.UUID, listed: Sequence[SentRecord], now: datetime) -> bool:
    """Treat the carrier's list as the missing receipt. True if the status is final."""
    text = session.get_one(OutboundText, text_id)
    record = next((record for record in listed if record.sid == text.sid), None)
    if record is None:
        return False
    with in_hand(session, now) as batch:
        return learn_record(batch, text_id, record)


def make_missing_texts(session: Session, enrolment_ids: Sequence[uuid.UUID], now: datetime) -> None:
    """Create the texts of the coming days for active patients who have none."""
    with in_hand(session, now) as batch:
        for case in batch.cases(enrolment_ids).values():
            if case.enrolment.status is EnrolmentStatus.ACTIVE:
                plan_texts(case)


def redeliver(session: Session, text_id: uuid.UUID, by: str, now: datetime) -> OutboundText:
    """Send a failed text again while its time lasts. Raises RepairError: a late text is worse than none."""
    with in_hand(session, now) as batch:
        text, case = _of(batch, text_id)
        unlisted = text.state is TextState.EXPIRED and text.attempts and attempt_of(session, text).outcome == UNLISTED
        if text.state not in DID_NOT_ARRIVE and not unlisted:
            raise RepairError(
                "Only a text that failed, was not delivered, or is missing from the carrier's list can be sent again; "
                f"this one is {text.state.value!r}."
            )
        if now >= text.send_before:
            raise RepairError(
                f"Its time was over at {text.send_before:%Y-%m-%d %H:%M} UTC: patients never get late texts."
            )
        text.due_at, text.sid, text.carrier_status, text.error_code = now, None, None, None
        text_states.move(case, text, TextState.PLANNED, case.happened("text.redelivered", actor=by))
        return text


def say_what_became(session: Session, text_id: uuid.UUID, sid: str | None, by: str, now: datetime) -> OutboundText:
    """Record what the carrier's log shows: it accepted the text under this sid, or never received it (None).

    Raises RepairError unless the text's last call ended without an answer.
    """
    with in_hand(session, now) as batch:
        text, case = _of(batch, text_id)
        if text.state not in IN_DOUBT:
            raise RepairError(f"Nothing is in doubt about this text: its state is {text.state.value!r}.")
        end_doubt(case, text, SentRecord(sid, text.body or "", TAKEN, now) if sid else None)
        case.save(text, event=case.happened("text.settled", actor=by, text=str(text.id)))
        return text


def _of(batch: Batch, text_id: uuid.UUID) -> tuple[OutboundText, Case]:
    try:
        return batch.text(text_id)
    except NoResultFound:
        raise RepairError("No text has that id.") from None
