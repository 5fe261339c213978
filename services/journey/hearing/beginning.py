"""How does a course begin, or go on, by READY, SHOES, START and RESUME? Who has begun learns where it stands."""

from datetime import timedelta

from schemas.alert_kinds import AlertKind
from schemas.tables.people import ConsentAct, ConsentSource, EnrolmentStatus
from schemas.transitions import NOT_YET_GONE
from schemas.vocabulary import TextKind
from services.journey.deciding.decide import begin_course
from services.journey.hearing import waiting
from services.journey.hearing.reply import Turn
from services.journey.participation import consent
from services.journey.texting.queue import quiet_now
from services.progression import calendar
from services.progression.facts import HELD
from services.storage import enrolment_states, history
from services.storage.events import PATIENT


def ready(turn: Turn) -> None:
    """Consent to the program; an open red flag keeps walking away until a person has looked."""
    enrolment = turn.case.enrolment
    if enrolment.status is not EnrolmentStatus.AWAITING_CONSENT:
        _answer_who_has_begun(turn)
        return
    if _is_stopped_by_danger(turn):
        return
    how = (ConsentSource.READY_REPLY, f"inbound:{turn.heard.inbound.id}")
    entry = consent.entry_of(turn.case.patient.phone, enrolment.clinic_id, ConsentAct.OPTED_IN, how, turn.case.now)
    enrolment.consented_at = turn.case.now
    turn.case.save(entry, enrolment, event=turn.case.happened("patient.consented", actor=PATIENT))
    if enrolment.shoes_confirmed_at is None:
        event = turn.case.happened("shoes.asked")
        enrolment_states.move(turn.case, EnrolmentStatus.AWAITING_SHOES, event)
        turn.reply(TextKind.SHOES_QUESTION)
        return
    _begin(turn)


def _is_stopped_by_danger(turn: Turn) -> bool:
    """Nobody begins while a danger waits for a person: they are asked to call."""
    if not turn.case.red_flag_is_open:
        return False
    turn.alert(AlertKind.CALL_REQUESTED)
    turn.reply(TextKind.UNCLEAR_HANDED_ON)
    return True


def _welcome(turn: Turn) -> None:
    """Tomorrow's plan; read in the morning, "tomorrow" would be wrong: then only that the plan comes."""
    today = calendar.plan_day(turn.case.now, turn.case.patient.zone)
    details: dict[str, str] = {}
    if quiet_now(turn.case):
        read_at = calendar.quiet_hours_end(turn.case.now, turn.case.patient.zone, turn.case.settings.quiet_hours_end)
        details = {} if calendar.plan_day(read_at, turn.case.patient.zone) == today else {"plain": "yes"}
    turn.reply(TextKind.WELCOME, **details)


def _begin(turn: Turn) -> None:
    """The course begins, and the answer tells its first plan: of one that is held, that the care team calls first."""
    plan = begin_course(turn.case)
    if plan.state in HELD:
        turn.reply(TextKind.REPLY_THANKS)
    else:
        _welcome(turn)


def shoes(turn: Turn) -> None:
    """Supportive shoes are there (rule 0-13)."""
    enrolment = turn.case.enrolment
    if enrolment.status is not EnrolmentStatus.AWAITING_SHOES:
        _answer_who_has_begun(turn)
        return
    if _is_stopped_by_danger(turn):
        return
    enrolment.shoes_confirmed_at = turn.case.now
    turn.case.save(enrolment, event=turn.case.happened("shoes.confirmed", actor=PATIENT))
    _begin(turn)


def resume(turn: Turn) -> None:
    """Back before the pause has ended."""
    if turn.case.enrolment.status is not EnrolmentStatus.PAUSED:
        _answer_who_has_begun(turn)
        return
    consent.come_back(turn.case, PATIENT, consent.BY_TEXT)
    turn.reply(TextKind.RESUME_CONFIRMATION)


def start(turn: Turn) -> None:
    """A START word from somebody who never opted out changes nothing."""
    if waiting.is_waiting(turn):
        waiting.ask_to_begin(turn)
    else:
        turn.reply(TextKind.OPT_IN_CONFIRMATION)


def _answer_who_has_begun(turn: Turn) -> None:
    """Where the course stands: held, at rest, about to begin, or running: tonight's question or tomorrow's plan."""
    enrolment, today = turn.case.enrolment, turn.heard.today
    newest = history.newest_plan(turn.case)
    if waiting.is_waiting(turn):
        waiting.ask_to_begin(turn)
    elif newest is not None and newest.state in HELD:
        turn.reply(TextKind.CALL_BACK)
    elif enrolment.status is EnrolmentStatus.PAUSED:
        until = {"until": enrolment.paused_until.isoformat()} if enrolment.paused_until else {}
        turn.reply(TextKind.PAUSE_CONFIRMATION, **until)
    elif enrolment.course_first_day is not None and enrolment.course_first_day > today:
        _welcome(turn)
    elif _is_asked_tonight(turn):
        turn.reply(TextKind.DAY_THANKS)
    elif history.plan_of(turn.case, today + timedelta(days=1)) is not None:
        turn.reply(TextKind.REPLY_THANKS)


def _is_asked_tonight(turn: Turn) -> bool:
    texts = (text for text in history.all_texts(turn.case) if text.local_date == turn.heard.today)
    return any(text.kind is TextKind.EVENING_QUESTION and text.state in NOT_YET_GONE for text in texts)
