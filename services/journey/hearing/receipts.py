"""What does a delivery receipt change? They come in any order, twice, late, or before the call itself has ended."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import AttemptOutcome, DeliveryReceipt, OutboundText, SendAttempt, TextState
from schemas.transitions import DID_NOT_ARRIVE, IN_DOUBT, NOT_YET_GONE, WITH_THE_CARRIER
from services.carrier.errors import Remedy, advance_status, is_final, remedy_of
from services.carrier.port import SentRecord
from services.carrier.statuses import CARRIER_STATES, TAKEN
from services.journey.alerting.alerts import close_alerts, raise_cannot_be_texted
from services.journey.hearing.outcome import (
    ABSENT,
    OF_THE_PHONE,
    UNLISTED,
    accepted,
    attempt_of,
    consequence,
    learn_of_phone,
    try_again,
)
from services.storage import text_states
from services.storage.case import Batch, Case, in_hand
from services.storage.queries import texts

_MAY_BE_IN_DOUBT = (*IN_DOUBT, *NOT_YET_GONE, TextState.EXPIRED)


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
    receipts = texts.lock_unread_receipts(session, receipt_ids)
    owners = _texts_of(session, receipts)
    with in_hand(session, now) as batch:
        held = {text.id: (text, case) for text, case in batch.texts(list(set(owners.values())))}
        for receipt in receipts:
            owner = owners.get(receipt.sid) or receipt.text_id
            if owner in held:
                text, case = held[owner]
                _apply(case, text, receipt)
            receipt.read_at = now
            session.add(receipt)


def learn_record(batch: Batch, text_id: uuid.UUID, record: SentRecord) -> bool:
    """Let what the carrier lists count as a receipt that never came, with its code; whether it was final."""
    if not is_final(record.status):
        return False
    text, case = batch.text(text_id)
    told = DeliveryReceipt(
        sid=record.sid,
        status=record.status,
        error_code=record.error_code,
        text_id=text.id,
        raw="",
        received_at=batch.now,
    )
    _apply(case, text, told)
    return True


def _texts_of(session: Session, receipts: Sequence[DeliveryReceipt]) -> dict[str, uuid.UUID]:
    """The text of each sid: the one that has it, else the one that the callback named."""
    named = {receipt.sid: receipt.text_id for receipt in receipts if receipt.text_id is not None}
    statement = select(OutboundText.sid, OutboundText.id).where(col(OutboundText.sid).in_([r.sid for r in receipts]))
    return named | {sid: text_id for sid, text_id in session.exec(statement) if sid is not None}


def _apply(case: Case, text: OutboundText, receipt: DeliveryReceipt) -> None:
    if text.sid != receipt.sid and _ends_the_doubt(case.session, text, receipt):
        accepted(case, text, receipt.sid, TAKEN)
    if text.sid != receipt.sid:
        _of_an_earlier_call(case, text, receipt)
        return
    status = advance_status(text.carrier_status, receipt.status)
    state = CARRIER_STATES.get(status or "", text.state)
    if status == text.carrier_status or not (text.state in WITH_THE_CARRIER or state is TextState.DELIVERED):
        return
    text.carrier_status, text.error_code = status, receipt.error_code
    event = case.happened("text.status_changed", status=status, code=receipt.error_code)
    # Whoever asks the carrier about it goes on asking.
    text_states.move(case, text, state, event, lease_until=text.lease_until)
    if state is TextState.DELIVERED:
        close_alerts(case, (AlertKind.UNDELIVERED,))
    if state in DID_NOT_ARRIVE:
        _did_not_arrive(case, text)


def _ends_the_doubt(session: Session, text: OutboundText, receipt: DeliveryReceipt) -> bool:
    """Whether it is of the last call, of which nobody knew, or the list did not tell, that the carrier took it."""
    if text.sid is not None or text.attempts == 0 or text.state not in _MAY_BE_IN_DOUBT:
        return False
    if receipt.attempt is not None and receipt.attempt != text.attempts:
        return False
    return text.state in IN_DOUBT or attempt_of(session, text).outcome in (UNLISTED, ABSENT)


def _did_not_arrive(case: Case, text: OutboundText) -> None:
    remedy = remedy_of(text.error_code)
    if remedy is Remedy.EXPIRED:
        text_states.move(case, text, TextState.EXPIRED, case.happened("text.expired"))
        raise_cannot_be_texted(case, text)
    elif remedy is not Remedy.RETRY or not try_again(case, text):
        consequence(case, remedy, text)


def _of_an_earlier_call(case: Case, text: OutboundText, receipt: DeliveryReceipt) -> None:
    """What is told late of a call that was given up: that it arrived ends the text, and so nobody gets it twice."""
    call = _call_of(case.session, text, receipt)
    if call is None:
        return
    if call.outcome != AttemptOutcome.ACCEPTED:
        call.outcome = AttemptOutcome.ACCEPTED
        event = case.happened("text.accepted", text=str(text.id), attempt=call.number)
        case.save(event=event)
    call.sid = receipt.sid
    case.session.add(call)
    remedy = remedy_of(receipt.error_code)
    if CARRIER_STATES.get(receipt.status) is TextState.DELIVERED and text.state is not TextState.DELIVERED:
        text.sid, text.carrier_status, text.sent_at = receipt.sid, receipt.status, call.started_at
        text.error_code = None
        event = case.happened("text.arrived_late", attempt=call.number)
        text_states.move(case, text, TextState.DELIVERED, event)
        close_alerts(case, (AlertKind.UNDELIVERED,))
    elif remedy in OF_THE_PHONE:
        learn_of_phone(case, remedy, receipt.error_code)


def _call_of(session: Session, text: OutboundText, receipt: DeliveryReceipt) -> SendAttempt | None:
    """The call that a receipt is of: the one with its sid, else the one that the callback named and that has none."""
    calls = session.exec(select(SendAttempt).where(col(SendAttempt.text_id) == text.id)).all()
    with_sid = next((call for call in calls if call.sid == receipt.sid), None)
    return with_sid or next((call for call in calls if call.number == receipt.attempt and call.sid is None), None)
