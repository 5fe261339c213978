"""Who is in the loop? Opting out and in, pausing and coming back, by the patient's own text or by the staff."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.events import Fact
from schemas.messages import InboundText, Suppression
from schemas.people import ConsentAct, ConsentEntry, ConsentSource, DischargeReason, Enrolment, EnrolmentStatus, Patient
from schemas.plans import Cause
from schemas.settings import ProgressionSettings
from schemas.vocabulary import ClinicianAct, State, TextKind
from services.journey import local_time
from services.journey.advance import close_days, decide
from services.journey.day_report import record_act
from services.journey.escalate import close_alerts, raise_alert
from services.journey.prompt import answer_text, plan_texts, revoke
from services.journey.refusals import NotOptedOut, StopWasToldElsewhere
from services.journey.turn import Turn
from services.progression.facts import HELD
from services.storage import enrolment_states, history, records
from services.storage.database import save
from services.storage.events import PATIENT, happened

BY_TEXT = "Asked for by text."
_ELSEWHERE = "STOP was told from this phone elsewhere."
# There is nobody left to text.
NOBODY_TO_TEXT = frozenset({DischargeReason.DIED, DischargeReason.WRONG_NUMBER})


@dataclass(frozen=True, slots=True)
class Told:
    """Which clinic a STOP was told to (None: nobody knows), in which form, and where that can be looked up."""

    clinic_id: uuid.UUID | None
    source: ConsentSource
    evidence: str


CARRIER_STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})


def opt_out(turn: Turn, sharing: Sequence[uuid.UUID]) -> None:
    """STOP in any form. Where the carrier has confirmed already, we stay silent."""
    source = source_of_stop(turn.heard.inbound)
    told = Told(turn.enrolment.clinic_id, source, f"inbound:{turn.heard.inbound.id}")
    opt_out_number(turn.session, turn.patient.phone, sharing, told, turn.now)
    if source is ConsentSource.STOP_PHRASE:
        turn.reply(TextKind.OPT_OUT_CONFIRMATION)


def source_of_stop(inbound: InboundText) -> ConsentSource:
    """How a text said STOP. To all but a phrase the carrier itself has answered."""
    if inbound.opt_out_type:
        return ConsentSource.CARRIER_NOTICE
    word = inbound.body.strip().casefold()
    return ConsentSource.STOP_WORD if word in CARRIER_STOP_WORDS else ConsentSource.STOP_PHRASE


def opt_out_number(session: Session, phone: str, sharing: Sequence[uuid.UUID], told: Told, now: datetime) -> None:
    """Nobody texts this number again before a START word, no clinic; courses rest and each staff is told.

    Each clinic has an entry of its own in the ledger, and only the one that was told reads where and how.
    """
    own = entry_of(phone, told.clinic_id, ConsentAct.OPTED_OUT, (told.source, told.evidence), now)
    save(session, own, event=_of_number("number.opted_out", told.clinic_id, now))
    for enrolment_id in sharing:
        enrolment, patient = records.lock_enrolment(session, enrolment_id)
        revoke(session, enrolment, Suppression.OPTED_OUT, now)
        if enrolment.status is EnrolmentStatus.OPTED_OUT:
            continue
        if enrolment.clinic_id != told.clinic_id:
            how = (ConsentSource.STOP_ELSEWHERE, _ELSEWHERE)
            session.add(entry_of(phone, enrolment.clinic_id, ConsentAct.OPTED_OUT, how, now))
        if enrolment.status is EnrolmentStatus.DISCHARGED:
            save(session, event=happened("patient.opted_out", enrolment, now, actor=PATIENT))
            continue
        enrolment.paused_until = None
        event = happened("patient.opted_out", enrolment, now, actor=PATIENT)
        enrolment_states.move(session, enrolment, EnrolmentStatus.OPTED_OUT, event)
        raise_alert(session, AlertKind.OPTED_OUT, enrolment, now)
        _pause_course(session, enrolment, patient, Cause.OPT_OUT, PATIENT, BY_TEXT, now)


def entry_of(
    phone: str, clinic_id: uuid.UUID | None, act: ConsentAct, how: tuple[ConsentSource, str], now: datetime
) -> ConsentEntry:
    """An entry of the ledger, not written yet. how is the source and where it can be looked up."""
    source, evidence = how
    return ConsentEntry(phone_index=phone, clinic_id=clinic_id, act=act, source=source, evidence=evidence, at=now)


def _of_number(name: str, clinic_id: uuid.UUID | None, now: datetime) -> Fact:
    subject = f"clinic:{clinic_id}" if clinic_id else "line:shared"
    return Fact(at=now, name=name, actor=PATIENT, clinic_id=clinic_id, subject=subject, detail={})


def note_start(session: Session, phone: str, clinic_id: uuid.UUID, evidence: str, now: datetime) -> None:
    """START was told to a clinic: it may text this number again."""
    entry = entry_of(phone, clinic_id, ConsentAct.OPTED_IN, (ConsentSource.START_WORD, evidence), now)
    save(session, entry, event=_of_number("number.opted_in", clinic_id, now))


def _pause_course(
    session: Session, enrolment: Enrolment, patient: Patient, cause: Cause, by: str, note: str, now: datetime
) -> None:
    newest = history.newest_plan(session, enrolment)
    if newest is not None and newest.state in HELD:
        return  # A pause must never lead out of a hold: only a clinician opens one.
    today = local_time.plan_day(now, patient.zone)
    record_act(session, enrolment, today, ClinicianAct.PAUSE, by, note, now)
    decide(session, enrolment, patient, today, cause, now)


def opt_in(turn: Turn, sharing: Sequence[uuid.UUID], *, told_by_carrier: bool) -> None:
    """START undoes STOP for the clinic that it is told to, and nothing else does."""
    clinic_id = turn.enrolment.clinic_id
    note_start(turn.session, turn.patient.phone, clinic_id, f"inbound:{turn.heard.inbound.id}", turn.now)
    for enrolment_id in sharing:
        enrolment, patient = records.lock_enrolment(turn.session, enrolment_id)
        if enrolment.clinic_id != clinic_id:
            continue
        close_alerts(turn.session, (AlertKind.OPTED_OUT,), enrolment, turn.now)
        _back_in_the_loop(turn.session, enrolment, patient, turn.settings, PATIENT, turn.now)
    if turn.enrolment.status is EnrolmentStatus.DISCHARGED:
        if turn.enrolment.discharge_reason not in NOBODY_TO_TEXT:
            turn.reply(TextKind.FAREWELL)
    elif turn.enrolment.course_first_day is None:
        turn.reply(TextKind.CONSENT)
    elif not told_by_carrier:
        turn.reply(TextKind.OPT_IN_CONFIRMATION)


def consent_again(session: Session, enrolment_id: uuid.UUID, by: str, evidence: str, now: datetime) -> Enrolment:
    """A patient who opted out has asked the staff to be texted again; the ledger holds who says so, and on what ground.

    The carrier's own block lasts until the patient texts START. Raises NotOptedOut, StopWasToldElsewhere.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    if not records.has_opted_out(session, patient.phone, patient.clinic_id):
        raise NotOptedOut("This patient has not opted out: there is nothing to consent to again.")
    how = (ConsentSource.STAFF, f"{by}: {evidence}")
    session.add(entry_of(patient.phone, patient.clinic_id, ConsentAct.OPTED_IN, how, now))
    # Only the ledger as a whole knows what this undoes; what it does not undo was told to somebody else.
    session.flush()
    if records.has_opted_out(session, patient.phone, patient.clinic_id):
        raise StopWasToldElsewhere("Only START from the phone itself lifts this.")
    settings, _ = records.settings_of(session, enrolment)
    close_alerts(session, (AlertKind.OPTED_OUT,), enrolment, now)
    _back_in_the_loop(session, enrolment, patient, settings, by, now)
    if enrolment.status is EnrolmentStatus.AWAITING_CONSENT:
        answer_text(session, enrolment, patient, TextKind.CONSENT, f"again:{now.isoformat()}", now, settings=settings)
    return enrolment


def _back_in_the_loop(
    session: Session, enrolment: Enrolment, patient: Patient, settings: ProgressionSettings, actor: str, now: datetime
) -> None:
    if enrolment.status is EnrolmentStatus.DISCHARGED:
        return
    consented = enrolment.course_first_day is not None
    to = EnrolmentStatus.ACTIVE if consented else EnrolmentStatus.AWAITING_CONSENT
    enrolment_states.move(session, enrolment, to, happened("patient.opted_in", enrolment, now, actor=actor))
    if consented:
        _resume_course(session, enrolment, patient, settings, PATIENT, BY_TEXT, now)


def _resume_course(
    session: Session,
    enrolment: Enrolment,
    patient: Patient,
    settings: ProgressionSettings,
    by: str,
    note: str,
    now: datetime,
) -> None:
    close_days(session, enrolment, patient, now)
    newest = history.newest_plan(session, enrolment)
    if newest is not None and newest.state is State.PAUSED:
        today = local_time.plan_day(now, patient.zone)
        record_act(session, enrolment, today, ClinicianAct.RESUME, by, note, now)
        decide(session, enrolment, patient, today, Cause.REPLY, now)
    plan_texts(session, enrolment, patient, settings, now)


def rest(
    session: Session, enrolment: Enrolment, patient: Patient, until: date | None, by: str, note: str, now: datetime
) -> None:
    """No walks and no daily texts until a day; the return is automatic, and steps back as long gaps ask.

    Without a day only a person, or RESUME, ends it.
    """
    enrolment.paused_until = until
    event = happened("patient.paused", enrolment, now, actor=by, until=until.isoformat() if until else None)
    enrolment_states.move(session, enrolment, EnrolmentStatus.PAUSED, event)
    revoke(session, enrolment, Suppression.PAUSED, now)
    cause = Cause.REPLY if by == PATIENT else Cause.CLINICIAN
    _pause_course(session, enrolment, patient, cause, by, note, now)


def come_back(
    session: Session,
    enrolment: Enrolment,
    patient: Patient,
    settings: ProgressionSettings,
    by: str,
    note: str,
    now: datetime,
) -> None:
    """The rest ends now; the course goes on as after a gap of that length."""
    enrolment.paused_until = None
    event = happened("patient.resumed", enrolment, now, actor=by)
    enrolment_states.move(session, enrolment, EnrolmentStatus.ACTIVE, event)
    close_alerts(session, (AlertKind.PAUSED,), enrolment, now)
    _resume_course(session, enrolment, patient, settings, by, note, now)


def pause(turn: Turn, until: date) -> None:
    """Rest until a day, as the patient asked."""
    rest(turn.session, turn.enrolment, turn.patient, until, PATIENT, BY_TEXT, turn.now)
    turn.reply(TextKind.PAUSE_CONFIRMATION, until=until.isoformat())
