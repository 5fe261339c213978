"""Is the demo what it says: two clinics to choose from, true to their seed, and clear where it is asked wrongly?"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path

import phonenumbers
import pytest
from rich.console import Console
from typer.testing import CliRunner

from infra.local import settings_file
from infra.local.cast import CAST
from infra.local.demo import story_of
from infra.local.first_look import may_open_browser, things_to_try
from infra.local.people_by_seed import Course, Person, people
from infra.local.processes import Children, Program
from schemas.vocabulary import Language, OpenQuestion
from services.command_line.main import app
from services.conversation.reading import replies

FULL, LARGEST = people(40, 6, seed=7), people(200, 2, seed=7)
AHEAD = [sys.executable, "-m", "services.command_line.ahead"]


def _readings(person: Person) -> Counter[str]:
    asked = replies.ReplyContext(Language(person.language), OpenQuestion.PAIN, 2)
    return Counter(replies.read(body, asked).kind.value for body in person.says.values())


# Who plays.


def test_the_same_seed_plays_the_same_clinic_and_another_seed_another() -> None:
    assert people(40, 6, seed=7) == FULL
    assert people(40, 6, seed=8) != FULL


def test_a_full_clinic_has_every_course_and_every_language() -> None:
    assert {person.course for person in FULL} == set(Course)
    assert {person.language for person in FULL} == {"en", "es", "fr"}
    assert max(Counter(person.name for person in FULL).values()) == 1


def test_everybody_of_the_largest_clinic_has_a_test_number_of_their_own() -> None:
    phones = [person.phone for person in LARGEST]
    assert len(set(phones)) == 200
    for phone in phones:
        assert re.fullmatch(r"\+1\d{3}55501\d\d", phone)
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone))


@pytest.mark.parametrize("weeks", [1, 6, 12])
def test_everybody_texts_after_the_day_of_consent_and_within_the_weeks(weeks: int) -> None:
    for person in people(40, weeks, seed=7):
        assert 0 <= person.joins < 7 * weeks
        assert all(person.joins < day < 7 * weeks for day in person.says)
        assert bool(person.ready) == (person.course is not Course.AWAITS_CONSENT)
        assert person.ready or not person.says


def test_every_text_is_read_as_it_is_meant() -> None:
    for person in (*FULL, *LARGEST):
        heard = _readings(person)
        meant = {Course.TELLS_A_DANGER: "red_flag", Course.STOPS: "stop", Course.ASKS: "call"}.get(person.course)
        assert set(heard) <= {"pain", meant}, person
        assert meant is None or heard[meant] == 1, person
        unasked = replies.ReplyContext(Language(person.language), OpenQuestion.NONE, 0)
        assert not person.ready or replies.read(person.ready, unasked).kind.value == "ready", person


# What is asked for.


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--patients", "0"], "--patients 0: a full clinic has 1 to 200 patients."),
        (["--patients", "201"], "--patients 201: a full clinic has 1 to 200 patients."),
        (["--weeks", "100"], "--weeks 100: a full clinic is played for 1 to 12 weeks."),
        (["--patients", "40", "--weeks", "0"], "--weeks 0: a full clinic is played for 1 to 12 weeks."),
        (["--days", "61"], "--days 61: play 0 to 60 days."),
        (["--days", "3", "--weeks", "2"], "--days is for the small clinic of six; a full one is played by"),
    ],
)
def test_what_cannot_be_played_is_said_before_anything_starts(asked: list[str], sentence: str) -> None:
    answer = CliRunner().invoke(app, ["demo", *asked], env={"COLUMNS": "200"})
    assert answer.exit_code == 2
    assert sentence in answer.output
    assert "Harbor" not in answer.output


def test_the_story_begins_with_who_the_patients_are() -> None:
    for patients, names in ((None, [part.name for part in CAST]), (3, ["Ana", "Carmen", "Ben"])):
        told = StringIO()
        story_of(Console(file=told, width=120), days=None, patients=patients, weeks=None, seed=7).introduce()
        assert all(name in told.getvalue() for name in names)


# What is shown at the end.


@pytest.mark.parametrize(
    ("terminal", "environment", "platform", "opens"),
    [
        (True, {"DISPLAY": ":0"}, "linux", True),
        (True, {"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        (True, {}, "linux", False),
        (True, {}, "darwin", True),
        (False, {"DISPLAY": ":0"}, "linux", False),
        (False, {}, "darwin", False),
        (True, {"DISPLAY": ":0", "CI": "true"}, "linux", False),
        (True, {"DISPLAY": ":10", "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, "linux", False),
    ],
)
def test_a_browser_opens_only_before_somebodys_eyes(
    terminal: bool, environment: dict[str, str], platform: str, opens: bool
) -> None:
    assert may_open_browser(terminal, environment, platform) is opens


def test_three_things_to_try_have_their_addresses() -> None:
    _, *things = things_to_try("http://127.0.0.1:8000", "+12025550101", "3f")
    assert [line.split()[-1] for line in things] == [
        "http://127.0.0.1:8000/rehearsal#%2B12025550101",
        "http://127.0.0.1:8000/rehearsal/console",
        "http://127.0.0.1:8000/console/patients/3f",
    ]


# How it starts, and how it is played.


def test_what_starts_ahead_waits_for_its_settings_and_then_has_them(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    with Children(tmp_path) as children:
        environment = {**os.environ, "AMBLE_MODE": "production", "PUBLIC_BASE_URL": ""}
        waiting = children.start(Program("ahead", [*AHEAD, str(file), "hear", "--json", "7"], environment))
        settings_file.tell(file, {"AMBLE_MODE": "rehearsal"})
        assert file.stat().st_mode & 0o077 == 0
        assert waiting.process.wait(timeout=60) == 0
        assert json.loads(waiting.tail().splitlines()[-1])["pain"] == 7


def test_a_full_clinic_is_played_to_its_end_and_says_how_long_that_took() -> None:
    command = [sys.executable, "-m", "services.command_line", "demo", "--patients", "9", "--weeks", "1", "--exit"]
    played = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert played.returncode == 0, played.stdout + played.stderr
    assert "The loop closed for all 8 patients who began, 1 await consent, over 7 days." in played.stdout
    assert re.search(r"Set-up of the servers took \d+ s, the story \d+ s\.", played.stdout)
    assert re.search(r"day  7 of 7: .*I can't feel my groin", played.stdout)
    assert "red flag emergency" in played.stdout
