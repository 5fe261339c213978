"""What is the plan of the next day? One decision from a course, the settings, and the report of its day."""

from dataclasses import replace
from datetime import date

from schemas.decisions import Course, DayMark, Decision, Number, Reason
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, DayReport, Dose, Light, Pace, Prescription, State, Task
from services.progression import dose, own_usual, reentry
from services.progression.any_day import asked as asked_on_any_day
from services.progression.chosen_dose import numbers_of_choice, says_the_choice, with_chosen_dose
from services.progression.dose import Earned, turnaround_minutes
from services.progression.facts import MEMORY_DAYS, STOPPED, Changes, Day, read_day
from services.progression.first_day import first_day
from services.progression.lowering import lower_today
from services.progression.modality import incline_allowed
from services.progression.rules import RULES_VERSION, Plan, matching
from services.progression.standstill import keeps_the_goal

__all__ = ["amend", "first_day", "lower_today", "next_day", "turnaround_minutes"]

_GOING = (State.ACTIVE, State.MAINTENANCE)
# All in which one walks: else more pain might lead past a day of rest and to more walking (invariant 4).
_MAY_REST = (State.ACTIVE, State.YELLOW, State.REENTRY, State.MAINTENANCE)
# A correction never leads from a graver stop to a lighter one.
_GRAVITY = {
    State.RED_REST: 1,
    State.PAUSED: 2,
    State.HOLD_ESCALATED: 3,
    State.HOLD_CLINICAL: 4,
    State.EMERGENCY: 5,
}


def next_day(course: Course, settings: ProgressionSettings, today: DayReport) -> Decision:
    """The plan of the day after `today`. Raises ValueError when the report is not of the course's day."""
    if today.day != course.day:
        raise ValueError(f"The course stands before {course.day}; a report of {today.day} cannot be decided upon.")
    earned = Earned(course.dose, course.walks)
    if not dose.fits(earned, settings):
        earned = dose.fitted(earned, settings)
        course = replace(course, dose=earned.dose, walks=earned.walks)
    day = read_day(course, settings, today)
    is_chosen = day.dose_is_chosen
    if is_chosen:
        day = with_chosen_dose(day)
    row = matching(day)
    changes = row.then(day) if row.then else {}
    if is_chosen:
        changes = changes | {"credits": (), "still_since": day.tomorrow}
    state = row.to or day.course.state
    always, said = asked_on_any_day(day, state, stepped="last_step" in changes)
    asked = row.tasks + (row.more_tasks(day) if row.more_tasks else ()) + always
    plan = _prescribe(day, state, row.plan, changes)
    rests = _rests_as_planned(day, state, plan)
    if (always and Task.OWN_USUAL in always) or (today.acts and own_usual.is_answered(day)):
        changes = changes | {"usual_asked": day.tomorrow}
    following = _follow(day, state, plan, changes, rests=rests)
    reason = Reason.PLANNED_REST if rests else row.reason
    if is_chosen:
        said = numbers_of_choice(today) + said
        reason = Reason.DOSE_SET if not rests and says_the_choice(day, state, plan) else reason
    return Decision(
        following.day,
        state,
        day.light,
        dose.REST if rests else plan,
        following,
        row.id,
        reason,
        asked,
        _numbers(day, following) + said,
        RULES_VERSION,
    )


def _prescribe(day: Day, state: State, plan: Plan, changes: Changes) -> Prescription:
    """The row's plan; while words of the day are unread never above today's, wherever the patient walks already."""
    if plan is Plan.REST:
        return dose.REST
    asked = _by_light(day, state, plan, changes)
    waits = day.report.unread and day.course.state not in STOPPED
    return dose.lower_of(asked, day.course.prescription) if waits else asked


def _by_light(day: Day, state: State, plan: Plan, changes: Changes) -> Prescription:
    """After yellow never above the yellow plan, because the largest single reduction applies.

    A day at the signed usual asks for all that is earned, easily and on the flat, but on the way back from a flare-up.
    """
    course, settings = day.course, day.settings
    earned = Earned(changes.get("dose", course.dose), changes.get("walks", course.walks))
    asked = _asked(day, plan, earned, changes)
    if day.light is Light.YELLOW and plan is not Plan.YELLOW:
        if day.at_usual and state in _GOING:
            return Prescription(asked.walks, Pace.EASY)
        return dose.lower_of(asked, dose.eased(earned, settings))
    if state in _GOING and settings.incline_max_percent and day.light is Light.GREEN:
        rises = earned.dose != course.dose or day.dose_is_chosen
        return replace(asked, incline_percent=_incline(day, rises=rises))
    return asked


def _asked(day: Day, plan: Plan, earned: Earned, changes: Changes) -> Prescription:
    if plan is Plan.EARNED:
        return dose.whole(earned, day.settings)
    course, settings = day.course, day.settings
    match plan:
        case Plan.YELLOW:
            yellow = dose.eased(earned, settings)
            return yellow if course.state in STOPPED else dose.lower_of(course.prescription, yellow)
        case Plan.REENTRY:
            step, told = changes.get("reentry", course.reentry), changes.get("reentry_told", course.reentry_told)
            return reentry.plan_of_step(earned, settings, step, told)
        case Plan.EASED:
            return dose.lower_of(course.prescription, dose.share(earned, settings, settings.silence_ease_percent))
        case _:
            whole = dose.whole(earned, settings)
            return whole if course.prescription == whole else dose.lower_of(course.prescription, whole)


def _incline(day: Day, *, rises: bool) -> int:
    """Percent of incline: after four weeks mostly green and never yellow or red, and never new on the day of a step."""
    present = day.course.prescription.incline_percent
    lights = [mark.light for mark in day.course.marks]
    hurt = Light.YELLOW in lights or Light.RED in lights
    calm = not hurt and len(lights) == MEMORY_DAYS and lights.count(Light.GREEN) >= day.settings.incline_after_greens
    allowed = incline_allowed(day.course.profile, day.settings) if calm else 0
    return min(present, allowed) if rises else allowed


def _rests_as_planned(day: Day, state: State, plan: Prescription) -> bool:
    """Whether tomorrow is a rest day by the therapist's choice: never beside another day without walks."""
    if not day.settings.planned_rest_days or state not in _MAY_REST or not plan.walks:
        return False
    today_rests = day.course.planned_rest or not day.course.prescription.walks
    return not today_rests and day.tomorrow.weekday() in day.settings.rest_weekdays


def _follow(day: Day, state: State, plan: Prescription, changes: Changes, *, rests: bool) -> Course:
    """The course after a day: counters in a row, the rolling memory, and what the rule changes."""
    course, get, is_stopped = day.course, changes.get, state in STOPPED
    earned = get("dose", course.dose)
    marks = (*course.marks[1 - MEMORY_DAYS :], day.mark)
    lane: tuple[tuple[date, ...], date | Absent] = ((), course.lane_left)
    if type(course.profile.own_usual) is int:
        lane = own_usual.following(day, state, stepped="last_step" in changes or day.dose_is_chosen)
    if earned.minutes < day.mark.earned:
        marks = _as_if_never_above(marks, earned.minutes, earned.longest)
    return Course(
        day=day.tomorrow,
        first_day=course.first_day,
        profile=course.profile,
        state=state,
        dose=earned,
        prescription=plan,
        walks=get("walks", course.walks),
        reentry=get("reentry", course.reentry),
        reentry_greens=get("reentry_greens", course.reentry_greens),
        reentry_backs=get("reentry_backs", course.reentry_backs),
        planned_rest=rests,
        rest_days=0 if is_stopped or (plan.walks and not rests) else course.rest_days + 1,
        silent_days=_silent_days(day, is_stopped=is_stopped),
        yellow_days=_yellow_days(day) if state is State.YELLOW else 0,
        away_days=course.away_days + 1 if is_stopped else 0,
        state_before_pause=get("state_before_pause", course.state_before_pause),
        last_step=get("last_step", course.last_step),
        goal_reached=get("goal_reached", course.goal_reached),
        credits=get("credits", course.credits),
        marks=marks,
        reentry_told=get("reentry_told", course.reentry_told),
        still_since=day.tomorrow if _begins_to_count(day, state, earned) else get("still_since", course.still_since),
        lane_credits=lane[0],
        lane_left=lane[1],
        usual_asked=get("usual_asked", course.usual_asked),
    )


def _begins_to_count(day: Day, state: State, earned: Dose) -> bool:
    """Whether the days without a step are counted from tomorrow on: a step, the goal kept, a pause over."""
    course = day.course
    if earned is not course.dose and _is_more(earned, course.dose):
        return True
    if course.state is State.PAUSED:
        return state is not State.PAUSED
    return type(course.goal_reached) is date and keeps_the_goal(day, state)


def _is_more(a: Dose, b: Dose) -> bool:
    return a.minutes > b.minutes or a.longest > b.longest or a.brisk > b.brisk


def _silent_days(day: Day, *, is_stopped: bool) -> int:
    """Days in a row without a score. They stand still while a course is paused or held, and end with it.

    Whoever wrote words that nobody has read yet was not silent.
    """
    course = day.course
    if course.state in STOPPED:
        return course.silent_days if is_stopped else 0
    if day.report.unread:
        return 0
    if course.state is State.MAINTENANCE and day.light is Absent.NOT_ASKED:
        return course.silent_days
    return course.silent_days + 1 if type(day.light) is Absent else 0


def _yellow_days(day: Day) -> int:
    return day.course.yellow_days + 1 if day.light is Light.YELLOW else day.course.yellow_days


def _as_if_never_above(marks: tuple[DayMark, ...], minutes: int, longest: int) -> tuple[DayMark, ...]:
    """After a cut the caps grow from the new dose: what was once earned must not open them wide."""
    return tuple(replace(mark, earned=min(mark.earned, minutes), longest=min(mark.longest, longest)) for mark in marks)


def _said(value: float | Absent) -> Number:
    return value.value if type(value) is Absent else value


def _numbers(day: Day, following: Course) -> tuple[tuple[str, Number], ...]:
    """The numbers that decided, for the therapist and for whoever asks later."""
    settings = day.settings
    return (
        ("pain", _said(day.pain)),
        ("green_max", settings.green_max),
        ("red_min", settings.red_min),
        ("done", _said(day.walked)),
        ("completion_min", settings.completion_min),
        ("credits", len(following.credits)),
        ("credits_to_step", settings.credits_to_step),
        ("weekly_rise", round(day.weekly_rise, 1)),
        ("rest_days", following.rest_days),
        ("silent_days", following.silent_days),
        ("earned_before", day.mark.earned),
        ("earned", following.dose.minutes),
    )


def amend(course: Course, settings: ProgressionSettings, report: DayReport, standing: Decision) -> Decision | None:
    """A reply about a past day after the plan of the next was told: it may hold or lower that plan, never raise it.

    course is the one that stood before the report. None when the standing plan already says all of it. Of a day whose
    words were read since, and nothing was in them, the credit counts from the next plan on.
    """
    fresh = next_day(course, settings, report)
    if _may_take_the_place_of(standing, fresh):
        # What came too late to advance the plan earns no credit either.
        in_time = standing.course.credits + _credits_of_words_read(course, settings, report, standing)
        credits_kept = tuple(day for day in fresh.course.credits if day in in_time)
        amended = replace(fresh, course=replace(fresh.course, credits=credits_kept))
    else:
        # The plan stays; what was silent is no longer counted as silence.
        known = replace(standing.course, marks=fresh.course.marks, silent_days=fresh.course.silent_days)
        earned = _credits_of_words_read(course, settings, report, standing)
        if earned:
            known = replace(known, credits=tuple(sorted(known.credits + earned)))
        amended = replace(standing, course=known, light=fresh.light, tasks=())
    return None if amended.course == standing.course else amended


def _credits_of_words_read(
    course: Course, settings: ProgressionSettings, report: DayReport, standing: Decision
) -> tuple[date, ...]:
    """The days that the standing plan does not count because their words were unread when it was decided.

    The report's day, where it qualifies and nothing else had kept its credit back; and those before it that the course
    has counted since, where this day leaves them standing.
    """
    if report.unread or course.state is not State.ACTIVE:
        return ()
    since = tuple(day for day in course.credits if day not in standing.course.credits)
    as_it_was = replace(course, credits=tuple(day for day in course.credits if day not in since))
    was_unread = _stood(as_it_was, settings, replace(report, unread=True), standing)
    if not was_unread and not (since and _stood(as_it_was, settings, report, standing)):
        return ()
    fresh = next_day(course, settings, report).course
    counted = tuple(day for day in since if day in fresh.credits or fresh.last_step == fresh.day)
    return (*counted, report.day) if was_unread and read_day(course, settings, report).qualifies else counted


def _stood(course: Course, settings: ProgressionSettings, report: DayReport, standing: Decision) -> bool:
    decided = next_day(course, settings, report)
    return (decided.course, decided.rule) == (standing.course, standing.rule)


def _may_take_the_place_of(standing: Decision, fresh: Decision) -> bool:
    """A plan that asks for no more, and no state that would open what is stopped."""
    if _GRAVITY.get(fresh.state, 0) < _GRAVITY.get(standing.state, 0):
        return False
    return dose.is_not_above(fresh.prescription, standing.prescription)
