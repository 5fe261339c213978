"""A call whose answer nobody heard: did the carrier take the text? Its own list tells; else only a net leaves again.

Any text of ours that stands there is taken for it, whatever the carrier shows of its body. What is not listed is
looked for once more, minutes later. A text that says whom to call in danger then leaves again: twice is better than
never. Every other ends: a prompt that is missed is cheaper than two. A receipt that comes later still counts.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from schemas.alerts import LineText
from schemas.messages import DeliveryReceipt, OutboundText, SendAttempt, TextState
from schemas.people import Enrolment, Patient
from schemas.transitions import IN_DOUBT
from services.carrier.port import SentRecord
from services.journey import receipts
from services.journey.escalate import raise_cannot_be_texted
from services.journey.prompt import is_net
from services.journey.settle import ABSENT, MOST_ATTEMPTS, UNLISTED, accepted, attempt_of
from services.journey.whose_record import CLOCKS_DIFFER, CallInDoubt, Told, find_record, same_text
from services.storage import records, text_states
from services.storage.database import save
from services.storage.events import happened

# Between the two looks that make a text absent: lists are late by seconds, and whoever is in danger does not wait.
LOOKS_APART, LOOKS_APART_OF_A_NET = timedelta(minutes=5), timedelta(minutes=1)
_STILL_LEAVING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the carrier's list for: texts to a number since a moment, from shared senders or these.

    phone is "" where the patient was erased, and nothing can be asked.
    """

    phone: str
    since: datetime
    lines: frozenset[str] = frozenset()


def lost_calls(session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()) -> Sequence[uuid.UUID]:
    """Texts whose call ended nobody knows how, or whose worker is gone, and whose grace is over; some left out."""
    statement = (
        select(OutboundText.id)
        .where(col(OutboundText.state).in_(IN_DOUBT))
        .where(col(OutboundText.lease_until) <= now, col(OutboundText.id).not_in(besides))
        .order_by(col(OutboundText.lease_until))
        .limit(limit)
    )
    return session.exec(statement).all()


def question_about(session: Session, text_id: uuid.UUID, now: datetime) -> Question | None:
    """What to ask about a lost call, records of before its own time being none of it; None where none is in doubt."""
    text, enrolment, patient = records.lock_text(session, text_id)
    if not _is_lost(text, now):
        return None
    since = attempt_of(session, text).started_at - CLOCKS_DIFFER
    return Question(patient.phone, since, frozenset({enrolment.line} - {""}))


def settle_lost(session: Session, text_id: uuid.UUID, listed: Sequence[SentRecord], now: datetime) -> str:
    """Settle a lost call by what the carrier lists, and answer in a word what was done, for the log."""
    text, enrolment, patient = records.lock_text(session, text_id)
    if not _is_lost(text, now):
        return "nothing"
    calls = _calls_in_doubt(session, patient, now)
    call = next(call for call in calls if call.text_id == text_id)
    unknown = _of_no_row(session, patient, listed)
    found = find_record(call, calls, unknown, _told_of(session, unknown))
    if not found.sure:
        text.lease_until = now + _STILL_LEAVING
        session.add(text)
        return "waits_for_another_call"
    if found.record is None:
        return _not_listed(session, text, enrolment, now, twice=call.twice)
    same = same_text(found.record.body, text.body or "")
    _take(session, text, enrolment, found.record, now)
    return "accepted" if same else "accepted_with_another_body"


def _is_lost(text: OutboundText, now: datetime) -> bool:
    return text.state in IN_DOUBT and text.lease_until is not None and text.lease_until <= now


def _calls_in_doubt(session: Session, patient: Patient, now: datetime) -> list[CallInDoubt]:
    """The calls to this number of which nobody knows the answer, for whichever of our patients they were made."""
    erased = patient.phone_index is None
    same_phone = col(Patient.id) == patient.id if erased else col(Patient.phone_index) == patient.phone_index
    statement = (
        select(OutboundText, SendAttempt, Enrolment.line)
        .join(Patient, col(Patient.id) == col(OutboundText.patient_id))
        .join(Enrolment, col(Enrolment.id) == col(OutboundText.enrolment_id))
        .join(SendAttempt, col(SendAttempt.text_id) == col(OutboundText.id))
        .where(same_phone, col(OutboundText.state).in_(IN_DOUBT))
        .where(col(SendAttempt.number) == col(OutboundText.attempts))
    )
    return [
        CallInDoubt(
            text_id=text.id,
            attempt=attempt.number,
            started_at=attempt.started_at,
            line=line,
            body=text.body or "",
            leaving=text.state is TextState.SENDING and text.lease_until is not None and text.lease_until > now,
            twice=is_net(text.kind, text.details) and not erased,
        )
        for text, attempt, line in session.exec(statement)
    ]


def _of_no_row(session: Session, patient: Patient, listed: Sequence[SentRecord]) -> list[SentRecord]:
    sids = [record.sid for record in listed]
    of_attempts = session.exec(select(SendAttempt.sid).where(col(SendAttempt.sid).in_(sids))).all()
    of_texts = session.exec(select(OutboundText.sid).where(col(OutboundText.sid).in_(sids))).all()
    # The same phone may be one of the staff's.
    to_staff = select(LineText.sid).where(col(LineText.phone_index) == patient.phone_index, col(LineText.sid).in_(sids))
    known = {*of_attempts, *of_texts, *session.exec(to_staff)}
    return [record for record in listed if record.sid not in known]


def _told_of(session: Session, listed: Sequence[SentRecord]) -> Told:
    """What stored callbacks say of these sids; they name our text and its attempt."""
    statement = select(DeliveryReceipt.sid, DeliveryReceipt.text_id, DeliveryReceipt.attempt)
    statement = statement.where(col(DeliveryReceipt.sid).in_([record.sid for record in listed]))
    return {sid: (text_id, attempt) for sid, text_id, attempt in session.exec(statement)}


def _take(session: Session, text: OutboundText, enrolment: Enrolment, record: SentRecord, now: datetime) -> None:
    """The carrier took the text; what has become of it since counts as a receipt does."""
    accepted(session, text, enrolment, record.sid, record.status, now)
    if not same_text(record.body, text.body or ""):
        event = happened("text.listed_with_another_body", enrolment, now, text=str(text.id))
        save(session, event=event)
    receipts.learn_record(session, text, record, now)


def _not_listed(session: Session, text: OutboundText, enrolment: Enrolment, now: datetime, *, twice: bool) -> str:
    attempt = attempt_of(session, text)
    apart = LOOKS_APART_OF_A_NET if twice else LOOKS_APART
    if attempt.not_listed_at is None or now < attempt.not_listed_at + apart:
        attempt.not_listed_at = attempt.not_listed_at or now
        text.lease_until = attempt.not_listed_at + apart
        session.add(attempt)
        session.add(text)
        return "not_listed"
    if twice:
        end_doubt(session, text, enrolment, None, now)
        return ABSENT
    attempt.outcome, attempt.finished_at = UNLISTED, now
    session.add(attempt)
    save(session, event=happened("text.unlisted", enrolment, now, text=str(text.id)))
    _expire(session, text, enrolment, now)
    return UNLISTED


def end_doubt(
    session: Session, text: OutboundText, enrolment: Enrolment, found: SentRecord | None, now: datetime
) -> None:
    """A lost call is lost no more: the carrier took the text, or (None) never had it. The text is locked."""
    if found is not None:
        _take(session, text, enrolment, found, now)
        return
    attempt = attempt_of(session, text)
    attempt.outcome, attempt.finished_at = ABSENT, now
    session.add(attempt)
    if now >= text.send_before or text.attempts >= MOST_ATTEMPTS:
        _expire(session, text, enrolment, now)
        return
    text.due_at = min(now, text.due_at)
    text_states.move(session, text, TextState.PLANNED, happened("text.proven_absent", enrolment, now))


def _expire(session: Session, text: OutboundText, enrolment: Enrolment, now: datetime) -> None:
    text_states.move(session, text, TextState.EXPIRED, happened("text.expired", enrolment, now))
    raise_cannot_be_texted(session, text, enrolment, now)
