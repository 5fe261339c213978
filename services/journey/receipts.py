"""What does a delivery receipt change? They come in any order, twice, late, or before the call itself has ended."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.alerts import AlertKind
from schemas.messages import DeliveryReceipt, OutboundText, TextState
from schemas.people import Enrolment, Patient
from services.carrier.errors import Remedy, advance_status, remedy_of
from services.journey.escalate import close_alerts
from services.journey.settle import CARRIER_STATES, IN_DOUBT, accepted, consequence, try_again
from services.storage import records
from services.storage.database import save, together
from services.storage.events import happened

_AFTER_ACCEPTANCE = (TextState.ACCEPTED, TextState.SENT)


def unread(session: Session, _now: datetime, limit: int, besides: Sequence[int] = ()) -> Sequence[int]:
    """Receipts stored and not yet made anything of, in the order of arrival; locked, and without what another holds."""
    statement = (
        select(DeliveryReceipt.id)
        .where(col(DeliveryReceipt.read_at).is_(None), col(DeliveryReceipt.id).not_in(besides))
        .order_by(col(DeliveryReceipt.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [number for number in session.exec(statement) if number is not None]


def read(session: Session, receipt_ids: Sequence[int], now: datetime) -> None:
    """Let receipts count, in order: a status never moves down, and a receipt settles a call whose end nobody heard."""
    waiting = (
        select(DeliveryReceipt)
        .where(col(DeliveryReceipt.id).in_(receipt_ids), col(DeliveryReceipt.read_at).is_(None))
        .order_by(col(DeliveryReceipt.id))
        .with_for_update(skip_locked=True)
    )
    receipts = session.exec(waiting).all()
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
        accepted(session, text, enrolment, receipt.sid, "queued", now)
    if text.sid != receipt.sid:
        return  # A receipt of an earlier attempt says nothing of this one.
    status = advance_status(text.carrier_status, receipt.status)
    if status == text.carrier_status or text.state not in _AFTER_ACCEPTANCE:
        return
    text.carrier_status, text.error_code = status, receipt.error_code
    text.state = CARRIER_STATES.get(status or "", text.state)
    save(session, text, event=happened("text.status_changed", enrolment, now, text=str(text.id), status=status))
    if text.state is TextState.DELIVERED:
        close_alerts(session, (AlertKind.UNDELIVERED,), enrolment, now)
    if text.state in (TextState.UNDELIVERED, TextState.FAILED):
        remedy = remedy_of(receipt.error_code)
        if remedy is not Remedy.RETRY or not try_again(session, text, enrolment, now):
            consequence(session, enrolment, patient, remedy, text, now)
