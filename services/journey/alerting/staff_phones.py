"""Which phones of a clinic get a text when an urgent item waits, and what do their owners text back?

Nothing is texted before READY has come from the phone, and nothing after STOP. SEEN with the code of a text halts the
ladder of that text's items for a while; only a signed-in person ends it.
"""

import re
import secrets
import unicodedata
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind, Severity
from schemas.api.ladder import NewStaffPhone
from schemas.phones import is_known
from schemas.tables.alerts import Alert, LineText, LineTextKind, StaffPhone
from schemas.tables.clinics import Clinic
from schemas.tables.events import Fact
from schemas.tables.messages import InboundText
from schemas.vocabulary import OptOut, ReplyKind
from services.carrier import opt_outs
from services.conversation.reading import replies
from services.conversation.reading.replies import ReplyContext
from services.journey.alerting.alerts import close_for_clinic
from services.journey.alerting.line_texts import cancel, phone_event, plan_line_text, stop_phone
from services.journey.refusals import PhoneCannotBeUsed
from services.progression.ladder import halt
from services.storage.case import Batch, in_hand
from services.storage.ladders import gets_texts, phones_in_use
from services.storage.queries import alerts
from services.storage.queries.sending import PHONE_IS_TAKEN

# A code counts for a day. So long a phone gets no second text with the same one.
CODE_COUNTS = timedelta(days=1)
_CODES = 10_000
_SEEN = re.compile(r"seen(?:([0-9]{4})(?![0-9]))?")
_BEGINS = (ReplyKind.READY, ReplyKind.START)
_CONSENT = "Amble for {clinic}: reply READY to get a text here when an urgent item waits. Reply STOP to end."
_AGREED = "Amble for {clinic}: this phone gets a text when an urgent item waits. Reply STOP to end."
_NOTED = "Amble: noted for {time}. Please sign in."
_NOT_OPEN = "Amble: that code is not open. Sign in."


def add(batch: Batch, clinic_id: uuid.UUID, wanted: NewStaffPhone, sender: str, by: str) -> StaffPhone:
    """Put a phone on the clinic's list, and ask it whether it wants the texts. Raises PhoneCannotBeUsed."""
    if batch.session.execute(PHONE_IS_TAKEN, {"phone": wanted.phone}).scalar_one():
        raise PhoneCannotBeUsed
    clinic = batch.clinic(clinic_id)
    row = StaffPhone(
        clinic_id=clinic_id, label=wanted.label, phone=wanted.phone, phone_index=wanted.phone, created_at=batch.now,
        phone_checked_because=None if is_known(wanted.phone) else wanted.phone_checked_because,
    )  # fmt: skip
    batch.save(row, event=phone_event("added", row, batch.now, actor=by))
    plan_line_text(
        batch, clinic=clinic, kind=LineTextKind.STAFF_CONSENT, slot=f"consent:{row.id}", phone=row.phone,
        sender=sender, body=_CONSENT.format(clinic=clinic.name),
    )  # fmt: skip
    return row


def remove(session: Session, phone: StaffPhone, by: str, now: datetime) -> None:
    """Take a phone off the list; what waits for it never leaves. Removing twice keeps the first time."""
    with in_hand(session, now) as batch:
        if phone.removed_at is None:
            phone.removed_at = batch.now
            cancel(batch, phone)
            batch.save(phone, event=phone_event("removed", phone, batch.now, actor=by))
            _repaired(batch, phone)


def ready(batch: Batch, clinic_id: uuid.UUID) -> list[StaffPhone]:
    """The clinic's phones that get texts, asked once in a batch."""

    def ask() -> list[StaffPhone]:
        return [phone for phone in phones_in_use(batch.session, clinic_id) if gets_texts(phone)]

    return batch.once((StaffPhone, clinic_id), ask)


def tell(batch: Batch, clinic_id: uuid.UUID, alerts: Sequence[Alert], sender: str) -> None:
    """One text to each of the clinic's phones about all these items: no name, no word about health, a code."""
    clinic, first = batch.clinic(clinic_id), alerts[0]
    waits = "1 urgent item waits" if len(alerts) == 1 else f"{len(alerts)} urgent items wait"
    for phone in ready(batch, clinic_id):
        code = _new_code(batch, phone)
        plan_line_text(
            batch, clinic=clinic, kind=LineTextKind.STAFF_URGENT, slot=f"urgent:{first.id}:{first.tellings}",
            phone=phone.phone, sender=sender, body=f"Amble: {waits}. Sign in. Code {code}.", code=code,
            alert_ids=[alert.id for alert in alerts],
        )  # fmt: skip


def _open_texts(batch: Batch, phone: StaffPhone) -> list[LineText]:
    statement = select(LineText).where(
        col(LineText.phone_index) == phone.phone_index,
        col(LineText.kind) == LineTextKind.STAFF_URGENT,
        col(LineText.created_at) > batch.now - CODE_COUNTS,
    )
    return list(batch.session.exec(statement).all())


def _new_code(batch: Batch, phone: StaffPhone) -> str:
    taken = {text.code for text in _open_texts(batch, phone)}
    while (code := f"{secrets.randbelow(_CODES):04}") in taken:
        pass
    return code


def hear(batch: Batch, inbound: InboundText) -> bool:
    """Hear a text from a phone of the staff, which is never a patient's; false where it is from any other phone."""
    known = batch.once((StaffPhone,), lambda: _all_in_use(batch.session))
    phone_id = known.get(inbound.from_index)
    if phone_id is None:
        return False
    phone = batch.session.get_one(StaffPhone, phone_id, with_for_update=True, populate_existing=True)
    inbound.heard_at, inbound.clinic_id = batch.now, phone.clinic_id
    event = Fact(
        at=batch.now, name="staff_text.heard", actor="staff", clinic_id=phone.clinic_id,
        subject=f"inbound:{inbound.id}", detail={},
    )  # fmt: skip
    batch.save(inbound, event=event)
    reading, plain = replies.read(inbound.body, ReplyContext()), _plain(inbound.body)
    # Whatever stands behind the word: nobody here is a patient whose pain has stopped.
    stops = reading.opt_out is OptOut.SURE or reading.kind is ReplyKind.STOP or plain.startswith("stop")
    if stops or inbound.opt_out_type == opt_outs.STOP:
        stop_phone(batch, phone)
    elif (seen := _SEEN.match(plain)) is not None:
        _halt(batch, inbound, phone, seen[1])
    elif reading.kind in _BEGINS or inbound.opt_out_type == opt_outs.START:
        _begin(batch, inbound, phone)
    return True


def _all_in_use(session: Session) -> dict[str, uuid.UUID]:
    statement = select(StaffPhone.phone_index, StaffPhone.id).where(col(StaffPhone.removed_at).is_(None))
    return dict(session.exec(statement).all())


def _plain(body: str) -> str:
    """Letters and digits only, small: "Seen: 48 21!" is "seen4821"."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", body).casefold() if sign.isalnum())


def _begin(batch: Batch, inbound: InboundText, phone: StaffPhone) -> None:
    if gets_texts(phone):
        return
    phone.consented_at, phone.stopped_at = batch.now, None
    batch.save(phone, event=phone_event("agreed", phone, batch.now))
    _repaired(batch, phone)
    clinic = batch.clinic(phone.clinic_id)
    _answer(batch, inbound, phone, clinic, _AGREED.format(clinic=clinic.name))


def _repaired(batch: Batch, phone: StaffPhone) -> None:
    """Once none of its phones stands there stopped, the clinic need not look for another."""
    if not any(other.stopped_at for other in phones_in_use(batch.session, phone.clinic_id)):
        close_for_clinic(batch, AlertKind.STAFF_PHONE_STOPPED, phone.clinic_id)


def _halt(batch: Batch, inbound: InboundText, phone: StaffPhone, code: str | None) -> None:
    """Only the items of that text; what somebody has taken meanwhile needs no halt."""
    clinic = batch.clinic(phone.clinic_id)
    texts = [text for text in _open_texts(batch, phone) if text.code == code and text.seen_at is None]
    if not texts:
        _answer(batch, inbound, phone, clinic, _NOT_OPEN)
        return
    texts[0].seen_at = batch.now
    batch.session.add(texts[0])
    items = [uuid.UUID(key) for key in texts[0].alert_ids]
    halted = alerts.lock_unseen_of_clinic(batch.session, items, phone.clinic_id)
    for alert in halted:
        alert.next_rung_at = max(alert.next_rung_at or batch.now, batch.now + halt(alert.severity))
        event = Fact(
            at=batch.now, name="alert.halted", actor="staff", clinic_id=alert.clinic_id, patient_id=alert.patient_id,
            subject=f"alert:{alert.kind.value}", detail={"alert": str(alert.id), "text": str(texts[0].id)},
        )  # fmt: skip
        batch.save(alert, event=event)
    at_once = any(alert.severity is Severity.NOW for alert in halted)
    body = _NOTED.format(time="30 minutes" if at_once or not halted else "two hours")
    _answer(batch, inbound, phone, clinic, body)


def _answer(batch: Batch, inbound: InboundText, phone: StaffPhone, clinic: Clinic, body: str) -> None:
    """To whom has just written, from the number that they wrote to. A phone that said STOP is not answered."""
    if phone.stopped_at is None:
        plan_line_text(
            batch, clinic=clinic, kind=LineTextKind.STAFF_SEEN, slot=f"answer:{inbound.id}", phone=phone.phone,
            sender=inbound.to_phone, body=body,
        )  # fmt: skip
