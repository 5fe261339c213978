"""May a text that is due leave, and if not, why? Asked when everything is known, while the enrolment is locked."""

from datetime import timedelta

from schemas.alert_kinds import facts_of as alert_facts
from schemas.decisions import Course
from schemas.settings import ProgressionSettings
from schemas.tables.messages import OutboundText, Suppression
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import PlanDay
from schemas.text_kinds import TextKind, facts_of, texts_that
from schemas.vocabulary import Light, State
from services.journey.texting.held_back import is_held_back, tells_of_a_hold
from services.progression import replay
from services.progression.check_in import is_asked
from services.progression.facts import FLAGGED, HELD
from services.storage import history
from services.storage.case import Case

_COUNTED = texts_that(lambda kind: kind.automatic and not kind.lowers_today)
_OPTIONAL = texts_that(lambda kind: kind.optional)
_EVENING = tuple(sorted(texts_that(lambda kind: kind.evening)))
_RESTS_IN_RED = HELD | {State.RED_REST}
_ONE_DAY = timedelta(days=1)
_WEEK = 7


def why_not(case: Case, text: OutboundText, plan: PlanDay | None) -> Suppression | None:
    """Everything is looked at once more when a text is due; None: it may leave."""
    if case.patient.number_bad_at is not None:
        return Suppression.NUMBER_BAD
    facts = facts_of(text.kind)
    if facts.safety or facts.follows_stop:
        return None
    if text.kind is TextKind.MORNING_NET and not case.caution_waits:
        return Suppression.SUPERSEDED
    if case.opted_out:
        return Suppression.OPTED_OUT
    # Nothing but the one answer leaves until a person has found out who has the phone.
    if not facts.to_somebody_else and case.is_wrong_person:
        return Suppression.WRONG_PERSON
    if case.enrolment.foot_asked_at is not None and facts.tells_to_walk:
        return Suppression.RED_FLAG
    told = facts.by_hand or tells_of_a_hold(case, text, plan)
    if not told and is_held_back(case, text):
        return Suppression.RED_FLAG
    return _why_not_automatic(case, text, plan) if facts.automatic else None


def _why_not_automatic(case: Case, text: OutboundText, plan: PlanDay | None) -> Suppression | None:
    if out := _why_out_of_the_loop(case):
        return out
    facts = facts_of(text.kind)
    if facts.walking and (no_walk := _why_no_walk(case, text, plan)):
        return no_walk
    if facts.evening:
        notes = history.notes_of(case, text.local_date)
        if any(note.pain is not None for note in notes):
            return Suppression.ALREADY_ANSWERED
        # Whoever has told something of the day already was promised the question.
        told = any(note.is_of_its_day for note in notes)
        if plan is not None and not told and not is_asked(_course(plan), case.settings):
            return Suppression.NOT_A_CHECK_DAY
        if text.kind is TextKind.EVENING_REMINDER and plan is not None and _is_tapered(plan, case.settings):
            return Suppression.TAPERED
    if facts.optional and _gives_way(case, text, plan):
        return Suppression.GAVE_WAY
    # The evening's question keeps its place.
    most = case.settings.daily_text_max - facts.optional
    if not facts.lowers_today and history.automatic_texts_of_day(case, text, _COUNTED) >= most:
        return Suppression.DAILY_MAXIMUM
    return None


def _gives_way(case: Case, text: OutboundText, plan: PlanDay | None) -> bool:
    """Whether something more important than an optional text is open: a hold, red rest, danger, words, a pain."""
    if plan is None or plan.state in _RESTS_IN_RED or case.red_flag_is_open:
        return True
    if any(alert_facts(alert.kind).about_words for alert in case.open_alerts):
        return True
    if history.automatic_texts_of_day(case, text, _OPTIONAL):
        return True
    yesterday = text.local_date - _ONE_DAY
    asked = history.text_that_reached(case, _EVENING, yesterday) is not None
    return asked and all(note.pain is None for note in history.notes_of(case, yesterday))


def _why_out_of_the_loop(case: Case) -> Suppression | None:
    """Nothing comes of our own accord to who was asked whether they want no more texts, rests, or has not begun."""
    if case.enrolment.stop_asked_at is not None:
        return Suppression.OPTED_OUT
    if case.enrolment.status is EnrolmentStatus.PAUSED:
        return Suppression.PAUSED
    return None if case.enrolment.status is EnrolmentStatus.ACTIVE else Suppression.NO_CONSENT


def _why_no_walk(case: Case, text: OutboundText, plan: PlanDay | None) -> Suppression | None:
    """Whatever the plan says, nobody walks while a danger waits for a person, or a morning's caution for a reader."""
    if plan is None:
        return Suppression.SUPERSEDED
    in_danger = plan.state in FLAGGED or (plan.walks and case.red_flag_is_open)
    if in_danger and not tells_of_a_hold(case, text, plan):
        return Suppression.RED_FLAG
    kept_back = plan.walks and case.caution_waits and not text.details.get("clinician")
    return Suppression.WORDS_UNREAD if kept_back else None


def _is_tapered(plan: PlanDay, settings: ProgressionSettings) -> bool:
    """After four weeks we ask once an evening; again twice after a yellow or red day within the last seven."""
    course = _course(plan)
    calm = not any(mark.light in (Light.YELLOW, Light.RED) for mark in course.marks[-_WEEK:])
    return calm and (plan.day - course.first_day).days >= settings.taper_after_days


def _course(plan: PlanDay) -> Course:
    return replay.decision_from_record(plan.decision).course
