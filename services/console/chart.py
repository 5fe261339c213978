"""The pain chart with the minutes below it, and the small bars of the overview, as shapes with their labels."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.limits import WORST_PAIN
from services.console.labels import LIGHTS
from services.progression.facts import HELD

_LEFT, _TOP, _WIDTH, _PAIN, _GAP, _BARS = 34, 10, 720, 170, 26, 70


@dataclass(frozen=True, slots=True)
class Column:
    """One day of the chart: its position, and its description."""

    x: float
    width: float
    day: str
    label: str
    light: str
    pain: int | None
    pain_y: float
    green_y: float
    red_y: float
    bar_y: float
    bar_height: float
    done_y: float
    done_height: float
    rests: bool
    held: bool
    red_flag: bool
    new_settings: bool
    tick: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The pain chart and the minutes below it, on one axis of days."""

    columns: list[Column]
    line: str
    width: int
    height: int
    left: int
    top: int
    bottom: float
    bars_top: float
    most_minutes: int

    def pain_y(self, pain: int) -> float:
        """The height of a score."""
        return _pain_y(pain)


def _pain_y(pain: float) -> float:
    return round(_TOP + _PAIN * (1 - pain / WORST_PAIN), 1)


def chart(days: list[dict[str, Any]]) -> Chart | None:
    """The chart of these days, the oldest first; None if there are none."""
    if not days:
        return None
    wide = (_WIDTH - _LEFT) / len(days)
    most = max([day["minutes"] for day in days] + [30])
    bars_top = _TOP + _PAIN + _GAP
    columns = []
    for number, day in enumerate(days):
        before = days[number - 1] if number else day
        share = (day["walks_done"] or 0) / len(day["walks"]) if day["walks"] else 0
        height, done = _BARS * day["minutes"] / most, _BARS * day["minutes"] / most * min(1.0, share)
        shown = date.fromisoformat(day["day"])
        columns.append(
            Column(
                x=round(_LEFT + number * wide, 1),
                width=round(wide, 1),
                day=day["day"],
                label=day_in_words(day),
                light=day["light"] or "not_asked",
                pain=day["pain"],
                pain_y=_pain_y(day["pain"] or 0),
                green_y=_pain_y(day["green_max"] + 0.5),
                red_y=_pain_y(day["red_min"] - 0.5),
                bar_y=round(bars_top + _BARS - height, 1),
                bar_height=round(height, 1),
                done_y=round(bars_top + _BARS - done, 1),
                done_height=round(done, 1),
                rests=not day["walks"],
                held=day["state"] in HELD,
                red_flag=day["red_flag"],
                new_settings=day["settings_version"] != before["settings_version"],
                tick=f"{shown.day} {shown:%b}"
                if number % max(1, len(days) // 8) == 0 and number < len(days) - 1
                else "",
            )
        )
    points = [(column.x + column.width / 2, column.pain_y) for column in columns if column.pain is not None]
    line = " ".join(f"{x:.1f},{y}" for x, y in points)
    bottom = _TOP + _PAIN
    return Chart(columns, line, _WIDTH, bars_top + _BARS + 18, _LEFT, _TOP, bottom, bars_top, most)


def day_in_words(day: dict[str, Any]) -> str:
    """One day as a sentence, for the chart and the table."""
    plan = " + ".join(map(str, day["walks"])) + " min" if day["walks"] else "rest"
    told = f"pain {day['pain']}" if day["pain"] is not None else "no score"
    done = f", {day['walks_done']} of {len(day['walks'])} walks" if day["walks_done"] is not None else ""
    light = LIGHTS[day["light"]][1] if day["light"] else "not decided yet"
    return f"{day['day']}: {plan}; {told}{done}; {light}. {day['explanation']}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of a measure: its position in the small chart, and its description."""

    x: int
    y: float
    height: float
    label: str
    value: str


def bar(number: int, end: date, share: float | None) -> Bar:
    """A bar of a share (0-1), forty units high."""
    height = round(40 * (share or 0), 1)
    value = "nothing known" if share is None else f"{share:.0%}"
    return Bar(number * 16, 40 - height, height, f"week to {end.day} {end:%b}: {value}", value)
