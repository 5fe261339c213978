"""Is a webhook believed only when it is genuine, and kept before it is answered?"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import psycopg
import pytest
import sqlalchemy as sa
from sqlmodel import col, select
from twilio.request_validator import RequestValidator

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from schemas.tables.messages import InboundText
from services.carrier.signature import is_genuine, sign
from services.storage.database import Database
from tests.doors.serving import PUBLIC, TOKEN, serve

SMS = f"{PUBLIC}/webhooks/twilio/sms"
FORM = {
    "AccountSid": "AC00000000000000000000000000000001",
    "From": "+15005550006",
    "MessageSid": "SM00000000000000000000000000000001",
    "NumMedia": "0",
    "To": "+15005550001",
    "Body": " 7 ",
}
VECTORS = [
    (
        "https://mycompany.com/myapp.php?foo=1&bar=2",
        [("CallSid", "CA1234567890ABCDE"), ("Digits", "1234"), ("From", "+14158675309"), ("To", "+18005551212"),
         ("Caller", "+14158675309")],
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    ),
    (
        "https://mycompany.com/myapp.php?foo=1&bar=2",
        [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")],
        "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
    ),
    ("https://example.org/webhooks/twilio/sms", list(FORM.items()), "+3QTMmHuCEbdVnPLQWOjsKgQ98Y="),
    ("https://example.org/webhooks/twilio/sms", list((FORM | {"Body": ""}).items()), "j0L5DQsHJjltVeSwhp2rjYZI7Mw="),
]  # fmt: skip


@pytest.mark.parametrize(("url", "form", "signature"), VECTORS)
def test_published_vectors(url: str, form: list[tuple[str, str]], signature: str) -> None:
    assert sign(TOKEN, url, form) == signature
    assert is_genuine(["old", TOKEN], url, form, signature)
    assert is_genuine([TOKEN], url.replace(".com/", ".com:443/").replace(".org/", ".org:443/"), form, signature)
    assert not is_genuine([TOKEN], url + "x", form, signature)
    assert not is_genuine([TOKEN], url, [*form, ("more", "")], signature)
    assert not is_genuine([], url, form, signature)
    assert not is_genuine([""], url, form, sign("", url, form))
    assert not is_genuine([TOKEN], url, form, None)


def test_our_signature_agrees_with_the_vendors_own() -> None:
    theirs = RequestValidator(TOKEN)
    for url, form, _ in VECTORS[2:]:
        assert sign(TOKEN, url, form) == theirs.compute_signature(url, dict(form))


@pytest.fixture
def api(servers: EmbeddedServers, database_url: str, tmp_path: Any) -> Iterator[httpx2.Client]:
    with Children(tmp_path) as children, serve(children, servers, database_url) as client:
        yield client


def _post(api: httpx2.Client, path: str, form: dict[str, str], **headers: str) -> httpx2.Response:
    signed = {"X-Twilio-Signature": sign(TOKEN, PUBLIC + path, list(form.items()))} | headers
    return api.post(
        path, content=urlencode(form), headers={"Content-Type": "application/x-www-form-urlencoded"} | signed
    )


def _count(database: Database, table: str) -> int:
    with database.unit_of_work() as session:
        return int(session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_text_is_kept_once_and_answered_with_empty_twiml(api: httpx2.Client, database: Database) -> None:
    for _ in range(3):
        answer = _post(api, "/webhooks/twilio/sms", FORM)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
        assert answer.text.endswith("<Response></Response>")
    assert _count(database, "inbound_text") == 1
    with database.unit_of_work() as session:
        assert session.exec(select(InboundText.body)).one() == " 7 "


def test_what_is_not_genuine_is_refused_and_not_kept(api: httpx2.Client, database: Database) -> None:
    assert _post(api, "/webhooks/twilio/sms", FORM, **{"X-Twilio-Signature": "forged"}).status_code == 403
    assert api.post("/webhooks/twilio/sms", data=FORM).status_code == 403
    assert api.post("/webhooks/twilio/sms", content=b"x" * 100_000).status_code == 413
    assert api.post("/webhooks/twilio/sms", content=b"\xff\xfe").status_code == 400
    assert _post(api, "/webhooks/twilio/sms", {"MessageSid": "SM1"}).status_code == 422
    assert _count(database, "inbound_text") == 0


@pytest.mark.parametrize("body", ["", "7", "é😀" * 200, "x" * 1600, "a\x00b"])
def test_any_body_is_kept(api: httpx2.Client, database: Database, body: str) -> None:
    assert _post(api, "/webhooks/twilio/sms", FORM | {"Body": body}).status_code == 200
    assert _count(database, "inbound_text") == 1


def test_a_receipt_is_kept_once_with_odd_or_missing_references(api: httpx2.Client, database: Database) -> None:
    form = {"MessageSid": "SM2", "MessageStatus": "delivered", "ErrorCode": ""}
    for query in ("?message=nonsense&attempt=x", "", "?message=7c1c8a3e-7b52-4a0e-9f0e-2f0f3f6f1d11&attempt=1"):
        assert _post(api, f"/webhooks/twilio/status{query}", form).status_code == 204
    assert _count(database, "delivery_receipt") == 1


@contextmanager
def away(servers: EmbeddedServers, database_url: str) -> Iterator[None]:
    """The database takes no connection and drops those it has."""
    name = database_url.rsplit("/", 1)[1]
    with psycopg.connect(servers.superuser_url, autocommit=True) as root:
        root.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        root.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_while_the_database_is_away_replies_wait_on_disk_and_come_over_in_order(
    servers: EmbeddedServers, database_url: str, database: Database, tmp_path: Path
) -> None:
    with Children(tmp_path) as children, serve(children, servers, database_url) as api:
        database.close()
        with away(servers, database_url):
            for number in range(5):
                form = FORM | {"MessageSid": f"SM{number}", "Body": str(number)}
                assert _post(api, "/webhooks/twilio/sms", form).status_code == 200
            assert _post(api, "/webhooks/twilio/sms", FORM | {"MessageSid": "SM0"}).status_code == 200, "once more"
            receipt = {"MessageSid": "SM2", "MessageStatus": "delivered"}
            assert _post(api, "/webhooks/twilio/status", receipt).status_code == 204
            spooled = list((tmp_path / "spool").glob("*.json"))
            assert len(spooled) == 7
            assert {path.stat().st_mode & 0o777 for path in spooled} == {0o600}
        wait_for(lambda: not list((tmp_path / "spool").glob("*.json")))
        with database.unit_of_work() as session:
            bodies = session.exec(select(InboundText.body).order_by(col(InboundText.id))).all()
            early = session.execute(sa.text("SELECT count(*) FROM inbound_text WHERE received_at < amble_now()"))
            assert early.scalar_one() == 5
        assert bodies == ["0", "1", "2", "3", "4"]
        assert _count(database, "delivery_receipt") == 1


def test_what_can_be_kept_nowhere_is_never_answered_with_success(
    servers: EmbeddedServers, database_url: str, tmp_path: Path
) -> None:
    with Children(tmp_path) as children, serve(children, servers, database_url) as api:
        with away(servers, database_url):
            # The place of the spool is no directory any more: as good as a full disk, for any user.
            shutil.rmtree(tmp_path / "spool")
            (tmp_path / "spool").write_text("")
            answer = _post(api, "/webhooks/twilio/sms", FORM)
            assert (answer.status_code, answer.json()["type"]) == (503, "urn:amble:problem:not-kept")
        # The pool finds the database again in its own time; until then the carrier is asked to bring it again.
        wait_for(lambda: _post(api, "/webhooks/twilio/sms", FORM).status_code == 200)


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Until it holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)
