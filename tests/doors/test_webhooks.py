"""Is a webhook believed only when it is genuine, and kept before it is answered?"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import sqlalchemy as sa
from twilio.request_validator import RequestValidator

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
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
def api(servers: EmbeddedServers, database_url: str, tmp_path: Any) -> Iterator[httpx.Client]:
    with Children(tmp_path) as children, serve(children, servers, database_url) as client:
        yield client


def _post(api: httpx.Client, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
    signed = {"X-Twilio-Signature": sign(TOKEN, PUBLIC + path, list(form.items()))} | headers
    return api.post(
        path, content=urlencode(form), headers={"Content-Type": "application/x-www-form-urlencoded"} | signed
    )


def _count(database: Database, table: str) -> int:
    with database.unit_of_work() as session:
        return int(session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_text_is_kept_once_and_answered_with_empty_twiml(api: httpx.Client, database: Database) -> None:
    for _ in range(3):
        answer = _post(api, "/webhooks/twilio/sms", FORM)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
        assert answer.text.endswith("<Response></Response>")
    assert _count(database, "inbound_text") == 1
    with database.unit_of_work() as session:
        assert session.execute(sa.text("SELECT body FROM inbound_text")).scalar_one() == " 7 "


def test_what_is_not_genuine_is_refused_and_not_kept(api: httpx.Client, database: Database) -> None:
    assert _post(api, "/webhooks/twilio/sms", FORM, **{"X-Twilio-Signature": "forged"}).status_code == 403
    assert api.post("/webhooks/twilio/sms", data=FORM).status_code == 403
    assert api.post("/webhooks/twilio/sms", content=b"x" * 100_000).status_code == 413
    assert api.post("/webhooks/twilio/sms", content=b"\xff\xfe").status_code == 400
    assert _post(api, "/webhooks/twilio/sms", {"MessageSid": "SM1"}).status_code == 422
    assert _count(database, "inbound_text") == 0


@pytest.mark.parametrize("body", ["", "7", "é😀" * 200, "x" * 1600, "a\x00b"])
def test_any_body_is_kept(api: httpx.Client, database: Database, body: str) -> None:
    assert _post(api, "/webhooks/twilio/sms", FORM | {"Body": body}).status_code == 200
    assert _count(database, "inbound_text") == 1


def test_a_receipt_is_kept_once_with_odd_or_missing_references(api: httpx.Client, database: Database) -> None:
    form = {"MessageSid": "SM2", "MessageStatus": "delivered", "ErrorCode": ""}
    for query in ("?message=nonsense&attempt=x", "", "?message=7c1c8a3e-7b52-4a0e-9f0e-2f0f3f6f1d11&attempt=1"):
        assert _post(api, f"/webhooks/twilio/status{query}", form).status_code == 204
    assert _count(database, "delivery_receipt") == 1


def test_what_cannot_be_kept_is_never_answered_with_success(
    servers: EmbeddedServers, database_url: str, tmp_path: Any
) -> None:
    import psycopg

    name = database_url.rsplit("/", 1)[1]
    with Children(tmp_path) as children, serve(children, servers, database_url) as api:
        with psycopg.connect(servers.superuser_url, autocommit=True) as root:
            root.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        answer = _post(api, "/webhooks/twilio/sms", FORM)
        assert answer.status_code == 503
        with psycopg.connect(servers.superuser_url, autocommit=True) as root:
            root.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert _post(api, "/webhooks/twilio/sms", FORM).status_code == 200
