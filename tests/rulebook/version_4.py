"""Histories by which the released version 4 is known again: drawn from seeds, as plain JSON, under settings of then."""

import hashlib
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from services.progression.boundary import Engine

HISTORIES = 120
DAYS = 70
_FIRST = date(2026, 3, 2)
_SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"credits_to_step": 2, "min_days_between_steps": 2, "weekly_cap_percent": 15, "weekly_cap_minutes": 7},
    {"credits_to_step": 4, "min_days_between_steps": 5, "weekly_cap_percent": 5},
    {"green_max": 2, "red_min": 6, "yellow_factor": 0.3, "max_auto_rest_days": 1, "reentry_greens_per_step": 2},
    {"planned_rest_days": 2, "reentry_steps": [30, 60, 60, 95], "completion_min": 0.6, "goal_longest_walk": 12},
    {
        "start_walks": 1,
        "start_minutes": 10,
        "goal_distance_miles": 1.0,
        "incline_max_percent": 4,
        "severe_week_mean": 5,
    },
    {"weekly_cap_percent": 0, "weekly_cap_minutes": 0, "silence_stop_day": 11, "silence_ease_day": 5},
)
_PROFILES: tuple[dict[str, Any], ...] = (
    {"diagnosis": "ddd", "flags": [], "baseline_minutes": "not_asked", "orders": []},
    {"diagnosis": "stenosis_flexion_relief", "flags": [], "baseline_minutes": 8, "orders": [], "pain_now": 5},
    {"diagnosis": "unspecified", "flags": ["foot_drop"], "baseline_minutes": 2, "orders": [], "first_minutes": 2},
    {"diagnosis": "piriformis", "flags": ["fall_risk"], "baseline_minutes": 60, "orders": [], "pain_now": 8},
)
_SILENT = {"pain_worst": "no_reply", "pain_morning": "not_asked", "completed": "no_reply"} | {
    "stopped_early": False, "flare": False, "flag": "not_asked", "extra_minutes": 0, "acts": [], "clear_minutes": "not_asked"
}  # fmt: skip


def digest_of(number: int, engine: Engine) -> str:
    """The digest of all that an engine decides in one drawn history: 16 hexadecimal digits."""
    draw = random.Random(number)
    settings, profile = _SETTINGS[number % len(_SETTINGS)], _PROFILES[number % len(_PROFILES)]
    asked: dict[str, Any] = {"settings": settings, "rules_version": "4.1"}
    decided = engine.decide(asked | {"taken": "first_day", "profile": profile, "day": _FIRST.isoformat()})
    told = hashlib.sha256()
    mood = 0.6
    for passed in range(DAYS):
        assert decided is not None
        told.update(json.dumps(decided, sort_keys=True).encode())
        mood = min(0.95, max(0.1, mood + draw.random() * 0.3 - 0.14))
        report = {"day": (_FIRST + timedelta(days=passed)).isoformat()} | _day(draw, mood, decided["state"])
        for other in _asked_besides(draw, decided, report):
            told.update(json.dumps(engine.decide(asked | other), sort_keys=True).encode())
        decided = engine.decide(asked | {"taken": "next_day", "course": decided["course"], "report": report})
    return told.hexdigest()[:16]


def lived_by(number: int, engine: Engine, **changed: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each day of a drawn history as an engine lives it: what is asked, and what it decides. changed: settings."""
    draw = random.Random(number)
    settings, profile = _SETTINGS[number % len(_SETTINGS)] | changed, _PROFILES[number % len(_PROFILES)]
    begins = {"taken": "first_day", "profile": profile, "day": _FIRST.isoformat(), "settings": settings}
    decided, mood = engine.decide(begins), 0.6
    for passed in range(DAYS):
        assert decided is not None
        mood = min(0.95, max(0.1, mood + draw.random() * 0.3 - 0.14))
        report = {"day": (_FIRST + timedelta(days=passed)).isoformat()} | _day(draw, mood, decided["state"])
        asked = {"taken": "next_day", "settings": settings, "course": decided["course"], "report": report}
        decided = engine.decide(asked)
        assert decided is not None
        yield asked, decided


def _asked_besides(draw: random.Random, decided: dict[str, Any], report: dict[str, Any]) -> list[dict[str, Any]]:
    """What else may be asked about that day: something worse is heard, or a therapist orders it."""
    course = decided["course"]
    bad = report | {"pain_worst": float(draw.randrange(11)), "flare": draw.random() < 0.3}
    return [
        {"taken": "lower_today", "standing": decided, "report": bad},
        {"taken": "ordered", "course": course, "report": report, "walks": [5, 7]},
        {"taken": "ordered_late", "standing": decided, "walks": [] if draw.random() < 0.3 else [6]},
    ]


def _day(draw: random.Random, mood: float, state: str) -> dict[str, Any]:
    told = dict(_SILENT)
    if state in ("hold_clinical", "hold_escalated", "emergency") and draw.random() < 0.4:
        told["acts"] = ["clear"]
        told["clear_minutes"] = draw.choice(["not_asked", 8, 20])
    elif state == "paused" and draw.random() < 0.2:
        told["acts"] = ["resume"]
    elif draw.random() < 0.03:
        told["acts"] = [draw.choice(["pause", "hold", "start_over", "move"])]
    if draw.random() < 0.15:
        return told
    place = draw.random()
    told["pain_worst"] = float(draw.randrange(4) if place < mood else draw.randrange(11))
    told["completed"] = draw.choice([{"walked": 1.0}] * 4 + [{"walked": 0.67}, {"walked": 0.0}, "no_reply"])
    told["extra_minutes"] = draw.choice([0] * 12 + [3, 20])
    told["stopped_early"], told["flare"] = draw.random() < 0.04, draw.random() < 0.04
    told["flag"] = draw.choice(["not_asked"] * 80 + ["urgent", "emergency"])
    if draw.random() < 0.1:
        told["pain_morning"] = draw.randrange(11)
    return told | ({"unread": True} if draw.random() < 0.05 else {})
