"""Can a clinic enrol a whole list: looked at first, all or the good rows, nobody twice, nothing half?"""

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from services.journey.enrolling.roster import COLUMNS, MOST_ROWS
from tests.clinic import ClinicInTests
from tests.commands import amble

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "docs" / "roster.csv").read_text().replace("sam@harbor.example", "t@b.co")
HEADER, ANN, BO = EXAMPLE.splitlines()


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    return api


def _send(api: httpx2.Client, *lines: str, take: str = "none") -> dict[str, Any]:
    answer = api.post("/v1/roster", params={"take": take}, content="\n".join((HEADER, *lines)).encode(),
                      headers={"Content-Type": "text/csv"})  # fmt: skip
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    return report


def _outcomes(report: dict[str, Any]) -> list[str]:
    return [row["outcome"] for row in report["rows"]]


def _count(api: httpx2.Client) -> int:
    return len(api.get("/v1/patients").json()["items"])


def test_a_look_writes_nothing_and_the_same_table_twice_makes_no_twins(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    looked = _send(api, ANN, BO)
    assert (looked["written"], _outcomes(looked), _count(api)) == (False, ["would_enrol", "would_enrol"], 0)
    assert clinic.events("patient.enrolled") == 0
    taken = _send(api, ANN, BO, take="all")
    assert (taken["written"], _outcomes(taken), _count(api)) == (True, ["enrolled", "enrolled"], 2)
    again = _send(api, ANN, BO, take="all")
    assert (_outcomes(again), _count(api)) == (["enrolled_already", "enrolled_already"], 2)
    assert [row["patient_id"] for row in again["rows"]] == [row["patient_id"] for row in taken["rows"]]
    clinic.turn_to(clinic.now + timedelta(minutes=1))
    assert clinic.events("patient.enrolled") == 2
    assert len(clinic.carrier.accepted) == 2, "each gets one text that asks for consent"


def test_all_or_nothing_and_the_good_rows_as_chosen(api: httpx2.Client, clinic: ClinicInTests) -> None:
    flagged = BO.replace(",no,no,no,no,no,no,no,no,", ",no,yes,no,no,no,no,no,no,")
    whole = _send(api, ANN, flagged, take="all")
    assert (whole["written"], _outcomes(whole), _count(api)) == (False, ["would_enrol", "refused"], 0)
    assert whole["rows"][1]["errors"][0]["field"] == "red_flag_screen.saddle_numbness"
    good = _send(api, ANN, flagged, take="good")
    assert (good["written"], _outcomes(good), _count(api)) == (True, ["enrolled", "refused"], 1)


def test_a_wrong_row_names_its_line_its_column_and_never_repeats_what_stood_there(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    wrong = (
        ANN.replace("+12025550143", "555-SECRET"),
        ANN.replace("America/New_York", "Mars/Base"),
        ANN.replace("t@b.co", "nobody@b.co"),
        ANN.replace(",6,4,3,", ",lots,4,3,"),
        ANN.replace(",yes,08:30", ",perhaps,08:30"),
        ANN.replace("08:30", "05:30"),
    )
    report = _send(api, *wrong, BO, BO)
    fields = [row["errors"][0]["field"] if row["errors"] else None for row in report["rows"]]
    assert fields == [
        "phone", "zone", "therapist_email", "pain_worst", "shoes_confirmed", "prompt_times.morning", None, "phone",
    ]  # fmt: skip
    assert [row["line"] for row in report["rows"]] == list(range(2, 10))
    assert report["rows"][-1]["errors"][0]["detail"] == "stands in line 8 already"
    assert "SECRET" not in json.dumps(report)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "must be given"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"phone,zone\n+1,UTC", "missing"),
        (",".join((*COLUMNS, "surprise")).encode(), "no column 'surprise'"),
        (",".join((*COLUMNS, "phone")).encode(), "twice"),
        ("\n".join([HEADER, *[ANN] * (MOST_ROWS + 1)]).encode(), "At most 500 rows"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_a_sentence(api: httpx2.Client, content: bytes, says: str) -> None:
    answer = api.post("/v1/roster", params={"take": "good"}, content=content, headers={"Content-Type": "text/csv"})
    assert answer.status_code == 422
    assert says in answer.json()["detail"] or says in answer.text
    assert _count(api) == 0


def test_the_command_looks_first_then_enrols_any_number(
    api: httpx2.Client, clinic: ClinicInTests, tmp_path: Path
) -> None:
    table = tmp_path / "list.csv"
    rows = [ANN.replace("+12025550143", f"+1202555{number}") for number in range(1000, 1000 + MOST_ROWS + 5)]
    table.write_text("\n".join((HEADER, *rows)))
    environment = {**os.environ, "AMBLE_KEY": clinic.admin_key, "AMBLE_URL": str(api.base_url)}

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return amble(environment, "enrol", str(table), *more)

    looked = run()
    assert (looked.returncode, looked.stdout.strip(), _count(api)) == (0, "505 would enrol", 0), looked.stderr
    table.write_text("\n".join((HEADER, *rows, ANN.replace("America/New_York", "Mars/Base"))))
    refused = run("--take", "all")
    assert refused.returncode == 1
    assert "zone" in refused.stdout
    assert _count(api) == 0, "all or nothing"
    good = run("--take", "good", "--json")
    assert [json.loads(line)["outcome"] for line in good.stdout.splitlines()].count("enrolled") == 505
    environment.pop("AMBLE_KEY")
    assert run().returncode == 2
