"""Under which settings is a silent trap looked for? The presets, and what therapists may choose at its ends."""

from typing import Any

from schemas.settings import PRESETS, ProgressionSettings

_CHANGED: dict[str, dict[str, Any]] = {
    "strict bands": {"green_max": 1, "red_min": 5},
    "red from 8": {"red_min": 8, "red_min_reason": "The patient's usual pain is 7; signed."},
    "one rest day, a long way back": {
        "max_auto_rest_days": 1,
        "reentry_steps": (25, 40, 55, 70, 95),
        "reentry_greens_per_step": 3,
    },
    "the slowest": {
        "credits_to_step": 7,
        "credit_window_days": 14,
        "min_days_between_steps": 7,
        "weekly_cap_percent": 0,
        "weekly_cap_minutes": 5,
        "completion_min": 1.0,
    },
    "three planned rest days": {"planned_rest_days": 3, "credit_window_days": 9},
    "one short walk": {"start_walks": 1, "frequency_walks": 1, "max_walks_per_day": 1, "goal_longest_walk": 20},
    "silence is waited for": {"silence_task_day": 5, "silence_ease_day": 10, "silence_stop_day": 21},
    "yellow hardly eases": {"yellow_factor": 0.9, "reentry_steps": (70,), "trend_alert": 3, "trend_hold": 3},
    "frozen": {"weekly_cap_percent": 0, "weekly_cap_minutes": 0},
}
GRID: dict[str, ProgressionSettings] = PRESETS | {
    name: ProgressionSettings(**changed) for name, changed in _CHANGED.items()
}
