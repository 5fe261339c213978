"""Is the care team told outside of Amble of what cannot wait, once, and without a word about health?"""

import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from sqlmodel import col, select

from schemas.tables.alerts import Notice as NoticeRow
from schemas.tables.alerts import NoticeChannel, NoticeState
from schemas.tables.clinics import Clinic
from services.carrier.open_address import OpenAddress
from services.carrier.staff import Mail, Notice, Sink, Webhook
from services.journey.alerting import notices as notify
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at

NOTICE = Notice("3f0c", "now", datetime(2026, 3, 2, 15, tzinfo=UTC))


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def notices(clinic: ClinicInTests) -> list[NoticeRow]:
    with clinic.database.unit_of_work() as session:
        return list(session.exec(select(NoticeRow).order_by(col(NoticeRow.created_at))).all())


def test_an_emergency_tells_the_therapist_and_the_clinics_system_once(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        session.get_one(Clinic, clinic.id).notify_webhook = "https://ehr.example.org/amble"
    patient = clinic.begin()
    clinic.turn_to(at(13, day=1))
    clinic.text(patient, "I can't feel my groin")
    clinic.text(patient, "groin still numb")
    assert sorted((n.channel, n.address) for n in notices(clinic)) == [
        (NoticeChannel.EMAIL, "t@b.co"),
        (NoticeChannel.WEBHOOK, "https://ehr.example.org/amble"),
    ]


def test_what_can_wait_tells_nobody(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=5))
    assert "silence" in clinic.alerts(patient)
    assert notices(clinic) == []


def test_a_notice_is_claimed_once_and_tried_until_it_is_taken(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(13, day=1))
    clinic.text(patient, "chest pain")
    now, tries = clinic.now, 0
    while notices(clinic)[0].state is NoticeState.PLANNED:
        with clinic.database.unit_of_work() as session:
            (ready,) = notify.claim_notices(session, now, NoticeChannel.EMAIL)
            assert notify.claim_notices(session, now, NoticeChannel.EMAIL) == []
        with clinic.database.unit_of_work() as session:
            notify.settle_notice(session, ready.id, now, taken=False)
        tries += 1
        now += timedelta(hours=3)
    assert (tries, notices(clinic)[0].state) == (5, NoticeState.GIVEN_UP)


def test_a_taken_notice_is_done(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "chest pain")
    with clinic.database.unit_of_work() as session:
        (ready,) = notify.claim_notices(session, clinic.now, NoticeChannel.EMAIL)
    for taken in (True, False):
        with clinic.database.unit_of_work() as session:
            notify.settle_notice(session, ready.id, clinic.now, taken=taken)
    (row,) = notices(clinic)
    assert (row.state, row.attempts, row.sent_at) == (NoticeState.SENT, 1, clinic.now)


class MailServer(socketserver.StreamRequestHandler):
    """Enough of SMTP to take a mail."""

    taken: ClassVar[list[str]] = []

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        body: list[str] | None = None
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if body is not None:
                if line != ".":
                    body.append(line)
                    continue
                self.taken.append("\n".join(body))
                body = None
                self.wfile.write(b"250 kept\r\n")
            elif line.upper() == "DATA":
                body = []
                self.wfile.write(b"354 go on\r\n")
            elif line.upper() == "QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 yes\r\n")


class System(BaseHTTPRequestHandler):
    """A clinic's own system."""

    taken: ClassVar[list[tuple[str, bytes]]] = []
    answer: ClassVar[int] = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append((self.headers["X-Amble-Signature"], body))
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


@contextmanager
def listening(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_mail_says_how_soon_and_nothing_of_health() -> None:
    with listening(socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer)) as port:
        mail = Mail(f"smtp://127.0.0.1:{port}", "amble@example.org", "https://amble.example.org")
        assert mail.tell("t@b.co", NOTICE)
    text = MailServer.taken[-1]
    assert "Subject: Amble: somebody needs you now" in text
    assert "To: t@b.co" in text
    assert "https://amble.example.org" in text
    assert not any(word in text.lower() for word in ("pain", "groin", "emergency", "red flag", "patient"))


HERE = OpenAddress(allow_local=True)


def test_a_webhook_is_signed() -> None:
    with listening(HTTPServer(("127.0.0.1", 0), System)) as port:
        assert Webhook("secret", HERE).tell(f"http://127.0.0.1:{port}/x", NOTICE)
        System.answer = 500
        assert not Webhook("secret", HERE).tell(f"http://127.0.0.1:{port}/x", NOTICE)
        assert not Webhook("", HERE).tell(f"http://127.0.0.1:{port}/x", NOTICE)
    signature, body = System.taken[0]
    assert hmac.compare_digest(signature, hmac.new(b"secret", body, hashlib.sha256).hexdigest())
    assert set(json.loads(body)) == {"type", "alert_id", "severity", "opened_at"}


def test_nobody_at_the_other_end_is_not_taken() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), MailServer) as server:
        port = server.server_address[1]
    assert not Mail(f"smtp://127.0.0.1:{port}", "a@b.co", "https://x").tell("t@b.co", NOTICE)
    assert not Webhook("s", HERE).tell(f"http://127.0.0.1:{port}", NOTICE)
    assert not Mail("", "a@b.co", "https://x").tell("t@b.co", NOTICE)
    assert Sink().tell("t@b.co", NOTICE)
