"""A clinician sets the dose from tomorrow: what may it be, which caps does it pass, and what becomes of the course?

Only the earned dose changes. The light of the day decides what is prescribed, as on any other day.
"""

import math
from dataclasses import replace
from datetime import timedelta

from schemas.decisions import Course, Number
from schemas.settings import ProgressionSettings
from schemas.value import value
from schemas.vocabulary import Absent, ChosenDose, DayReport, Dose, Light, Prescription, Stage, State
from services.progression import dose, titration
from services.progression.conditions import alarming_trend
from services.progression.dose import Earned
from services.progression.facts import Day

_ONE_DAY = timedelta(days=1)
_GOING = (State.ACTIVE, State.MAINTENANCE)


@value
class Caps:
    """What is earned now, and how far a step may lead by tomorrow: minutes a day, and minutes of the longest walk.

    week_ago is what was earned seven to fourteen days ago, from which the cap is counted (invariant 8).
    """

    minutes: int
    longest: int
    week_ago: int
    most_minutes: int
    longest_walk: int


def caps(course: Course, settings: ProgressionSettings) -> Caps:
    """How far a step could lead by the day after a course's own."""
    tomorrow = course.day + _ONE_DAY
    return Caps(
        course.dose.minutes,
        course.dose.longest,
        titration.earned_a_week_ago(course, tomorrow),
        max(course.dose.minutes, titration.cap_on_total(course, settings, tomorrow)),
        max(course.dose.longest, titration.cap_on_longest(course, settings)),
    )


def dose_errors(chosen: ChosenDose, settings: ProgressionSettings) -> list[tuple[str, str]]:
    """What no reason can allow, as (field, sentence) pairs: it is the therapist's own settings that say so."""
    wrong = []
    most, least, longest = settings.max_walks_per_day, settings.min_walk_minutes, settings.goal_longest_walk
    if chosen.walks > most:
        wrong.append(("walks_per_day", f"must be at most {most} (max_walks_per_day)"))
    if chosen.minutes > settings.goal_minutes:
        wrong.append(("minutes", f"must be at most {settings.goal_minutes}, the goal"))
    if chosen.walks > 1 and chosen.minutes < chosen.walks * least:
        wrong.append(("walks_per_day", f"each of several walks must be at least {least} minutes (min_walk_minutes)"))
    if chosen.minutes > chosen.walks * longest:
        wrong.append(("walks_per_day", f"each walk must be at most {longest} minutes (goal_longest_walk)"))
    return wrong


def past_caps(chosen: ChosenDose, found: Caps) -> list[str]:
    """What a choice goes past, as sentences; a reason is needed for it. Empty where a step might have led there."""
    longest = math.ceil(chosen.minutes / chosen.walks)
    past = []
    if chosen.minutes > found.most_minutes:
        past.append(
            f"{chosen.minutes} minutes a day are {times_a_week_ago(chosen, found):g} times what was earned a week ago "
            f"({found.week_ago}); a step may lead to {found.most_minutes} at most."
        )
    if longest > found.longest_walk:
        past.append(f"A walk of {longest} minutes is longer than a step may lead to: {found.longest_walk}.")
    return past


def times_a_week_ago(chosen: ChosenDose, found: Caps) -> float:
    """How many times the earned minutes of a week ago a choice is, to one decimal."""
    return round(chosen.minutes / found.week_ago, 1)


def earned_as_chosen(chosen: ChosenDose, settings: ProgressionSettings) -> Earned:
    """The earned dose that is laid out as the clinician chose it, easy."""
    longest = math.ceil(chosen.minutes / chosen.walks)
    in_equal_walks = Stage.FREQUENCY if chosen.walks < settings.frequency_walks else Stage.DURATION
    stage = Stage.CONSOLIDATION if chosen.minutes >= settings.duration_goal else in_equal_walks
    earned = Earned(Dose(chosen.minutes, longest, 0, stage), chosen.walks)
    if len(dose.lay_out(earned, settings)) == chosen.walks:
        return earned
    # Stage C would lay out short walks as fewer of them.
    return Earned(replace(earned.dose, stage=Stage.DURATION), chosen.walks)


def with_chosen_dose(day: Day) -> Day:
    """The day as the rule is to see it where a clinician set the dose on it: the same, but for the earned dose.

    Credits begin anew and days are counted as after a step. Whoever walks the whole earned dose walks the chosen one
    from tomorrow. A reduction that stands stays until the rule lifts it; a yellow day, a week that hurts much more or
    unread words ask for no more than they would of the dose before.
    """
    chosen = day.report.chosen_dose
    if not isinstance(chosen, ChosenDose):
        return day
    course, settings = day.course, day.settings
    before, earned = Earned(course.dose, course.walks), earned_as_chosen(chosen, settings)
    plan = course.prescription
    if replace(plan, incline_percent=0) == dose.whole(before, settings) and not day.report.unread:
        hurts = day.light is Light.YELLOW or alarming_trend(day)
        asked = dose.eased(before, settings) if hurts else dose.whole(earned, settings)
        plan = replace(asked, incline_percent=plan.incline_percent)
    at_goal = titration.is_at_goal(earned.dose, settings)
    day.course = replace(
        course,
        state=State.ACTIVE if course.state is State.MAINTENANCE and not at_goal else course.state,
        dose=earned.dose,
        walks=earned.walks,
        prescription=plan,
        credits=(),
        last_step=day.tomorrow,
        goal_reached=day.tomorrow if at_goal else Absent.NOT_ASKED,
    )
    return day


def says_the_choice(day: Day, state: State, plan: Prescription) -> bool:
    """Whether tomorrow asks for just what was chosen, so that nothing but the choice explains it."""
    if not day.dose_is_chosen or day.report.unread or state not in _GOING:
        return False
    return plan.walks == dose.lay_out(Earned(day.course.dose, day.course.walks), day.settings)


def numbers_of_choice(report: DayReport) -> tuple[tuple[str, Number], ...]:
    """What was chosen, among the numbers that decided; nothing on other days."""
    chosen = report.chosen_dose
    return (
        (("chosen_minutes", chosen.minutes), ("chosen_walks", chosen.walks)) if isinstance(chosen, ChosenDose) else ()
    )
