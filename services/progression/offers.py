"""Which other dose could a clinician set for whoever does part of the walks, or calmly walks more (18-8, 18-13)?

Only offered: the engine never takes it, and never raises a dose for walking more than was asked (invariants 5, 22).
"""

from collections.abc import Sequence
from statistics import median

from schemas.decisions import Course, DayMark
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, ChosenDose, Light
from services.progression.dose import Earned, lay_out
from services.progression.titration import CEILING_MINUTES

# Of the days that are looked at, so many must have been told of.
_TOLD_SHARE = 0.7
_FLOAT_SLACK = 1e-9


def fewer_walks(course: Course, settings: ProgressionSettings, marks: Sequence[DayMark]) -> ChosenDose | Absent:
    """As many walks as are done by a patient who steadily does part of them; the total never rises (18-8).

    Each is at most as long as the longest walk that was prescribed and surely completed. Absent after a day that was
    yellow or red, or where nothing would change.
    """
    lately = marks[-settings.part_done_days :]
    shares = [mark.walked for mark in lately if isinstance(mark.walked, float)]
    if not _calm_and_told(lately, settings.part_done_days, len(shares)):
        return Absent.NOT_ASKED
    if any(not 0 < share < settings.completion_min for share in shares):
        return Absent.NOT_ASKED
    walks = len(lay_out(Earned(course.dose, course.walks), settings))
    done = max(1, int(median(shares) * walks + _FLOAT_SLACK))
    longest = min(max(mark.longest for mark in marks), course.dose.longest)
    total = min(course.dose.minutes, done * longest)
    too_short = done > 1 and total < done * settings.min_walk_minutes
    return Absent.NOT_ASKED if done >= walks or longest == 0 or too_short else ChosenDose(total, done)


def calmly_more(course: Course, settings: ProgressionSettings, marks: Sequence[DayMark]) -> ChosenDose | Absent:
    """A share of the least that a patient walked on days calmly above the plan, at most 10 minutes more (18-13)."""
    lately = marks[-settings.above_plan_days :]
    walked = [mark.above for mark in lately if mark.above]
    told = sum(isinstance(mark.light, Light) for mark in lately)
    if len(walked) < told or not _calm_and_told(lately, settings.above_plan_days, told):
        return Absent.NOT_ASKED
    most = min(course.dose.minutes + CEILING_MINUTES, settings.goal_minutes)
    total = min(most, int(min(walked) * settings.baseline_factor + _FLOAT_SLACK))
    if total <= course.dose.minutes:
        return Absent.NOT_ASKED
    walks = len(lay_out(Earned(course.dose, course.walks), settings))
    while total > walks * settings.goal_longest_walk and walks < settings.max_walks_per_day:
        walks += 1
    return ChosenDose(min(total, walks * settings.goal_longest_walk), walks)


def _calm_and_told(marks: Sequence[DayMark], days: int, told: int) -> bool:
    calm = not any(mark.light in (Light.YELLOW, Light.RED) for mark in marks)
    return calm and len(marks) == days and told >= days * _TOLD_SHARE
