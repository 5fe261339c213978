"""Do whole weeks read as they should on a patient's phone? Each YAML file is one phone; beside it stands its thread.

All phones are played at once in the real processes, and the clock is turned through nine days. A thread is reviewed as
a person would read it: AMBLE_UPDATE_THREADS=1 writes the threads anew, and a person reads the diff.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from infra.local.stack import Stack
from tests.played import Played

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
MONDAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
END = datetime(2026, 6, 9, 13, tzinfo=UTC)
_LINE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d\d):(\d\d) \| (.+)", re.DOTALL)
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_CLEARS = "clinic clears "
_SETS = re.compile(r"clinic sets (\d+) min in (\d+) walks because (.+)")
_ASKS = re.compile(r"clinic asks on days ([0-6](?:, [0-6])+) because (.+)")


@dataclass(frozen=True)
class Step:
    """One text from a phone, or what a therapist does about the course, at a moment."""

    at: datetime
    phone: str
    body: str


def steps_of(week: dict[str, Any]) -> Iterator[Step]:
    """The texts of a file with their moments; the days go forward, so the second Monday is a week later."""
    zone, day = ZoneInfo(week["patient"]["zone"]), MONDAY.date()
    for line in week["texts"]:
        told = _LINE.fullmatch(line)
        assert told, line
        while _DAYS[day.weekday()] != told[1]:
            day += timedelta(days=1)
        local = datetime(day.year, day.month, day.day, int(told[2]), int(told[3]), tzinfo=zone)
        yield Step(local.astimezone(UTC), week["patient"]["phone"], told[4])


@pytest.fixture(scope="module")
def threads() -> Iterator[dict[str, str]]:
    weeks = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
    with Stack(durable=False) as stack:
        played = Played(stack, start=MONDAY.isoformat())
        try:
            yield play(played, weeks)
        finally:
            played.http.close()


def play(played: Played, weeks: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Every phone's thread, after nine days."""
    ids = {}
    for week in weeks.values():
        ids[week["patient"]["phone"]] = played.enrol(**week["patient"])
    at = MONDAY
    for step in sorted((s for week in weeks.values() for s in steps_of(week)), key=lambda s: s.at):
        if step.at > at:
            played.turn(to=step.at.isoformat())
            at = step.at
        if step.body.startswith(_CLEARS):
            path = f"/v1/patients/{ids[step.phone]}/clear"
            played.ask("POST", path, played.therapist, {"note": step.body.removeprefix(_CLEARS)})
        elif dose := _SETS.fullmatch(step.body):
            asked = {"minutes": int(dose[1]), "walks_per_day": int(dose[2]), "note": dose[3], "past_caps": True}
            played.ask("POST", f"/v1/patients/{ids[step.phone]}/dose", played.therapist, asked)
        elif days := _ASKS.fullmatch(step.body):
            played.keep_settings(ids[step.phone], {"check_in_days": days[1].split(", ")}, days[2])
        else:
            played.text(step.phone, step.body)
    played.turn(to=END.isoformat())
    return {name: thread(played, week) for name, week in weeks.items()}


def thread(played: Played, week: dict[str, Any]) -> str:
    """A phone as its owner sees it, in their own time."""
    zone = ZoneInfo(week["patient"]["zone"])
    lines = []
    for text in played.ask("GET", f"/rehearsal/phones/{week['patient']['phone']}/texts"):
        at = datetime.fromisoformat(text["at"]).astimezone(zone)
        who = "     " if text["direction"] == "to_patient" else "   > "
        lines.append(f"{at:%a %H:%M}{who}{text['body']}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_week_reads_as_reviewed(path: Path, threads: dict[str, str]) -> None:
    expected = path.with_suffix(".thread")
    if os.environ.get("AMBLE_UPDATE_THREADS"):
        expected.write_text(threads[path.stem], encoding="utf-8")
    assert threads[path.stem].splitlines() == expected.read_text(encoding="utf-8").splitlines()
