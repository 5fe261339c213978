"""When does a day with words that nobody has read yet hold a course, and what does it change in it?"""

from schemas.vocabulary import State
from services.progression.conditions import (
    SHORT_GAP,
    after_silent_gap,
    alarming_trend,
    cut_by_gap,
    first_reentry_after_gap,
    is_green,
    is_yellow,
    rest_used_up,
)
from services.progression.facts import Changes, Day


def is_unread(day: Day) -> bool:
    return day.report.unread


def unread_and_rest_used_up(day: Day) -> bool:
    return day.report.unread and rest_used_up(day)


def unread_and_calm(day: Day) -> bool:
    """Words that nobody has read beside a green score or none, where no other row lowers the plan of a green day."""
    if not day.report.unread or is_yellow(day):
        return False
    lowers = after_silent_gap if day.course.state is State.REENTRY else alarming_trend
    return not (is_green(day) and lowers(day))


def cut_by_silent_gap(day: Day) -> Changes:
    """Words after a week of silence end it: what the gap leaves of the dose is settled now, or it never would be."""
    if day.course.silent_days < SHORT_GAP:
        return {}
    return first_reentry_after_gap(day) if day.course.state is State.REENTRY else cut_by_gap(day)
