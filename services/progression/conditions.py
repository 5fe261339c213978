"""When does a rule of the table match, and what does it change in the course? Each question has one function."""

from collections.abc import Callable
from datetime import date

from schemas.vocabulary import Absent, ClinicianAct, Light, State, Task
from services.progression import reentry
from services.progression.check_in import unanswered, window_begins
from services.progression.dose import Earned, after_gap, of_minutes, start
from services.progression.facts import RESTS_OR_RETURNS, Changes, Day, is_out_of_the_lane
from services.progression.titration import is_at_goal, step

SHORT_GAP, MIDDLE_GAP, LONG_GAP = 7, 14, 28
_WEEK = 7
_MANY_REDS = 2
_CALM_DAYS = 3


def always(_: Day) -> bool:
    return True


def is_silent(day: Day) -> bool:
    return type(day.light) is Absent


def was_told(day: Day) -> bool:
    return type(day.light) is Light


def is_green(day: Day) -> bool:
    return day.light is Light.GREEN


def is_yellow(day: Day) -> bool:
    return day.light is Light.YELLOW


def is_red(day: Day) -> bool:
    return day.light is Light.RED


def qualifies(day: Day) -> bool:
    return day.qualifies


def over_walked(day: Day) -> bool:
    return day.over_walked


def rest_used_up(day: Day) -> bool:
    return day.course.rest_days >= day.settings.max_auto_rest_days


def red_and_rest_used_up(day: Day) -> bool:
    return is_red(day) and rest_used_up(day)


def silent_and_rest_used_up(day: Day) -> bool:
    return is_silent(day) and rest_used_up(day)


def silent_long_enough_to_stop(day: Day) -> bool:
    return is_silent(day) and day.course.silent_days + 1 >= day.settings.silence_stop_day


def silent_long_enough_to_ease(day: Day) -> bool:
    return is_silent(day) and day.course.silent_days + 1 >= day.settings.silence_ease_day


def walks_are_untold(day: Day) -> bool:
    return type(day.walked) is not float


def is_done_in_part(day: Day) -> bool:
    return type(day.walked) is float and day.walked < day.settings.completion_min


def after_silent_gap(day: Day) -> bool:
    return was_told(day) and day.course.silent_days >= SHORT_GAP


def yellow_after_silent_gap(day: Day) -> bool:
    return is_yellow(day) and after_silent_gap(day)


def not_asked_in_maintenance(day: Day) -> bool:
    return day.light is Absent.NOT_ASKED


def rested_as_planned(day: Day) -> bool:
    return is_green(day) and day.course.planned_rest


def resumes(day: Day) -> bool:
    return day.act is ClinicianAct.RESUME


def resumes_after_long_gap(day: Day) -> bool:
    return resumes(day) and day.gap_days >= LONG_GAP


def resumes_red(day: Day) -> bool:
    return resumes(day) and is_red(day)


def resumes_to_rest(day: Day) -> bool:
    return resumes(day) and is_silent(day) and goes_on_from(day) is State.RED_REST


def resumes_in_flare(day: Day) -> bool:
    return resumes(day) and goes_on_from(day) in RESTS_OR_RETURNS


def resumes_yellow(day: Day) -> bool:
    return resumes(day) and (is_yellow(day) or (is_silent(day) and goes_on_from(day) is State.YELLOW))


def resumes_after_gap(day: Day) -> bool:
    return resumes(day) and day.gap_days >= SHORT_GAP


def alarming_trend(day: Day) -> bool:
    return day.weekly_rise >= day.settings.trend_alert


def holding_trend(day: Day) -> bool:
    return day.qualifies and day.weekly_rise >= day.settings.trend_hold


def has_kept_the_goal(day: Day) -> bool:
    reached = day.course.goal_reached
    return isinstance(reached, date) and (day.report.day - reached).days >= day.settings.maintenance_after_days


def earned_step(day: Day) -> Earned | None:
    """The step that this day earns: enough credits, days since the last, no yellow in two days, room under the caps."""
    course, settings = day.course, day.settings
    # Counted roughly first: on most days there cannot be enough.
    needed = settings.credits_to_step
    if not day.qualifies or len(course.credits) + 1 < needed or len(_credits_with(day)) < needed:
        return None
    if is_out_of_the_lane(course, settings, day.tomorrow):
        return None
    if any(mark.light in (Light.YELLOW, Light.RED) for mark in course.marks[-2:]):
        return None
    last = course.last_step
    if isinstance(last, date) and (day.tomorrow - last).days < settings.min_days_between_steps:
        return None
    return step(course, settings, day.tomorrow)


def steps_up(day: Day) -> bool:
    return earned_step(day) is not None


def _credits_with(day: Day) -> tuple[date, ...]:
    first = window_begins(day.report.day, day.settings)
    return (*(credit for credit in day.course.credits if credit >= first), day.report.day)


# What a rule changes in the course.


def credit(day: Day) -> Changes:
    changes: Changes = {"credits": _credits_with(day)}
    if isinstance(day.course.goal_reached, Absent) and is_at_goal(day.course.dose, day.settings):
        changes["goal_reached"] = day.report.day
    return changes


def take_step(day: Day) -> Changes:
    risen = earned_step(day)
    if risen is None:
        return {}
    changes: Changes = {"dose": risen.dose, "walks": risen.walks, "credits": (), "last_step": day.tomorrow}
    if is_at_goal(risen.dose, day.settings):
        changes["goal_reached"] = day.tomorrow
    return changes


def forget_credits(_: Day) -> Changes:
    return {"credits": ()}


def cut_by_gap(day: Day) -> Changes:
    """What the days away or silent leave of the earned dose (section 5). Nothing changes below a week."""
    if day.gap_days < SHORT_GAP:
        return {"credits": ()}
    settings, earned = day.settings, Earned(day.course.dose, day.course.walks)
    if day.gap_days >= LONG_GAP:
        fresh = start(day.course.profile, settings)
        left = fresh if fresh.dose.minutes < earned.dose.minutes else earned
    else:
        middle = day.gap_days >= MIDDLE_GAP
        left = after_gap(earned, settings, settings.middle_gap_percent if middle else settings.short_gap_percent)
    return {"dose": left.dose, "walks": left.walks, "credits": (), "goal_reached": Absent.NOT_ASKED}


def therapists_dose(day: Day) -> Changes:
    minutes = day.report.clear_minutes
    if isinstance(minutes, Absent) or day.dose_is_chosen:
        return {}
    chosen = of_minutes(minutes, Earned(day.course.dose, day.course.walks), day.settings)
    chosen_now = {"dose": chosen.dose, "walks": chosen.walks, "still_since": day.tomorrow}
    return chosen_now | {"credits": (), "goal_reached": Absent.NOT_ASKED}


def first_reentry_after_gap(day: Day) -> Changes:
    return cut_by_gap(day) | reentry.to_first(day)


def goes_on_from(day: Day) -> State:
    """What a paused course is to go on from: a red or yellow day told on the way counts, a green one does not."""
    if is_red(day):
        return State.RED_REST
    before = day.course.state
    if before is State.PAUSED:
        saved = day.course.state_before_pause
        before = State.ACTIVE if isinstance(saved, Absent) else saved
    if is_yellow(day) and before not in RESTS_OR_RETURNS:
        return State.YELLOW
    return before


def remember_state(day: Day) -> Changes:
    return {"state_before_pause": goes_on_from(day), "credits": ()}


def remember_first_reentry(day: Day) -> Changes:
    return {"state_before_pause": State.RED_REST if is_red(day) else State.REENTRY, "credits": ()}


# What a rule asks of the care team, by count.


def calm_tasks(day: Day) -> tuple[Task, ...]:
    """Held, and three days in a row were told green since: asked again every three."""
    told = [mark.light for mark in day.course.marks]
    calm = 1
    while calm <= len(told) and calm < day.course.away_days and told[-calm] is Light.GREEN:
        calm += 1
    return (Task.HELD_AND_CALM,) if is_green(day) and calm % _CALM_DAYS == 0 else ()


def red_tasks(day: Day) -> tuple[Task, ...]:
    """A second red day within a week; or another after two or more within four weeks, as the first of a flare-up."""
    if day.reds_before:
        return (Task.SECOND_RED_IN_WEEK,)
    return (Task.THIRD_RED_IN_MONTH,) if day.reds_in_month >= _MANY_REDS else ()


def yellow_tasks(day: Day) -> tuple[Task, ...]:
    return (Task.YELLOW_REVIEW,) if day.course.yellow_days + 1 in day.settings.yellow_review_days else ()


def silence_tasks(day: Day) -> tuple[Task, ...]:
    """On the day that the settings name, and where the plan eases before so many days were asked about."""
    asked, due = unanswered(day), day.settings.silence_task_day
    return (Task.SILENCE,) if asked == due or (asked < due and silent_long_enough_to_ease(day)) else ()


def undone_tasks(day: Day) -> tuple[Task, ...]:
    """Once a whole week is known of, and less than half of what was told about was walked."""
    if len(day.course.marks) < _WEEK - 1:
        return ()
    shares = [mark.walked for mark in (*day.course.marks[1 - _WEEK :], day.mark) if isinstance(mark.walked, float)]
    return (Task.LOW_COMPLETION,) if shares and sum(shares) / len(shares) < day.settings.low_completion_share else ()


Condition = Callable[[Day], bool]
Change = Callable[[Day], Changes]
Asking = Callable[[Day], tuple[Task, ...]]
