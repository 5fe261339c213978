"""Who is in the loop? Consent, shoes, opting out and in, pausing and coming back, each by the patient's own text."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from schemas.alerts import AlertKind
from schemas.messages import Suppression
from schemas.people import ConsentAct, ConsentEntry, ConsentSource, Enrolment, EnrolmentStatus, Patient
from schemas.plans import Cause
from schemas.settings import ProgressionSettings
from schemas.vocabulary import ClinicianAct, State, TextKind
from services.journey import local_time
from services.journey.advance import begin_course, close_days, decide
from services.journey.day_report import record_act
from services.journey.escalate import close_alerts, raise_alert
from services.journey.prompt import answer_text, plan_texts, revoke
from services.journey.turn import Turn
from services.storage import history, records
from services.storage.database import save
from services.storage.events import PATIENT, happened

_BY_TEXT = "Asked for by text."
HELD = frozenset({State.EMERGENCY, State.HOLD_CLINICAL, State.HOLD_ESCALATED})


class NotOptedOut(Exception):
    """There is nothing to consent to again."""


CARRIER_STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})


def opt_out(turn: Turn, sharing: Sequence[uuid.UUID]) -> None:
    """STOP in any form. Where the carrier has confirmed already, we stay silent."""
    word = "".join(character for character in turn.heard.inbound.body.casefold() if character.isalpha())
    carrier_confirmed = word in CARRIER_STOP_WORDS or bool(turn.heard.inbound.opt_out_type)
    source = ConsentSource.STOP_WORD if word in CARRIER_STOP_WORDS else ConsentSource.STOP_PHRASE
    source = ConsentSource.CARRIER_NOTICE if turn.heard.inbound.opt_out_type else source
    opt_out_number(turn.session, turn.patient.phone, sharing, source, f"inbound:{turn.heard.inbound.id}", turn.now)
    if not carrier_confirmed:
        turn.reply(TextKind.OPT_OUT_CONFIRMATION)


def opt_out_number(
    session: Session,
    phone: str,
    sharing: Sequence[uuid.UUID],
    source: ConsentSource,
    evidence: str,
    now: datetime,
) -> None:
    """Nobody on this number is texted again before a START word; their courses rest and the staff is told."""
    entry = ConsentEntry(phone_index=phone, act=ConsentAct.OPTED_OUT, source=source, evidence=evidence, at=now)
    for enrolment_id in sharing:
        enrolment, patient = records.lock_enrolment(session, enrolment_id)
        revoke(session, enrolment, Suppression.OPTED_OUT, now)
        if enrolment.status is EnrolmentStatus.OPTED_OUT:
            continue
        if enrolment.status is EnrolmentStatus.DISCHARGED:
            save(session, entry, event=happened("patient.opted_out", enrolment, now, actor=PATIENT))
            continue
        enrolment.status, enrolment.paused_until = EnrolmentStatus.OPTED_OUT, None
        save(session, entry, enrolment, event=happened("patient.opted_out", enrolment, now, actor=PATIENT))
        raise_alert(session, AlertKind.OPTED_OUT, enrolment, now)
        _pause_course(session, enrolment, patient, Cause.OPT_OUT, PATIENT, _BY_TEXT, now)


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
    """START undoes STOP, and nothing else does."""
    entry = ConsentEntry(
        phone_index=turn.patient.phone,
        act=ConsentAct.OPTED_IN,
        source=ConsentSource.START_WORD,
        evidence=f"inbound:{turn.heard.inbound.id}",
        at=turn.now,
    )
    save(turn.session, entry, event=happened("number.opted_in", turn.enrolment, turn.now, actor=PATIENT))
    for enrolment_id in sharing:
        enrolment, patient = records.lock_enrolment(turn.session, enrolment_id)
        close_alerts(turn.session, (AlertKind.OPTED_OUT,), enrolment, turn.now)
        _back_in_the_loop(turn.session, enrolment, patient, turn.settings, PATIENT, turn.now)
    if turn.enrolment.status is EnrolmentStatus.DISCHARGED:
        turn.reply(TextKind.FAREWELL)
    elif turn.enrolment.course_first_day is None:
        turn.reply(TextKind.CONSENT)
    elif not told_by_carrier:
        turn.reply(TextKind.OPT_IN_CONFIRMATION)


def consent_again(session: Session, enrolment_id: uuid.UUID, by: str, evidence: str, now: datetime) -> Enrolment:
    """A patient who opted out has asked the staff to be texted again; the ledger holds who says so, and on what ground.

    The carrier's own block lasts until the patient texts START. Raises NotOptedOut.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    if not records.has_opted_out(session, patient.phone):
        raise NotOptedOut("This patient has not opted out: there is nothing to consent to again.")
    entry = ConsentEntry(
        phone_index=patient.phone,
        act=ConsentAct.OPTED_IN,
        source=ConsentSource.STAFF,
        evidence=f"{by}: {evidence}",
        at=now,
    )
    session.add(entry)
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
    enrolment.status = EnrolmentStatus.ACTIVE if consented else EnrolmentStatus.AWAITING_CONSENT
    save(session, enrolment, event=happened("patient.opted_in", enrolment, now, actor=actor))
    if consented:
        _resume_course(session, enrolment, patient, settings, PATIENT, _BY_TEXT, now)


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


def ready(turn: Turn) -> None:
    """Consent to the program; an open red flag keeps walking away until a person has looked."""
    enrolment = turn.enrolment
    if enrolment.status is not EnrolmentStatus.AWAITING_CONSENT:
        turn.reply(_answer_of_a_running_course(turn))
        return
    if records.red_flag_is_open(turn.session, enrolment):
        turn.alert(AlertKind.CALL_REQUESTED)
        turn.reply(TextKind.UNCLEAR_HANDED_ON)
        return
    entry = ConsentEntry(
        phone_index=turn.patient.phone,
        act=ConsentAct.OPTED_IN,
        source=ConsentSource.READY_REPLY,
        evidence=f"inbound:{turn.heard.inbound.id}",
        at=turn.now,
    )
    enrolment.consented_at = turn.now
    save(turn.session, entry, enrolment, event=happened("patient.consented", enrolment, turn.now, actor=PATIENT))
    if enrolment.shoes_confirmed_at is None:
        enrolment.status = EnrolmentStatus.AWAITING_SHOES
        save(turn.session, enrolment, event=happened("shoes.asked", enrolment, turn.now))
        turn.reply(TextKind.SHOES_QUESTION)
        return
    _begin(turn)


def _begin(turn: Turn) -> None:
    """The course begins, and the answer tells its first plan: of one that is held, that the care team calls first."""
    plan = begin_course(turn.session, turn.enrolment, turn.patient, turn.now)
    turn.reply(TextKind.REPLY_THANKS if plan.state in HELD else TextKind.WELCOME)


def _answer_of_a_running_course(turn: Turn) -> TextKind:
    """Thanks; whoever is held learns once more that the care team calls."""
    newest = history.newest_plan(turn.session, turn.enrolment)
    held = newest is not None and newest.state in HELD
    return TextKind.CALL_BACK if held else TextKind.DAY_THANKS


def shoes(turn: Turn) -> None:
    """Supportive shoes are there (rule 0-13)."""
    enrolment = turn.enrolment
    if enrolment.status is not EnrolmentStatus.AWAITING_SHOES:
        awaiting = enrolment.status is EnrolmentStatus.AWAITING_CONSENT
        turn.reply(TextKind.CONSENT if awaiting else _answer_of_a_running_course(turn))
        return
    enrolment.shoes_confirmed_at = turn.now
    save(turn.session, enrolment, event=happened("shoes.confirmed", enrolment, turn.now, actor=PATIENT))
    _begin(turn)


def rest(
    session: Session, enrolment: Enrolment, patient: Patient, until: date, by: str, note: str, now: datetime
) -> None:
    """No walks and no daily texts until a day; the return is automatic, and steps back as long gaps ask."""
    enrolment.status, enrolment.paused_until = EnrolmentStatus.PAUSED, until
    event = happened("patient.paused", enrolment, now, actor=by, until=until.isoformat())
    save(session, enrolment, event=event)
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
    enrolment.status, enrolment.paused_until = EnrolmentStatus.ACTIVE, None
    save(session, enrolment, event=happened("patient.resumed", enrolment, now, actor=by))
    close_alerts(session, (AlertKind.PAUSED,), enrolment, now)
    _resume_course(session, enrolment, patient, settings, by, note, now)


def pause(turn: Turn, until: date) -> None:
    """Rest until a day, as the patient asked."""
    rest(turn.session, turn.enrolment, turn.patient, until, PATIENT, _BY_TEXT, turn.now)
    turn.reply(TextKind.PAUSE_CONFIRMATION, until=until.isoformat())


def resume(turn: Turn) -> None:
    """Back before the pause has ended."""
    if turn.enrolment.status is not EnrolmentStatus.PAUSED:
        turn.reply(TextKind.DAY_THANKS)
        return
    come_back(turn.session, turn.enrolment, turn.patient, turn.settings, PATIENT, _BY_TEXT, turn.now)
    turn.reply(TextKind.RESUME_CONFIRMATION)


def start(turn: Turn) -> None:
    """A START word from somebody who never opted out changes nothing."""
    awaiting = turn.enrolment.status is EnrolmentStatus.AWAITING_CONSENT
    turn.reply(TextKind.CONSENT if awaiting else TextKind.OPT_IN_CONFIRMATION)
