"""Labels for what the API returns: words, lights that differ by shape, days and times."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from schemas.alert_kinds import ALERT_KINDS, AlertFacts
from schemas.limits import WORST_PAIN
from schemas.tables.people import EnrolmentStatus
from schemas.transitions import LET_GO, NOT_BEGUN
from services.progression.facts import HELD

LIGHTS = {
    "green": ("●", "green"),
    "yellow": ("▲", "yellow"),
    "red": ("■", "red"),
    "no_reply": ("–", "no reply"),
    "not_asked": ("·", "not asked"),
}
STATES = {
    "active": "Walking",
    "yellow": "Walking, eased after yellow",
    "red_rest": "Resting after red",
    "reentry": "Coming back step by step",
    "hold_escalated": "On hold: needs a call",
    "hold_clinical": "On hold: needs a call",
    "emergency": "Emergency: no walking",
    "paused": "Paused",
    "maintenance": "At the goal",
}
STATUSES = {
    "awaiting_consent": "Waiting for READY",
    "awaiting_shoes": "Waiting for SHOES",
    "active": "In the program",
    "paused": "Paused",
    "opted_out": "Opted out by STOP",
    "discharged": "Discharged",
}
# A text that was due but never left.
UNSENT = frozenset(state.value for state in LET_GO)
DISCHARGES = {
    "goal_reached": "Goal reached",
    "referred_on": "Referred on",
    "surgery": "Surgery",
    "declined": "Declined",
    "moved_away": "Moved away",
    "not_reachable": "Not reachable",
    "died": "Died",
    "wrong_number": "Wrong number",
    "other": "Other",
}
URGENCIES = {"now": "Now", "hour": "Within the hour", "same_day": "Today", "routine": "Soon"}
ANSWERED = {
    "nothing": "Nothing in it",
    "score": "The score is",
    "danger": "Danger: hold",
    "crisis": "Crisis: hold",
    "call": "Call",
    "text": "Answered with a text",
    "settled": "Settled with its alert",
}
SAID = {
    "clear": "The hold is cleared.",
    "hold": "The course is held until you clear it.",
    "pause": "The course is paused; one text tells the patient.",
    "resume": "The course continues; one text tells the patient.",
    "start-over": "The course begins anew tomorrow.",
    "order": "Saved: the day follows your order.",
    "sign-usual": "Signed: it counts from the next plan on.",
    "refuse-usual": "Saved: nothing changes.",
    "end-usual": "Ended: yellow eases the plan again.",
    "set-dose": "The new dose counts from tomorrow; tonight's answer still decides what is asked for.",
    "discharge": "The patient is discharged.",
    "tried": "Saved.",
    "resolve": "Resolved.",
    "acknowledge": "Acknowledged.",
    "shoes": "The course begins tomorrow; one text tells the patient.",
    "snooze": "Put off.",
    "message": "The text leaves in a minute, or when the quiet hours end. Until then you can withdraw it below.",
    "take-back": "Withdrawn: the patient never reads it.",
    "undone": "Undone: everything is as it was before.",
    "consent": "They get texts again once START from their phone has lifted the carrier's own block.",
    "readmit": "Readmitted: one text asks whether they want to begin.",
    "change": "Saved: texts that have not left follow it.",
    "erase": "Erased: counts and the audit stay.",
    "enrolled": "Enrolled: one text asks whether they want to begin.",
}
# The staff's last act, to be followed by whom and when.
DONE = {
    "clear": "Hold cleared",
    "pause": "Paused",
    "resume": "Rest ended",
    "hold": "Held",
    "start_over": "Begun anew",
    "order": "A day ordered",
    "set_dose": "Dose set from tomorrow",
    "sign_usual": "Usual pain signed",
    "refuse_usual": "Usual pain refused",
    "end_usual": "Usual pain ended",
    "discharge": "Discharged",
    "resolve": "An alert settled",
}
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


def course(status: str, state: str | None) -> str:
    """The state of a course in words; without a running course, the status of the enrolment."""
    if status in NOT_BEGUN or state is None:
        return "Not begun"
    return "Ended" if status == EnrolmentStatus.DISCHARGED else STATES.get(state, state)


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


def read_as(reading: dict[str, Any]) -> str:
    """How Amble read a text: "pain 3, 2 walks", or that it read nothing."""
    told = [f"pain {reading['pain']}"] if reading["pain"] is not None else []
    told += [f"can do it F{reading['function']}"] if reading.get("function") is not None else []
    told += [f"{reading['walks']} walks"] if reading["walks"] is not None else []
    return ", ".join(told) or f"“{(reading['kind'] or 'unclear').replace('_', ' ')}”"


def told(text: dict[str, Any]) -> str:
    """What a text tells of, where it tells of something that happened: "Told of a pregnancy. ..."."""
    facts = _facts(text)
    return facts.summary if facts is not None and facts.event is not None else ""


def day(day: str) -> str:
    """A day in short form."""
    shown = date.fromisoformat(day)
    return f"{shown.day} {shown:%b}"


def _facts(alert: dict[str, Any]) -> AlertFacts | None:
    """The facts of an alert's kind; None for a kind that only a newer API knows."""
    return ALERT_KINDS.get(alert["kind"])


def may_clear(state: str | None, alerts: list[dict[str, Any]]) -> bool:
    """Whether there is a hold to clear, or a danger that was reported before the course began."""
    return state in HELD or any(facts is not None and facts.told_danger for facts in map(_facts, alerts))


def needs_clearing(alert: dict[str, Any]) -> bool:
    """Whether an alert cannot be resolved by hand, because it closes when the hold is cleared."""
    facts = _facts(alert)
    return facts is not None and facts.needs_clearing


def chooses_a_dose(patient: dict[str, Any], plan: dict[str, Any], alerts: list[dict[str, Any]]) -> bool:
    """Whether clearing sets the first dose: the patient has not walked yet, or the alert asks for a dose."""
    begins = patient["course_first_day"]
    return needs_a_dose(alerts) or (plan["state"] in HELD and (begins is None or plan["day"] <= begins))


def needs_a_dose(alerts: list[dict[str, Any]]) -> bool:
    """Whether only a chosen dose can clear the hold."""
    return any(facts is not None and facts.chooses_a_dose for facts in map(_facts, alerts))


def on(at: str, zone: str) -> str:
    """The date of a moment in the patient's time zone."""
    shown = datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
    return f"{shown.day} {shown:%b}"


def spoken(day: str) -> str:
    """A day in words."""
    return f"{date.fromisoformat(day):%A, %d %B}"


def when(at: str | None, zone: str = "UTC") -> str:
    """A time in words, in the patient's time zone."""
    if not at:
        return ""
    return f"{datetime.fromisoformat(at).astimezone(ZoneInfo(zone)):%d %b, %H:%M}"


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


def next_step(alerts: list[dict[str, Any]]) -> str:
    """The label of a worklist entry's button."""
    facts = _facts(alerts[0]) if alerts else None
    return facts.next_step if facts else "Look"


def strip(lights: dict[str, str]) -> list[tuple[str, str]]:
    """The last days with their lights, the oldest first."""
    return sorted(lights.items())[-14:]


def gap(rungs: dict[str, Any]) -> tuple[str, str]:
    """What the first page says if nobody is told next, and where on the clinic's page to change that."""
    if not rungs["has_rota"] and not rungs["has_phone"]:
        return "The clinic has no rota and no phone yet: at night nobody gets a text about urgent alerts.", "ladder"
    if not rungs["has_rota"]:
        return "The clinic has no rota yet: if the therapist does not respond, the admins are told next.", "ladder"
    if not rungs["has_phone"]:
        return "No phone of the clinic gets texts: at night nobody gets a text about urgent alerts.", "phones"
    return "", ""
