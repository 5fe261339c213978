"""Decisions, plans and doses, each written on one line that a reviewer can read."""

from datetime import date
from typing import Any

from schemas.decisions import Decision
from schemas.vocabulary import (
    Absent,
    Dose,
    Prescription,
)
from services.progression import replay
from services.progression.dose import Earned
from tests.rulebook.histories import FIRST_DAY


def plan_in_short(plan: Prescription) -> str:
    walks = "+".join(map(str, plan.walks)) or "rest"
    return f"{walks} {plan.pace.value} brisk {plan.brisk_minutes} incline {plan.incline_percent}"


def dose_in_short(earned: Dose, walks: int) -> str:
    return f"{earned.stage.value}{earned.minutes} longest {earned.longest} brisk {earned.brisk} in {walks}"


def brief(decision: Decision | None) -> str:
    """All of a decision but its profile, in short; days are counted from the first, of the memory only the last day."""
    if decision is None:
        return "-"
    course = decision.course
    days = {
        "day": decision.day,
        "course day": course.day,
        "first": course.first_day,
        "step": course.last_step,
        "goal": course.goal_reached,
    }
    counted = {
        name: getattr(course, name)
        for name in (
            "reentry",
            "reentry_greens",
            "reentry_backs",
            "rest_days",
            "silent_days",
            "yellow_days",
            "away_days",
        )
    }
    parts = [
        f"{decision.state} {decision.light} {plan_in_short(decision.prescription)} by {decision.rule} {decision.reason}",
        f"course {course.state} {plan_in_short(course.prescription)} rests {course.planned_rest}",
        dose_in_short(course.dose, course.walks),
        f"was {course.state_before_pause} credits {[number(day) for day in course.credits]}",
        " ".join(f"{name} {number(day)}" for name, day in days.items()),
        " ".join(f"{name} {count}" for name, count in counted.items() if count != 0),
        " ".join(task.value for task in decision.tasks),
        f"{len(course.marks)} marks {[replay.to_record(mark) for mark in course.marks[-1:]]}",
    ]
    return " | ".join(parts)


def number(day: date | Absent) -> int | str:
    return day.value if isinstance(day, Absent) else (day - FIRST_DAY).days


def in_short(found: Any) -> Any:
    if isinstance(found, Earned):
        return dose_in_short(found.dose, found.walks)
    return plan_in_short(found) if isinstance(found, Prescription) else found
