"""How does a text reach a phone that is no patient's? Due rows, each tried until it is taken or its time is over.

A lost answer is tried again: for these texts twice is better than never.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import LineText, LineTextKind, NoticeState, StaffPhone
from schemas.tables.clinics import Clinic
from schemas.tables.events import Fact
from services.carrier.errors import Remedy
from services.carrier.port import Accepted, Outcome, OutgoingText, Refused
from services.journey.alerting.alerts import raise_for_clinic, raise_for_operator, raise_once_for_operator
from services.storage.case import Batch, in_hand
from services.storage.queries import sending
from services.storage.queries.sending import CLAIM_LINE_TEXTS, LINE_TEXT_BROKE

LEASE = timedelta(minutes=2)
WAITS = tuple(timedelta(seconds=seconds) for seconds in (15, 60, 120, 300))
# Later than this, an answer is no answer; an urgent item is told again anyway, with a code of its own.
SEND_WITHIN = {
    LineTextKind.STAFF_CONSENT: timedelta(hours=12),
    LineTextKind.STAFF_URGENT: timedelta(minutes=20),
    LineTextKind.STAFF_SEEN: timedelta(minutes=15),
    LineTextKind.STRANGER_SAFETY: timedelta(hours=2),
}
MOST_BREAKS = 3
_OURS = (Remedy.OPERATOR, Remedy.THIS_TEXT, Remedy.UNKNOWN_CODE)
_PHONES_OWN = (Remedy.OPTED_OUT, Remedy.NUMBER_BAD)


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """A text under a lease: what to hand to the carrier."""

    id: uuid.UUID
    outgoing: OutgoingText


def plan_line_text(  # noqa: PLR0913  (each is a column of the row)
    batch: Batch,
    *,
    clinic: Clinic | None,
    kind: LineTextKind,
    slot: str,
    phone: str,
    sender: str,
    body: str,
    code: str | None = None,
    alert_ids: Sequence[uuid.UUID] = (),
) -> None:
    """Make a text due at once; the same phone and slot make it once."""
    text = LineText(
        clinic_id=clinic.id if clinic else None,
        kind=kind,
        slot=slot,
        phone=phone,
        phone_index=phone,
        sender=sender,
        body=body,
        code=code,
        alert_ids=[str(key) for key in alert_ids],
        state=NoticeState.PLANNED,
        due_at=batch.now,
        send_before=batch.now + SEND_WITHIN[kind],
        created_at=batch.now,
    )
    statement = insert(LineText).values(**text.model_dump()).on_conflict_do_nothing().returning(col(LineText.id))
    if batch.session.execute(statement).first() is not None:
        batch.save(event=_event("planned", text.id, text.clinic_id, batch.now))


def claim(session: Session, now: datetime, *, limit: int) -> list[uuid.UUID]:
    """Take due texts under a lease of two minutes, each with one attempt more."""
    return list(session.execute(CLAIM_LINE_TEXTS, {"now": now, "limit": limit, "lease": now + LEASE}).scalars())


def make_ready(session: Session, text_id: uuid.UUID, now: datetime) -> ReadyLine | None:
    """What to say to whom; None where it is said already, or its time is over."""
    with in_hand(session, now) as batch:
        text = session.get_one(LineText, text_id, with_for_update=True, populate_existing=True)
        if text.state is not NoticeState.PLANNED:
            return None
        if now >= text.send_before:
            _give_up(batch, text)
            return None
        seconds = int((text.send_before - now).total_seconds())
        outgoing = OutgoingText(text.phone, text.body, str(text.id), text.attempts, seconds, text.sender)
        return ReadyLine(text.id, outgoing)


def settle(session: Session, text_id: uuid.UUID, outcome: Outcome, now: datetime) -> None:
    """What the carrier answered: sent, again later, or never. What is never is told to whoever can mend it."""
    with in_hand(session, now) as batch:
        phone = _staff_phone(session, text_id) if _is_of_the_phone(outcome) else None
        text = session.get_one(LineText, text_id, with_for_update=True, populate_existing=True)
        if text.state is not NoticeState.PLANNED:
            return
        text.lease_until = None
        if isinstance(outcome, Accepted):
            text.state, text.sid, text.sent_at, text.error_code = NoticeState.SENT, outcome.sid, now, None
            batch.save(text, event=_event("sent", text.id, text.clinic_id, now))
            return
        if isinstance(outcome, Refused):
            text.error_code = outcome.code
            if not outcome.retryable:
                _give_up(batch, text)
                if outcome.remedy in _OURS:
                    raise_once_for_operator(batch, AlertKind.SENDING_INCIDENT)
                if phone is not None:
                    stop_phone(batch, phone)
                return
        again = now + WAITS[min(text.attempts, len(WAITS)) - 1]
        if again >= text.send_before:
            _give_up(batch, text)
            return
        text.due_at = again
        batch.save(text, event=_event("put_off", text.id, text.clinic_id, now))


def put_off(session: Session, text_id: uuid.UUID, now: datetime, *, seconds: float) -> None:
    """Its sender may not speak yet: that was no attempt."""
    with in_hand(session, now) as batch:
        text = session.get_one(LineText, text_id, with_for_update=True, populate_existing=True)
        if text.state is NoticeState.PLANNED:
            text.lease_until, text.attempts = None, text.attempts - 1
            text.due_at = now + timedelta(seconds=seconds)
            batch.save(text, event=_event("put_off", text.id, text.clinic_id, now))


def count_break(session: Session, text_id: uuid.UUID, now: datetime) -> None:
    """A text could not even be made ready; after three times it is left to the operator, who is told."""
    with in_hand(session, now) as batch:
        asked = {"id": text_id, "most": MOST_BREAKS, "again": now + WAITS[0]}
        row = session.execute(LINE_TEXT_BROKE, asked).first()
        if row is not None and row.state == NoticeState.GIVEN_UP.value:
            raise_for_operator(batch, AlertKind.UNSENDABLE_TEXT)
            batch.save(event=_event("given_up", text_id, row.clinic_id, now))


def _is_of_the_phone(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and outcome.remedy in _PHONES_OWN


def _staff_phone(session: Session, text_id: uuid.UUID) -> StaffPhone | None:
    """The phone of the staff that a text is for; locked before the text, as whoever hears a STOP does."""
    to = select(LineText.phone_index).where(col(LineText.id) == text_id).scalar_subquery()
    in_use = select(StaffPhone).where(col(StaffPhone.phone_index) == to, col(StaffPhone.removed_at).is_(None))
    return session.exec(in_use.with_for_update()).first()


def stop_phone(batch: Batch, phone: StaffPhone) -> None:
    """A phone of the staff gets no more texts: its owner said STOP, or the carrier refuses it. The admins are told."""
    if phone.stopped_at is None:
        phone.stopped_at = batch.now
        raise_for_clinic(batch, AlertKind.STAFF_PHONE_STOPPED, phone.clinic_id)
        batch.save(phone, event=phone_event("stopped", phone, batch.now))
    cancel(batch, phone)


def cancel(batch: Batch, phone: StaffPhone) -> None:
    """What still waits for a phone never leaves."""
    for text in sending.lock_planned_line_texts(batch.session, phone.phone_index):
        text.state, text.lease_until = NoticeState.GIVEN_UP, None
        batch.save(text, event=_event("cancelled", text.id, text.clinic_id, batch.now))


def phone_event(name: str, phone: StaffPhone, now: datetime, *, actor: str = "amble") -> Fact:
    """A fact about a phone of the staff."""
    return Fact(
        at=now, name=f"staff_phone.{name}", actor=actor, clinic_id=phone.clinic_id, subject=f"staff_phone:{phone.id}",
        detail={},
    )  # fmt: skip


def _give_up(batch: Batch, text: LineText) -> None:
    text.state, text.lease_until = NoticeState.GIVEN_UP, None
    batch.save(text, event=_event("given_up", text.id, text.clinic_id, batch.now, code=text.error_code))


def _event(name: str, text_id: uuid.UUID, clinic_id: uuid.UUID | None, now: datetime, **detail: int | None) -> Fact:
    return Fact(
        at=now, name=f"line_text.{name}", actor="amble", clinic_id=clinic_id, subject=f"line_text:{text_id}",
        detail=detail,
    )  # fmt: skip
