"""A text comes from a phone that does not take part where it texts: a person reads it, and danger is answered.

For the clinic that was texted its writer is a stranger, whoever else may know them.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import LineTextKind
from schemas.tables.events import Fact
from schemas.tables.messages import InboundText
from schemas.text_kinds import TextKind
from schemas.vocabulary import Language, OptOut, ReplyKind, Tier, ToldEvent
from services.carrier import opt_outs
from services.conversation.reading import red_flags, replies
from services.conversation.reading.likely import language_of
from services.conversation.reading.reading import Ear
from services.conversation.reading.replies import Reading, ReplyContext
from services.conversation.writing.texts import TextValues, nobodys_net, render
from services.journey.alerting.alerts import raise_for_clinic
from services.journey.alerting.line_texts import plan_line_text
from services.journey.hearing import consent_replies, elsewhere
from services.journey.hearing.lines import Line
from services.journey.participation import consent
from services.progression import calendar
from services.storage import records
from services.storage.case import Batch, Case
from services.storage.events import PATIENT


def hear(batch: Batch, inbound: InboundText, line: Line, sharing: Sequence[Case], ear: Ear) -> None:
    """Let one text of a stranger take effect. sharing are the enrolments of that phone elsewhere."""
    language, clinic = language_of(inbound.body), line.clinic
    reading = replies.read(inbound.body, ReplyContext(language=language), ear)
    in_danger = elsewhere.is_danger(reading)
    inbound.heard_at, inbound.clinic_id = batch.now, clinic.id if clinic else None
    batch.save(inbound, event=_from_nobody(inbound, batch.now))
    raise_for_clinic(batch, _alert_kind(reading, in_danger=in_danger), inbound.clinic_id, inbound.id)
    if in_danger:
        elsewhere.hold_all(sharing)
        _answer(inbound, line, _safety_kind(inbound.body, reading), language)
    _keep_ledger(batch, inbound, reading, sharing)


def _alert_kind(reading: Reading, *, in_danger: bool) -> AlertKind:
    """A patient may write from a new phone: until somebody knows, they get no text."""
    if in_danger:
        return AlertKind.STRANGER_DANGER
    return AlertKind.NUMBER_TOLD if ToldEvent.NEW_NUMBER in reading.events else AlertKind.UNKNOWN_SENDER


def _safety_kind(body: str, reading: Reading) -> TextKind:
    """What is said to the gravest words, whether they are meant, denied or of somebody else."""
    dangers = red_flags.find(body)
    if reading.kind is ReplyKind.CRISIS or any(danger.crisis for danger in dangers):
        return TextKind.SAFETY_CRISIS
    emergency = reading.tier is Tier.EMERGENCY or any(danger.tier is Tier.EMERGENCY for danger in dangers)
    return TextKind.SAFETY_EMERGENCY if emergency else TextKind.SAFETY_URGENT


def _answer(inbound: InboundText, line: Line, kind: TextKind, language: Language) -> None:
    """One safety text a day, from what was texted, in the name of the clinic that is meant."""
    number = inbound.to_phone.split(" ")[0]
    shared = number if number.startswith("+") else ""
    plan_line_text(
        line.batch,
        clinic=line.clinic,
        kind=LineTextKind.STRANGER_SAFETY,
        slot=f"stranger:{calendar.utc_day(line.batch.now).isoformat()}",
        phone=inbound.from_phone,
        sender=line.sender or shared,
        body=_body(line, kind, language),
    )


def _body(line: Line, kind: TextKind, language: Language) -> str:
    clinic = line.clinic
    if clinic is None:
        numbers = {clinic.emergency_number for clinic in line.clinics}
        return nobodys_net(language, numbers.pop() if len(numbers) == 1 else "")
    values = TextValues(clinic.name, clinic.phone, clinic.emergency_number)
    return render(kind, language, values, line.batch.own_words(clinic.id, language))


def _keep_ledger(batch: Batch, inbound: InboundText, reading: Reading, sharing: Sequence[Case]) -> None:
    """STOP counts for everybody, and is not answered. START undoes it for the clinic that is meant, if one is known."""
    evidence, notice = f"inbound:{inbound.id}", (inbound.opt_out_type or "").upper()
    if reading.kind is ReplyKind.STOP or reading.opt_out is OptOut.SURE or notice == opt_outs.STOP:
        told = consent.Told(inbound.clinic_id, consent_replies.source_of_stop(inbound), evidence)
        consent.opt_out_number(batch, inbound.from_phone, sharing, told)
        return
    clinic_id, start = inbound.clinic_id, reading.kind is ReplyKind.START or notice == opt_outs.START
    if start and clinic_id is not None and records.has_opted_out(batch.session, inbound.from_phone, clinic_id):
        consent.note_start(batch, inbound.from_phone, clinic_id, evidence)


def _from_nobody(inbound: InboundText, now: datetime) -> Fact:
    return Fact(
        at=now,
        name="reply.from_unknown_number",
        actor=PATIENT,
        clinic_id=inbound.clinic_id,
        subject=f"inbound:{inbound.id}",
        detail={},
    )
