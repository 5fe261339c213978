"""A text comes from a phone that does not take part where it texts: a person reads it, and danger is answered.

For the clinic that was texted its writer is a stranger, whoever else may know them.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.alerts import LineTextKind
from schemas.events import Fact
from schemas.messages import InboundText
from schemas.vocabulary import Language, ReplyKind, TextKind, Tier
from services.conversation import red_flags, replies
from services.conversation.likely import language_of
from services.conversation.replies import Asked, Reading
from services.conversation.texts import TextValues, nobodys_net, render
from services.journey import consent, elsewhere, local_time
from services.journey.escalate import raise_for_clinic
from services.journey.line_texts import plan_line_text
from services.journey.lines import Line, Pair
from services.storage import records
from services.storage.database import save
from services.storage.events import PATIENT


def hear(session: Session, inbound: InboundText, line: Line, sharing: Sequence[Pair], now: datetime) -> None:
    """Let one text of a stranger take effect. sharing are the enrolments of that phone elsewhere, locked."""
    language, clinic = language_of(inbound.body), line.clinic
    reading = replies.read(inbound.body, Asked(language=language))
    in_danger = elsewhere.is_danger(reading)
    inbound.heard_at, inbound.clinic_id = now, clinic.id if clinic else None
    save(session, inbound, event=_from_nobody(inbound, now))
    kind = AlertKind.STRANGER_DANGER if in_danger else AlertKind.UNKNOWN_SENDER
    raise_for_clinic(session, kind, inbound.clinic_id, now, inbound.id)
    if in_danger:
        elsewhere.hold_all(session, sharing, now)
        _answer(session, inbound, line, (_safety_kind(inbound.body, reading), language), now)
    _keep_ledger(session, inbound, reading, sharing, now)


def _safety_kind(body: str, reading: Reading) -> TextKind:
    """What is said to the gravest words, whether they are meant, denied or of somebody else."""
    dangers = red_flags.find(body)
    if reading.kind is ReplyKind.CRISIS or any(danger.crisis for danger in dangers):
        return TextKind.SAFETY_CRISIS
    emergency = reading.tier is Tier.EMERGENCY or any(danger.tier is Tier.EMERGENCY for danger in dangers)
    return TextKind.SAFETY_EMERGENCY if emergency else TextKind.SAFETY_URGENT


def _answer(session: Session, inbound: InboundText, line: Line, said: tuple[TextKind, Language], now: datetime) -> None:
    """One safety text a day, from what was texted, in the name of the clinic that is meant."""
    number = inbound.to_phone.split(" ")[0]
    shared = number if number.startswith("+") else ""
    plan_line_text(
        session,
        clinic=line.clinic,
        kind=LineTextKind.STRANGER_SAFETY,
        slot=f"stranger:{local_time.utc_day(now).isoformat()}",
        phone=inbound.from_phone,
        sender=line.sender or shared,
        body=_body(session, line, *said),
        now=now,
    )


def _body(session: Session, line: Line, kind: TextKind, language: Language) -> str:
    clinic = line.clinic
    if clinic is None:
        numbers = {clinic.emergency_number for clinic in line.clinics}
        return nobodys_net(language, numbers.pop() if len(numbers) == 1 else "")
    values = TextValues(clinic.name, clinic.phone, clinic.emergency_number)
    return render(kind, language, values, records.own_words_of(session, clinic.id, language))


def _keep_ledger(
    session: Session, inbound: InboundText, reading: Reading, sharing: Sequence[Pair], now: datetime
) -> None:
    """STOP counts for everybody, and is not answered. START undoes it for the clinic that is meant, if one is known."""
    evidence, notice = f"inbound:{inbound.id}", (inbound.opt_out_type or "").upper()
    if reading.kind is ReplyKind.STOP or reading.opt_out or notice == "STOP":
        told = consent.Told(inbound.clinic_id, consent.source_of_stop(inbound), evidence)
        consent.opt_out_number(session, inbound.from_phone, [pair[0].id for pair in sharing], told, now)
        return
    clinic_id, start = inbound.clinic_id, reading.kind is ReplyKind.START or notice == "START"
    if start and clinic_id is not None and records.has_opted_out(session, inbound.from_phone, clinic_id):
        consent.note_start(session, inbound.from_phone, clinic_id, evidence, now)


def _from_nobody(inbound: InboundText, now: datetime) -> Fact:
    return Fact(
        at=now,
        name="reply.from_unknown_number",
        actor=PATIENT,
        clinic_id=inbound.clinic_id,
        subject=f"inbound:{inbound.id}",
        detail={},
    )
