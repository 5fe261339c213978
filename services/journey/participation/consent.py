"""Who is in the loop? Opting out and in, pausing and coming back, whoever asked for it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.tables.events import Fact
from schemas.tables.messages import Suppression
from schemas.tables.people import ConsentAct, ConsentEntry, ConsentSource, DischargeReason, Enrolment, EnrolmentStatus
from schemas.tables.plans import Cause
from schemas.text_kinds import TextKind
from schemas.vocabulary import ClinicianAct, State
from services.journey.alerting.alerts import close_alerts, raise_alert
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.decide import close_days, decide
from services.journey.planning.due_texts import plan_texts
from services.journey.refusals import NotOptedOut, StopWasToldElsewhere
from services.journey.texting.queue import answer_text, revoke
from services.progression import calendar
from services.progression.facts import HELD
from services.storage import enrolment_states, history
from services.storage.case import Batch, Case, in_hand
from services.storage.events import PATIENT

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


def opt_out_number(batch: Batch, phone: str, sharing: Sequence[Case], told: Told) -> None:
    """Nobody texts this number again before a START word, no clinic; courses rest and each staff is told.

    Each clinic has an entry of its own in the ledger, and only the one that was told reads where and how.
    """
    own = entry_of(phone, told.clinic_id, ConsentAct.OPTED_OUT, (told.source, told.evidence), batch.now)
    batch.save(own, event=_of_number("number.opted_out", told.clinic_id, batch.now))
    for case in sharing:
        _is_opted_out(case, phone, told)


def _is_opted_out(case: Case, phone: str, told: Told) -> None:
    case.opted_out = True
    case.enrolment.stop_asked_at = None
    revoke(case, Suppression.OPTED_OUT)
    if case.enrolment.status is EnrolmentStatus.OPTED_OUT:
        return
    if case.enrolment.clinic_id != told.clinic_id:
        how = (ConsentSource.STOP_ELSEWHERE, _ELSEWHERE)
        case.session.add(entry_of(phone, case.enrolment.clinic_id, ConsentAct.OPTED_OUT, how, case.now))
    event = case.happened("patient.opted_out", actor=PATIENT)
    if case.enrolment.status is EnrolmentStatus.DISCHARGED:
        case.save(event=event)
        return
    case.enrolment.paused_until = None
    enrolment_states.move(case, EnrolmentStatus.OPTED_OUT, event)
    close_alerts(case, (AlertKind.PAUSED,))
    if not case.is_wrong_person:
        raise_alert(case, AlertKind.OPTED_OUT)
    _pause_course(case, Cause.OPT_OUT, PATIENT, BY_TEXT)


def entry_of(
    phone: str, clinic_id: uuid.UUID | None, act: ConsentAct, how: tuple[ConsentSource, str], now: datetime
) -> ConsentEntry:
    """An entry of the ledger, not written yet. how is the source and where it can be looked up."""
    source, evidence = how
    return ConsentEntry(phone_index=phone, clinic_id=clinic_id, act=act, source=source, evidence=evidence, at=now)


def _of_number(name: str, clinic_id: uuid.UUID | None, now: datetime) -> Fact:
    subject = f"clinic:{clinic_id}" if clinic_id else "line:shared"
    return Fact(at=now, name=name, actor=PATIENT, clinic_id=clinic_id, subject=subject, detail={})


def note_start(batch: Batch, phone: str, clinic_id: uuid.UUID, evidence: str) -> None:
    """START was told to a clinic: it may text this number again."""
    entry = entry_of(phone, clinic_id, ConsentAct.OPTED_IN, (ConsentSource.START_WORD, evidence), batch.now)
    batch.save(entry, event=_of_number("number.opted_in", clinic_id, batch.now))


def _pause_course(case: Case, cause: Cause, by: str, note: str) -> None:
    newest = history.newest_plan(case)
    if newest is not None and newest.state in HELD:
        return  # A pause must never lead out of a hold: only a clinician opens one.
    today = calendar.plan_day(case.now, case.patient.zone)
    record_act(case, today, Done(ClinicianAct.PAUSE, by, note))
    decide(case, today, cause)


def consent_again(session: Session, enrolment_id: uuid.UUID, by: str, evidence: str, now: datetime) -> Enrolment:
    """A patient who opted out has asked the staff to be texted again; the ledger holds who says so, and on what ground.

    The carrier's own block lasts until the patient texts START. Raises NotOptedOut, StopWasToldElsewhere.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if not case.opted_out:
            raise NotOptedOut("This patient has not opted out: there is nothing to consent to again.")
        how = (ConsentSource.STAFF, f"{by}: {evidence}")
        session.add(entry_of(case.patient.phone, case.patient.clinic_id, ConsentAct.OPTED_IN, how, now))
        # Only the ledger as a whole knows what this undoes; what it does not undo was told to somebody else.
        if case.read_ledger():
            raise StopWasToldElsewhere("Only START from the phone itself lifts this.")
        close_alerts(case, (AlertKind.OPTED_OUT,))
        back_in_the_loop(case, by)
        if case.enrolment.status is EnrolmentStatus.AWAITING_CONSENT:
            answer_text(case, TextKind.CONSENT, f"again:{now.isoformat()}")
        return case.enrolment


def back_in_the_loop(case: Case, actor: str) -> None:
    if case.enrolment.status is EnrolmentStatus.DISCHARGED:
        return
    consented = case.enrolment.course_first_day is not None
    to = EnrolmentStatus.ACTIVE if consented else EnrolmentStatus.AWAITING_CONSENT
    enrolment_states.move(case, to, case.happened("patient.opted_in", actor=actor))
    close_alerts(case, (AlertKind.PAUSED,))
    if consented:
        _resume_course(case, PATIENT, BY_TEXT)


def _resume_course(case: Case, by: str, note: str) -> None:
    close_days(case)
    newest = history.newest_plan(case)
    if newest is not None and newest.state is State.PAUSED:
        today = calendar.plan_day(case.now, case.patient.zone)
        record_act(case, today, Done(ClinicianAct.RESUME, by, note))
        decide(case, today, Cause.REPLY)
    plan_texts(case)


def rest(case: Case, until: date | None, by: str, note: str) -> None:
    """No walks and no daily texts until a day; the return is automatic, and steps back as long gaps ask.

    Without a day only a person, or RESUME, ends it.
    """
    case.enrolment.paused_until = until
    event = case.happened("patient.paused", actor=by, until=until.isoformat() if until else None)
    enrolment_states.move(case, EnrolmentStatus.PAUSED, event)
    revoke(case, Suppression.PAUSED)
    cause = Cause.REPLY if by == PATIENT else Cause.CLINICIAN
    _pause_course(case, cause, by, note)


def come_back(case: Case, by: str, note: str) -> None:
    """The rest ends now; the course goes on as after a gap of that length."""
    case.enrolment.paused_until = None
    event = case.happened("patient.resumed", actor=by)
    enrolment_states.move(case, EnrolmentStatus.ACTIVE, event)
    close_alerts(case, (AlertKind.PAUSED,))
    _resume_course(case, by, note)
