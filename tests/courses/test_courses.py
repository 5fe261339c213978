"""Do whole courses of weeks go as a clinician reviewed them? State is saved as JSON and read again between days."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.settings import ProgressionSettings
from schemas.vocabulary import Absent, CareFlag, CareProfile, ClinicianAct, DayReport, Diagnosis, Tier, Walked
from services.progression import engine, replay

FOLDER = Path(__file__).parent
COURSES = sorted(FOLDER.glob("*.yaml"))


def _report(day: Any, told: dict[str, Any]) -> DayReport:
    pain, done = told.get("pain"), told.get("done")
    return DayReport(
        day=day,
        pain_worst=Absent.NO_REPLY if pain is None else float(pain),
        pain_morning=float(told["morning"]) if told.get("morning") is not None else Absent.NOT_ASKED,
        completed=Absent.NO_REPLY if done is None else Walked(float(done)),
        stopped_early=told.get("stopped_early", False),
        flare=told.get("flare", False),
        flag=Tier(told["flag"]) if "flag" in told else Absent.NOT_ASKED,
        extra_minutes=told.get("extra_minutes", 0),
        acts=tuple(ClinicianAct(act) for act in told.get("acts", ())),
    )


def _days(course: dict[str, Any]) -> list[dict[str, Any]]:
    """Days written out; `times` repeats one."""
    return [day for told in course["days"] for day in [told] * told.get("times", 1)]


def _walk(course: dict[str, Any]) -> list[str]:
    patient = course["patient"]
    profile = CareProfile(
        Diagnosis(patient["diagnosis"]),
        frozenset(CareFlag(flag) for flag in patient.get("flags", ())),
        patient.get("baseline_minutes") or Absent.NOT_ASKED,
    )
    settings = ProgressionSettings.model_validate(course.get("settings", {}))
    decision = engine.first_day(profile, settings, patient["start"])
    lines = [_line(decision)]
    for told in _days(course):
        saved = json.loads(json.dumps(replay.to_record(decision)))
        read = replay.decision_from_record(saved)
        assert read == decision
        decision = engine.next_day(read.course, settings, _report(read.day, told))
        lines.append(_line(decision))
    return lines


def _line(decision: Any) -> str:
    walks = "+".join(map(str, decision.prescription.walks)) or "rest"
    dose = decision.course.dose
    tasks = f" [{', '.join(decision.tasks)}]" if decision.tasks else ""
    return (
        f"{decision.day} {decision.light.value:<9} {decision.state.value:<14} {walks:<12} earned {dose.minutes}/"
        f"{dose.longest}/{dose.brisk} {dose.stage.value} {decision.rule}{tasks}"
    )


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_course(path: Path, request: pytest.FixtureRequest) -> None:
    course = yaml.safe_load(path.read_text())
    lines = _walk(course)
    golden = path.with_suffix(".txt")
    if request.config.getoption("--update") or not golden.exists():
        golden.write_text("\n".join(lines) + "\n")
    assert golden.read_text().splitlines() == lines


def test_there_are_courses() -> None:
    assert len(COURSES) >= 8
