"""What would bring a patient's next step? As far as the rule can say it ahead, for whoever asks why."""

from datetime import date, timedelta

from schemas.decisions import Course, Decision, Earns, NextStep
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Light, State
from services.progression.check_in import window_begins
from services.progression.facts import HELD
from services.progression.titration import is_at_goal

_LOOKED_AHEAD = 14
_BY_STATE = {
    State.PAUSED: Earns.PAUSE_OVER,
    State.RED_REST: Earns.BELOW_RED,
    State.REENTRY: Earns.WAY_BACK,
    State.YELLOW: Earns.GREEN_DAY,
    State.MAINTENANCE: Earns.GOAL,
}


def next_step(decision: Decision, settings: ProgressionSettings, *, words_wait: bool = False) -> NextStep:
    """What the plan of a decision waits for. words_wait: a person must first read words of the patient.

    days are the fewest good days in a row, from the plan's own day on, after which more may come; 0 where it is no
    count of days that brings it.
    """
    earns, days = _earns(decision, settings, words_wait=words_wait), 0
    if earns is Earns.DAYS:
        days = _days(decision.course, settings)
    return NextStep(earns, days, settings.green_max, settings.red_min)


def _earns(decision: Decision, settings: ProgressionSettings, *, words_wait: bool) -> Earns:
    if decision.state in HELD:
        return Earns.CALL
    if words_wait:
        return Earns.READ
    if decision.state in _BY_STATE:
        return _BY_STATE[decision.state]
    if is_at_goal(decision.course.dose, settings):
        return Earns.GOAL
    return Earns.TEAM if settings.is_frozen else Earns.DAYS


def _days(course: Course, settings: ProgressionSettings) -> int:
    """As conditions.earned_step counts: credits in their window, days since the last step, none of them hurt."""
    for more in range(1, _LOOKED_AHEAD + 1):
        last_told = course.day + timedelta(days=more - 1)
        first = window_begins(last_told, settings)
        enough = sum(credit >= first for credit in course.credits) + more >= settings.credits_to_step
        rested = not isinstance(course.last_step, date) or (
            (last_told - course.last_step).days + 1 >= settings.min_days_between_steps
        )
        # Of the two days before the last, those that stand already.
        known = course.marks[-2:] if more == 1 else course.marks[-1:] if more == 2 else ()
        hurt = any(mark.light in (Light.YELLOW, Light.RED) for mark in known)
        if enough and rested and not hurt:
            return more
    return settings.credits_to_step
