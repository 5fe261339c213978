"""What must hold between settings? Each refusal names a field, the rule, and the nearest legal value."""

from __future__ import annotations

from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from schemas.settings import ProgressionSettings

LATEST_QUIET_START = time(21, 0)
EARLIEST_QUIET_END = time(8, 0)
NOON = time(12, 0)
LITERAL_SEVEN_RED_MIN = 8
HIGHEST_FIRST_REENTRY = 70
LOWEST_REENTRY, HIGHEST_REENTRY = 25, 95
LATEST_YELLOW_REVIEW = 28
_DAYS_OF_A_WEEK = 7


def refuse(field: str, rule: str, nearest: object) -> PydanticCustomError:
    """The error of a value that a rule does not allow."""
    return PydanticCustomError(
        "settings_rule",
        "{field}: {rule}; the nearest legal value is {nearest}",
        {"field": field, "rule": rule, "nearest": str(nearest)},
    )


def check_together(settings: ProgressionSettings) -> None:
    """Raises PydanticCustomError where two settings contradict each other, or one of several numbers is not legal."""
    _check_bands(settings)
    _check_dose(settings)
    _check_days(settings)
    _check_reentry(settings)
    _check_rest(settings)
    _check_times(settings)


def _check_bands(settings: ProgressionSettings) -> None:
    if not settings.green_max < settings.red_min - 1:
        raise refuse("green_max", "yellow needs at least one score between green and red", settings.red_min - 2)
    if settings.red_min == LITERAL_SEVEN_RED_MIN and not settings.red_min_reason.strip():
        raise refuse("red_min", "8 needs a signed reason in red_min_reason", 7)
    if settings.trend_alert < settings.trend_hold:
        raise refuse("trend_alert", "must not be below trend_hold", settings.trend_hold)


def _check_dose(settings: ProgressionSettings) -> None:
    walks, each, goal = settings.start_walks, settings.start_minutes, settings.goal_minutes
    if each < settings.min_walk_minutes:
        raise refuse("start_minutes", "must not be below min_walk_minutes", settings.min_walk_minutes)
    for name in ("start_walks", "frequency_walks"):
        if getattr(settings, name) > settings.max_walks_per_day:
            raise refuse(name, "must not be above max_walks_per_day", settings.max_walks_per_day)
    if walks * each > goal and goal // walks >= settings.min_walk_minutes:
        raise refuse("start_minutes", "the start must not be above the goal", goal // walks)
    if walks * each > goal:
        raise refuse("start_walks", "the start must not be above the goal", max(1, goal // each))
    if each > settings.goal_longest_walk:
        raise refuse("goal_longest_walk", "must not be below start_minutes", each)


def _check_days(settings: ProgressionSettings) -> None:
    if settings.credits_to_step > settings.credit_window_days:
        raise refuse("credits_to_step", "must not be above credit_window_days", settings.credit_window_days)
    days = tuple(sorted({day for day in settings.check_in_days if 0 <= day < _DAYS_OF_A_WEEK}))
    if settings.check_in_days != days:
        nearest = days if len(days) > 1 else tuple(range(_DAYS_OF_A_WEEK))
        raise refuse("check_in_days", "weekdays from 0, Monday, to 6, Sunday, each once and in order", nearest)
    if settings.middle_gap_percent > settings.short_gap_percent:
        raise refuse("middle_gap_percent", "must not be above short_gap_percent", settings.short_gap_percent)
    for name, first, last in (("yellow_review_days", 2, LATEST_YELLOW_REVIEW), ("early_review_days", 7, 89)):
        legal = tuple(sorted({min(last, max(first, day)) for day in getattr(settings, name)}))
        if getattr(settings, name) != legal:
            raise refuse(name, f"days from {first} to {last}, rising", legal)


def _check_reentry(settings: ProgressionSettings) -> None:
    steps = settings.reentry_steps
    legal = tuple(sorted(min(HIGHEST_REENTRY, max(LOWEST_REENTRY, step)) for step in steps))
    if any(not LOWEST_REENTRY <= step <= HIGHEST_REENTRY for step in steps):
        raise refuse("reentry_steps", "each step is from 25 to 95 percent", legal)
    if steps != legal:
        raise refuse("reentry_steps", "the steps must not fall", legal)
    if steps[0] > HIGHEST_FIRST_REENTRY:
        raise refuse("reentry_steps", "the first step after red is at most 70 percent", (70, *steps[1:]))


def _check_rest(settings: ProgressionSettings) -> None:
    """Weekdays by their number, Monday being 0: as many as planned_rest_days, and never one after the other."""
    chosen = settings.planned_rest_weekdays
    if not chosen:
        return
    name = "planned_rest_weekdays"
    if any(not 0 <= day < _DAYS_OF_A_WEEK for day in chosen):
        raise refuse(name, "each is from 0, Monday, to 6, Sunday", ())
    if chosen != tuple(sorted(set(chosen))) or len(chosen) != settings.planned_rest_days:
        raise refuse(name, "as many rising days as planned_rest_days, or none for the usual ones", ())
    around = (*chosen, chosen[0] + _DAYS_OF_A_WEEK)
    if any(later - day < 2 for day, later in pairwise(around)):
        raise refuse(name, "never one day after the other", ())


def _check_times(settings: ProgressionSettings) -> None:
    quiet_start, quiet_end = settings.quiet_hours_start, settings.quiet_hours_end
    if not NOON <= quiet_start <= LATEST_QUIET_START:
        nearest = NOON if quiet_start < NOON else LATEST_QUIET_START
        raise refuse("quiet_hours_start", "must be from 12:00 to 21:00, the legal limit", nearest)
    if not EARLIEST_QUIET_END <= quiet_end < NOON:
        nearest = EARLIEST_QUIET_END if quiet_end < EARLIEST_QUIET_END else time(11, 59)
        raise refuse("quiet_hours_end", "must be from 08:00, the legal limit, to before 12:00", nearest)
    if not quiet_end <= settings.morning_prompt_time < quiet_start:
        raise refuse("morning_prompt_time", "must be outside quiet hours", quiet_end)
    if not settings.morning_prompt_time < settings.evening_prompt_time < quiet_start:
        latest = quiet_start.replace(hour=quiet_start.hour - 1)
        raise refuse("evening_prompt_time", "must be after the morning and before quiet hours", latest)
