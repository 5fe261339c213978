"""Has a course below its goal stood still for weeks, and why (18-9)? Asked by count of days; a person is told."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from schemas.decisions import Course, DayMark, Standstill
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, Light, State
from services.progression.facts import HELD, RESTS_OR_RETURNS, Day
from services.progression.titration import is_at_goal

_KEEPS_THE_GOAL = frozenset({State.ACTIVE, State.MAINTENANCE})


def stands_still_since(course: Course) -> date:
    """The day from which on nothing has grown; of a record of before this was kept, the last step."""
    if type(course.still_since) is date:
        return course.still_since
    return course.last_step if type(course.last_step) is date else course.first_day


def days(day: Day) -> int:
    """How many days a course has stood still by tomorrow."""
    return (day.tomorrow - stands_still_since(day.course)).days


def is_due(day: Day, state: State, still: int) -> bool:
    """Whether a person is to be asked: after some weeks without a step, and again after as many."""
    if still % day.settings.no_step_days:
        return False
    return state is not State.PAUSED or day.course.silent_days + 1 >= day.settings.silence_stop_day


def cause(marks: Sequence[DayMark], state: State, settings: ProgressionSettings) -> Standstill:
    """Why nothing has grown. A hold, silence, frozen settings and the way back say so themselves."""
    if state in HELD:
        return Standstill.HELD
    if state is State.PAUSED:
        return Standstill.SILENCE
    if settings.is_frozen:
        return Standstill.FROZEN
    if state in RESTS_OR_RETURNS:
        return Standstill.WAY_BACK
    lately = marks[-settings.no_step_days :]
    asked = [mark for mark in lately if mark.light is not Absent.NOT_ASKED] or lately
    counted = Counter(_lacking(mark, settings) for mark in asked)
    del counted[Standstill.TREND]
    # In the order of the words where as many days speak for one as for another.
    return max(Standstill, key=lambda why: counted[why]) if counted else Standstill.TREND


def _lacking(mark: DayMark, settings: ProgressionSettings) -> Standstill:
    """What a day lacked to earn; a day that lacked nothing was held back by the trend."""
    if type(mark.light) is Absent:
        return Standstill.SILENCE
    if mark.light is not Light.GREEN:
        return Standstill.YELLOW
    if mark.above:
        return Standstill.OVER_WALKING
    if not isinstance(mark.walked, float):
        return Standstill.UNTOLD
    return Standstill.PART_DONE if mark.walked < settings.completion_min else Standstill.TREND


def keeps_the_goal(day: Day, state: State) -> bool:
    """Whether the goal is kept, so that nothing need grow."""
    return state in _KEEPS_THE_GOAL and is_at_goal(day.course.dose, day.settings)
