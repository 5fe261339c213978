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

from schemas.tables.messages import DeliveryReceipt, OutboundText, SendAttempt, TextState
from schemas.tables.people import Enrolment, Patient
from schemas.transitions import IN_DOUBT
from services.carrier.port import SentRecord
from services.journey.alerting.alerts import raise_cannot_be_texted
from services.journey.hearing import receipts
from services.journey.hearing.outcome import ABSENT, MOST_ATTEMPTS, UNLISTED, accepted, attempt_of
from services.journey.hearing.whose_record import CLOCKS_DIFFER, CallbackReports, CallInDoubt, find_record, same_text
from services.journey.texting.queue import is_net
from services.storage import text_states
from services.storage.case import Case, in_hand
from services.storage.queries import texts

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
    with in_hand(session, now) as batch:
        text, case = batch.text(text_id)
        if not _is_lost(text, now):
            return None
        since = attempt_of(session, text).started_at - CLOCKS_DIFFER
        return Question(case.patient.phone, since, frozenset({case.enrolment.line} - {""}))


def settle_lost(session: Session, text_id: uuid.UUID, listed: Sequence[SentRecord], now: datetime) -> str:
    """Settle a lost call by what the carrier lists, and answer in a word what was done, for the log."""
    with in_hand(session, now) as batch:
        text, case = batch.text(text_id)
        if not _is_lost(text, now):
            return "nothing"
        calls = _calls_in_doubt(session, case.patient, now)
        call = next(call for call in calls if call.text_id == text_id)
        unknown = _of_no_row(session, case.patient, listed)
        found = find_record(call, calls, unknown, _told_of(session, unknown))
        if not found.sure:
            text.lease_until = now + _STILL_LEAVING
            session.add(text)
            return "waits_for_another_call"
        if found.record is None:
            return _not_listed(case, text, twice=call.twice)
        same = same_text(found.record.body, text.body or "")
        _take(case, text, found.record)
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
    known = texts.sids_that_are_ours(session, [record.sid for record in listed], patient.phone_index)
    return [record for record in listed if record.sid not in known]


def _told_of(session: Session, listed: Sequence[SentRecord]) -> CallbackReports:
    """What stored callbacks say of these sids; they name our text and its attempt."""
    statement = select(DeliveryReceipt.sid, DeliveryReceipt.text_id, DeliveryReceipt.attempt)
    statement = statement.where(col(DeliveryReceipt.sid).in_([record.sid for record in listed]))
    return {sid: (text_id, attempt) for sid, text_id, attempt in session.exec(statement)}


def _take(case: Case, text: OutboundText, record: SentRecord) -> None:
    """The carrier took the text; what has become of it since counts as a receipt does."""
    accepted(case, text, record.sid, record.status)
    if not same_text(record.body, text.body or ""):
        event = case.happened("text.listed_with_another_body", text=str(text.id))
        case.save(event=event)
    receipts.learn_record(case.batch, text.id, record)


def _not_listed(case: Case, text: OutboundText, *, twice: bool) -> str:
    attempt = attempt_of(case.session, text)
    apart = LOOKS_APART_OF_A_NET if twice else LOOKS_APART
    if attempt.not_listed_at is None or case.now < attempt.not_listed_at + apart:
        attempt.not_listed_at = attempt.not_listed_at or case.now
        text.lease_until = attempt.not_listed_at + apart
        case.session.add(attempt)
        case.session.add(text)
        return "not_listed"
    if twice:
        end_doubt(case, text, None)
        return ABSENT
    attempt.outcome, attempt.finished_at = UNLISTED, case.now
    case.session.add(attempt)
    case.save(event=case.happened("text.unlisted", text=str(text.id)))
    _expire(case, text)
    return UNLISTED


def end_doubt(case: Case, text: OutboundText, found: SentRecord | None) -> None:
    """A lost call is lost no more: the carrier took the text, or (None) never had it. The text is locked."""
    if found is not None:
        _take(case, text, found)
        return
    attempt = attempt_of(case.session, text)
    attempt.outcome, attempt.finished_at = ABSENT, case.now
    case.session.add(attempt)
    if case.now >= text.send_before or text.attempts >= MOST_ATTEMPTS:
        _expire(case, text)
        return
    text.due_at = min(case.now, text.due_at)
    text_states.move(case, text, TextState.PLANNED, case.happened("text.proven_absent"))


def _expire(case: Case, text: OutboundText) -> None:
    text_states.move(case, text, TextState.EXPIRED, case.happened("text.expired"))
    raise_cannot_be_texted(case, text)
