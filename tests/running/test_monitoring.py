"""Does an operator see how the program is, and is woken for what matters? Real numbers of a clinic that lives."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sentry_sdk import Client
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport
from sentry_sdk.utils import event_from_exception

from infra.local.processes import Children, Program, free_port
from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from services.wiring import telemetry
from tests.clinic import ClinicInTests
from tests.doors.serving import production

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "infra" / "monitoring"
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
Numbers = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


@pytest.fixture
def address(servers: EmbeddedServers, database_url: str, tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "services.command_line", "metrics", "--port", str(port)]
    environment = production(servers, database_url) | {
        "AMBLE_MODE": "rehearsal",
        "CARRIER_API_BASE_URL": "http://127.0.0.1:9",
    }
    with Children(tmp_path) as children:
        child = children.start(Program("metrics", command, environment))
        child.wait_until(lambda: "metrics.ready" in child.log.read_text(errors="replace"), seconds=30)
        yield f"http://127.0.0.1:{port}/metrics"


def _scraped(address: str) -> Numbers:
    families = text_string_to_metric_families(httpx2.get(address).raise_for_status().text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_what_waits_and_what_happens_is_told_in_numbers(clinic: ClinicInTests, address: str) -> None:
    clinic.turn_the_databases_clock()
    before = _scraped(address)
    for part in ("database", "migrations", "broker"):
        assert before["amble_up", (("part", part),)] == 1
    assert before["amble_replies_unheard", ()] == 0
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1, hours=9, minutes=5))
    clinic.text(patient, "8")
    clinic.turn_to(START + timedelta(days=2))
    clinic.text(patient, "I can't feel my groin")
    # A text that nobody takes up.
    clinic.now += timedelta(hours=2)
    clinic.turn_the_databases_clock()
    numbers = _scraped(address)
    assert numbers["amble_patients", (("status", "active"),)] == 1
    assert numbers["amble_alerts_open", (("severity", "now"),)] == 1
    assert numbers["amble_alert_unseen_oldest_seconds", (("severity", "now"),)] >= 7200
    decided = {
        dict(labels)["rule"]: value for (name, labels), value in numbers.items() if name == "amble_decisions_total"
    }
    assert decided == {"start": 1, "red": 1, "flag-today": 1, "flag-before-clear": 1}
    assert numbers["amble_events_total", (("name", "reply.heard"),)] == 3
    late = numbers["amble_text_lateness_seconds_count", (("urgency", "prompt"),)]
    assert late >= 2
    assert not any("+1202" in str(key) for key in numbers), "no number of a patient"


def test_a_text_that_is_due_and_not_taken_up_grows_old(clinic: ClinicInTests, address: str) -> None:
    clinic.enrol()
    clinic.now += timedelta(minutes=20)
    clinic.turn_the_databases_clock()
    numbers = _scraped(address)
    assert numbers["amble_texts_due", (("urgency", "bulk"),)] == 1
    assert numbers["amble_texts_due_oldest_seconds", (("urgency", "bulk"),)] == pytest.approx(1200, abs=30)
    assert numbers["amble_behind", (("what", "text_late"),)] == 1


def test_while_the_database_is_away_the_numbers_say_so(tmp_path: Path) -> None:
    with EmbeddedServers(durable=False) as servers, Children(tmp_path) as children:
        port = free_port()
        command = [sys.executable, "-m", "services.command_line", "metrics", "--port", str(port)]
        child = children.start(Program("metrics", command, production(servers, servers.database_url)))
        child.wait_until(lambda: "metrics.ready" in child.log.read_text(errors="replace"), seconds=30)
        address = f"http://127.0.0.1:{port}/metrics"
        assert _scraped(address)["amble_up", (("part", "migrations"),)] == 0
        servers.postgres.kill()
        numbers = _scraped(address)
        assert numbers["amble_up", (("part", "database"),)] == 0
        assert numbers["amble_up", (("part", "broker"),)] == 1


def test_a_fault_is_reported_without_its_message_and_without_values() -> None:
    sent: list[dict[str, Any]] = []

    class Wire(Transport):
        def capture_envelope(self, envelope: Envelope) -> None:
            sent.extend(item.payload.json for item in envelope.items if item.payload.json)

    client = Client(
        "http://key@127.0.0.1:9/1",
        transport=Wire,
        before_send=telemetry.scrubbed,
        default_integrations=False,
        include_local_variables=True,
    )
    phone = "+12025550143"
    try:
        raise ValueError(f"cannot text {phone}")
    except ValueError as error:
        event, hint = event_from_exception(error, client.options)
        client.capture_event(event, hint)
    assert "test_monitoring" in json.dumps(sent)
    assert "ValueError" in json.dumps(sent)
    assert phone not in json.dumps(sent)
    assert "cannot text" not in json.dumps(sent)
