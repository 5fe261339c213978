"""Does mail to the care team leave through a real mail server, under TLS, and is it said why where it does not?"""

import base64
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from infra.local.processes import Children, Program, free_port
from infra.local.servers import EmbeddedServers
from services.carrier.mail_server import MailTrouble
from services.carrier.staff import Mail, Notice
from services.wiring import Configuration, problems
from tests.certificates import Authority
from tests.commands import amble
from tests.doors.serving import production
from tests.journey.smtp_server import PASSWORD, USER, Habits, told

ROOT = Path(__file__).resolve().parents[2]
NOTICE = Notice("3f0c", "now", datetime(2026, 3, 2, 15, tzinfo=UTC))
HERE = ("127.0.0.1", "localhost", "0.0.0.0")
LOGIN = f"{USER}:{quote(PASSWORD)}"


@dataclass(frozen=True)
class Running:
    """A mail server, and what it has read."""

    folder: Path

    @property
    def port(self) -> int:
        return int((self.folder / "port").read_text())

    @property
    def seen(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "seen").read_text().splitlines()]

    def text(self, *, tls: bool) -> str:
        """All that it read under TLS, or all that it read without."""
        return "".join(entry["line"] for entry in self.seen if entry["tls"] is tls)

    @property
    def was_shown_the_password(self) -> bool:
        return any(_holds_the_password(entry["line"]) for entry in self.seen)


def _holds_the_password(line: str) -> bool:
    plain = f"\0{USER}\0{PASSWORD}"
    shown = (PASSWORD, base64.b64encode(PASSWORD.encode()).decode(), base64.b64encode(plain.encode()).decode())
    return any(word in line for word in shown) or "AUTH" in line


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Callable[[Habits], Running]]:
    with Children(tmp_path) as children:

        def start(habits: Habits) -> Running:
            folder = tmp_path / f"server-{free_port()}"
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            child = children.start(Program(folder.name, told(folder, habits), environment))
            child.wait_until((folder / "port").exists, seconds=30)
            return Running(folder)

        yield start


def mail(server: Running, authority: Authority, *, scheme: str = "smtp", login: str = LOGIN, host: str = "") -> Mail:
    who = f"{login}@" if login else ""
    url = f"{scheme}://{who}{host or HERE[0]}:{server.port}"
    return Mail(url, "amble@example.org", "https://amble.example.org", authority.trusted, seconds=1.5)


def _why(broken: Mail) -> str:
    assert not broken.tell("t@b.co", NOTICE)
    with pytest.raises(MailTrouble) as told_why:
        broken.check()
    assert PASSWORD not in str(told_why.value)
    return str(told_why.value)


@pytest.mark.parametrize(
    "habits",
    [
        Habits(demands_tls=True, wants_login=True),
        Habits(demands_tls=False, wants_login=True),
        Habits(demands_tls=True),
        Habits(tls_first=True, wants_login=True),
    ],
    ids=["demands STARTTLS", "offers STARTTLS", "wants no login", "TLS first"],
)
def test_a_mail_and_its_password_leave_under_tls(
    server: Callable[[Habits], Running], authority: Authority, habits: Habits
) -> None:
    running = server(replace(habits, certificate=str(authority.issue(*HERE))))
    sent = mail(
        running, authority, scheme="smtps" if habits.tls_first else "smtp", login=LOGIN if habits.wants_login else ""
    )
    assert sent.tell("t@b.co", NOTICE)
    assert "Subject: Amble: somebody needs you now" in running.text(tls=True)
    assert running.was_shown_the_password is habits.wants_login
    for private in ("MAIL FROM", "Subject:", "AUTH"):
        assert private not in running.text(tls=False)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"self_signed": True}, "self-signed certificate"),
        ({"expired": True}, "certificate has expired"),
        ({"names": ("mail.elsewhere.example",)}, "IP address mismatch"),
    ],
    ids=["self-signed", "expired", "of another name"],
)
def test_a_wrong_certificate_is_shown_neither_mail_nor_password(
    server: Callable[[Habits], Running], authority: Authority, wrong: dict[str, Any], says: str, scheme: str
) -> None:
    names = wrong.pop("names", HERE) if "names" in (wrong := dict(wrong)) else HERE
    certificate = str(authority.issue(*names, **wrong))
    running = server(Habits(certificate=certificate, tls_first=scheme == "smtps", wants_login=True))
    why = _why(mail(running, authority, scheme=scheme))
    assert "is not trusted" in why
    assert says in why
    assert not running.was_shown_the_password
    assert "MAIL FROM" not in running.text(tls=False) + running.text(tls=True)


def test_without_tls_nothing_leaves_but_to_this_machine(
    server: Callable[[Habits], Running], authority: Authority
) -> None:
    running = server(Habits(wants_login=True))
    # It leads to this machine, and is no address of this machine alone.
    elsewhere = mail(running, authority, host="0.0.0.0")
    assert "offers no TLS" in _why(elsewhere)
    assert "offers no TLS" in _why(replace(elsewhere, url=f"smtp://0.0.0.0:{running.port}"))
    assert not running.was_shown_the_password
    assert "MAIL FROM" not in running.text(tls=False)
    assert mail(running, authority).tell("t@b.co", NOTICE)


def test_each_failure_is_told_apart(server: Callable[[Habits], Running], authority: Authority) -> None:
    certificate = str(authority.issue(*HERE))
    strict = server(Habits(certificate=certificate, demands_tls=True, wants_login=True))
    assert "refuses the login (535)" in _why(mail(strict, authority, login=f"{USER}:wrong"))
    assert "MAIL_FROM is no e-mail address" in _why_of_the_sender(mail(strict, authority))
    assert not mail(strict, authority).tell("t@refused.example", NOTICE), "one address is refused"
    assert mail(strict, authority).tell("t@b.co", NOTICE), "and the others are not"
    assert "offers no login" in _why(mail(server(Habits(certificate=certificate, hides_login=True)), authority))
    for moment in ("at the greeting", "after EHLO"):
        assert "did not answer within 1.5 s" in _why(mail(server(Habits(hangs=moment)), authority))
    assert "smtps:// is for port 465" in _why(mail(strict, authority, scheme="smtps"))
    nobody = replace(mail(strict, authority), url=f"smtp://127.0.0.1:{free_port()}")
    assert "cannot be reached (Connection refused)" in _why(nobody)
    for unreadable in ("mail.example.org:587", "http://mail.example.org", "smtp://", "smtp://mail:port"):
        assert "SMTP_URL cannot be read" in _why(replace(nobody, url=unreadable))


def _why_of_the_sender(good: Mail) -> str:
    with pytest.raises(MailTrouble) as why:
        replace(good, sender="().@b.co").check()
    return str(why.value)


def test_an_unreadable_address_of_the_server_refuses_to_start() -> None:
    settings = Configuration(_env_file=None, SMTP_URL="mail.example.org")
    assert any("SMTP_URL cannot be read" in wrong for wrong in problems(settings))


def test_the_doctor_opens_greets_and_logs_in_and_sends_nothing(
    server: Callable[[Habits], Running], authority: Authority, servers: EmbeddedServers, database_url: str
) -> None:
    running = server(Habits(certificate=str(authority.issue(*HERE)), demands_tls=True, wants_login=True))

    def finding(login: str) -> dict[str, Any]:
        # In production it would ask the carrier itself.
        nobody = "http://127.0.0.1:9"
        environment = production(servers, database_url) | {
            "AMBLE_MODE": "rehearsal",
            "CARRIER_API_BASE_URL": nobody,
            "PUBLIC_BASE_URL": nobody,
            "SMTP_URL": f"smtp://{login}@localhost:{running.port}",
            "SSL_CERT_FILE": str(authority.path),
        }
        done = amble(environment, "doctor", "--json")
        found: dict[str, Any] = next(found for found in json.loads(done.stdout) if found["part"] == "mail")
        return found

    well = finding(LOGIN)
    assert well["well"], well
    assert running.was_shown_the_password
    assert "MAIL FROM" not in running.text(tls=True)
    broken = finding(f"{USER}:wrong")
    assert not broken["well"]
    assert "refuses the login" in broken["sentence"]
