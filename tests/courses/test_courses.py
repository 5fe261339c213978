"""Do whole courses come out as reviewed? Weeks of days told in, one line a day out; stored and re-read in between.

A day is written as words: `3` is pain 3 with all walks done, `silent` no reply, `done=0.5`, `morning=5`, `extra=9`,
`stopped`, `flare`, `flag=urgent`, `clear`, `pause`, `resume`; `7x 3` stands for seven such days.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.decisions import Course, Decision
from schemas.settings import PRESETS, ProgressionSettings
from schemas.vocabulary import Absent, CareFlag, CareProfile, ClinicianAct, DayReport, Diagnosis, Tier, Walked
from services.progression import engine, replay

COURSES = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_the_course_comes_out_as_reviewed(path: Path, update: bool) -> None:
    story = yaml.safe_load(path.read_text(encoding="utf-8"))
    happened = run(story)
    if update:
        story["expected"] = happened
        path.write_text(yaml.safe_dump(story, sort_keys=False, allow_unicode=True, width=200), encoding="utf-8")
    assert happened == story["expected"]


def test_there_are_courses_of_every_kind() -> None:
    assert {"typical", "flare", "three_reds", "silence", "emergency", "disc", "stenosis", "yellow"} <= {
        path.stem for path in COURSES
    }


def run(story: dict[str, Any]) -> list[str]:
    """Live a course day by day; between days only its record survives."""
    settings = ProgressionSettings(**PRESETS[story.get("preset", "standard")].model_dump() | story.get("settings", {}))
    decision = engine.first_day(_profile(story["patient"]), settings, date(2025, 3, 3))
    lines = [_line("start", decision)]
    for words in _days(story["told"]):
        course = _reread(decision.course)
        decision = engine.next_day(course, settings, _report(course.day, words))
        lines.append(_line(words, decision))
    return lines


def _profile(patient: dict[str, Any]) -> CareProfile:
    flags = frozenset(CareFlag(flag) for flag in patient.get("flags", ()))
    return CareProfile(Diagnosis(patient["diagnosis"]), flags, patient.get("baseline_minutes", Absent.NOT_ASKED))


def _days(told: list[str | int]) -> list[str]:
    days = []
    for entry in map(str, told):
        times, _, words = entry.rpartition("x ")
        days += [words] * int(times or 1)
    return days


def _report(day: date, words: str) -> DayReport:
    facts: dict[str, Any] = {"pain_worst": Absent.NO_REPLY, "completed": Absent.NO_REPLY}
    for word in words.split():
        name, _, value = word.partition("=")
        match name:
            case "silent":
                continue
            case "done":
                facts["completed"] = Walked(float(value))
            case "morning":
                facts["pain_morning"] = float(value)
            case "extra":
                facts["extra_minutes"] = int(value)
            case "stopped":
                facts["stopped_early"] = True
            case "flare":
                facts["flare"] = True
            case "flag":
                facts["flag"] = Tier(value)
            case "clear" | "pause" | "resume":
                facts["acts"] = (*facts.get("acts", ()), ClinicianAct(name))
            case _:
                facts |= {"pain_worst": float(name), "completed": Walked(1.0)}
    return DayReport(day=day, **facts)


def _reread(course: Course) -> Course:
    stored = json.dumps(replay.to_record(course))
    again = replay.course_from_record(json.loads(stored))
    assert again == course
    return again


def _line(words: str, decision: Decision) -> str:
    """One day of the review: what was told, then the plan of the next day, the rule, what is earned, who is asked."""
    plan, course = decision.prescription, decision.course
    walks = "+".join(map(str, plan.walks)) or "rest"
    brisk = f" brisk {plan.brisk_minutes}" if plan.brisk_minutes else ""
    incline = f" incline {plan.incline_percent} %" if plan.incline_percent else ""
    number = (decision.day - course.first_day).days + 1
    asked = f" ! {', '.join(task.value for task in decision.tasks)}" if decision.tasks else ""
    earned = f"earned {course.dose.stage.value}{course.dose.minutes}"
    return (
        f"{words} -> day {number}: {walks}{brisk}{incline} | {decision.state.value} | {decision.rule} | {earned}{asked}"
    )
