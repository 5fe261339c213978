"""Which one lever rises when a step is earned? Frequency, duration, one longer walk, then pace; all capped."""

import math
from datetime import date, timedelta

from schemas.decisions import Course
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Dose, Stage
from services.progression.dose import Earned, settled

# Whatever the settings: never more than this in a week (section 14, absolute ceiling).
CEILING_MINUTES = 10
CEILING_PERCENT = 130
CEILING_PERCENT_FROM = 30
_TWO_WEEKS, _ONE_WEEK = timedelta(days=14), timedelta(days=7)


def grown(minutes: int, settings: ProgressionSettings) -> int:
    """What a daily total may have grown to within a week, whole minutes (invariant 8)."""
    by_setting = max(minutes * (100 + settings.weekly_cap_percent) // 100, minutes + settings.weekly_cap_minutes)
    ceiling = minutes + CEILING_MINUTES
    if minutes >= CEILING_PERCENT_FROM:
        ceiling = min(ceiling, minutes * CEILING_PERCENT // 100)
    return min(by_setting, ceiling)


def cap_on_total(course: Course, settings: ProgressionSettings, tomorrow: date) -> int:
    """The most minutes a day that may be earned for tomorrow: what 7 to 14 days ago may grow to, within the goal."""
    base = earned_a_week_ago(course, tomorrow)
    return min(grown(base, settings), grown(course.dose.minutes, settings), settings.goal_minutes)


def earned_a_week_ago(course: Course, tomorrow: date) -> int:
    """The most minutes a day that were earned 7 to 14 days before tomorrow; of a younger course, those of its start."""
    first, last = tomorrow - _TWO_WEEKS, tomorrow - _ONE_WEEK
    in_window = [mark.earned for mark in course.marks if first <= mark.day <= last]
    oldest = course.marks[0].earned if course.marks else course.dose.minutes
    return max(in_window, default=oldest)


def cap_on_longest(course: Course, settings: ProgressionSettings) -> int:
    """The longest walk that may be earned, from the longest completed in 28 days, else the start's (invariant 9)."""
    done = max((mark.longest for mark in course.marks), default=0) or min(course.dose.longest, settings.start_minutes)
    reach = max(done * (100 + settings.longest_step_percent) // 100, done + settings.longest_step_minutes)
    return min(reach, settings.goal_longest_walk)


def step(course: Course, settings: ProgressionSettings, tomorrow: date) -> Earned | None:
    """The earned dose after one step for tomorrow; None where the caps or the goal leave no room today."""
    if settings.is_frozen:
        return None
    earned = Earned(course.dose, course.walks)
    cap = cap_on_total(course, settings, tomorrow)
    longest = cap_on_longest(course, settings)
    match course.dose.stage:
        case Stage.FREQUENCY:
            return _frequency(earned, settings, cap, longest)
        case Stage.DURATION:
            return _duration(earned, settings, cap, longest)
        case Stage.CONSOLIDATION:
            return _consolidation(earned, settings, cap, longest)
        case Stage.PACE:
            return _pace(earned, settings)


def smaller_step(course: Course, settings: ProgressionSettings, tomorrow: date) -> Earned | None:
    """A share of the next step, at least a minute, and never brisk: for days at the signed usual (18-5)."""
    if settings.is_frozen or course.dose.stage is Stage.PACE:
        return None
    cap, longest = cap_on_total(course, settings, tomorrow), cap_on_longest(course, settings)
    earned, whole = Earned(course.dose, course.walks), step(course, settings, tomorrow)
    longer = _longer_walks(earned, settings, min(cap, course.walks * longest), whole)
    if longer is not None:
        return longer
    if whole is None or whole.dose.stage is not Stage.CONSOLIDATION:
        return None
    least = _consolidation(
        earned,
        settings,
        course.dose.minutes + _part(whole.dose.minutes - course.dose.minutes, settings),
        course.dose.longest + _part(whole.dose.longest - course.dose.longest, settings),
    )
    return None if least is None or least.dose.stage is Stage.PACE else least


def _longer_walks(earned: Earned, settings: ProgressionSettings, most: int, whole: Earned | None) -> Earned | None:
    """Walks grow, also where the whole step would be one walk more: half of a walk is none."""
    dose, most = earned.dose, min(most, settings.duration_goal, settings.goal_minutes)
    if dose.stage is Stage.CONSOLIDATION:
        return None
    rise = whole.dose.minutes - dose.minutes if whole else most - dose.minutes
    total = min(most, dose.minutes + _part(rise, settings))
    if total <= dose.minutes:
        return None
    stage = Stage.CONSOLIDATION if total >= settings.duration_goal else dose.stage
    return Earned(Dose(total, max(dose.longest, math.ceil(total / earned.walks)), 0, stage), earned.walks)


def _part(rise: int, settings: ProgressionSettings) -> int:
    return max(1, rise * settings.lane_step_percent // 100) if rise > 0 else 0


def _frequency(earned: Earned, settings: ProgressionSettings, cap: int, longest: int) -> Earned | None:
    dose = earned.dose
    each = dose.minutes // earned.walks
    total = dose.minutes + each
    if earned.walks >= settings.frequency_walks or earned.walks >= settings.max_walks_per_day:
        return _duration(earned, settings, cap, longest)
    long_enough = each >= settings.min_walk_minutes
    if long_enough and total <= cap:
        walks = earned.walks + 1
        stage = Stage.FREQUENCY if walks < settings.frequency_walks else Stage.DURATION
        return Earned(Dose(total, dose.longest, 0, stage), walks)
    if long_enough and total <= min(grown(dose.minutes, settings), settings.goal_minutes):
        return None
    # Where one more walk will never fit under the cap, walks grow instead, or the course would stand still.
    return _duration(earned, settings, cap, longest)


def _duration(earned: Earned, settings: ProgressionSettings, cap: int, longest: int) -> Earned | None:
    dose, walks = earned.dose, earned.walks
    most = min(cap, walks * longest, settings.duration_goal)
    equal = most // walks * walks
    room = grown(dose.minutes, settings) - dose.minutes
    # Walks stay equal, unless the caps leave no room for a minute on each: then the course would stand still.
    if equal > dose.minutes or room >= walks:
        most = equal
    if most > dose.minutes:
        stage = Stage.CONSOLIDATION if most >= settings.duration_goal else dose.stage
        return Earned(Dose(most, math.ceil(most / walks), 0, stage), walks)
    if dose.minutes > min(settings.duration_goal, settings.goal_minutes, walks * settings.goal_longest_walk) - walks:
        return _consolidation(earned, settings, cap, longest)
    return None


def _consolidation(earned: Earned, settings: ProgressionSettings, cap: int, longest: int) -> Earned | None:
    dose = earned.dose
    reach = max(dose.longest, longest)
    growth = reach - dose.longest if reach > dose.longest else cap - dose.minutes
    total = max(dose.minutes, min(cap, dose.minutes + growth))
    reach = min(reach, total)
    several = dose.longest < dose.minutes
    if several and (total < settings.goal_minutes or settled(total, reach, settings) < total):
        # The longest walk leaves room for another, or the total could only grow by a whole walk at once.
        reach = max(dose.longest, min(reach, total - settings.min_walk_minutes))
    total = max(dose.minutes, settled(total, reach, settings))
    if total > dose.minutes or reach > dose.longest:
        return Earned(Dose(total, reach, 0, Stage.CONSOLIDATION), earned.walks)
    if settings.pace_stage_enabled and dose.minutes >= reachable_goal(settings):
        return _pace(earned, settings)
    return None


def _pace(earned: Earned, settings: ProgressionSettings) -> Earned | None:
    dose = earned.dose
    brisk = min(dose.minutes, dose.brisk + settings.brisk_step)
    if brisk <= dose.brisk:
        return None
    return Earned(Dose(dose.minutes, dose.longest, brisk, Stage.PACE), earned.walks)


def reachable_goal(settings: ProgressionSettings) -> int:
    """Minutes a day at the goal, as far as the longest walk and the number of walks allow."""
    goal = settings.goal_minutes
    return settled(goal, min(goal, settings.goal_longest_walk), settings)


def is_at_goal(dose: Dose, settings: ProgressionSettings) -> bool:
    """Whether nothing is left to earn: the goal's minutes, and all of them brisk where pace is worked on."""
    if dose.minutes < reachable_goal(settings):
        return False
    return not settings.pace_stage_enabled or dose.brisk >= dose.minutes
