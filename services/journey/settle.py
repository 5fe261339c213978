"""What became of a text that left? Outcomes of calls, receipts in any order, and calls whose end nobody heard."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from schemas.alerts import AlertKind
from schemas.messages import DeliveryReceipt, OutboundText, SendAttempt, TextState
from schemas.people import ConsentSource, Enrolment, Patient
from services.carrier.errors import Remedy, advance_status, remedy_of
from services.carrier.port import Accepted, Outcome, Refused, SentRecord, Unknown
from services.journey.consent import opt_out_number
from services.journey.escalate import close_alerts, raise_alert
from services.storage import records
from services.storage.database import save, together
from services.storage.events import happened

MOST_ATTEMPTS = 4
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
# Longer than any call can last: after this, a text that the carrier does not list was never accepted.
GRACE = timedelta(minutes=2)
_CARRIER_STATES = {
    "sent": TextState.SENT,
    "delivered": TextState.DELIVERED,
    "read": TextState.DELIVERED,
    "undelivered": TextState.UNDELIVERED,
    "failed": TextState.FAILED,
    "canceled": TextState.FAILED,
}
# What a list may say at once; anything worse counts as a receipt does, with its consequence.
_GOING_WELL = ("accepted", "scheduled", "queued", "sending", "sent", "delivered", "read")
IN_DOUBT = (TextState.UNKNOWN, TextState.SENDING)
_AFTER_ACCEPTANCE = (TextState.ACCEPTED, TextState.SENT)


@dataclass(frozen=True, slots=True)
class Called:
    """One attempt that was made, and what the carrier answered."""

    text_id: uuid.UUID
    attempt: int
    outcome: Outcome


def settle_calls(session: Session, calls: Sequence[Called], now: datetime) -> None:
    """Write down what the carrier answered to each attempt. A receipt may have said more already; it is kept."""
    outcomes = {(call.text_id, call.attempt): call.outcome for call in calls}
    held = {text.id: (text, enrolment, patient) for text, enrolment, patient in _lock(session, calls)}
    attempts = session.exec(select(SendAttempt).where(col(SendAttempt.text_id).in_(held))).all()
    with together(session):
        for row in attempts:
            outcome = outcomes.get((row.text_id, row.number))
            if outcome is not None and row.outcome is None:
                _settle_call(session, row, *held[row.text_id], outcome, now)


def _lock(session: Session, calls: Sequence[Called]) -> list[tuple[OutboundText, Enrolment, Patient]]:
    return records.lock_texts(session, [call.text_id for call in calls])


def _settle_call(
    session: Session,
    row: SendAttempt,
    text: OutboundText,
    enrolment: Enrolment,
    patient: Patient,
    outcome: Outcome,
    now: datetime,
) -> None:
    row.finished_at = now
    match outcome:
        case Accepted(sid, status):
            row.outcome, row.sid = "accepted", sid
            session.add(row)
            _accepted(session, text, enrolment, sid, status, now)
        case Refused():
            row.outcome, row.error_code = "refused", outcome.code
            session.add(row)
            _refused(session, text, enrolment, patient, outcome, now)
        case Unknown() if text.state is TextState.SENDING:
            text.state, text.lease_until = TextState.UNKNOWN, now + GRACE
            save(session, text, event=happened("text.unknown", enrolment, now, text=str(text.id)))
        case Unknown():
            row.outcome, row.sid = "accepted", text.sid  # Its receipt came before the call was lost.
            session.add(row)


def _accepted(session: Session, text: OutboundText, enrolment: Enrolment, sid: str, status: str, now: datetime) -> None:
    if text.state not in IN_DOUBT:
        return
    text.state = _CARRIER_STATES.get(status, TextState.ACCEPTED) if status in _GOING_WELL else TextState.ACCEPTED
    text.sid, text.carrier_status = sid, status if status in _GOING_WELL else "queued"
    text.sent_at, text.lease_until, text.error_code = now, None, None
    save(session, text, event=happened("text.accepted", enrolment, now, text=str(text.id)))


def _refused(
    session: Session, text: OutboundText, enrolment: Enrolment, patient: Patient, refusal: Refused, now: datetime
) -> None:
    if text.state is not TextState.SENDING:
        return
    text.error_code = refusal.code
    if refusal.retryable and _try_again(session, text, enrolment, now, refusal.retry_after_seconds):
        return
    text.state, text.lease_until = TextState.FAILED, None
    save(session, text, event=happened("text.failed", enrolment, now, text=str(text.id), code=refusal.code))
    _consequence(session, enrolment, patient, refusal.remedy, text, now)


def _try_again(
    session: Session, text: OutboundText, enrolment: Enrolment, now: datetime, wait_seconds: int | None = None
) -> bool:
    wait = BACKOFF[min(text.attempts, len(BACKOFF)) - 1]
    due_at = now + max(wait, timedelta(seconds=wait_seconds or 0))
    if text.attempts >= MOST_ATTEMPTS or due_at >= text.send_before:
        return False
    text.state, text.due_at, text.lease_until, text.sid = TextState.PLANNED, due_at, None, None
    text.carrier_status = None
    save(session, text, event=happened("text.put_off", enrolment, now, text=str(text.id), code=text.error_code))
    return True


def _consequence(
    session: Session, enrolment: Enrolment, patient: Patient, remedy: Remedy, text: OutboundText, now: datetime
) -> None:
    if remedy is Remedy.NUMBER_BAD:
        patient.number_bad_at = now
        save(session, patient, event=happened("number.bad", enrolment, now, code=text.error_code))
        raise_alert(session, AlertKind.NUMBER_BAD, enrolment, now)
    elif remedy is Remedy.OPTED_OUT:
        sharing = [row.id for row, _ in records.enrolments_of_phone(session, patient.phone)]
        source = ConsentSource.CARRIER_REFUSAL
        opt_out_number(session, patient.phone, sharing, source, f"code:{text.error_code}", now)
    elif remedy is Remedy.RETRY:
        raise_alert(session, AlertKind.UNDELIVERED, enrolment, now)
    else:
        raise_alert(session, AlertKind.SENDING_INCIDENT, enrolment, now)


def unread_receipts(session: Session, limit: int) -> Sequence[int]:
    """Receipts stored and not yet made anything of, in the order of arrival."""
    statement = (
        select(DeliveryReceipt.id)
        .where(col(DeliveryReceipt.read_at).is_(None))
        .order_by(col(DeliveryReceipt.id))
        .limit(limit)
    )
    return [number for number in session.exec(statement) if number is not None]


def read_receipts(session: Session, receipt_ids: Sequence[int], now: datetime) -> None:
    """Let receipts count, in order: a status never moves down, and a receipt settles a call whose end nobody heard."""
    unread = (
        select(DeliveryReceipt)
        .where(col(DeliveryReceipt.id).in_(receipt_ids), col(DeliveryReceipt.read_at).is_(None))
        .order_by(col(DeliveryReceipt.id))
        .with_for_update(skip_locked=True)
    )
    receipts = session.exec(unread).all()
    owners = _texts_of(session, receipts)
    held = {row[0].id: row for row in records.lock_texts(session, list(set(owners.values())))}
    with together(session):
        for receipt in receipts:
            owner = owners.get(receipt.sid) or receipt.text_id
            if owner in held:
                _apply(session, *held[owner], receipt, now)
            receipt.read_at = now
            session.add(receipt)


def learn(session: Session, text_id: uuid.UUID, told: DeliveryReceipt, now: datetime) -> None:
    """Let what the carrier lists count as a receipt that never came; told is not stored."""
    text, enrolment, patient = records.lock_text(session, text_id)
    _apply(session, text, enrolment, patient, told, now)


def _texts_of(session: Session, receipts: Sequence[DeliveryReceipt]) -> dict[str, uuid.UUID]:
    """The text of each sid: the one that has it, else the one that the callback named."""
    named = {receipt.sid: receipt.text_id for receipt in receipts if receipt.text_id is not None}
    statement = select(OutboundText.sid, OutboundText.id).where(col(OutboundText.sid).in_([r.sid for r in receipts]))
    return named | {sid: text_id for sid, text_id in session.exec(statement) if sid is not None}


def _apply(
    session: Session,
    text: OutboundText,
    enrolment: Enrolment,
    patient: Patient,
    receipt: DeliveryReceipt,
    now: datetime,
) -> None:
    current_attempt = receipt.attempt is None or receipt.attempt == text.attempts
    if text.sid is None and text.state in IN_DOUBT and current_attempt:
        _accepted(session, text, enrolment, receipt.sid, "queued", now)
    if text.sid != receipt.sid:
        return  # A receipt of an earlier attempt says nothing of this one.
    status = advance_status(text.carrier_status, receipt.status)
    if status == text.carrier_status or text.state not in _AFTER_ACCEPTANCE:
        return
    text.carrier_status, text.error_code = status, receipt.error_code
    text.state = _CARRIER_STATES.get(status or "", text.state)
    save(session, text, event=happened("text.status_changed", enrolment, now, text=str(text.id), status=status))
    if text.state is TextState.DELIVERED:
        close_alerts(session, (AlertKind.UNDELIVERED,), enrolment, now)
    if text.state in (TextState.UNDELIVERED, TextState.FAILED):
        remedy = remedy_of(receipt.error_code)
        if remedy is not Remedy.RETRY or not _try_again(session, text, enrolment, now):
            _consequence(session, enrolment, patient, remedy, text, now)


def lost_calls(session: Session, now: datetime, limit: int) -> Sequence[uuid.UUID]:
    """Texts whose call ended nobody knows how, or whose worker is gone, and whose grace is over."""
    statement = (
        select(OutboundText.id)
        .where(col(OutboundText.state).in_(IN_DOUBT))
        .where(col(OutboundText.lease_until) <= now)
        .order_by(col(OutboundText.lease_until))
        .limit(limit)
    )
    return session.exec(statement).all()


def question_about(session: Session, text_id: uuid.UUID, _now: datetime) -> tuple[str, datetime]:
    """What to ask the carrier's list for: the number, and the time before which the call cannot have begun."""
    patient = records.lock_text(session, text_id)[2]
    statement = (
        select(SendAttempt.started_at)
        .where(col(SendAttempt.text_id) == text_id)
        .order_by(col(SendAttempt.number).desc())
        .limit(1)
    )
    return patient.phone, session.exec(statement).one() - timedelta(minutes=1)


def settle_lost(session: Session, text_id: uuid.UUID, listed: Sequence[SentRecord], now: datetime) -> None:
    """Settle a lost call by the carrier's own list: there, it was accepted; not there, it may be sent again in time."""
    text, enrolment, _ = records.lock_text(session, text_id)
    if text.state not in IN_DOUBT or text.lease_until is None or text.lease_until > now:
        return
    row = _attempt(session, text, text.attempts)
    found = next((record for record in listed if _is_this(session, record, text, row)), None)
    end_doubt(session, text, enrolment, found, now)


def end_doubt(
    session: Session, text: OutboundText, enrolment: Enrolment, found: SentRecord | None, now: datetime
) -> None:
    """A lost call is lost no more: the carrier took the text, or (None) never had it. The text is locked."""
    row = _attempt(session, text, text.attempts)
    row.finished_at = now
    row.outcome, row.sid = ("accepted", found.sid) if found else ("absent", None)
    session.add(row)
    if found is not None:
        _accepted(session, text, enrolment, found.sid, found.status, row.started_at)
        return
    if now < text.send_before and text.attempts < MOST_ATTEMPTS:
        text.state, text.due_at, text.lease_until = TextState.PLANNED, min(now, text.due_at), None
        save(session, text, event=happened("text.proven_absent", enrolment, now, text=str(text.id)))
        return
    text.state, text.lease_until = TextState.EXPIRED, None
    save(session, text, event=happened("text.expired", enrolment, now, text=str(text.id)))


def _attempt(session: Session, text: OutboundText, number: int) -> SendAttempt:
    return session.exec(
        select(SendAttempt).where(col(SendAttempt.text_id) == text.id, col(SendAttempt.number) == number)
    ).one()


def _is_this(session: Session, record: SentRecord, text: OutboundText, attempt: SendAttempt) -> bool:
    if record.body != text.body or record.created_at < attempt.started_at - timedelta(minutes=1):
        return False
    taken = session.exec(select(SendAttempt.id).where(col(SendAttempt.sid) == record.sid)).first()
    return taken is None


def park(session: Session, text_id: uuid.UUID, now: datetime) -> None:
    """A text that cannot be made ready ends here, and a person is told. A call that was made is settled elsewhere."""
    text, enrolment, _ = records.lock_text(session, text_id)
    if text.state not in (TextState.CLAIMED, TextState.PLANNED):
        return
    text.state, text.lease_until = TextState.FAILED, None
    save(session, text, event=happened("text.parked", enrolment, now, text=str(text.id)))
    raise_alert(session, AlertKind.UNSENDABLE_TEXT, enrolment, now)


def give_back_expired_claims(session: Session, now: datetime) -> int:
    """Texts whose worker claimed them and was never heard of again become due once more; no call was made."""
    statement = (
        select(OutboundText)
        .where(col(OutboundText.state) == TextState.CLAIMED, col(OutboundText.lease_until) <= now)
        .with_for_update(skip_locked=True)
    )
    texts = session.exec(statement).all()
    for text in texts:
        enrolment = session.get_one(Enrolment, text.enrolment_id)
        text.state, text.lease_until = TextState.PLANNED, None
        save(session, text, event=happened("text.claim_expired", enrolment, now, text=str(text.id)))
    return len(texts)
