"""Does whatever breaks leave one line without a message, an id in the answer, and does nobody hold the door open?"""

import json
import logging
import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import sqlalchemy as sa
import structlog

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from services.command_line.connections import HEAD_WITHIN_SECONDS
from services.intake.health import Readiness
from services.storage.database import Database
from services.wiring.lines import JsonLine
from tests.clinic import ClinicInTests
from tests.doors.serving import serve
from tests.doors.test_webhooks import FORM, _post

SECRET = "Xanthippe +12025550143"


@pytest.fixture
def api(servers: EmbeddedServers, database_url: str, tmp_path: Path) -> Iterator[httpx2.Client]:
    with Children(tmp_path) as children, serve(children, servers, database_url) as client:
        yield client


def _lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text().splitlines() if line.strip()]


def test_what_nobody_foresaw_is_one_line_with_the_id_of_the_answer_and_no_message(
    api: httpx2.Client, clinic: ClinicInTests, owner: sa.Engine, tmp_path: Path
) -> None:
    """A row that breaks a read: its message names the table, and what was asked for."""
    with owner.begin() as connection:
        connection.execute(sa.text("ALTER TABLE app_user RENAME COLUMN name TO renamed"))
    answer = api.get("/v1/me", headers={"Authorization": f"Bearer {clinic.therapist_key}"})
    assert answer.status_code == 500
    found = answer.headers["x-request-id"]
    assert found in answer.json()["detail"]
    assert answer.json()["instance"] == f"urn:uuid:{found}"
    told = [line for line in _lines(tmp_path / "api.log") if line.get("request") == found]
    assert [line["event"] for line in told] == ["request.failed"]
    assert told[0]["error"] == "ProgrammingError"
    assert ".py:" in str(told[0]["where"])
    assert "Traceback" not in (tmp_path / "api.log").read_text()
    assert "app_user" not in (tmp_path / "api.log").read_text()


def test_every_answer_has_an_id_and_only_a_well_formed_one_is_taken_over(api: httpx2.Client, tmp_path: Path) -> None:
    theirs = str(uuid.uuid4())
    for sent in (theirs, theirs.upper(), theirs.replace("-", "")):
        assert api.get("/healthz", headers={"X-Request-Id": sent}).headers["x-request-id"] == theirs
    for wrong in ("", "x", "+12025550143", "1" * 200, theirs + "0"):
        given = api.get("/healthz", headers={"X-Request-Id": wrong}).headers["x-request-id"]
        assert given not in (wrong, theirs)
        assert uuid.UUID(given)
    for path in ("/nowhere", "/v1/me", "/console/", "/"):
        assert uuid.UUID(api.get(path).headers["x-request-id"])
    forged = api.post("/webhooks/twilio/sms", data=FORM, headers={"X-Request-Id": theirs})
    assert forged.status_code == 403
    told = [line for line in _lines(tmp_path / "api.log") if line["event"] == "webhook.forged"]
    assert [line["request"] for line in told] == [theirs]


def test_a_library_speaks_in_lines_without_values_and_messages() -> None:
    lines = []
    for message, args, error in (
        ("Task %s raised: %s\nmore", ("a", SECRET), None),
        ("Exception in ASGI application\n", (), ValueError(SECRET)),
        (ValueError(SECRET), (), None),
        (f"Task exception was never retrieved\nfuture: {SECRET}", (), None),
    ):
        told = (type(error), error, None) if error else None
        record = logging.LogRecord("library", logging.ERROR, "x.py", 1, message, args, told)
        with structlog.contextvars.bound_contextvars(request="r"):
            lines.append(JsonLine().format(record))
    assert not any("Xanthippe" in line or "\n" in line for line in lines)
    assert [json.loads(line).get("error") for line in lines] == [None, "ValueError", None, None]
    assert {json.loads(line)["request"] for line in lines} == {"r"}


@pytest.mark.parametrize(
    ("body", "kind", "answered"),
    [
        (b"{", "application/json", (422, "is not JSON")),
        (b"[" * 100_000, "application/json", (400, "")),
        (b"a=b", "application/x-www-form-urlencoded", (415, "application/json")),
        (b'{"name": "x"}', "text/plain", (415, "application/json")),
        (b"", "application/json", (422, "body")),
    ],
)
def test_a_body_that_cannot_be_taken_is_told_why(
    api: httpx2.Client, clinic: ClinicInTests, body: bytes, kind: str, answered: tuple[int, str]
) -> None:
    status, says = answered
    headers = {"Authorization": f"Bearer {clinic.therapist_key}", "Content-Type": kind, "Idempotency-Key": "k"}
    answer = api.post("/v1/patients/search", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert says in answer.json()["detail"]


@pytest.mark.parametrize(
    "odd", [{"OptOutType": "S" * 40}, {"OptOutType": "ST\x00OP"}, {"To": "+1500\x00"}, {"MessageSid": "SM\x001"}]
)
def test_an_odd_form_of_the_carrier_is_kept(api: httpx2.Client, database: Database, odd: dict[str, str]) -> None:
    assert _post(api, "/webhooks/twilio/sms", FORM | odd).status_code == 200
    with database.unit_of_work() as session:
        assert session.execute(sa.text("SELECT count(*) FROM inbound_text")).scalar_one() == 1
    receipt = {"MessageSid": "SM\x002", "MessageStatus": "sent\x00", "ErrorCode": "\x00"}
    assert _post(api, "/webhooks/twilio/status", receipt).status_code == 204


@pytest.fixture
def connection(api: httpx2.Client) -> Iterator[socket.socket]:
    with socket.create_connection((api.base_url.host, api.base_url.port or 0), timeout=30) as opened:
        yield opened


def test_a_head_that_does_not_come_whole_ends_the_connection(connection: socket.socket, api: httpx2.Client) -> None:
    began = time.monotonic()
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    assert _end_of(connection) == b""
    assert HEAD_WITHIN_SECONDS - 1 < time.monotonic() - began < 25
    assert api.get("/healthz").status_code == 200


def test_a_head_that_is_too_large_is_refused(connection: socket.socket) -> None:
    connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: " + b"a" * (300 * 1024) + b"\r\n\r\n")
    assert b" 200 " not in _end_of(connection)


def test_a_webhook_whose_body_comes_too_slowly_is_told_so(connection: socket.socket, tmp_path: Path) -> None:
    connection.settimeout(50)
    connection.sendall(b"POST /webhooks/twilio/sms HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nBody")
    assert connection.recv(4096).startswith(b"HTTP/1.1 408 ")
    assert "request.failed" not in (tmp_path / "api.log").read_text()


def _end_of(connection: socket.socket) -> bytes:
    came = b""
    try:
        while more := connection.recv(65536):
            came += more
    except ConnectionError:
        pass
    return came


def test_wrong_keys_are_limited_and_a_right_one_never_is(api: httpx2.Client, clinic: ClinicInTests) -> None:
    right = {"Authorization": f"Bearer {clinic.therapist_key}"}
    answers = [api.get("/v1/me", headers={"Authorization": f"Bearer amb_{n}"}).status_code for n in range(62)]
    assert 401 in answers
    # The window may turn over within: then they begin anew.
    answers += [api.get("/v1/me", headers={"Authorization": f"Bearer amb_{n}"}).status_code for n in range(62)]
    assert 429 in answers
    assert api.get("/v1/me", headers=right).status_code == 200


def test_however_many_ask_the_servers_are_looked_at_once_a_second() -> None:
    looks: list[float] = []
    at = [0.0]

    def look() -> dict[str, object]:
        looks.append(at[0])
        return {"state": "ready"}

    seen = Readiness(look, lambda: at[0])
    for moment in (0.0, 0.5, 0.99, 1.0, 1.5, 2.0):
        at[0] = moment
        assert seen.answer() == {"state": "ready"}
    assert looks == [0.0, 1.0, 2.0]
