"""What is the plan of the next day? One decision from a course, the settings, and the report of its day."""

from dataclasses import replace
from datetime import date, timedelta

from schemas.decisions import Course, Decision, Number, Reason
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, CareProfile, DayReport, Light, Prescription, State, Task, Tier
from services.progression import dose
from services.progression.conditions import Changes
from services.progression.dose import Earned
from services.progression.facts import MEMORY_DAYS, Day, band, light_of, read_day
from services.progression.rules import RULES, RULES_VERSION, Plan, Row

_BY_STATE: dict[State, tuple[Row, ...]] = {state: tuple(row for row in RULES if state in row.states) for state in State}
_ONE_DAY = timedelta(days=1)
_SILENCE_EASE_PERCENT = 80


def first_day(profile: CareProfile, settings: ProgressionSettings, day: date) -> Decision:
    """The plan of the first day of a course: the start dose, within what the test walks showed."""
    earned = dose.start(profile, settings)
    plan = dose.whole(earned, settings)
    course = Course(day, day, profile, State.ACTIVE, earned.dose, plan, earned.walks)
    numbers = (("start_minutes", earned.dose.minutes), ("walks", earned.walks))
    return Decision(
        day, State.ACTIVE, Absent.NOT_ASKED, plan, course, "start", Reason.START, (), numbers, RULES_VERSION
    )


def next_day(course: Course, settings: ProgressionSettings, today: DayReport) -> Decision:
    """The plan of the day after `today`. Raises ValueError when the report is not of the course's day."""
    if today.day != course.day:
        raise ValueError(f"The course stands before {course.day}; a report of {today.day} cannot be decided upon.")
    day = read_day(course, settings, today)
    row = next(row for row in _BY_STATE[course.state] if row.when(day))
    changes = row.then(day) if row.then else {}
    state = row.to or course.state
    plan = _prescribe(course, settings, row.plan, changes)
    following = _follow(day, state, plan, changes)
    return Decision(
        following.day,
        state,
        day.light,
        plan,
        following,
        row.id,
        row.reason,
        _tasks(day, row),
        _numbers(day, following),
        RULES_VERSION,
    )


def _follow(day: Day, state: State, plan: Prescription, changes: Changes) -> Course:
    """The course after a day: counters in a row, the rolling memory, and what the rule changes."""
    course = day.course
    silent = isinstance(day.light, Absent)
    was_paused = course.state is State.PAUSED
    silent_days = course.silent_days
    if not was_paused:
        silent_days = silent_days + 1 if silent else 0
    elif state is not State.PAUSED:
        silent_days = 0
    yellow_days = 0
    if state is State.YELLOW:
        yellow_days = course.yellow_days if silent else course.yellow_days + 1
    return Course(
        day=day.tomorrow,
        first_day=course.first_day,
        profile=course.profile,
        state=state,
        dose=changes.get("dose", course.dose),
        prescription=plan,
        walks=changes.get("walks", course.walks),
        reentry=changes.get("reentry", course.reentry),
        reentry_greens=changes.get("reentry_greens", course.reentry_greens),
        reentry_backs=changes.get("reentry_backs", course.reentry_backs),
        rest_days=changes.get("rest_days", 0),
        silent_days=silent_days,
        yellow_days=yellow_days,
        paused_days=course.paused_days + 1 if was_paused else 0,
        state_before_pause=changes.get("state_before_pause", course.state_before_pause),
        last_step=changes.get("last_step", course.last_step),
        goal_reached=changes.get("goal_reached", course.goal_reached),
        credits=changes.get("credits", course.credits),
        marks=(*course.marks[1 - MEMORY_DAYS :], day.mark),
    )


def _prescribe(course: Course, settings: ProgressionSettings, plan: Plan, changes: Changes) -> Prescription:
    earned = Earned(changes.get("dose", course.dose), changes.get("walks", course.walks))
    match plan:
        case Plan.REST:
            return dose.REST
        case Plan.EARNED:
            return dose.whole(earned, settings)
        case Plan.YELLOW:
            return dose.eased(earned, settings)
        case Plan.REENTRY:
            step = min(changes.get("reentry", course.reentry), len(settings.reentry_steps) - 1)
            return dose.share(earned, settings, settings.reentry_steps[step])
        case Plan.EASED:
            return dose.smaller(course.prescription, dose.share(earned, settings, _SILENCE_EASE_PERCENT))
        case Plan.SAME:
            return course.prescription


def _tasks(day: Day, row: Row) -> tuple[Task, ...]:
    tasks = row.tasks + (row.more_tasks(day) if row.more_tasks else ())
    if day.walked_on_rest and day.course.state is not State.PAUSED:
        tasks += (Task.WALKED_ON_REST_DAY,)
    if (day.tomorrow - day.course.first_day).days == day.settings.review_day:
        tasks += (Task.REVIEW_DUE,)
    return tasks


def _numbers(day: Day, following: Course) -> tuple[tuple[str, Number], ...]:
    """The numbers that decided, for the therapist and for whoever asks later."""
    settings = day.settings
    return (
        ("pain", "none" if isinstance(day.pain, Absent) else day.pain),
        ("green_max", settings.green_max),
        ("red_min", settings.red_min),
        ("done", "unknown" if isinstance(day.walked, Absent) else round(day.walked, 2)),
        ("completion_min", settings.completion_min),
        ("credits", len(following.credits)),
        ("credits_to_step", settings.credits_to_step),
        ("weekly_rise", round(day.weekly_rise, 1)),
        ("rest_days", following.rest_days),
        ("silent_days", following.silent_days),
        ("earned_before", day.course.dose.minutes),
        ("earned", following.dose.minutes),
    )


def lower_today(standing: Decision, settings: ProgressionSettings, report: DayReport) -> Decision | None:
    """Ease a plan already told, from what is now known of its own day; None when nothing falls. It never raises.

    A red flag also marks the plan as stopped, so that no walking text follows.
    """
    course = standing.course
    if report.flag in (Tier.EMERGENCY, Tier.URGENT):
        emergency = report.flag is Tier.EMERGENCY
        state = State.EMERGENCY if emergency else State.HOLD_CLINICAL
        reason = Reason.EMERGENCY_STOP if emergency else Reason.URGENT_STOP
        return _lowered(standing, dose.REST, state, "flag-today", reason)
    light = light_of(course, settings, report)
    if isinstance(report.pain_morning, float) and band(report.pain_morning, settings) is Light.RED:
        light = Light.RED
    if light is Light.RED:
        lower = dose.REST
    elif light is Light.YELLOW:
        eased = dose.eased(Earned(course.dose, course.walks), settings)
        lower = dose.smaller(standing.prescription, eased)
    else:
        return None
    if lower.minutes >= standing.prescription.minutes:
        return None
    return _lowered(standing, lower, standing.state, "eased-today", Reason.EASED_TODAY)


def _lowered(standing: Decision, lower: Prescription, state: State, rule: str, reason: Reason) -> Decision:
    course = replace(standing.course, prescription=lower)
    return replace(standing, prescription=lower, course=course, state=state, rule=rule, reason=reason, tasks=())


def amend(course: Course, settings: ProgressionSettings, report: DayReport, standing: Decision) -> Decision | None:
    """A reply about a past day after its plan was told: it may hold or lower that plan, never advance (section 17).

    course is the one that stands before the report. None when the standing plan already says all of it.
    """
    fresh = next_day(course, settings, report)
    # Credit is never given late; what was silent is no longer counted as silence.
    if dose.is_not_above(fresh.prescription, standing.prescription) and fresh.state is not standing.state:
        amended = replace(fresh, course=replace(fresh.course, credits=standing.course.credits))
    else:
        kept = replace(standing.course, marks=fresh.course.marks, silent_days=fresh.course.silent_days)
        amended = replace(standing, course=kept, light=fresh.light, tasks=())
    return None if amended.course == standing.course else amended
