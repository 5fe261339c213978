"""Do whole weeks read as they should on a patient's phone, and on the therapist's list?

Each YAML file is one phone; beside it stands its thread, and below that what the therapist had to look at. A line of a
file is a text from the phone or an act of the clinic, and of one moment the acts come first. All phones are played at
once in the real processes, and the clock is turned through nine days. A thread is reviewed as a person would read it:
AMBLE_UPDATE_THREADS=1 writes the threads anew, and a person reads the diff.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from infra.local.stack import Stack
from services.console.labels import URGENCIES
from tests.played import Played

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
MONDAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
END = datetime(2026, 6, 9, 15, 40, tzinfo=UTC)
_LINE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d\d):(\d\d) \| (.+)", re.DOTALL)
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_CLINIC = "clinic "
_DOSE = re.compile(r"(\d+) min in (\d+) walks because (.+)")
_DAYS_ASKED = re.compile(r"on days ([0-6](?:, [0-6])+) because (.+)")


@dataclass(frozen=True)
class Step:
    """One text from a phone, or an act of the clinic, at a moment."""

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
    steps = sorted((step for week in weeks.values() for step in steps_of(week)), key=lambda step: step.at)
    for at, moment in groupby(steps, key=lambda step: step.at):
        played.turn(to=at.isoformat())
        texts = []
        for step in moment:
            if step.body.startswith(_CLINIC):
                act(played, ids[step.phone], step.body.removeprefix(_CLINIC))
            else:
                texts.append({"phone": step.phone, "body": step.body})
        if texts:
            played.ask("POST", "/rehearsal/texts", body={"texts": texts})
        see_all(played)
    played.turn(to=END.isoformat())
    return {
        name: thread(played, week) + items(played, week, ids[week["patient"]["phone"]]) for name, week in weeks.items()
    }


def see_all(played: Played) -> None:
    """The therapist sees each item as it comes, so that no ladder climbs: its hundreds of rungs are tested elsewhere."""
    for alert in played.ask("GET", "/v1/alerts?limit=400", played.therapist):
        if alert["acknowledged_at"] is None:
            played.ask("POST", f"/v1/alerts/{alert['id']}/acknowledge", played.therapist)


def act(played: Played, patient: str, told: str) -> None:
    """What a therapist does: clears or holds, resumes, discharges, settles an alert, or reads what waits to be read."""
    name, _, words = told.partition(" ")
    path, key = f"/v1/patients/{patient}", played.therapist
    match name:
        case "clears":
            minutes, _, note = words.partition(" ")
            dose = {"minutes": int(minutes), "note": note} if minutes.isdigit() else {"note": words}
            played.ask("POST", f"{path}/clear", key, dose)
        case "holds" | "resumes":
            played.ask("POST", f"{path}/{name.removesuffix('s')}", key, {"note": words})
        case "discharges":
            reason, _, note = words.partition(" ")
            played.ask("POST", f"{path}/discharge", key, {"reason": reason, "note": note})
        case "sets":
            dose_set = _DOSE.fullmatch(words)
            assert dose_set, told
            asked = {"minutes": int(dose_set[1]), "walks_per_day": int(dose_set[2]), "note": dose_set[3]}
            played.ask("POST", f"{path}/dose", key, asked | {"past_caps": True})
        case "asks":
            days = _DAYS_ASKED.fullmatch(words)
            assert days, told
            played.keep_settings(patient, {"check_in_days": days[1].split(", ")}, days[2])
        case "settles":
            kind, _, note = words.partition(" ")
            (alert,) = (
                one for one in played.ask("GET", f"/v1/alerts?patient_id={patient}", key) if one["kind"] == kind
            )
            played.ask("POST", f"/v1/alerts/{alert['id']}/resolve", key, {"note": note})
        case "reads":
            waiting = played.ask("GET", "/v1/to-read?limit=200", key)["items"]
            for text in (text for text in waiting if text["patient_id"] == patient):
                played.ask("POST", f"/v1/to-read/{text['id']}/answer", key, {"answer": words})
        case _:
            raise AssertionError(told)


def thread(played: Played, week: dict[str, Any]) -> str:
    """A phone as its owner sees it, in their own time."""
    zone = ZoneInfo(week["patient"]["zone"])
    lines = []
    for text in played.ask("GET", f"/rehearsal/phones/{week['patient']['phone']}/texts"):
        at = datetime.fromisoformat(text["at"]).astimezone(zone)
        who = "     " if text["direction"] == "to_patient" else "   > "
        lines.append(f"{at:%a %H:%M}{who}{text['body']}")
    return "\n".join(lines) + "\n"


def items(played: Played, week: dict[str, Any], patient: str) -> str:
    """What stood on the therapist's list, in the patient's time, and until when."""
    zone = ZoneInfo(week["patient"]["zone"])
    told = played.ask("GET", f"/v1/patients/{patient}/timeline?limit=200", played.therapist)["items"]
    lines = []
    for alert in sorted(
        (one for one in told if one["what"] == "alert"), key=lambda one: (one["at"], one["detail"]["kind"])
    ):
        detail, at = alert["detail"], datetime.fromisoformat(alert["at"]).astimezone(zone)
        closed = detail["closed_at"] and datetime.fromisoformat(detail["closed_at"]).astimezone(zone)
        times = f" {detail['times']} times," if detail["times"] > 1 else ""
        until = f"until {closed:%a %H:%M}" if closed else "open"
        lines.append(f"{at:%a %H:%M}   ! {URGENCIES[detail['severity']]}: {detail['summary']}{times} {until}")
    return "".join(f"{line}\n" for line in ["The therapist's list:", *lines]) if lines else ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_week_reads_as_reviewed(path: Path, threads: dict[str, str]) -> None:
    expected = path.with_suffix(".thread")
    if os.environ.get("AMBLE_UPDATE_THREADS"):
        expected.write_text(threads[path.stem], encoding="utf-8")
    assert threads[path.stem].splitlines() == expected.read_text(encoding="utf-8").splitlines()
