"""When does a rule of the table match, and what does it change in the course? Each question has one function."""

from collections.abc import Callable
from typing import Any

from schemas.vocabulary import Absent, ClinicianAct, Light, State, Task
from services.progression.dose import Earned, after_gap, start
from services.progression.facts import SEVERE_PAIN, Day
from services.progression.titration import is_at_goal, step

MAINTENANCE_AFTER_DAYS = 14
SHORT_GAP, MIDDLE_GAP, LONG_GAP = 7, 14, 28
_SECOND_RED_WINDOW_REDS = 1
_YELLOW_REVIEW_DAYS = (3, 7)
_STUCK_AFTER_BACKS = 3

Changes = dict[str, Any]


def red_tasks(day: Day) -> tuple[Task, ...]:
    tasks: tuple[Task, ...] = ()
    if isinstance(day.pain, float) and day.pain >= SEVERE_PAIN:
        tasks += (Task.SEVERE_PAIN,)
    if day.reds_before >= _SECOND_RED_WINDOW_REDS:
        tasks += (Task.SECOND_RED_IN_WEEK,)
    return tasks


def yellow_tasks(day: Day) -> tuple[Task, ...]:
    return (Task.YELLOW_REVIEW,) if day.course.yellow_days + 1 in _YELLOW_REVIEW_DAYS else ()


def stuck_tasks(day: Day) -> tuple[Task, ...]:
    return (Task.REENTRY_STUCK,) if day.course.reentry_backs + 1 == _STUCK_AFTER_BACKS else ()


def silence_tasks(day: Day) -> tuple[Task, ...]:
    return (Task.SILENCE,) if day.course.silent_days + 1 == day.settings.silence_task_day else ()


def undone_tasks(day: Day) -> tuple[Task, ...]:
    week = [mark.walked for mark in (*day.course.marks, day.mark)[-7:]]
    shares = [share for share in week if isinstance(share, float)]
    full_week = len(week) == 7 and bool(shares)  # noqa: PLR2004
    return (Task.LOW_COMPLETION,) if full_week and sum(shares) / len(shares) < 0.5 else ()  # noqa: PLR2004


def always(_: Day) -> bool:
    return True


def is_silent(day: Day) -> bool:
    return isinstance(day.light, Absent)


def is_light(light: Light) -> Callable[[Day], bool]:
    def check(day: Day) -> bool:
        return day.light is light

    return check


def was_told(day: Day) -> bool:
    return not isinstance(day.light, Absent)


def silent_for(days: int) -> Callable[[Day], bool]:
    def check(day: Day) -> bool:
        return is_silent(day) and day.course.silent_days + 1 >= days

    return check


def rested_enough(day: Day) -> bool:
    return day.course.rest_days >= day.settings.max_auto_rest_days


def resumes(day: Day) -> bool:
    return day.act is ClinicianAct.RESUME


def to_reentry(_: Day) -> Changes:
    return {"reentry": 0, "reentry_greens": 0, "reentry_backs": 0, "credits": ()}


def back_a_step(day: Day) -> Changes:
    back = max(0, day.course.reentry - 1)
    return {"reentry": back, "reentry_greens": 0, "reentry_backs": day.course.reentry_backs + 1}


def last_reentry_green(day: Day) -> bool:
    enough = day.course.reentry_greens + 1 >= day.settings.reentry_greens_per_step
    return day.qualifies and enough and day.course.reentry + 1 >= len(day.settings.reentry_steps)


def forward_in_reentry(day: Day) -> Changes:
    greens = day.course.reentry_greens + 1
    if greens >= day.settings.reentry_greens_per_step:
        return {"reentry": day.course.reentry + 1, "reentry_greens": 0}
    return {"reentry_greens": greens}


def gap_leaves(percent: int) -> Callable[[Day], Changes]:
    def change(day: Day) -> Changes:
        left = after_gap(Earned(day.course.dose, day.course.walks), day.settings, percent)
        return {"dose": left.dose, "walks": left.walks, "credits": (), "goal_reached": Absent.NOT_ASKED}

    return change


def rest_begins(day: Day) -> Changes:
    """A rest day more; a long gap before it has cost its share of the earned dose all the same."""
    changes: Changes = {"credits": ()}
    if day.gap_days >= MIDDLE_GAP:
        changes = gap_leaves(60)(day)
    elif day.gap_days >= SHORT_GAP:
        changes = gap_leaves(80)(day)
    return changes | {"rest_days": day.course.rest_days + 1}


def restart(day: Day) -> Changes:
    fresh = start(day.course.profile, day.settings)
    if fresh.dose.minutes >= day.course.dose.minutes:
        return {"credits": ()}
    return {"dose": fresh.dose, "walks": fresh.walks, "credits": (), "goal_reached": Absent.NOT_ASKED}


def was_in_flare(day: Day) -> bool:
    return day.course.state_before_pause in (State.RED_REST, State.REENTRY, State.YELLOW)


def credits_with(day: Day) -> tuple[Any, ...]:
    first = day.report.day.toordinal() - day.settings.credit_window_days + 1
    return (*(credit for credit in day.course.credits if credit.toordinal() >= first), day.report.day)


def recently_yellow(day: Day) -> bool:
    return any(mark.light in (Light.YELLOW, Light.RED) for mark in day.course.marks[-1:])


def earned_step(day: Day) -> Earned | None:
    """The step that this day earns: enough credits, days since the last, no yellow in two days, room under the caps."""
    if not day.qualifies or recently_yellow(day) or len(credits_with(day)) < day.settings.credits_to_step:
        return None
    last = day.course.last_step
    if not isinstance(last, Absent) and (day.tomorrow - last).days < day.settings.min_days_between_steps:
        return None
    return step(day.course, day.settings, day.tomorrow)


def steps_up(day: Day) -> bool:
    return earned_step(day) is not None


def take_step(day: Day) -> Changes:
    risen = earned_step(day)
    if risen is None:
        return {}
    changes: Changes = {"dose": risen.dose, "walks": risen.walks, "credits": (), "last_step": day.tomorrow}
    if is_at_goal(risen.dose, day.settings):
        changes["goal_reached"] = day.tomorrow
    return changes


def credit(day: Day) -> Changes:
    changes: Changes = {"credits": credits_with(day)}
    if isinstance(day.course.goal_reached, Absent) and is_at_goal(day.course.dose, day.settings):
        changes["goal_reached"] = day.report.day
    return changes


def maintains(day: Day) -> bool:
    reached = day.course.goal_reached
    return not isinstance(reached, Absent) and (day.report.day - reached).days >= MAINTENANCE_AFTER_DAYS


def pausing(day: Day) -> Changes:
    before = day.course.state
    return {"state_before_pause": before, "credits": ()}


def forget_credits(_: Day) -> Changes:
    return {"credits": ()}
