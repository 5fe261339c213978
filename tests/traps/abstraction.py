"""Which courses are alike for what comes next? A course as its state, its counters to their limits, and the past in classes.

Dates become days ago, so that a course of any year is one and the same. A field of a later version that is not named here
is kept by its kind: numbers and days ago up to a limit, lists by their length.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from schemas.settings import ProgressionSettings

Record = dict[str, Any]
Key = tuple[Any, ...]
# Every course is moved to this week, its first day so far back that no review falls into what is looked at.
MONDAY = date(2026, 6, 1)
BEGAN = MONDAY - timedelta(days=401)
ABSENT = frozenset({"not_asked", "no_reply"})
_WEEK = 7
_MOST = 10
# In the first of these days nothing of it is over, in the last all of it.
_GAPS = (0, 1, 7, 14, 28)
_LOOKED_AT_OTHERWISE = frozenset({"day", "first_day", "profile", "marks", "prescription", "walks", "dose", "credits"})
# What only says when somebody is asked: whoever lives on from a course begins with the worst of it. A day is today, as
# where somebody was asked just now; a count is past all that it asks at.
COUNTED = {"still_since": None, "usual_asked": None, "reentry_backs": 4, "yellow_days": 29}
_LEFT_OUT = _LOOKED_AT_OTHERWISE | set(COUNTED)


def moved(course: Record) -> Record:
    """The same course in the same week as all others, on its own weekday."""
    day = date.fromisoformat(course["day"])
    by = MONDAY + timedelta(days=day.weekday()) - day
    shifted = {name: _shifted(value, by) for name, value in course.items() if name != "profile"} if by else course
    return {**shifted, "profile": course["profile"], "first_day": BEGAN.isoformat()}


def _shifted(value: Any, by: timedelta) -> Any:
    if isinstance(value, str) and value[:1].isdigit():
        return (date.fromisoformat(value) + by).isoformat()
    if isinstance(value, list):
        return [_shifted(item, by) for item in value]
    if isinstance(value, dict):
        return {name: _shifted(item, by) for name, item in value.items()}
    return value


def key(course: Record, settings: ProgressionSettings) -> Key:
    """What tells apart courses that may go on differently. course is a moved one."""
    marks, state, today = course["marks"], course["state"], date.fromisoformat(course["day"])
    lights = [mark["light"] for mark in marks]
    stopped = state in _STOPPED
    return (
        # Of a field that says nothing a record may be silent.
        tuple(
            (name, said)
            for name in sorted(course)
            if name not in _LEFT_OUT and (said := _short(name, course, settings))
        ),
        0
        if stopped
        else len([credit for credit in course["credits"] if _ago(credit, today) <= settings.credit_window_days]),
        _dose(course, settings),
        state == "active" and any(light in ("yellow", "red") for light in lights[-2:]),
        not stopped and "red" in lights[1 - _WEEK :],
        0 if stopped else _rise(marks, settings),
        course["profile"].get("own_usual", "not_asked"),
        today.weekday() if settings.planned_rest_days else "",
    )


def _dose(course: Record, settings: ProgressionSettings) -> Key:
    """The stage, whether anything is left to earn, and whether it has grown so lately that the caps may stop the next."""
    dose, marks = course["dose"], course["marks"]
    lately = bool(marks) and dose["minutes"] > min(mark["earned"] for mark in marks[-2 * _WEEK :])
    return dose["stage"], dose["minutes"] >= settings.goal_minutes, dose["brisk"] >= dose["minutes"], lately


def _rise(marks: list[Record], settings: ProgressionSettings) -> int:
    """Whether the last week was worse than the one before, as far as that holds or eases a plan."""
    this, before = (_mean(week) for week in (marks[-_WEEK:], marks[-2 * _WEEK : -_WEEK]))
    if this is None or before is None:
        return 0
    return (this - before >= settings.trend_hold) + (this - before >= settings.trend_alert)


def _mean(week: list[Record]) -> float | None:
    scores = [mark["pain"] for mark in week if not isinstance(mark["pain"], str)]
    return sum(scores) / len(scores) if len(scores) >= 3 else None


def _ago(day: str, today: date) -> int:
    return (today - date.fromisoformat(day)).days


def _last_reached(days: int, bounds: Iterable[int]) -> int:
    return max(bound for bound in bounds if days >= bound)


_NAMED: Mapping[str, Callable[[int, ProgressionSettings], Any]] = {
    "silent_days": lambda days, settings: _last_reached(days, (0, 1, _WEEK, settings.silence_stop_day - 1)),
    "away_days": lambda days, _: _last_reached(days, _GAPS),
    "rest_days": lambda days, settings: min(days, settings.max_auto_rest_days + 1),
    "last_step": lambda days, settings: min(max(days, 0), settings.min_days_between_steps) + 1,
    "goal_reached": lambda _, __: True,
    "lane_left": lambda days, _: days < 2 * _WEEK,
}
_STOPPED = frozenset({"emergency", "hold_clinical", "hold_escalated", "paused"})
_GOING = frozenset({"active", "maintenance", "yellow", "reentry"})
# A field is left as it was where nothing reads it until it is set anew: there it tells nothing apart.
_ONLY_IN: Mapping[str, frozenset[str]] = {
    "reentry": frozenset({"reentry"}),
    "reentry_greens": frozenset({"reentry"}),
    "reentry_told": frozenset({"reentry"}),
    "rest_days": frozenset({"red_rest"}),
    "state_before_pause": frozenset({"paused"}),
    "last_step": _GOING,
    "lane_credits": _GOING,
    "silent_days": _GOING | {"paused"},
}


def _short(name: str, course: Record, settings: ProgressionSettings) -> Any:
    value = course[name]
    if course["state"] not in _ONLY_IN.get(name, frozenset({course["state"]})):
        return ""
    if isinstance(value, list):
        return min(len([day for day in value if _ago(day, date.fromisoformat(course["day"])) <= _WEEK]), _MOST)
    if isinstance(value, bool) or value in ABSENT:
        return value is True
    if isinstance(value, str):
        if not value[:1].isdigit():
            return value
        value = _ago(value, date.fromisoformat(course["day"]))
    named = _NAMED.get(name)
    return named(value, settings) if named else min(value, _MOST)
