"""When does a person's own act decide about a course, and what does it change?

A clinician holds it, clears it, or lets it begin anew; it is paused.
"""

from schemas.vocabulary import Absent, ClinicianAct
from services.progression import reentry
from services.progression.conditions import is_red
from services.progression.dose import Earned, start
from services.progression.facts import Changes, Day


def is_held_by_clinician(day: Day) -> bool:
    """Of a hold and a clear on one day the later counts."""
    acts = (act for act in reversed(day.report.acts) if act in (ClinicianAct.HOLD, ClinicianAct.CLEAR))
    return next(acts, Absent.NOT_ASKED) is ClinicianAct.HOLD


def starts_over(day: Day) -> bool:
    return ClinicianAct.START_OVER in day.report.acts


def starts_over_but_red(day: Day) -> bool:
    return starts_over(day) and is_red(day)


def pauses(day: Day) -> bool:
    return day.act is ClinicianAct.PAUSE


def cleared_and_paused(day: Day) -> bool:
    return day.cleared and pauses(day)


def cleared_but_red(day: Day) -> bool:
    return day.cleared and is_red(day)


def cleared(day: Day) -> bool:
    return day.cleared


def cleared_with_dose(day: Day) -> bool:
    return day.cleared and isinstance(day.report.clear_minutes, int)


def to_the_start(day: Day) -> Changes:
    fresh, earned = start(day.course.profile, day.settings), Earned(day.course.dose, day.course.walks)
    left = fresh if fresh.dose.minutes < earned.dose.minutes and not day.dose_is_chosen else earned
    return {"dose": left.dose, "walks": left.walks, "goal_reached": Absent.NOT_ASKED} | reentry.to_first(day)
