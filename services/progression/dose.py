"""How many minutes are earned, how are they laid out as walks, and what is left of them on a bad day?

Caps and the shortest walk bind the earned dose; a reduction acts on the prescription only (section 17).
"""

import math

from schemas.settings import ProgressionSettings
from schemas.value import value
from schemas.vocabulary import Absent, CareProfile, Dose, Pace, Prescription, Stage

SHORTEST_PRESCRIBED_WALK = 2
# A dose below this could not be reduced and still be such a walk: nobody starts below it but by a clinician's choice.
SMALLEST_EARNED = 3
_SHORTEST_OF_ALL = 1
REST = Prescription((), Pace.EASY)
_EQUAL_WALKS = (Stage.FREQUENCY, Stage.DURATION)
_FLOAT_SLACK = 1e-9


@value
class Earned:
    """An earned dose and the number of walks it is spread over in stages A and B."""

    dose: Dose
    walks: int


def turnaround_minutes(walk: int) -> int:
    """Minutes after which to turn round on a walk of so many minutes (rule 0-5): half, rounded down."""
    return walk // 2


def tolerated_minutes(profile: CareProfile, settings: ProgressionSettings) -> int | Absent:
    """The therapist's share of what the test walks showed, whole minutes a day; absent when untested."""
    if isinstance(profile.baseline_minutes, Absent):
        return Absent.NOT_ASKED
    return int(profile.baseline_minutes * settings.baseline_factor + _FLOAT_SLACK)


def start(profile: CareProfile, settings: ProgressionSettings) -> Earned:
    """The first dose: what a clinician chose, or the start settings within their share of the test walks."""
    walks, each = settings.start_walks, settings.start_minutes
    tolerated = tolerated_minutes(profile, settings)
    if not isinstance(tolerated, Absent):
        while walks > 1 and tolerated // walks < settings.min_walk_minutes:
            walks -= 1
        each = min(each, max(SMALLEST_EARNED, tolerated // walks))
    stage = Stage.FREQUENCY if walks < settings.frequency_walks else Stage.DURATION
    usual = Earned(Dose(walks * each, each, 0, stage), walks)
    chosen = profile.first_minutes
    return usual if isinstance(chosen, Absent) else of_minutes(chosen, usual, settings)


def lay_out(earned: Earned, settings: ProgressionSettings) -> tuple[int, ...]:
    """The earned minutes as walks: equal ones in stages A and B, then one longest and as few others as may be."""
    total, longest = earned.dose.minutes, earned.dose.longest
    if earned.dose.stage in _EQUAL_WALKS:
        return _equal(total, earned.walks)
    rest = total - longest
    if rest <= 0:
        return (total,)
    others = math.ceil(rest / longest)
    if rest < others * settings.min_walk_minutes:
        return _equal(total, others + 1)
    return (longest, *_equal(rest, others))


def _equal(total: int, walks: int) -> tuple[int, ...]:
    each, left = divmod(total, walks)
    return (each + 1,) * left + (each,) * (walks - left)


def settled(total: int, longest: int, settings: ProgressionSettings) -> int:
    """The most of a total that is one longest walk and others of legal length, within the day's count of walks."""
    total = min(total, settings.max_walks_per_day * longest)
    others = math.ceil(total / longest) - 1
    if total - longest < others * min(settings.min_walk_minutes, longest):
        return others * longest
    return total


def fits(earned: Earned, settings: ProgressionSettings) -> bool:
    """Whether an earned dose is within the settings; it always is until a therapist lowers one of them."""
    dose = earned.dose
    return (
        dose.minutes <= settings.goal_minutes
        and dose.longest <= settings.goal_longest_walk
        and earned.walks <= settings.max_walks_per_day
        and (settings.pace_stage_enabled or not dose.brisk)
    )


def fitted(earned: Earned, settings: ProgressionSettings) -> Earned:
    """An earned dose brought down to settings that a therapist has lowered."""
    dose = earned.dose
    walks = min(earned.walks, settings.max_walks_per_day)
    total, longest = min(dose.minutes, settings.goal_minutes), min(dose.longest, settings.goal_longest_walk)
    total = min(total, walks * longest) if dose.stage in _EQUAL_WALKS else settled(total, longest, settings)
    brisk = min(dose.brisk, total) if settings.pace_stage_enabled else 0
    stage = dose.stage if settings.pace_stage_enabled or dose.stage is not Stage.PACE else Stage.CONSOLIDATION
    return Earned(Dose(total, min(longest, total), brisk, stage), walks)


def whole(earned: Earned, settings: ProgressionSettings) -> Prescription:
    """The earned dose as it stands."""
    brisk = earned.dose.brisk
    return Prescription(lay_out(earned, settings), Pace.BRISK if brisk else Pace.EASY, brisk)


def shortest_walk(earned: Earned) -> int:
    """The shortest walk that a reduction may ask for, minutes."""
    return SHORTEST_PRESCRIBED_WALK if earned.dose.minutes >= SMALLEST_EARNED else _SHORTEST_OF_ALL


def eased(earned: Earned, settings: ProgressionSettings) -> Prescription:
    """Yellow: each walk shorter, rounded down, easy, and always strictly less than earned (invariant 12).

    A dose of one minute, which only a clinician chooses, cannot be less and still be walked: it stays.
    """
    walks = lay_out(earned, settings)
    factor, shortest = settings.yellow_factor, shortest_walk(earned)
    shorter = tuple(max(shortest, int(walk * factor + _FLOAT_SLACK)) for walk in walks)
    if sum(shorter) >= sum(walks):
        shorter = shorter[:-1]
    return Prescription(shorter or walks, Pace.EASY)


def share(earned: Earned, settings: ProgressionSettings, percent: int) -> Prescription:
    """A percentage of the earned total, rounded down, over the same walks or fewer, easy; at least one short walk.

    A dose of one minute has no share that could be walked: it stays.
    """
    walks, shortest_allowed = lay_out(earned, settings), shortest_walk(earned)
    total = max(shortest_allowed, earned.dose.minutes * percent // 100)
    if total >= earned.dose.minutes:
        return Prescription(walks, Pace.EASY)
    count = min(len(walks), total // shortest_allowed)
    parts = [max(shortest_allowed, walk * percent // 100) for walk in walks[:count]]
    while sum(parts) > total:
        longest = parts.index(max(parts))
        parts[longest] -= 1
    # What rounding leaves goes to the shortest walks, so that a smaller share never has the longer longest walk.
    while count == len(walks) and sum(parts) < total:
        shortest = parts.index(min(parts))
        parts[shortest] += 1
    return Prescription(tuple(sorted(parts, reverse=True)), Pace.EASY)


def lower_of(a: Prescription, b: Prescription) -> Prescription:
    """The one that asks for less, and no walk of it longer than the other's longest.

    Reductions never multiply: the largest single one applies (invariant 32).
    """
    less, other = (a, b) if a.minutes <= b.minutes else (b, a)
    longest = max(other.walks, default=0)
    walks = tuple(min(walk, longest) for walk in less.walks)
    brisk = min(a.brisk_minutes, b.brisk_minutes, sum(walks))
    pace = Pace.BRISK if brisk else Pace.EASY
    return Prescription(walks, pace, brisk, min(a.incline_percent, b.incline_percent))


def is_not_above(a: Prescription, b: Prescription) -> bool:
    """Whether a asks for no more than b in minutes, longest walk, brisk minutes or incline."""
    return (
        a.minutes <= b.minutes
        and max(a.walks, default=0) <= max(b.walks, default=0)
        and a.brisk_minutes <= b.brisk_minutes
        and a.incline_percent <= b.incline_percent
    )


def of_minutes(minutes: int, earned: Earned, settings: ProgressionSettings) -> Earned:
    """A dose of so many minutes a day that a therapist chose, over as many walks as before or fewer, easy.

    It is within the goal and the longest walk.
    """
    total = min(max(minutes, _SHORTEST_OF_ALL), settings.goal_minutes)
    walks = max(1, min(len(lay_out(earned, settings)), total // settings.min_walk_minutes))
    while math.ceil(total / walks) > settings.goal_longest_walk and walks < settings.max_walks_per_day:
        walks += 1
    total = min(total, walks * settings.goal_longest_walk)
    longest = math.ceil(total / walks)
    if total >= settings.duration_goal:
        return Earned(Dose(settled(total, longest, settings), longest, 0, Stage.CONSOLIDATION), walks)
    stage = Stage.FREQUENCY if walks < settings.frequency_walks else Stage.DURATION
    return Earned(Dose(total, longest, 0, stage), walks)


def after_gap(earned: Earned, settings: ProgressionSettings, percent: int) -> Earned:
    """What is left of an earned dose after days away; brisk minutes are earned anew (section 5)."""
    before = len(lay_out(earned, settings))
    total = max(min(SMALLEST_EARNED, earned.dose.minutes), earned.dose.minutes * percent // 100)
    stage = earned.dose.stage
    if stage in (Stage.CONSOLIDATION, Stage.PACE):
        stage = Stage.DURATION if total < settings.duration_goal else Stage.CONSOLIDATION
    if stage is Stage.CONSOLIDATION:
        longest = max(earned.dose.longest * percent // 100, math.ceil(total / before))
        return Earned(Dose(settled(total, longest, settings), longest, 0, stage), earned.walks)
    walks = max(1, min(before, total // settings.min_walk_minutes))
    total = min(total, walks * earned.dose.longest)
    if stage is Stage.FREQUENCY and walks >= settings.frequency_walks:
        stage = Stage.DURATION
    return Earned(Dose(total, math.ceil(total / walks), 0, stage), walks)
