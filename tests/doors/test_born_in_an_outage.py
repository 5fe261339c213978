"""Does an API that starts while PostgreSQL is away take webhooks at once, and the rest as soon as it is back?"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from infra.local.processes import Child, Children, Program, free_port
from infra.local.servers import EmbeddedServers
from services import wiring
from services.carrier.signature import sign
from services.intake.request.gate import Gate
from services.storage.database import Database
from services.storage.migrations import migrate_at
from tests.clinic import ClinicInTests
from tests.doors.serving import PUBLIC, TOKEN, production, serve
from tests.doors.test_webhooks import FORM, wait_for

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
OF_A_REHEARSAL = {"AMBLE_MODE": "rehearsal", "CARRIER_API_BASE_URL": "http://127.0.0.1:9"}
SMS = "/webhooks/twilio/sms"
# The carrier gives up at fifteen.
_ANSWERED_WITHIN_SECONDS = 10


@pytest.fixture
def own_servers() -> Iterator[EmbeddedServers]:
    """Servers that may be stopped, with a migrated database."""
    with EmbeddedServers(durable=False) as servers:
        migrate_at(servers.owner_url)
        yield servers


@contextmanager
def _stopped(servers: EmbeddedServers) -> Iterator[None]:
    """Refuses connections."""
    servers.postgres.stop()
    yield
    servers.start_postgres_again()


@contextmanager
def _frozen(servers: EmbeddedServers) -> Iterator[None]:
    """Takes connections and never answers, as a machine that swaps or a disk that hangs."""
    os.kill(servers.postgres.pid, signal.SIGSTOP)
    yield
    os.kill(servers.postgres.pid, signal.SIGCONT)


def _bring(api: httpx2.Client, form: dict[str, str], token: str = TOKEN) -> int:
    headers = {
        "X-Twilio-Signature": sign(token, PUBLIC + SMS, list(form.items())),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return api.post(SMS, content=urlencode(form), headers=headers).status_code


def _heard(clinic: ClinicInTests) -> int:
    """How often, with no connection left open."""
    events = clinic.events("reply.heard")
    clinic.database.close()
    return events


@pytest.mark.parametrize("outage", [_stopped, _frozen])
def test_a_webhook_is_taken_at_once_and_heard_exactly_once_when_the_database_is_back(
    own_servers: EmbeddedServers, tmp_path: Path, outage: Callable[[EmbeddedServers], AbstractContextManager[None]]
) -> None:
    clinic = ClinicInTests(Database(own_servers.database_url, own_servers.keys), START)
    patient = clinic.begin()
    clinic.turn_the_databases_clock()
    before = _heard(clinic)
    form = FORM | {"From": patient.phone, "Body": "3"}
    with Children(tmp_path) as children, ExitStack() as away:
        away.enter_context(outage(own_servers))
        with serve(children, own_servers, own_servers.database_url, **OF_A_REHEARSAL) as api:
            began = time.monotonic()
            assert _bring(api, form) == 200
            assert time.monotonic() - began < _ANSWERED_WITHIN_SECONDS
            assert _bring(api, form) == 200, "once more, as the carrier may"
            assert _bring(api, form | {"Body": "4"} | {"AccountSid": "forged"}, token="wrong") == 403
            for path in ("/v1/patients", "/console/", "/rehearsal/clock", "/docs"):
                shut = api.get(path)
                assert (shut.status_code, shut.headers["retry-after"]) == (503, "5")
                assert shut.json()["type"] == "urn:amble:problem:database-away"
                assert "nothing was written" in shut.json()["detail"]
            assert api.get("/healthz").status_code == 200
            ready = api.get("/readyz")
            assert (ready.status_code, ready.json()["state"], ready.json()["database"]) == (503, "away", False)
            assert ready.json()["spool"]["waiting"] == 2
            assert ready.json()["spool"]["waiting_since"]
            away.close()
            wait_for(lambda: api.get("/readyz").json()["state"] == "ready", seconds=40)
            assert api.get("/v1/patients", headers={"Authorization": f"Bearer {clinic.admin_key}"}).status_code == 200
            assert _bring(api, form | {"MessageSid": "SM2", "Body": "HELP"}) == 200
        clinic.run()
    with clinic.database.engine.connect() as connection:
        named = sa.text("SELECT sid FROM inbound_text WHERE sid IN (:first, 'SM2') ORDER BY received_at")
        stored = connection.execute(named, {"first": FORM["MessageSid"]})
        assert [row.sid for row in stored] == [FORM["MessageSid"], "SM2"]
    assert _heard(clinic) == before + 2


@contextmanager
def _serving(folder: Path, servers: EmbeddedServers) -> Iterator[Child]:
    port = free_port()
    spool = {"AMBLE_SPOOL_DIRECTORY": str(folder / "spool")}
    command = [sys.executable, "-m", "services.command_line", "serve", "--port", str(port)]
    with Children(folder) as children:
        yield children.start(Program("api", command, production(servers, servers.database_url) | spool))


def _answers(child: Child) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{child.program.command[-1]}/healthz", timeout=5).status_code == 200
    except httpx2.HTTPError:
        return False


def _make_older(servers: EmbeddedServers) -> None:
    with psycopg.connect(servers.owner_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")


def test_a_database_of_the_wrong_shape_refuses_with_a_sentence(own_servers: EmbeddedServers, tmp_path: Path) -> None:
    _make_older(own_servers)
    with _serving(tmp_path, own_servers) as child:
        assert child.process.wait(timeout=60) == 2
        assert "run `amble migrate`" in " ".join(child.tail().split())


def test_a_database_that_turns_out_to_be_of_the_wrong_shape_ends_it_with_a_sentence(
    own_servers: EmbeddedServers, tmp_path: Path
) -> None:
    _make_older(own_servers)
    with ExitStack() as away:
        away.enter_context(_stopped(own_servers))
        with _serving(tmp_path, own_servers) as child:
            child.wait_until(lambda: _answers(child), seconds=60)
            assert "The database does not answer" in child.log.read_text()
            away.close()
            assert child.process.wait(timeout=60) == 2
            assert "run `amble migrate`" in " ".join(child.tail().split())


def _away() -> OperationalError:
    return OperationalError("SELECT 1", {}, Exception())


class Checks:
    """A check of the database whose answers are told beforehand."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.refused = threading.Event()

    def __call__(self) -> None:
        """The next answer; the last one again and again."""
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is not None:
            raise answer


def _gate(checks: Checks) -> Gate:
    gate = Gate(checks, checks.refused.set, again_seconds=0.001)
    gate.start()
    return gate


def test_the_gate_opens_as_soon_as_the_check_passes_and_not_before() -> None:
    gate = _gate(Checks(None))
    assert gate.wait()
    checks = Checks(_away())
    gate = _gate(checks)
    assert not gate.wait()
    checks.answers = [None]
    wait_for(lambda: gate.is_open)
    assert not checks.refused.is_set()


def test_the_gate_refuses_whatever_is_no_outage_at_once_or_later() -> None:
    wrong = wiring.ConfigurationIsWrong("run `amble migrate`")
    with pytest.raises(wiring.ConfigurationIsWrong):
        _gate(Checks(wrong)).wait()
    checks = Checks(_away(), _away(), _away(), wrong)
    gate = _gate(checks)
    assert checks.refused.wait(10)
    assert gate.error is wrong
    assert not gate.is_open


def test_a_check_that_hangs_holds_nobody_up_for_long() -> None:
    hanging = threading.Event()

    def check() -> None:
        hanging.wait()

    gate = Gate(check)
    gate.start()
    assert not gate.wait(0.01)
    hanging.set()
    wait_for(lambda: gate.is_open)
