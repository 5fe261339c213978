"""Labels for what the API returns: words, lights that differ by shape, days and times."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from schemas.alert_kinds import ALERT_KINDS, AlertFacts
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
    "known-pain": "Saved: you are told above it alone. No plan changes.",
    "end-known-pain": "Ended: every red day is told again.",
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
    "known_pain": "Red days said to be known",
    "end_known_pain": "Known red days ended",
    "discharge": "Discharged",
    "resolve": "An alert settled",
}


def course(status: str, state: str | None) -> str:
    """The state of a course in words; without a running course, the status of the enrolment."""
    if status in NOT_BEGUN or state is None:
        return "Not begun"
    return "Ended" if status == EnrolmentStatus.DISCHARGED else STATES.get(state, state)


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
