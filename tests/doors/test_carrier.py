"""Does the real SDK, against the carrier emulator over HTTP, end each call in the right way?"""

import base64
import hashlib
import hmac
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from infra.local.carrier_emulator.webhooks import signature
from infra.local.processes import Children
from services.carrier.errors import REMEDIES, STATUS_RANK, Remedy, advance_status, remedy_of
from services.carrier.port import Accepted, CarrierIsAway, Refused, Unknown
from services.carrier.signature import sign
from services.carrier.twilio import TwilioSender
from tests.doors.emulated import ACCOUNT, PHONE, SENDER, SERVICE, TOKEN, Emulator


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    with Children(tmp_path) as children:
        started = Emulator(children, tmp_path)
        yield started
        started.http.close()


def test_an_accepted_text_stands_on_the_phone(emulator: Emulator) -> None:
    outcome = emulator.send()
    assert isinstance(outcome, Accepted)
    assert emulator.thread()[0]["sid"] == outcome.sid


@pytest.mark.parametrize(
    ("fault", "kind", "on_the_phone"),
    [
        ("429", Refused, 0),
        ("500", Unknown, 0),
        ("reset", Unknown, 0),
        ("503", Unknown, 0),
        ("slow", Accepted, 1),
        ("timeout_before", Unknown, 0),
        ("timeout_after_accept", Unknown, 1),
        ("21610", Refused, 0),
        ("30003", Accepted, 1),
        ("callbacks_never", Accepted, 1),
    ],
)
def test_every_fault_ends_as_what_it_is(emulator: Emulator, fault: str, kind: type, on_the_phone: int) -> None:
    emulator.fail(fault)
    outcome = emulator.send()
    assert isinstance(outcome, kind), outcome
    assert len(emulator.thread()) == on_the_phone
    if isinstance(outcome, Refused):
        assert outcome.retryable is (fault == "429")
        assert outcome.retry_after_seconds == (1 if fault == "429" else None)
    assert isinstance(emulator.send(body="next"), Accepted)


def test_a_text_whose_answer_was_lost_is_found_in_the_list(emulator: Emulator) -> None:
    before = datetime.now(UTC) - timedelta(minutes=1)  # noqa: TID251
    emulator.fail("timeout_after_accept")
    emulator.send(body="lost?")
    emulator.calm()
    found = emulator.carrier.find(PHONE, before)
    assert [record.body for record in found] == ["lost?"]
    assert emulator.carrier.find(PHONE, before + timedelta(days=2)) == []
    assert emulator.carrier.find("+12025550144", before) == []


def test_more_texts_than_a_page_are_all_listed(emulator: Emulator) -> None:
    before = datetime.now(UTC) - timedelta(minutes=1)  # noqa: TID251
    for number in range(60):
        emulator.send(body=str(number))
    emulator.calm()
    assert len(emulator.carrier.find(PHONE, before)) == 60


def test_a_carrier_that_is_not_there_refuses_and_cannot_be_asked(emulator: Emulator) -> None:
    emulator.child.kill()
    outcome = emulator.send()
    assert isinstance(outcome, Refused)
    assert outcome.retryable
    with pytest.raises(CarrierIsAway):
        emulator.carrier.find(PHONE, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("to", "body", "code"), [("12", "x", 21211), (PHONE, "", 21602), (PHONE, "x" * 1601, 21617)])
def test_documented_errors(emulator: Emulator, to: str, body: str, code: int) -> None:
    outcome = emulator.send(to, body)
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.retryable) == (code, False)


def test_stop_at_the_carrier_refuses_until_start(emulator: Emulator) -> None:
    emulator.http.post(f"/emulator/phones/{PHONE}/texts", json={"body": "Stop."}, timeout=30)
    outcome = emulator.send()
    assert isinstance(outcome, Refused)
    assert outcome.remedy is Remedy.OPTED_OUT
    emulator.http.post(f"/emulator/phones/{PHONE}/texts", json={"body": "START"}, timeout=30)
    assert isinstance(emulator.send(), Accepted)


def test_a_redacted_body_is_gone(emulator: Emulator) -> None:
    outcome = emulator.send()
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{outcome.sid}.json"
    assert emulator.http.post(path, data={"Body": ""}).json()["body"] == ""
    assert emulator.http.get(path).json()["body"] == ""
    assert emulator.http.delete(path).status_code == 204
    assert emulator.http.get(path).json()["code"] == 20404


def test_the_ledger_survives_a_crash(emulator: Emulator, tmp_path: Path) -> None:
    emulator.send(body="before the crash")
    emulator.child.kill()
    with Children(tmp_path) as children:
        again = children.start(emulator.program)
        again.wait_until(emulator.answers, seconds=20)
        assert [text["body"] for text in emulator.thread()] == ["before the crash"]
    entries = [json.loads(line)["entry"] for line in (tmp_path / "ledger.jsonl").read_text().splitlines()]
    assert entries[0] == "message"


def test_the_emulators_signature_and_ours_are_two_ways_to_the_same() -> None:
    form = {"B": "2", "A": "1", "Body": " é 7 "}
    url = "https://example.org/webhooks/twilio/sms"
    assert signature(TOKEN, url, form) == sign(TOKEN, url, list(form.items()))
    expected = base64.b64encode(
        hmac.new(TOKEN.encode(), (url + "A1B2Body é 7 ").encode(), hashlib.sha1).digest()
    ).decode()
    assert sign(TOKEN, url, list(form.items())) == expected


def test_the_tables_of_codes_and_statuses() -> None:
    assert remedy_of(21610) is Remedy.OPTED_OUT
    assert remedy_of(99999) is remedy_of(None) is Remedy.UNKNOWN_CODE
    assert len(REMEDIES) == 37
    for status in STATUS_RANK:
        assert advance_status(status, status) == status
        assert advance_status("delivered", status) == "delivered"
        assert advance_status("undelivered", status) in ("undelivered", "delivered", "read")
    assert advance_status("undelivered", "delivered") == "delivered"
    assert advance_status("queued", "surprise") == "queued"


def _specification(folder: Path) -> Path:
    """Twilio's own description of its API, from the package that ships it; never stored here."""
    named = os.environ.get("AMBLE_TWILIO_SPECIFICATION")
    if named:
        return Path(named)
    cached = Path.home() / ".cache" / "amble" / "twilio_api_v2010.json"
    if cached.exists():
        return cached
    npm = shutil.which("npm")
    why = "CONFORMITY NOT CHECKED: install npm with network, or set AMBLE_TWILIO_SPECIFICATION to twilio_api_v2010.json"
    if npm is None:
        pytest.skip(why)
    packed = subprocess.run(
        [npm, "pack", "--silent", "@twilio/cli-core"], cwd=folder, capture_output=True, text=True, check=False
    )
    if packed.returncode:
        pytest.skip(why)
    with tarfile.open(folder / packed.stdout.strip().splitlines()[-1]) as archive:
        member = archive.extractfile("package/src/services/twilio-api/twilio_api_v2010.json")
        assert member is not None
        cached.parent.mkdir(parents=True, exist_ok=True)
        cached.write_bytes(member.read())
    return cached


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_emulators_answers_conform_to_twilios_own_description(emulator: Emulator, tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    document = json.loads(_specification(tmp_path).read_text())
    registry: Any = Registry().with_resource("urn:spec", Resource.opaque(document))
    many, one = (
        "/2010-04-01/Accounts/{AccountSid}/Messages.json",
        "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json",
    )
    media = "/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media.json"
    base, service = emulator.path(""), {"To": PHONE, "MessagingServiceSid": SERVICE}
    later = (emulator.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    sid, by_service = emulator.create(Body="x")["sid"], emulator.create(**service, From="", Body="x")["sid"]
    picture = emulator.create(Body="", MediaUrl="https://harbor.example/walk.jpg")["sid"]
    emulator.fail("30005")
    failed = emulator.create(Body="x")["sid"]
    emulator.calm()
    http = emulator.http
    calls = [
        (many, "post", http.post(f"{base}.json", data={"To": PHONE, "From": SENDER, "Body": "x"})),
        (many, "post", http.post(f"{base}.json", data={**service, "Body": "x"})),
        (
            many,
            "post",
            http.post(f"{base}.json", data={**service, "Body": "x", "ScheduleType": "fixed", "SendAt": later}),
        ),
        (
            many,
            "post",
            http.post(f"{base}.json", data={"To": PHONE, "From": SENDER, "MediaUrl": "https://a.example/b.jpg"}),
        ),
        (many, "get", http.get(f"{base}.json", params={"PageSize": 2})),
        (many, "get", http.get(f"{base}.json", params={"To": PHONE, "DateSent>": "2026-01-01"})),
        *((one, "get", http.get(f"{base}/{key}.json")) for key in (sid, by_service, picture, failed)),
        (media, "get", http.get(f"{base}/{picture}/Media.json")),
        (one, "post", http.post(f"{base}/{sid}.json", data={"Body": ""})),
    ]
    for path, method, answer in calls:
        responses = document["paths"][path][method]["responses"]
        schema = responses[str(answer.status_code)]["content"]["application/json"]["schema"]
        validator = Draft202012Validator(_resolved(schema, document), registry=registry)
        errors = [error.message for error in validator.iter_errors(answer.json())]
        assert not errors, (path, method, errors)
        known = set(_properties(_resolved(schema, document)))
        assert set(answer.json()) <= known, set(answer.json()) - known


def _resolved(schema: Any, document: dict[str, Any]) -> Any:
    """A schema with its references put in place, and the older `nullable` in today's words."""
    if isinstance(schema, list):
        return [_resolved(item, document) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        target: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return _resolved(target, document)
    result = {
        key: _resolved(value, document)
        for key, value in schema.items()
        if key not in ("nullable", "format", "x-twilio")
    }
    if schema.get("nullable") and isinstance(result.get("type"), str):
        result["type"] = [result["type"], "null"]
        if "enum" in result:
            result["enum"] = [*result["enum"], None]
    return result


def _properties(schema: dict[str, Any]) -> list[str]:
    return list(schema.get("properties", {}))


def test_a_patient_keeps_one_of_several_senders() -> None:
    sender = TwilioSender(("+15005550001", "+15005550002", "+15005550003"))
    phones = [f"+1202555{number:04}" for number in range(300)]
    chosen = [sender.number_for(phone) for phone in phones]
    assert chosen == [sender.number_for(phone) for phone in phones]
    assert all(80 <= chosen.count(number) <= 120 for number in sender.from_numbers)
