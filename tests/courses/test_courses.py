"""Do whole courses come out as reviewed? Each YAML file is walked as `amble rehearse` walks it; beside it stands what
is expected, a line a day.
"""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from services.command_line import courses
from services.command_line.main import app
from services.progression import engine, replay

FOLDER = Path(__file__).parent
COURSES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_the_course_comes_out_as_reviewed(path: Path) -> None:
    """AMBLE_UPDATE_COURSES=1 rewrites what is expected; the diff is then the clinical review."""
    expected = path.with_suffix(".expected")
    happened = "".join(f"{courses.as_line(*day)}\n" for day in courses.walk(courses.read_course(path)))
    if os.environ.get("AMBLE_UPDATE_COURSES"):
        expected.write_text(happened, encoding="utf-8")
    assert happened.splitlines() == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_only_the_record_survives_between_days(path: Path) -> None:
    for decision, _ in courses.walk(courses.read_course(path)):
        stored = json.loads(json.dumps(replay.to_record(decision)))
        assert replay.decision_from_record(stored) == decision


def test_there_are_courses_of_every_kind() -> None:
    kinds = {"typical", "flare", "three_reds", "silence", "emergency", "disc", "stenosis", "yellow", "pause", "frozen"}
    assert kinds | {"to_the_goal", "maintenance", "planned_rest", "therapists_dose"} <= {path.stem for path in COURSES}


def rehearse(tmp_path: Path, text: str, *options: str) -> tuple[int, str]:
    course = tmp_path / "course.yaml"
    course.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["rehearse", str(course), *options])
    return result.exit_code, result.output


def test_rehearse_prints_one_json_object_a_day(tmp_path: Path) -> None:
    code, out = rehearse(
        tmp_path, "patient: {diagnosis: ddd, start: 2026-03-01}\ndays: [{pain: 5, done: 1}]\n", "--json"
    )
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert (first["date"], first["walks"], first["light"], first["rule"]) == (
        "2026-03-01",
        [5, 5],
        "not_asked",
        "start",
    )
    assert (second["date"], second["walks"], second["light"], second["state"]) == (
        "2026-03-02",
        [3, 3],
        "yellow",
        "yellow",
    )
    assert second["prescribed"] == 6
    assert second["earned"] == {"minutes": 10, "longest": 5, "brisk": 0, "stage": "A", "credits": 0}
    assert set(first) >= {"pace", "brisk_minutes", "reason", "tasks", "extras"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("patient: {diagnosis: ddd}\ndays:\n  - {pain: 2}\n  - {pian: 2}\n", "line 4: `pian` is not known here"),
        (
            "patient: {diagnosis: ddd}\ndays:\n  - {pain: 11}\n",
            "line 3: `pain`: input should be less than or equal to 10",
        ),
        ("patient: {diagnosis: ddd}\ndays:\n  - {pain: yes}\n", "line 3: `pain`"),
        ("patient: {diagnosis: flu}\n", "line 1: `diagnosis`"),
        ("patient: {diagnosis: ddd}\nsettings:\n  red_min: 9\n", "line 3: red_min: must be at most 8"),
        (
            "patient: {diagnosis: ddd}\ndays:\n  - {}\n  - {settings: {red_mix: 6}}\n",
            "line 4: `red_mix` is not known here",
        ),
        ("patient: {diagnosis: ddd}\ndays:\n  - {clinician: {clear: {minutes: 0}}}\n", "line 3: `minutes`"),
        ("patient: {diagnosis: ddd}\npatient: {diagnosis: ddd}\n", "line 2: `patient` stands there twice"),
        ("patient: {diagnosis: ddd\ndays: [\n", "this is not YAML"),
        ("[]", "line 1: a course is a mapping"),
        ("days: []", "line 1: `patient`: field required"),
    ],
)
def test_what_is_wrong_in_a_course_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    code, out = rehearse(tmp_path, text)
    assert code == 2
    assert said in out


def test_a_band_that_is_raised_counts_from_the_next_day_and_one_that_is_lowered_at_once() -> None:
    days = {d.day.isoformat(): d for d, _ in courses.walk(courses.read_course(FOLDER / "stricter_settings.yaml"))}
    assert days["2025-03-05"].rule == "red"
    assert days["2025-03-10"].rule == "red"
    assert days["2025-03-11"].rule == "rest-is-over"


def test_what_was_not_taught_is_never_asked_for() -> None:
    walked = list(courses.walk(courses.read_course(FOLDER / "extras.yaml")))
    offered = [courses.as_json(*day)["extras"] for day in walked]
    assert "cool_down_stretch" not in {extra for extras in offered for extra in extras}
    assert "swim" not in {extra for extras in offered for extra in extras}
    assert "treadmill" not in {extra for extras in offered for extra in extras}
    assert "bird_dog_plank" in offered[-2]
    assert "bird_dog_plank" not in offered[1]
    assert offered[2] == ["posture_break", "pool_walk"]
    assert offered[3] == ["posture_break"]
    assert offered[-1] == []
    assert engine.turnaround_minutes(7) == 3
