"""Which one lever rises when a step is earned? Frequency, duration, one longer walk, then pace (section 13)."""

import math
from datetime import date

from schemas.decisions import Course
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Dose, Stage
from services.progression.dose import Earned, cap_on_longest, cap_on_total, grown


def step(course: Course, settings: ProgressionSettings, tomorrow: date) -> Earned | None:
    """The earned dose after one step for tomorrow; None where the caps or the goal leave no room today."""
    if settings.is_frozen:
        return None
    earned = Earned(course.dose, course.walks)
    cap = cap_on_total(course, settings, tomorrow)
    longest = min(cap_on_longest(course, settings), settings.goal_longest_walk)
    match course.dose.stage:
        case Stage.FREQUENCY:
            return _frequency(earned, settings, cap, longest)
        case Stage.DURATION:
            return _duration(earned, settings, cap, longest)
        case Stage.CONSOLIDATION:
            return _consolidation(earned, settings, cap, longest)
        case Stage.PACE:
            return _pace(earned, settings)


def _frequency(earned: Earned, settings: ProgressionSettings, cap: int, longest: int) -> Earned | None:
    dose = earned.dose
    total = dose.minutes + dose.minutes // earned.walks
    if earned.walks >= settings.frequency_walks or earned.walks >= settings.max_walks_per_day:
        return _duration(earned, settings, cap, longest)
    if total <= cap:
        walks = earned.walks + 1
        stage = Stage.FREQUENCY if walks < settings.frequency_walks else Stage.DURATION
        return Earned(Dose(total, dose.longest, 0, stage), walks)
    never = dose.minutes // earned.walks > max(
        settings.weekly_cap_minutes, dose.minutes * settings.weekly_cap_percent // 100
    )
    # One more walk would never fit under such a cap: existing walks grow instead, or the course would stand still.
    return _duration(earned, settings, cap, longest) if never else None


def _duration(earned: Earned, settings: ProgressionSettings, cap: int, longest: int) -> Earned | None:
    most = min(cap, earned.walks * longest, settings.duration_goal)
    equal = most // earned.walks * earned.walks
    room = grown(earned.dose.minutes, settings) - earned.dose.minutes
    # Walks stay equal, unless the caps leave no room for a minute on each: then the course would stand still.
    if equal > earned.dose.minutes or room >= earned.walks:
        most = equal
    if most <= earned.dose.minutes:
        done = min(settings.duration_goal, settings.goal_minutes) - earned.walks
        if earned.dose.minutes > done:
            consolidating = Earned(_staged(earned.dose, Stage.CONSOLIDATION), earned.walks)
            return _consolidation(consolidating, settings, cap, longest)
        return None
    stage = Stage.CONSOLIDATION if most >= settings.duration_goal else Stage.DURATION
    return Earned(Dose(most, math.ceil(most / earned.walks), 0, stage), earned.walks)


def _consolidation(earned: Earned, settings: ProgressionSettings, cap: int, longest: int) -> Earned | None:
    dose = earned.dose
    reach = max(dose.longest, longest)
    growth = reach - dose.longest if reach > dose.longest else cap - dose.minutes
    total = min(cap, dose.minutes + growth)
    reach = min(reach, total)
    if total > dose.minutes or reach > dose.longest:
        return Earned(Dose(total, reach, 0, Stage.CONSOLIDATION), earned.walks)
    if dose.minutes >= settings.goal_minutes and settings.pace_stage_enabled:
        return _pace(Earned(_staged(dose, Stage.PACE), earned.walks), settings)
    return None


def _pace(earned: Earned, settings: ProgressionSettings) -> Earned | None:
    dose = earned.dose
    brisk = min(dose.minutes, dose.brisk + settings.brisk_step)
    if brisk <= dose.brisk:
        return None
    return Earned(Dose(dose.minutes, dose.longest, brisk, Stage.PACE), earned.walks)


def _staged(dose: Dose, stage: Stage) -> Dose:
    return Dose(dose.minutes, dose.longest, dose.brisk, stage)


def is_at_goal(dose: Dose, settings: ProgressionSettings) -> bool:
    """Whether nothing is left to earn: the goal's minutes, and all of them brisk where pace is worked on."""
    if dose.minutes < settings.goal_minutes:
        return False
    return not settings.pace_stage_enabled or dose.brisk >= dose.minutes
