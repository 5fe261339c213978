"""What does a signed usual change? Days of yellow up to it earn small steps, and nothing else becomes easier (18-5).

Only a clinician signs, and the number never moves by itself. `usual` of the morning rise is another number: the mean
of a week.
"""

import math
from collections.abc import Sequence
from datetime import date
from statistics import median

from schemas.decisions import DayMark
from schemas.settings import OwnUsual, ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, Light, State
from services.progression.check_in import most_in_window, window_begins
from services.progression.conditions import has_kept_the_goal
from services.progression.dose import Earned
from services.progression.facts import Changes, Day, is_out_of_the_lane
from services.progression.reentry import ends_with, told_by_now
from services.progression.titration import is_at_goal, smaller_step

_LANE = frozenset({State.ACTIVE, State.MAINTENANCE, State.YELLOW})
_CALM_DAYS = 14


def too_much(day: Day) -> bool:
    return day.over_walked


def earns(day: Day) -> bool:
    return day.fit


def earned_step(day: Day) -> Earned | None:
    """The smaller step of a day whose window holds credits of the lane; None where nothing of it is due.

    While ordinary credits stand it waits: a small step now would put off the whole one that they lead to. Where a green
    day would have kept the goal, it waits, too: more pain never brings more.
    """
    settings, course = day.settings, day.course
    if not day.fit or course.credits or has_kept_the_goal(day):
        return None
    if is_out_of_the_lane(course, settings, day.tomorrow) or day.weekly_rise >= settings.trend_hold:
        return None
    if len(_credits_with(day)) < min(settings.lane_credits, most_in_window(settings)):
        return None
    if any(mark.light is Light.RED or (mark.light is Light.YELLOW and not mark.at_usual) for mark in course.marks[-2:]):
        return None
    last = course.last_step
    if isinstance(last, date) and (day.tomorrow - last).days < settings.lane_days_between:
        return None
    return smaller_step(course, settings, day.tomorrow)


def steps(day: Day) -> bool:
    return earned_step(day) is not None


def steps_on_green(day: Day) -> bool:
    """The same on a green day that earned no ordinary step."""
    return bool(day.course.lane_credits) and day.qualifies and steps(day)


def take_step(day: Day) -> Changes:
    risen = earned_step(day)
    if risen is None:
        return {}
    changes: Changes = {"dose": risen.dose, "walks": risen.walks, "last_step": day.tomorrow}
    changes["credits"] = (day.report.day,) if day.qualifies else ()
    if is_at_goal(risen.dose, day.settings):
        changes["goal_reached"] = day.tomorrow
    return changes


def leads_back(day: Day) -> bool:
    """On the way back, each few days told without red, one at the usual with its walks done is a step forward."""
    return day.fit and told_by_now(day) % day.settings.reentry_out_days == 0


def leads_all_the_way_back(day: Day) -> bool:
    return leads_back(day) and ends_with(day)


def _credits_with(day: Day) -> tuple[date, ...]:
    first = window_begins(day.report.day, day.settings)
    return (*(credit for credit in day.course.lane_credits if credit >= first), day.report.day)


def following(day: Day, state: State, *, stepped: bool) -> tuple[tuple[date, ...], date | Absent]:
    """The credits of the lane and when it was left, after a day of whoever has a signed usual."""
    if day.light is Light.RED or (type(day.light) is Light and day.weekly_rise >= day.settings.trend_alert):
        return (), day.tomorrow
    left = day.course.lane_left
    if stepped or state not in _LANE or is_out_of_the_lane(day.course, day.settings, day.tomorrow):
        return (), left
    earned = day.fit and (day.at_usual or day.light is Light.GREEN)
    return (_credits_with(day) if earned else day.course.lane_credits), left


# Whether a clinician is asked to sign.


def is_answered(day: Day) -> bool:
    """Whether a clinician said no, or ended a signature, on this day: it is asked for again some weeks later."""
    acts = day.report.acts
    return bool(acts) and (ClinicianAct.REFUSE_USUAL in acts or ClinicianAct.END_USUAL in acts)


def asks(day: Day) -> bool:
    """Whether a signature is to be asked for: a long steady yellow, no red, no rising week, the walks done."""
    course, settings = day.course, day.settings
    if settings.own_usual is OwnUsual.OFF or type(course.profile.own_usual) is int or is_answered(day):
        return False
    asked = course.usual_asked
    if isinstance(asked, date) and (day.tomorrow - asked).days < settings.usual_asked_again:
        return False
    # Looked at roughly first: most yellow days stand between green ones.
    if day.week_mean <= settings.green_max or day.report.unread or day.weekly_rise >= settings.trend_hold:
        return False
    return isinstance(steady_usual((*course.marks, day.mark), settings), int)


def proposed(day: Day) -> int:
    """The usual to propose: the median of the days told, rounded down. Asked where `asks` says so."""
    found = steady_usual((*day.course.marks, day.mark), day.settings)
    return found if isinstance(found, int) else day.settings.green_max + 1


def steady_usual(marks: Sequence[DayMark], settings: ProgressionSettings) -> int | Absent:
    """The median of the days told, rounded down, where they are steadily yellow and their walks done; else absent."""
    if len(marks) < settings.usual_told_days or any(mark.light is Light.RED for mark in marks[-_CALM_DAYS:]):
        return Absent.NOT_ASKED
    told = [mark for mark in marks if isinstance(mark.pain, float)][-settings.usual_told_days :]
    walks = [mark.walked for mark in told if mark.walked is not Absent.NOT_ASKED]
    done = sum(isinstance(walked, float) and walked >= settings.completion_min for walked in walks)
    if len(told) < settings.usual_told_days or done < settings.usual_done_share * len(walks):
        return Absent.NOT_ASKED
    middle = math.floor(median(mark.pain for mark in told if isinstance(mark.pain, float)))
    return middle if settings.green_max < middle < settings.red_min else Absent.NOT_ASKED
