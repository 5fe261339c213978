"""What does a day's report say, once read? Its light, whether it qualifies, what is rising: computed once."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.decisions import Course, DayMark
from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, ClinicianAct, DayReport, Light, State, Walked

MEMORY_DAYS = 28
HELD = frozenset({State.EMERGENCY, State.HOLD_CLINICAL, State.HOLD_ESCALATED})
# Held by what a clinician must look at, before anything else.
FLAGGED = frozenset({State.EMERGENCY, State.HOLD_CLINICAL})
STOPPED = HELD | {State.PAUSED}
_WEEK = 7
_STOP_OR_GO = (ClinicianAct.PAUSE, ClinicianAct.RESUME)
_ONE_DAY = timedelta(days=1)
_SCORES_FOR_A_MEAN = 3


def band(pain: float, settings: ProgressionSettings) -> Light:
    """The light of one score, 0 to 10. Reals round up, so that nothing falls between two lights (section 12)."""
    score = math.ceil(pain)
    if score >= settings.red_min:
        return Light.RED
    return Light.GREEN if score <= settings.green_max else Light.YELLOW


@dataclass(slots=True)
class Day:
    """A course, the report of its day, and everything that a rule may ask about the two.

    act is the last pause or resume of the day. gap_days counts the days away or silent before this report. week_mean
    is the mean worst pain of the last 7 days and weekly_rise what it has risen by over the 7 days before; both are
    0.0 while a week has fewer than three scores. Of whoever is asked on three days a week or fewer it is two weeks.
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
        """Red days among the six before this one."""
        return sum(1 for mark in self.course.marks[1 - _WEEK :] if mark.light is Light.RED)


def read_day(course: Course, settings: ProgressionSettings, report: DayReport) -> Day:
    """Read a report against its course."""
    planned = 0 if course.planned_rest else course.prescription.minutes
    pain = _worst(report)
    light = _light(course, settings, report, pain)
    walked = _walked(report) if planned else Absent.NOT_ASKED
    over_walked = report.extra_minutes * 100 > planned * settings.over_walking_percent
    done = isinstance(walked, float) and walked >= settings.completion_min
    mark = DayMark(report.day, light, pain, walked, course.dose.minutes, _longest_done(course, walked))
    week_mean, weekly_rise = _means(course.marks, pain, _days_of_a_mean(settings))
    return Day(
        course=course,
        settings=settings,
        report=report,
        light=light,
        pain=pain,
        walked=walked,
        act=_last_act(report) if report.acts else Absent.NOT_ASKED,
        cleared=ClinicianAct.CLEAR in report.acts,
        over_walked=over_walked,
        walked_on_rest=planned == 0 and report.extra_minutes > 0,
        # A move may have cut the day short: a day that is counted less keeps three days between two steps.
        qualifies=light is Light.GREEN
        and done
        and not over_walked
        and not report.unread
        and ClinicianAct.MOVE not in report.acts,
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
    told = band(worst, settings) if isinstance(worst, float) else Absent.NO_REPLY
    if told is Light.RED:
        return Light.RED
    if report.stopped_early or report.flare or _morning_is_worse(course, settings, report):
        return Light.YELLOW
    if isinstance(report.pain_worst, Absent) and told is not Light.YELLOW:
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


def _longest_done(course: Course, walked: float | Absent) -> int:
    """The longest walk that was surely completed: of walks done in part, nobody said which."""
    if not isinstance(walked, float) or walked <= 0:
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
    scores = [mark.pain for mark in marks[1 - 2 * days :]]
    scores.append(pain)
    this_week = [score for score in scores[-days:] if isinstance(score, float)]
    if len(this_week) < _SCORES_FOR_A_MEAN:
        return 0.0, 0.0
    mean = sum(this_week) / len(this_week)
    before = [score for score in scores[:-days] if isinstance(score, float)]
    if len(before) < _SCORES_FOR_A_MEAN:
        return mean, 0.0
    return mean, mean - sum(before) / len(before)
