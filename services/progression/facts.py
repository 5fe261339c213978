"""What does a day's report say, once read? Its light, whether it qualifies, what is rising: computed once."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from schemas.decisions import Course, DayMark
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, State, Walked

MEMORY_DAYS = 28
HELD = frozenset({State.EMERGENCY, State.HOLD_CLINICAL, State.HOLD_ESCALATED})
# Held by what a clinician must look at, before anything else.
FLAGGED = frozenset({State.EMERGENCY, State.HOLD_CLINICAL})
STOPPED = HELD | {State.PAUSED}
RESTS_OR_RETURNS = frozenset({State.RED_REST, State.REENTRY})
_WEEK = 7
_STOP_OR_GO = (ClinicianAct.PAUSE, ClinicianAct.RESUME)
_ONE_DAY = timedelta(days=1)
_SCORES_FOR_A_MEAN = 3
# What a rule changes in a course, by the names of its fields.
Changes = dict[str, Any]


def band(pain: float, settings: ProgressionSettings) -> Light:
    """The light of one score, 0 to 10. Reals round up, so that nothing falls between two lights (section 12)."""
    score = math.ceil(pain)
    if score >= settings.red_min:
        return Light.RED
    return Light.GREEN if score <= settings.green_max else Light.YELLOW


@dataclass(slots=True)
class Day:
    """A course, the report of its day, and everything that a rule may ask about the two.

    fit: the walks were done as planned, so that the day earns what its light allows. at_usual: yellow, and not above
    the signed usual. act is the last pause or resume of the day. gap_days counts the days away or silent before this
    report. week_mean is the mean worst pain of the last 7 days and weekly_rise what it has risen by over the 7 days
    before; both are 0.0 while a week has fewer than three scores. Of whoever is asked on three days a week or fewer it
    is two weeks.
    """

    course: Course
    settings: ProgressionSettings
    report: DayReport
    light: Light | Absent
    pain: float | Absent
    walked: float | Absent
    fit: bool
    at_usual: bool
    act: ClinicianAct | Absent
    cleared: bool
    over_walked: bool
    walked_on_rest: bool
    qualifies: bool
    gap_days: int
    week_mean: float
    weekly_rise: float
    mark: DayMark
    tomorrow: date

    @property
    def dose_is_chosen(self) -> bool:
        """Whether a clinician set the dose of the next day on."""
        return type(self.report.chosen_dose) is not Absent

    @property
    def reds_before(self) -> int:
        """Red days before this one, within the days in which a second is told."""
        return sum(1 for mark in self.course.marks[1 - self.settings.second_red_days :] if mark.light is Light.RED)

    @property
    def reds_in_month(self) -> int:
        """Red days before this one within four weeks, this day the last of them."""
        return sum(1 for mark in self.course.marks[1 - MEMORY_DAYS :] if mark.light is Light.RED)


def read_day(course: Course, settings: ProgressionSettings, report: DayReport) -> Day:
    """Read a report against its course."""
    planned = 0 if course.planned_rest else course.prescription.minutes
    pain = _worst(report)
    light = _light(course, settings, report, pain)
    walked = _walked(report) if planned else Absent.NOT_ASKED
    over_walked = report.extra_minutes * 100 > planned * settings.over_walking_percent
    # A move may have cut the day short: a day that is counted less keeps three days between two steps.
    fit = (
        type(walked) is float
        and walked >= settings.completion_min
        and not over_walked
        and not report.unread
        and ClinicianAct.MOVE not in report.acts
    )
    week_mean, weekly_rise = _means(course.marks, pain, _days_of_a_mean(settings))
    signed = type(course.profile.own_usual) is int
    at_usual = signed and light is Light.YELLOW and _is_at_usual(course, settings, report, weekly_rise)
    above = planned + report.extra_minutes if over_walked else 0
    mark = DayMark(report.day, light, pain, walked, course.dose.minutes, _longest_done(course, walked), above, at_usual)
    return Day(
        course=course,
        settings=settings,
        report=report,
        light=light,
        pain=pain,
        walked=walked,
        fit=fit,
        at_usual=at_usual,
        act=_last_act(report) if report.acts else Absent.NOT_ASKED,
        cleared=ClinicianAct.CLEAR in report.acts,
        over_walked=over_walked,
        walked_on_rest=planned == 0 and report.extra_minutes > 0,
        qualifies=fit and light is Light.GREEN,
        gap_days=course.silent_days + course.away_days,
        week_mean=week_mean,
        weekly_rise=weekly_rise,
        mark=mark,
        tomorrow=report.day + _ONE_DAY,
    )


def light_of(course: Course, settings: ProgressionSettings, report: DayReport) -> Light | Absent:
    """The light of a day, or that nothing was told. Silence is never green, nor is a low morning score alone.

    A walk stopped for pain, a flare, or a morning that is worse than usual lifts green to yellow (section 12).
    """
    return _light(course, settings, report, _worst(report))


def _light(course: Course, settings: ProgressionSettings, report: DayReport, worst: float | Absent) -> Light | Absent:
    told = band(worst, settings) if type(worst) is float else Absent.NO_REPLY
    if told is Light.RED:
        return Light.RED
    if report.stopped_early or report.flare or _morning_is_worse(course, settings, report):
        return Light.YELLOW
    if type(report.pain_worst) is Absent and told is not Light.YELLOW:
        return report.pain_worst
    return told


def _worst(report: DayReport) -> float | Absent:
    # `type is` where every patient passes every night: isinstance of an enumeration takes four times as long.
    evening, morning = report.pain_worst, report.pain_morning
    if type(evening) is Absent:
        return evening if isinstance(morning, Absent) else float(morning)
    return float(evening) if type(morning) is Absent else max(float(evening), float(morning))


def _walked(report: DayReport) -> float | Absent:
    return float(report.completed.fraction) if isinstance(report.completed, Walked) else report.completed


def _last_act(report: DayReport) -> ClinicianAct | Absent:
    return next((act for act in reversed(report.acts) if act in _STOP_OR_GO), Absent.NOT_ASKED)


def _morning_is_worse(course: Course, settings: ProgressionSettings, report: DayReport) -> bool:
    if isinstance(report.pain_morning, Absent):
        return False
    usual = [mark.pain for mark in course.marks[-_WEEK:] if not isinstance(mark.pain, Absent)]
    return bool(usual) and report.pain_morning >= sum(usual) / len(usual) + settings.morning_rise


def is_out_of_the_lane(course: Course, settings: ProgressionSettings, tomorrow: date) -> bool:
    """Whether red or a rising week has left the lane so lately that no step of any kind is taken (18-5)."""
    left = course.lane_left
    return type(left) is date and (tomorrow - left).days < settings.lane_exit_days


def _is_at_usual(course: Course, settings: ProgressionSettings, report: DayReport, weekly_rise: float) -> bool:
    """Whether a yellow day is so by its score alone, and that not above the signed usual, while the lane is open."""
    if report.stopped_early or report.flare or _morning_is_worse(course, settings, report):
        return False
    if is_out_of_the_lane(course, settings, report.day + _ONE_DAY):
        return False
    usual, worst = course.profile.own_usual, _worst(report)
    within = isinstance(usual, int) and isinstance(worst, float) and math.ceil(worst) <= usual
    return within and weekly_rise < settings.trend_alert


def _longest_done(course: Course, walked: float | Absent) -> int:
    """The longest walk that was surely completed: of walks done in part, nobody said which."""
    if type(walked) is not float or walked <= 0:
        return 0
    walks = course.prescription.walks
    if walked >= 1:
        return max(walks)
    return min(walks) if walked * len(walks) >= 1 else 0


def _days_of_a_mean(settings: ProgressionSettings) -> int:
    """A week; two for whoever is asked on so few days of it that a week seldom holds three scores."""
    return _WEEK if len(settings.check_in_days) > _SCORES_FOR_A_MEAN else 2 * _WEEK


def _means(marks: tuple[DayMark, ...], pain: float | Absent, days: int) -> tuple[float, float]:
    """Marks follow day upon day, so that the last ones and today are this week, or these two."""
    this_week = [mark.pain for mark in marks[1 - days :] if type(mark.pain) is float]
    if type(pain) is float:
        this_week.append(pain)
    if len(this_week) < _SCORES_FOR_A_MEAN:
        return 0.0, 0.0
    mean = sum(this_week) / len(this_week)
    before = [mark.pain for mark in marks[1 - 2 * days : 1 - days] if type(mark.pain) is float]
    if len(before) < _SCORES_FOR_A_MEAN:
        return mean, 0.0
    return mean, mean - sum(before) / len(before)
