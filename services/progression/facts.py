"""What does a day's report say, once read? Its light, whether it qualifies, what is rising: computed once."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.decisions import Course, DayMark
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, State, Walked

MEMORY_DAYS = 28
# Over-walking is more than a fifth beyond the plan (clinical policy, section 10).
OVER_WALKING = 0.2
SEVERE_PAIN = 9
_WEEK = 7
_ONE_DAY = timedelta(days=1)
_SCORES_FOR_A_MEAN = 3


def band(pain: float, settings: ProgressionSettings) -> Light:
    """The light of one score. Reals round up, so that nothing falls between two lights; 8 and more is always red."""
    score = math.ceil(pain)
    if score >= settings.red_min:
        return Light.RED
    return Light.GREEN if score <= settings.green_max else Light.YELLOW


@dataclass(frozen=True, slots=True)
class Day:
    """A course, the report of its day, and everything that a rule may ask about the two.

    gap_days counts the days without data or paused up to this report; weekly_rise is the 7-day mean of worst pain
    less that of the 7 days before, 0.0 while either has fewer than three scores.
    """

    course: Course
    settings: ProgressionSettings
    report: DayReport
    light: Light | Absent
    pain: float | Absent
    walked: float | Absent
    act: ClinicianAct | Absent
    cleared: bool
    over_walked: bool
    walked_on_rest: bool
    qualifies: bool
    gap_days: int
    weekly_rise: float
    mark: DayMark
    tomorrow: date

    @property
    def reds_before(self) -> int:
        """Red days among the six before this one."""
        return sum(1 for mark in self.course.marks[-(_WEEK - 1) :] if mark.light is Light.RED)


def read_day(course: Course, settings: ProgressionSettings, report: DayReport) -> Day:
    """Read a report against its course."""
    pain = _worst(report)
    light = light_of(course, settings, report)
    walked = report.completed.fraction if isinstance(report.completed, Walked) else Absent.NO_REPLY
    planned = course.prescription.minutes
    over_walked = report.extra_minutes > planned * OVER_WALKING
    act = next((a for a in reversed(report.acts) if a is not ClinicianAct.CLEAR), Absent.NOT_ASKED)
    done = isinstance(walked, float) and walked >= settings.completion_min
    mark = DayMark(report.day, light, pain, walked, course.dose.minutes, _longest_done(course, walked))
    return Day(
        course=course,
        settings=settings,
        report=report,
        light=light,
        pain=pain,
        walked=walked,
        act=act,
        cleared=ClinicianAct.CLEAR in report.acts,
        over_walked=over_walked,
        walked_on_rest=planned == 0 and report.extra_minutes > 0,
        qualifies=light is Light.GREEN and done and not over_walked and planned > 0,
        gap_days=course.silent_days + course.paused_days + (course.state is State.PAUSED),
        weekly_rise=_weekly_rise((*course.marks[-2 * _WEEK :], mark)),
        mark=mark,
        tomorrow=report.day + _ONE_DAY,
    )


def light_of(course: Course, settings: ProgressionSettings, report: DayReport) -> Light | Absent:
    """The light of a day, or that nothing was told. Silence is never green, nor is a low morning score alone.

    A walk stopped for pain, a flare, or a morning that is worse than usual lifts green to yellow (section 12).
    """
    worst = _worst(report)
    told: Light | Absent = band(worst, settings) if isinstance(worst, float) else Absent.NO_REPLY
    evening_is_absent = isinstance(report.pain_worst, Absent)
    if told is Light.GREEN and evening_is_absent:
        told = Absent.NO_REPLY
    hurt = report.stopped_early or report.flare or _morning_is_worse(course, settings, report)
    if hurt and told is not Light.RED:
        return Light.YELLOW
    if isinstance(told, Absent) and report.pain_worst is Absent.NOT_ASKED:
        return Absent.NOT_ASKED
    return told


def _worst(report: DayReport) -> float | Absent:
    scores = [float(score) for score in (report.pain_worst, report.pain_morning) if not isinstance(score, Absent)]
    return max(scores) if scores else Absent.NO_REPLY


def _morning_is_worse(course: Course, settings: ProgressionSettings, report: DayReport) -> bool:
    if isinstance(report.pain_morning, Absent):
        return False
    usual = [mark.pain for mark in course.marks[-_WEEK:] if not isinstance(mark.pain, Absent)]
    return bool(usual) and report.pain_morning >= sum(usual) / len(usual) + settings.morning_rise


def _longest_done(course: Course, walked: float | Absent) -> int:
    walks = course.prescription.walks
    if isinstance(walked, Absent) or walked <= 0 or not walks:
        return 0
    return max(walks) if walked >= 1 else min(walks)


def _weekly_rise(marks: tuple[DayMark, ...]) -> float:
    """Marks follow day upon day, so that the last seven are this week."""
    this_week = [mark.pain for mark in marks[-_WEEK:] if not isinstance(mark.pain, Absent)]
    week_before = [mark.pain for mark in marks[-2 * _WEEK : -_WEEK] if not isinstance(mark.pain, Absent)]
    if len(this_week) < _SCORES_FOR_A_MEAN or len(week_before) < _SCORES_FOR_A_MEAN:
        return 0.0
    return sum(this_week) / len(this_week) - sum(week_before) / len(week_before)
