"""How many minutes are earned, how do they grow, and how is a day's total laid out as walks?

Caps and the shortest walk bind the earned dose; a reduction acts on the prescription only (section 17).
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.decisions import Course, DayMark
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, CareProfile, Dose, Pace, Prescription, Stage

SHORTEST_PRESCRIBED_WALK = 2
# Whatever the settings: never more than this in a week (section 14, absolute ceiling).
CEILING_MINUTES = 10
CEILING_FACTOR = 1.3
CEILING_FACTOR_FROM = 30
REST = Prescription((), Pace.EASY)


@dataclass(frozen=True, slots=True)
class Earned:
    """An earned dose and the number of walks it is spread over in stages A and B."""

    dose: Dose
    walks: int


def start(profile: CareProfile, settings: ProgressionSettings) -> Earned:
    """The first dose: the start settings, never above the therapist's share of what the test walks showed."""
    walks, each = settings.start_walks, settings.start_minutes
    if not isinstance(profile.baseline_minutes, Absent):
        tolerated = int(profile.baseline_minutes * settings.baseline_factor)
        while walks > 1 and tolerated // walks < settings.min_walk_minutes:
            walks -= 1
        each = min(each, max(SHORTEST_PRESCRIBED_WALK, tolerated // walks))
    stage = Stage.FREQUENCY if walks < settings.frequency_walks else Stage.DURATION
    return Earned(Dose(walks * each, each, 0, stage), walks)


def lay_out(earned: Earned, settings: ProgressionSettings) -> tuple[int, ...]:
    """The earned minutes as walks: equal ones in stages A and B, then one longest and as few others as may be."""
    total, longest = earned.dose.minutes, earned.dose.longest
    if earned.dose.stage in (Stage.FREQUENCY, Stage.DURATION):
        return _equal(total, earned.walks)
    rest = total - longest
    if rest <= 0:
        return (total,)
    others = max(1, math.ceil(rest / longest))
    if rest < others * settings.min_walk_minutes:
        return _equal(total, others + 1)
    return (longest, *_equal(rest, others))


def _equal(total: int, walks: int) -> tuple[int, ...]:
    each, left = divmod(total, walks)
    return tuple(each + 1 if i < left else each for i in range(walks))


def whole(earned: Earned, settings: ProgressionSettings) -> Prescription:
    """The earned dose as it stands."""
    brisk = earned.dose.brisk
    return Prescription(lay_out(earned, settings), Pace.BRISK if brisk else Pace.EASY, brisk)


def eased(earned: Earned, settings: ProgressionSettings) -> Prescription:
    """Yellow: each walk shorter, rounded down, easy, and always strictly less than earned (invariant 12)."""
    walks = lay_out(earned, settings)
    shorter = tuple(max(SHORTEST_PRESCRIBED_WALK, int(walk * settings.yellow_factor + 1e-9)) for walk in walks)
    if sum(shorter) >= sum(walks):
        shorter = shorter[:-1]
    return Prescription(shorter, Pace.EASY) if shorter else REST


def share(earned: Earned, settings: ProgressionSettings, percent: int) -> Prescription:
    """A percentage of the earned total, rounded down, laid out over the same walks or fewer, easy."""
    walks = lay_out(earned, settings)
    total = earned.dose.minutes * percent // 100
    while walks and total // len(walks) < SHORTEST_PRESCRIBED_WALK:
        walks = walks[:-1]
    if not walks:
        return REST
    parts = [min(walk, max(SHORTEST_PRESCRIBED_WALK, walk * percent // 100)) for walk in walks]
    left = total - sum(parts)
    for i in _round_robin(len(parts)):
        if left == 0 or (left > 0 and parts == list(walks)):
            break
        if left > 0 and parts[i] < walks[i]:
            parts[i], left = parts[i] + 1, left - 1
        elif left < 0 and parts[i] > SHORTEST_PRESCRIBED_WALK:
            parts[i], left = parts[i] - 1, left + 1
    return Prescription(tuple(sorted(parts, reverse=True)), Pace.EASY)


def _round_robin(count: int) -> tuple[int, ...]:
    return tuple(range(count)) * 90


def smaller(a: Prescription, b: Prescription) -> Prescription:
    """The one that asks for less; reductions never multiply, the largest single one applies (invariant 32)."""
    return a if a.minutes <= b.minutes else b


def is_not_above(a: Prescription, b: Prescription) -> bool:
    """Whether a asks for no more than b in minutes, longest walk, brisk minutes or incline."""
    return (
        a.minutes <= b.minutes
        and max(a.walks, default=0) <= max(b.walks, default=0)
        and a.brisk_minutes <= b.brisk_minutes
        and a.incline_percent <= b.incline_percent
    )


def after_gap(earned: Earned, settings: ProgressionSettings, percent: int) -> Earned:
    """What is left of an earned dose after a long gap; brisk minutes are earned anew."""
    total = max(SHORTEST_PRESCRIBED_WALK, earned.dose.minutes * percent // 100)
    most = len(lay_out(earned, settings))
    count = max(1, min(most, total // min(settings.min_walk_minutes, total)))
    stage = earned.dose.stage
    if stage is Stage.PACE:
        stage = Stage.CONSOLIDATION
    if total < settings.duration_goal:
        stage = Stage.FREQUENCY if count < settings.frequency_walks else Stage.DURATION
    # No single walk is longer than before the break, even where fewer of them remain.
    total = min(total, count * earned.dose.longest)
    longest = math.ceil(total / count)
    if stage is Stage.CONSOLIDATION:
        longest = max(longest, min(earned.dose.longest * percent // 100, total))
    return Earned(Dose(total, longest, 0, stage), count)


def cap_on_total(course: Course, settings: ProgressionSettings, tomorrow: date) -> int:
    """The most minutes a day that may be earned for tomorrow (invariant 8), floored to whole minutes."""
    first, last = tomorrow - timedelta(days=14), tomorrow - timedelta(days=7)
    in_window = [mark.earned for mark in course.marks if first <= mark.day <= last]
    base = max(in_window) if in_window else _oldest_earned(course.marks, course.dose.minutes)
    return min(grown(base, settings), grown(course.dose.minutes, settings), settings.goal_minutes)


def _oldest_earned(marks: tuple[DayMark, ...], otherwise: int) -> int:
    return marks[0].earned if marks else otherwise


def grown(minutes: int, settings: ProgressionSettings) -> int:
    """What a total may have grown to in a week."""
    by_setting = max(minutes * (100 + settings.weekly_cap_percent) // 100, minutes + settings.weekly_cap_minutes)
    ceiling = minutes + CEILING_MINUTES
    if minutes >= CEILING_FACTOR_FROM:
        ceiling = min(ceiling, int(minutes * CEILING_FACTOR))
    return min(by_setting, ceiling)


def cap_on_longest(course: Course, settings: ProgressionSettings) -> int:
    """The longest walk that may be earned, from the longest completed in 28 days (invariant 9)."""
    done = max((mark.longest for mark in course.marks), default=0) or min(course.dose.longest, settings.start_minutes)
    return max(done * (100 + settings.longest_step_percent) // 100, done + settings.longest_step_minutes)
