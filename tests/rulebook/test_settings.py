"""Is every setting refused outside its range, by a sentence that names the rule and the nearest legal value?"""

import re
from datetime import time
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.settings import PRESETS, STANDARD, ProgressionSettings
from services.progression.liveness import SettingsWouldDeadlock, check_liveness
from services.progression.titration import grown

REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"green_max": 3, "red_min": 4}, "red_min: must be at least 5", "5"),
    ({"green_max": 4}, "green_max: must be at most 3", "3"),
    ({"red_min": 9}, "red_min: must be at most 8", "8"),
    ({"red_min": 8}, "red_min: 8 needs a signed reason", "7"),
    ({"trend_hold": 3, "trend_alert": 1}, "trend_alert: must not be below trend_hold", "3.0"),
    ({"min_walk_minutes": 8}, "start_minutes: must not be below min_walk_minutes", "8"),
    ({"start_walks": 4, "max_walks_per_day": 3}, "start_walks: must not be above max_walks_per_day", "3"),
    ({"frequency_walks": 5}, "frequency_walks: must not be above max_walks_per_day", "4"),
    (
        {"start_minutes": 15, "start_walks": 3, "goal_distance_miles": 1.0},
        "start_minutes: the start must not be above",
        "6",
    ),
    ({"start_walks": 3, "goal_distance_miles": 0.5}, "start_walks: the start must not be above the goal", "2"),
    ({"start_minutes": 12, "goal_longest_walk": 10}, "goal_longest_walk: must not be below start_minutes", "12"),
    ({"credits_to_step": 7, "credit_window_days": 5}, "credits_to_step: must not be above credit_window_days", "5"),
    ({"short_gap_percent": 50}, "middle_gap_percent: must not be above short_gap_percent", "50"),
    ({"reentry_steps": (50, 99)}, "reentry_steps: each step is from 25 to 95", "(50, 95)"),
    ({"reentry_steps": (70, 50)}, "reentry_steps: the steps must not fall", "(50, 70)"),
    ({"reentry_steps": (75, 85)}, "reentry_steps: the first step after red is at most 70", "(70, 85)"),
    ({"yellow_factor": 1.0}, "yellow_factor: must be at most 0.9", "0.9"),
    ({"max_auto_rest_days": 3}, "max_auto_rest_days: must be at most 2", "2"),
    ({"review_day": 91}, "review_day: must be at most 90", "90"),
    ({"quiet_hours_start": time(21, 30)}, "quiet_hours_start: must be from 12:00 to 21:00", "21:00:00"),
    ({"quiet_hours_end": time(7, 0)}, "quiet_hours_end: must be from 08:00", "08:00:00"),
    ({"morning_prompt_time": time(7, 0)}, "morning_prompt_time: must be outside quiet hours", "08:00:00"),
    ({"evening_prompt_time": time(20, 30)}, "evening_prompt_time: must be after the morning", "19:00:00"),
    ({"daily_text_max": 4}, "daily_text_max: must be at most 3", "3"),
]


@pytest.mark.parametrize(("wrong", "sentence", "nearest"), REFUSED)
def test_a_refused_setting_says_which_rule_and_the_nearest_legal_value(
    wrong: dict[str, Any], sentence: str, nearest: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        ProgressionSettings(**wrong)
    said = refused.value.errors()[0]["msg"]
    assert said.startswith(sentence)
    assert said.endswith(f"the nearest legal value is {nearest}")


def _bounds(name: str) -> list[tuple[float, float]]:
    """The bound and a value beyond it."""
    found = []
    for bound in ProgressionSettings.model_fields[name].metadata:
        if hasattr(bound, "ge"):
            found.append((bound.ge, bound.ge - 1))
        if hasattr(bound, "le"):
            found.append((bound.le, bound.le + 1))
    return found


RANGED = [name for name in ProgressionSettings.model_fields if _bounds(name)]


@pytest.mark.parametrize("name", RANGED)
def test_25_a_value_outside_its_range_is_refused_and_the_bound_is_named(name: str) -> None:
    """Invariant 25."""
    bounds = _bounds(name)
    assert len(bounds) == 2
    for bound, beyond in bounds:
        with pytest.raises(ValidationError, match=rf"{name}: must be at (least|most) {re.escape(f'{bound:g}')};"):
            ProgressionSettings(**{name: beyond})


@pytest.mark.parametrize("name", ProgressionSettings.model_fields)
def test_every_setting_says_its_meaning_unit_and_source(name: str) -> None:
    field = ProgressionSettings.model_fields[name]
    about = field.json_schema_extra
    assert field.description
    assert isinstance(about, dict)
    assert about["unit"]
    assert set(str(about["source"]).split(", ")) <= {"S", "V", "I"}


def test_green_and_red_leave_room_for_yellow() -> None:
    assert ProgressionSettings(green_max=3, red_min=5).red_min == 5
    legal = ProgressionSettings(red_min=8, red_min_reason="Usual pain is 7; signed by the physiatrist.")
    assert legal.red_min == 8


def test_settings_are_frozen_and_survive_their_record() -> None:
    name = "green_max"
    with pytest.raises(ValidationError, match="frozen"):
        setattr(STANDARD, name, 2)
    assert ProgressionSettings.model_validate_json(STANDARD.model_dump_json()) == STANDARD


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        ProgressionSettings.model_validate({"plan_day_boundary": "05:00"})
    assert ProgressionSettings.plan_day_boundary == time(4, 0)


def test_the_goal_in_minutes_is_distance_over_pace_up_to_its_cap() -> None:
    assert STANDARD.goal_minutes == 60
    assert ProgressionSettings(goal_pace_mph=4.0).goal_minutes == 45
    assert ProgressionSettings(goal_pace_mph=2.0).goal_minutes == 60
    assert ProgressionSettings(goal_pace_mph=2.0, goal_cap_minutes=90).goal_minutes == 90


def test_the_presets_differ_in_pace_and_all_of_them_move() -> None:
    days = {name: check_liveness(settings) for name, settings in PRESETS.items()}
    assert None not in days.values()
    assert (days["cautious"] or 0) > (days["standard"] or 0) > (days["quick"] or 0)


def test_settings_that_would_deadlock_are_refused_by_a_sentence() -> None:
    with pytest.raises(SettingsWouldDeadlock, match="stays at 10 minutes a day: raise weekly_cap_minutes"):
        check_liveness(ProgressionSettings(longest_step_minutes=0, frequency_walks=2))


@pytest.mark.parametrize(
    ("credits_to_step", "window", "rests", "most"),
    [(5, 5, 2, 4), (6, 6, 1, None), (7, 7, 1, 6), (5, 5, 3, 3), (7, 7, 0, None)],
)
def test_a_step_that_planned_rest_never_lets_anybody_earn_is_refused(
    credits_to_step: int, window: int, rests: int, most: int | None
) -> None:
    settings = ProgressionSettings(credits_to_step=credits_to_step, credit_window_days=window, planned_rest_days=rests)
    if most is None:
        assert check_liveness(settings) is not None
        return
    with pytest.raises(SettingsWouldDeadlock, match=f"lower credits_to_step to {most}, or raise") as refused:
        check_liveness(settings)
    assert refused.value.field == "credits_to_step"
    assert check_liveness(settings.model_copy(update={"credits_to_step": most})) is not None


def test_a_small_cap_grows_existing_walks_instead_of_deadlocking() -> None:
    assert check_liveness(ProgressionSettings(weekly_cap_minutes=3)) is not None


def test_a_dose_frozen_by_choice_is_not_a_deadlock() -> None:
    assert check_liveness(ProgressionSettings(weekly_cap_percent=0, weekly_cap_minutes=0)) is None


def test_no_settings_open_the_absolute_ceiling() -> None:
    widest = ProgressionSettings(weekly_cap_percent=20, weekly_cap_minutes=10)
    for minutes in range(5, 91):
        assert grown(minutes, widest) <= minutes + 10
        assert minutes < 30 or grown(minutes, widest) <= minutes * 1.3


def test_a_longest_walk_that_grows_fast_leaves_room_for_another() -> None:
    fast = ProgressionSettings(duration_goal=20, weekly_cap_minutes=3, longest_step_minutes=5)
    assert check_liveness(fast) is not None


def test_presets_are_alive() -> None:
    days = {name: check_liveness(settings) for name, settings in PRESETS.items()}
    assert days["quick"] < days["standard"] < days["cautious"]  # type: ignore[operator]


def test_a_frozen_dose_is_a_choice_and_a_deadlock_is_refused() -> None:
    assert check_liveness(ProgressionSettings(weekly_cap_percent=0, weekly_cap_minutes=0)) is None
    with pytest.raises(SettingsWouldDeadlock, match="stays at"):
        check_liveness(ProgressionSettings(longest_step_minutes=0, longest_step_percent=0, frequency_walks=2))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"red_min": 8}, "signed reason"),
        ({"start_minutes": 4}, "min_walk_minutes"),
        ({"reentry_steps": (75, 80)}, "at most 70"),
        ({"reentry_steps": (60, 50)}, "must not fall"),
        ({"quiet_hours_start": "21:30"}, "legal limit"),
        ({"quiet_hours_end": "07:00"}, "legal limit"),
        ({"max_auto_rest_days": 3}, "2"),
    ],
)
def test_a_refused_setting_says_which_rule_refused_it(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        ProgressionSettings.model_validate(change)
