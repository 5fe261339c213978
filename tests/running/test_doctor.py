"""Does `amble doctor` say what is wrong and what would be right? Real processes, and the carrier emulator as Twilio."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest

from infra.local.processes import LOOPBACK, Children, Program, free_port
from infra.local.servers import EmbeddedServers
from schemas.api.ladder import NewStaffPhone
from schemas.tables.clinics import Clinic
from schemas.tables.spools import SpoolReport
from services.journey.alerting import staff_phones
from services.storage.case import in_hand
from services.storage.database import Database
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.commands import amble
from tests.doors.conftest import START
from tests.doors.serving import TOKEN, production, serve

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT, SENDER, OWN, PHONE = "AC" + "0" * 32, "+15005550006", "+15005550010", "+12025550177"
OTHER = "+12025550178"


@dataclass
class Installation:
    """A rehearsal's API, its carrier, and what the doctor says of both."""

    database: Database
    environment: dict[str, str]
    carrier: httpx2.Client
    folder: Path
    clinic: ClinicInTests = field(init=False)

    def __post_init__(self) -> None:
        self.clinic = ClinicInTests(self.database, START)

    def doctor(self, *more: str, **settings: str) -> tuple[int, list[dict[str, Any]]]:
        done = amble(self.environment | settings, "doctor", "--json", *more)
        assert done.stdout, done.stderr
        return done.returncode, json.loads(done.stdout)

    def go_wrong(self) -> None:
        """A suspended account, replies that go elsewhere, a lost number, nobody to wake, and an API that left things."""
        number = {"sms_url": "https://elsewhere.test/sms"}
        setting = {"account": {"status": "suspended"}, "numbers": {SENDER: number}}
        assert self.carrier.post("/emulator/account", json=setting).is_success
        with self.database.unit_of_work() as session:
            session.get_one(Clinic, self.clinic.id).sender = OWN
            on_call = NewStaffPhone(label="On call", phone="+12025550171")
            with in_hand(session, START) as batch:
                staff_phones.add(batch, self.clinic.id, on_call, STAFF_SENDER, "test").consented_at = START
            disk = SpoolReport(
                id="f" * 32, waiting=3, waiting_since=START, refused=1, refused_since=START, told_at=START
            )
            session.add(disk)

    def texts_to(self, phone: str = PHONE) -> list[str]:
        return [text["body"] for text in self.carrier.get(f"/emulator/phones/{phone}/texts").json()]


@pytest.fixture
def installation(
    servers: EmbeddedServers, database: Database, database_url: str, tmp_path: Path
) -> Iterator[Installation]:
    port, carrier = free_port(), free_port()
    public = f"http://127.0.0.1:{port}"
    options = ["--port", str(carrier), "--account-sid", ACCOUNT, "--auth-token", TOKEN, "--from-number", SENDER,
               "--webhook-base", public, "--ledger", str(tmp_path / "ledger.jsonl")]  # fmt: skip
    command = [sys.executable, "-m", "infra.local.carrier_emulator", *options]
    settings = {
        "AMBLE_MODE": "rehearsal",
        "CARRIER_API_BASE_URL": f"http://127.0.0.1:{carrier}",
        "PUBLIC_BASE_URL": public,
        "AMBLE_SPOOL_DIRECTORY": str(tmp_path / "spool"),
    }
    with (
        Children(tmp_path) as children,
        httpx2.Client(base_url=settings["CARRIER_API_BASE_URL"], verify=LOOPBACK) as http,
    ):
        emulator = children.start(Program("carrier", command))
        emulator.wait_until(lambda: _answers(http), seconds=30)
        with serve(children, servers, database_url, port, **settings):
            yield Installation(database, production(servers, database_url) | settings, http, tmp_path)


PARTS = {
    "settings", "database", "rights", "migrations", "clock", "broker", "spool", "account", "sender", "address", "proxies", "mail",
}  # fmt: skip


def _answers(http: httpx2.Client) -> bool:
    try:
        return http.get("/emulator/health").is_success
    except httpx2.HTTPError:
        return False


def _wrong(found: list[dict[str, Any]]) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for finding in found:
        if not finding["well"]:
            wrong.setdefault(finding["part"], []).append(finding["sentence"])
    return wrong


def test_an_installation_that_is_right_is_said_to_be_right_and_each_fault_has_its_line(
    installation: Installation,
) -> None:
    code, found = installation.doctor()
    assert (code, _wrong(found)) == (0, {})
    assert {finding["part"] for finding in found} == PARTS
    installation.go_wrong()
    code, found = installation.doctor()
    wrong = _wrong(found)
    assert code == 1
    assert wrong.keys() == {"account", "sender", "spool"}
    assert "no text leaves" in wrong["account"][0]
    shared, own, staff = wrong["sender"]
    assert shared.startswith(f"{SENDER} (for all clinics): replies go to https://elsewhere.test/sms and not to us")
    assert own.startswith(f"{OWN} (a clinic's own): the account has no such number")
    assert staff.startswith("STAFF_FROM_NUMBER is not set, but the phones of 1 clinics")
    assert [sentence[:20] for sentence in wrong["spool"]] == ["1 webhooks on disk f", "3 webhooks have wait"]
    code, found = installation.doctor(STAFF_FROM_NUMBER="+15005550019")
    assert any(
        "+15005550019 (for texts to staff): the account has no such number" in s for s in _wrong(found)["sender"]
    )


def test_what_is_away_is_said_and_hides_nothing_else(installation: Installation) -> None:
    away = "http://127.0.0.1:9"
    code, found = installation.doctor(CARRIER_API_BASE_URL=away, PUBLIC_BASE_URL=away, AMBLE_FIELD_KEYS="")
    wrong = _wrong(found)
    assert code == 1
    assert {finding["part"] for finding in found} == PARTS
    assert "gave no answer that can be read" in wrong["account"][0]
    assert "takes no connection" in wrong["address"][0]
    assert "not checked" in wrong["database"][0]


def test_another_token_than_the_apis_is_seen_at_the_door(installation: Installation) -> None:
    _, found = installation.doctor(TWILIO_AUTH_TOKEN="another")
    wrong = _wrong(found)
    assert "TWILIO_AUTH_TOKEN" in wrong["account"][0]
    assert "its webhook refuses our token" in wrong["address"][0]


def test_a_test_text_leaves_only_to_a_phone_that_is_named_and_may_have_it(installation: Installation) -> None:
    code, found = installation.doctor("--text", PHONE)
    assert code == 0, found
    assert [(finding["part"], finding["well"]) for finding in found] == [("text", True)] * 2
    assert [found[0]["sentence"][:17], found[1]["sentence"]] == ["accepted under SM", "delivered: the phone has it"]
    assert len(installation.texts_to()) == 1
    assert "test" in installation.texts_to()[0]

    installation.clinic.text_from(OTHER, "STOP")
    for phone, words in {OTHER: "said STOP", "": "name a phone with its country"}.items():
        code, found = installation.doctor("--text", phone)
        assert code == 1
        assert found[0]["sentence"].startswith("nothing was sent")
        assert words in found[0]["sentence"]
    assert not installation.texts_to(OTHER)
    code, found = installation.doctor("--text", PHONE, DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert code == 1
    assert "the database does not tell" in found[0]["sentence"]
    assert len(installation.texts_to()) == 1
