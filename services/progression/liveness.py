"""Can a patient whose every day is green ever move under these settings? Asked when settings are saved."""

from datetime import date, timedelta

from schemas.settings import ProgressionSettings
from schemas.vocabulary import CareProfile, DayReport, Diagnosis, Walked
from services.progression import engine
from services.progression.check_in import WEEK, is_asked, window_begins
from services.progression.titration import is_at_goal

MUST_MOVE_WITHIN_DAYS = 28
_LONGEST_DAYS = 3 * 365
_SOME_DAY = date(2024, 1, 1)


class SettingsWouldDeadlock(Exception):
    """Even an all-green patient would stand still; the sentence says what to change, field where to begin."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def most_credits(settings: ProgressionSettings) -> int:
    """The most days of walking that are asked about in any window of credits, 0 to 14: none of planned rest is."""
    counts = set(settings.check_in_days).difference(settings.rest_weekdays)
    ends = (_SOME_DAY + timedelta(days=number) for number in range(WEEK))
    windows = (
        [end - timedelta(days=back) for back in range((end - window_begins(end, settings)).days + 1)] for end in ends
    )
    return max(sum(day.weekday() in counts for day in days) for days in windows)


def check_liveness(settings: ProgressionSettings) -> int | None:
    """Days until an all-green, all-done patient reaches the goal; None when the dose is frozen by choice.

    Raises SettingsWouldDeadlock when nothing rises within 28 days, or the goal is not reached within three years.
    """
    if settings.is_frozen:
        return None
    profile = CareProfile(Diagnosis.DDD, frozenset())
    decision = engine.first_day(profile, settings, _SOME_DAY)
    last_rise, dose = 0, decision.course.dose
    for number in range(1, _LONGEST_DAYS):
        told = is_asked(decision.course, settings)
        report = DayReport(decision.day, 0.0, completed=Walked(1.0)) if told else DayReport(decision.day)
        decision = engine.next_day(decision.course, settings, report)
        if is_at_goal(decision.course.dose, settings):
            return number
        if decision.course.dose != dose:
            last_rise, dose = number, decision.course.dose
        if number - last_rise > MUST_MOVE_WITHIN_DAYS:
            break
    if settings.credits_to_step > (most := most_credits(settings)):
        raise SettingsWouldDeadlock(
            "credits_to_step",
            f"With {settings.planned_rest_days} planned rest days a week and {len(settings.check_in_days)} on which is "
            f"asked, the window of credits holds at most {most} days of walking, and no step is ever earned: lower "
            f"credits_to_step to {most}, or raise credit_window_days.",
        )
    raise SettingsWouldDeadlock(
        "weekly_cap_minutes",
        f"With these settings even a patient whose every day is green stays at {dose.minutes} minutes a day: raise "
        f"weekly_cap_minutes (a further walk fits from {settings.min_walk_minutes} on) or longest_step_minutes, or set "
        "both weekly caps to 0 to freeze the dose on purpose.",
    )
