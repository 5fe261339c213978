"""Is a clinic's own system told once of what happened, signed, and tried again until it has taken it?"""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlmodel import col, select

from schemas.api.webhooks import NewSubscription
from schemas.tables.webhooks import HookDelivery, HookState, HookType, Subscription
from services.carrier.hooks import WebhookPoster, signature
from services.carrier.open_address import OpenAddress
from services.operations import webhooks
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.conftest import START
from workers import notifying


@dataclass
class Listener:
    """A clinic's system: what it was told, and what it answers next (200 unless told otherwise)."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.told]


@pytest.fixture
def listener() -> Iterator[Listener]:
    heard = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.told.append((dict(self.headers), body))
            self.send_response(heard.answers.pop(0) if heard.answers else 200)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    heard.url = f"http://127.0.0.1:{server.server_port}/amble"
    yield heard
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _listen(clinic: ClinicInTests, listener: Listener, *types: HookType) -> Subscription:
    wanted = NewSubscription.model_construct(url=listener.url, types=list(types or HookType))
    with clinic.database.unit_of_work() as session:
        return webhooks.subscribe(session, clinic.id, wanted, "user:x", clinic.now)


def _deliver(clinic: ClinicInTests) -> None:
    """What the worker's task does."""
    with clinic.database.unit_of_work() as session:
        webhooks.plan_deliveries(session, clinic.now)
    clinic.turn_the_databases_clock()
    notifying.deliver_webhooks(clinic.database, WebhookPoster(OpenAddress(allow_local=True)))


def _deliveries(clinic: ClinicInTests) -> list[HookDelivery]:
    with clinic.database.unit_of_work() as session:
        return list(session.exec(select(HookDelivery).order_by(col(HookDelivery.event_id))).all())


def test_each_thing_that_happens_is_told_once_and_signed(clinic: ClinicInTests, listener: Listener) -> None:
    before = clinic.enrol(phone="+12025550150")
    listening = _listen(clinic, listener)
    patient = clinic.begin()
    for told in ("my groin went numb", "I cannot feel my groin", "STOP"):
        clinic.text(patient, told)
        for _ in range(2):
            _deliver(clinic)
            clinic.now += timedelta(minutes=3)
    assert listener.types.count("reply.received") == 4
    assert listener.types.count("patient.opted_out") == 1
    assert "red_flag_emergency" in clinic.alerts(patient)
    assert listener.types.count("alert.opened") == len(clinic.alerts(patient)), "a danger told twice is opened once"
    assert listener.types.count("plan.changed") >= 2
    assert len({json.loads(body)["id"] for _, body in listener.told}) == len(listener.told)
    headers, body = listener.told[0]
    seconds = headers["X-Amble-Signature"].split(",")[0].removeprefix("t=")
    mac = hmac.new(listening.secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["X-Amble-Signature"] == f"t={seconds},v1={mac}"
    everything = b"".join(body for _, body in listener.told).decode()
    for private in ("+1202", "groin", "red_flag", str(before.id)):
        assert private not in everything


def test_only_what_was_asked_for_is_told(clinic: ClinicInTests, listener: Listener) -> None:
    _listen(clinic, listener, HookType.PATIENT_OPTED_OUT)
    clinic.text(clinic.begin(), "STOP")
    _deliver(clinic)
    assert listener.types == ["patient.opted_out"]


def test_what_is_not_taken_is_tried_again_given_up_and_replayed_under_its_id(
    clinic: ClinicInTests, listener: Listener
) -> None:
    _listen(clinic, listener, HookType.PATIENT_OPTED_OUT)
    listener.answers = [500, 302, 404, 500, 500, 500, 500]
    clinic.text(clinic.begin(), "STOP")
    for number in range(9):
        _deliver(clinic)
        if number < 7:
            assert len(listener.told) == number + 1
        clinic.now += webhooks.WAITS[min(number, len(webhooks.WAITS) - 1)] + timedelta(seconds=30)
    (given_up,) = _deliveries(clinic)
    assert (given_up.state, given_up.attempts, given_up.status_code) == (HookState.GIVEN_UP, 7, 500)
    with clinic.database.unit_of_work() as session:
        webhooks.replay(session, session.merge(given_up), "user:x", clinic.now)
    _deliver(clinic)
    assert _deliveries(clinic)[0].state is HookState.SENT
    assert len({json.loads(body)["id"] for _, body in listener.told}) == 1


def test_two_secrets_sign_while_one_is_changed(clinic: ClinicInTests, listener: Listener) -> None:
    listening = _listen(clinic, listener, HookType.PATIENT_OPTED_OUT)
    old = listening.secret
    with clinic.database.unit_of_work() as session:
        row = session.get_one(Subscription, listening.id)
        webhooks.change_secret(session, row, "user:x", clinic.now)
        new = row.secret
    clinic.text(clinic.begin(), "STOP")
    _deliver(clinic)
    headers, body = listener.told[0]
    seconds = int(headers["X-Amble-Signature"].split(",")[0].removeprefix("t="))
    assert headers["X-Amble-Signature"] == signature(body, [new, old], seconds)
    with clinic.database.unit_of_work() as session:
        webhooks.end(session, session.get_one(Subscription, listening.id), "user:x", clinic.now)
    clinic.text(clinic.enrol(phone="+12025550151"), "STOP")
    _deliver(clinic)
    assert len(listener.told) == 1
