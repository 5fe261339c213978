"""How does a course begin, or go on, by READY, SHOES, START and RESUME? Who has begun learns where it stands."""

from datetime import timedelta

from schemas.alert_kinds import AlertKind, Severity
from schemas.alert_kinds import facts_of as alert_facts
from schemas.tables.people import ConsentAct, ConsentSource, EnrolmentStatus
from schemas.text_kinds import TextKind
from schemas.transitions import NOT_YET_GONE
from services.journey.deciding.decide import begin_course
from services.journey.hearing import waiting
from services.journey.hearing.reply import Reply
from services.journey.participation import consent
from services.journey.texting.queue import quiet_now
from services.progression import calendar
from services.progression.facts import HELD
from services.storage import enrolment_states, history
from services.storage.events import PATIENT


def ready(reply: Reply) -> None:
    """Consent to the program; an open red flag keeps walking away until a person has looked."""
    enrolment = reply.case.enrolment
    if enrolment.status is not EnrolmentStatus.AWAITING_CONSENT:
        _answer_who_has_begun(reply)
        return
    if _is_stopped_by_danger(reply):
        return
    how = (ConsentSource.READY_REPLY, f"inbound:{reply.heard.inbound.id}")
    entry = consent.entry_of(reply.case.patient.phone, enrolment.clinic_id, ConsentAct.OPTED_IN, how, reply.case.now)
    enrolment.consented_at = reply.case.now
    reply.case.save(entry, enrolment, event=reply.case.happened("patient.consented", actor=PATIENT))
    if enrolment.shoes_confirmed_at is None:
        event = reply.case.happened("shoes.asked")
        enrolment_states.move(reply.case, EnrolmentStatus.AWAITING_SHOES, event)
        reply.answer(TextKind.SHOES_QUESTION)
        return
    _begin(reply)


def _is_stopped_by_danger(reply: Reply) -> bool:
    """Nobody begins while a danger waits for a person: they are asked to call."""
    if not reply.case.red_flag_is_open:
        return False
    reply.alert(AlertKind.CALL_REQUESTED)
    reply.answer(TextKind.UNCLEAR_HANDED_ON)
    return True


def _welcome(reply: Reply) -> None:
    """Tomorrow's plan; read in the morning, "tomorrow" would be wrong: then only that the plan comes."""
    today = calendar.plan_day(reply.case.now, reply.case.patient.zone)
    details: dict[str, str] = {}
    if quiet_now(reply.case):
        read_at = calendar.quiet_hours_end(reply.case.now, reply.case.patient.zone, reply.case.settings.quiet_hours_end)
        details = {} if calendar.plan_day(read_at, reply.case.patient.zone) == today else {"plain": "yes"}
    reply.answer(TextKind.WELCOME, **details)


def _begin(reply: Reply) -> None:
    """The course begins, and the answer tells its first plan: of one that is held, that the care team calls first."""
    plan = begin_course(reply.case)
    if plan.state in HELD:
        reply.answer(TextKind.REPLY_THANKS)
    else:
        _welcome(reply)


def shoes(reply: Reply) -> None:
    """Supportive shoes are there (rule 0-13)."""
    enrolment = reply.case.enrolment
    if enrolment.status is not EnrolmentStatus.AWAITING_SHOES:
        _answer_who_has_begun(reply)
        return
    if _is_stopped_by_danger(reply):
        return
    enrolment.shoes_confirmed_at = reply.case.now
    reply.case.save(enrolment, event=reply.case.happened("shoes.confirmed", actor=PATIENT))
    _begin(reply)


def resume(reply: Reply) -> None:
    """Back before the pause has ended."""
    if reply.case.enrolment.status is not EnrolmentStatus.PAUSED:
        _answer_who_has_begun(reply)
        return
    consent.come_back(reply.case, PATIENT, consent.BY_TEXT)
    reply.answer(TextKind.RESUME_CONFIRMATION)


def start(reply: Reply) -> None:
    """A START word from somebody who never opted out changes nothing."""
    if waiting.is_waiting(reply):
        waiting.ask_to_begin(reply)
    else:
        reply.answer(TextKind.OPT_IN_CONFIRMATION)


def _answer_who_has_begun(reply: Reply) -> None:
    """Where the course stands: held, at rest, about to begin, or running: tonight's question or tomorrow's plan."""
    enrolment, today = reply.case.enrolment, reply.heard.today
    newest = history.newest_plan(reply.case)
    if waiting.is_waiting(reply):
        waiting.ask_to_begin(reply)
    elif newest is not None and newest.state in HELD:
        _ask_for_the_call(reply)
        reply.answer(TextKind.CALL_BACK)
    elif enrolment.status is EnrolmentStatus.PAUSED:
        until = {"until": enrolment.paused_until.isoformat()} if enrolment.paused_until else {}
        reply.answer(TextKind.PAUSE_CONFIRMATION, **until)
    elif enrolment.course_first_day is not None and enrolment.course_first_day > today:
        _welcome(reply)
    elif _is_asked_tonight(reply):
        reply.answer(TextKind.DAY_THANKS)
    elif history.plan_of(reply.case, today + timedelta(days=1)) is not None:
        reply.answer(TextKind.REPLY_THANKS)


def _ask_for_the_call(reply: Reply) -> None:
    """Whoever is told that we call must be called: where no open alert asks for that, this text does."""
    asked = (alert_facts(alert.kind) for alert in reply.case.open_alerts)
    if not any(facts.ends_by_clearing and facts.severity is not Severity.ROUTINE for facts in asked):
        reply.alert(AlertKind.CALL_REQUESTED)


def _is_asked_tonight(reply: Reply) -> bool:
    texts = (text for text in history.all_texts(reply.case) if text.local_date == reply.heard.today)
    return any(text.kind is TextKind.EVENING_QUESTION and text.state in NOT_YET_GONE for text in texts)
