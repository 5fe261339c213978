"""Does an operator learn what is wrong at the carrier, in words that say what would be right? Asked of the emulator."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.processes import Children
from services.carrier.standing import CarrierGaveNoAnswer, TriedText, Why
from services.carrier.twilio import TwilioSender, open_client
from services.carrier.twilio_standing import TwilioInspection
from services.command_line.carrier_checks import OurSender, check_carrier
from services.command_line.doctor_findings import Finding
from services.command_line.test_text import follow
from tests.doors.at_the_wire import at_the_wire, problem
from tests.doors.emulated import ACCOUNT, PHONE, SENDER, TOKEN, Emulator
from tests.doors.test_carrier import _resolved, _specification

PUBLIC = "https://amble.test"
DOOR = f"{PUBLIC}/webhooks/twilio/sms"
RIGHT = f"{DOOR}#rc=5&rp=all"
SERVICE, OTHER, APPLICATION = "MG" + "a" * 32, "+15005550007", "AP" + "b" * 32
NUMBER = OurSender(SENDER, "for all clinics", "name another one in TWILIO_FROM_NUMBER")
POOL = OurSender(SERVICE, "a clinic's own", "give the clinic another one")


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    folder = tmp_path_factory.mktemp("emulator")
    with Children(folder) as children:
        started = Emulator(children, folder, PUBLIC)
        yield started
        started.http.close()


def inspection(base: str, *, token: str = TOKEN, seconds: float = 5.0) -> TwilioInspection:
    client = open_client(ACCOUNT, token, api_base_url=base, timeout_seconds=seconds)
    return TwilioInspection(client, TwilioSender((SENDER,)))


def looked(base: str, *senders: OurSender, token: str = TOKEN, seconds: float = 5.0) -> list[Finding]:
    return list(check_carrier(inspection(base, token=token, seconds=seconds), "Twilio", senders or (NUMBER,), PUBLIC))


def set_up(emulator: Emulator, **wanted: Any) -> None:
    shown = {"numbers": {SENDER: {}}, "services": {}} | wanted
    shown["account"] = {"status": "active", "type": "Full"} | wanted.get("account", {})
    assert emulator.http.post("/emulator/account", json=shown).status_code == 200


def test_what_is_right_is_said_to_be_right(emulator: Emulator) -> None:
    set_up(emulator, services={SERVICE: {"numbers": [OTHER]}}, numbers={SENDER: {}, OTHER: {}})
    found = looked(emulator.base, NUMBER, POOL)
    assert [(finding.part, finding.well, finding.warning) for finding in found] == [
        ("account", True, False), ("sender", True, False), ("sender", True, False),
    ]  # fmt: skip
    assert "replies come to our webhook" in found[1].sentence


def test_a_wrong_token_is_named_and_nothing_more_is_asked(emulator: Emulator) -> None:
    (found,) = looked(emulator.base, token="not this one")
    assert (found.part, found.well) == ("account", False)
    assert "TWILIO_AUTH_TOKEN" in found.sentence


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_an_account_that_may_not_send_is_named(emulator: Emulator, status: str) -> None:
    set_up(emulator, account={"status": status})
    found = looked(emulator.base)[0]
    assert not found.well
    assert f"'{status}': no text leaves" in found.sentence


def test_a_trial_account_is_a_warning(emulator: Emulator) -> None:
    set_up(emulator, account={"type": "Trial"})
    found = looked(emulator.base)[0]
    assert (found.well, found.warning) == (True, True)
    assert "words of its own before each text" in found.sentence


WRONG_NUMBERS: list[tuple[dict[str, Any], str]] = [
    ({"capabilities": {"voice": True, "sms": False, "mms": False}}, "cannot send texts"),
    ({"sms_url": ""}, f"replies go nowhere: set incoming messages of the number {SENDER} to {RIGHT}, by POST"),
    ({"sms_url": "https://demo.twilio.com/welcome/sms/reply/"}, "replies go to https://demo.twilio.com/welcome/sms/reply/"),
    ({"sms_url": f"{PUBLIC}/webhooks/twilio/status#rc=5&rp=all"}, "and not to us"),
    ({"sms_url": f"{PUBLIC}:8443/webhooks/twilio/sms#rc=5&rp=all"}, "and not to us"),
    ({"sms_url": "http://amble.test/webhooks/twilio/sms#rc=5&rp=all"}, "and not to us"),
    ({"sms_url": "https://[::1/"}, "cannot be read"),
    ({"sms_method": "GET"}, "by GET"),
    ({"sms_url": DOOR}, "would be lost"),
    ({"sms_url": f"{DOOR}#rc=2&rp=all"}, "would be lost"),
    ({"sms_url": f"{DOOR}#rc=5"}, "would be lost"),
    ({"sms_url": f"{DOOR}#rc=5&rp=ct,rt"}, "would be lost"),
    ({"sms_application_sid": APPLICATION}, f"replies go nowhere: set incoming messages of the application " f"{APPLICATION}"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "sentence"), WRONG_NUMBERS)
def test_what_is_wrong_with_a_number_is_said_with_what_would_be_right(
    emulator: Emulator, fields: dict[str, Any], sentence: str
) -> None:
    set_up(emulator, numbers={SENDER: fields}, applications={APPLICATION: {}})
    found = looked(emulator.base)[1]
    assert not found.well
    assert sentence in found.sentence
    assert SENDER in found.sentence


@pytest.mark.parametrize(
    "url", [RIGHT, f"{PUBLIC}:443/webhooks/twilio/sms#rp=all&rc=5", f"{DOOR}#ct=5000&rc=5&rp=4xx,all"]
)
def test_the_same_place_may_be_written_in_several_ways(emulator: Emulator, url: str) -> None:
    set_up(emulator, numbers={SENDER: {"sms_url": url}})
    assert looked(emulator.base)[1].well
    set_up(
        emulator,
        numbers={SENDER: {"sms_url": "", "sms_application_sid": APPLICATION}},
        applications={APPLICATION: {"sms_url": url, "sms_method": "POST"}},
    )
    assert looked(emulator.base)[1].well


def test_a_number_in_a_messaging_service_is_answered_by_what_the_service_says(emulator: Emulator) -> None:
    elsewhere = "https://elsewhere.test/sms"
    own = {SENDER: {"sms_url": elsewhere}}
    set_up(emulator, numbers=own, services={SERVICE: {"numbers": [SENDER]}})
    assert looked(emulator.base)[1].well, "the service's address counts, not the number's"
    set_up(emulator, services={SERVICE: {"numbers": [SENDER], "inbound_request_url": None}})
    assert f"go nowhere: set incoming messages of the Messaging Service {SERVICE}" in looked(emulator.base)[1].sentence
    set_up(emulator, numbers=own, services={SERVICE: {"numbers": [SENDER], "use_inbound_webhook_on_number": True}})
    assert "replies go to https://elsewhere.test/sms and not to us" in looked(emulator.base)[1].sentence


def test_what_the_account_does_not_have_is_named_with_where_it_is_set(emulator: Emulator) -> None:
    set_up(emulator, numbers={}, services={})
    found = looked(emulator.base, NUMBER, POOL)
    assert "no such number. Get it there, or name another one in TWILIO_FROM_NUMBER" in found[1].sentence
    assert "no such Messaging Service. Get it there, or give the clinic another one" in found[2].sentence


def test_a_messaging_service_is_looked_at_whole(emulator: Emulator) -> None:
    set_up(emulator, services={SERVICE: {"numbers": [], "smart_encoding": True}})
    empty, rewriting = looked(emulator.base, POOL)[1:]
    assert "has no number that can send texts" in empty.sentence
    assert (rewriting.well, rewriting.warning) == (True, True)
    assert "Smart Encoding is on" in rewriting.sentence
    set_up(
        emulator,
        numbers={SENDER: {}, OTHER: {"sms_url": "https://elsewhere.test/"}},
        services={SERVICE: {"numbers": [SENDER, OTHER], "use_inbound_webhook_on_number": True}},
    )
    (astray,) = looked(emulator.base, POOL)[1:]
    assert f"set incoming messages of the number {OTHER}" in astray.sentence


OF_TEST_CREDENTIALS = problem(403, 20008)
TAKEN = {"sid": "SM" + "c" * 32, "status": "queued", "error_code": None}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (None, Why.NO_ANSWER),
        ((200, "<html>sign in to this network</html>"), Why.NO_ANSWER),
        ((200, "[]"), Why.NO_ANSWER),
        ((503, "away"), Why.NO_ANSWER),
        (problem(429, 20429), Why.NO_ANSWER),
        (problem(401, 20003), Why.WRONG_CREDENTIALS),
        (problem(404, 20404), Why.UNKNOWN),
        (problem(403, 20403), Why.REFUSED),
        (OF_TEST_CREDENTIALS, Why.TEST_CREDENTIALS),
    ],
)
def test_whatever_the_carrier_answers_is_said_and_is_no_crash(answer: tuple[int, Any] | None, why: Why) -> None:
    with at_the_wire(lambda *_: answer) as base:
        asked = inspection(base, seconds=0.3)
        for question in (asked.account, lambda: asked.sender(SENDER), lambda: asked.test_text("SM1")):
            with pytest.raises(CarrierGaveNoAnswer) as caught:
                question()
            assert caught.value.why is why
        (found,) = looked(base, seconds=0.3)
        assert not found.well
        assert "{" not in found.sentence


def test_a_carrier_that_is_not_there_is_said(emulator: Emulator) -> None:
    del emulator
    (found,) = looked("http://127.0.0.1:9")
    assert "gave no answer that can be read" in found.sentence


def test_a_list_that_fails_in_the_middle_is_said() -> None:
    account = {"sid": ACCOUNT, "status": "active", "type": "Full"}
    for answer in (problem(500, 20500), problem(401, 20003), (200, {"nothing": "known"}), None):
        with at_the_wire(lambda _, path, told=answer: (200, account) if path.endswith(f"{ACCOUNT}.json") else told) as base:  # type: ignore[misc]  # fmt: skip
            found = looked(base, seconds=0.3)
        assert [finding.well for finding in found] == [True, False]


def test_test_credentials_take_a_text_and_tell_no_more() -> None:
    answers = {"POST": (201, TAKEN), "GET": OF_TEST_CREDENTIALS}
    with at_the_wire(lambda method, _: answers[method]) as base:
        taken = inspection(base).send_test(PHONE, "x")
        assert taken == TriedText(TAKEN["sid"], "queued", None, is_final=False)
        said = follow(inspection(base), str(taken.sid))
        assert (said.well, said.warning) == (True, True)
        assert "with test credentials no phone gets it" in said.sentence


@pytest.mark.parametrize(
    ("status", "code", "well", "words"),
    [
        ("delivered", None, True, "the phone has it"),
        ("undelivered", 30003, False, "try again in some minutes"),
        ("undelivered", 30034, False, "the sender or the account is not right"),
        ("failed", 21610, False, "said STOP"),
        ("failed", 30005, False, "cannot text this phone"),
        ("sent", None, True, "no final status yet"),
    ],
)
def test_what_became_of_a_text_is_said(status: str, code: int | None, well: bool, words: str) -> None:
    with at_the_wire(lambda *_: (200, TAKEN | {"status": status, "error_code": code})) as base:
        said = follow(inspection(base), "SM1", seconds=0.1)
    assert (said.well, words in said.sentence) == (well, True), said


def test_a_refused_text_has_its_code_and_a_lost_one_is_not_called_refused(emulator: Emulator) -> None:
    assert inspection(emulator.base).send_test("+12", "x") == TriedText(None, "refused", 21211, is_final=True)
    with at_the_wire(lambda *_: None) as base, pytest.raises(CarrierGaveNoAnswer):
        inspection(base, seconds=0.3).send_test(PHONE, "x")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/2010-04-01/Accounts/{Sid}.json", f"/2010-04-01/Accounts/{ACCOUNT}.json"),
        (
            "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json",
            f"/2010-04-01/Accounts/{ACCOUNT}/IncomingPhoneNumbers.json",
        ),
    ],
)
def test_the_emulators_account_conforms_to_twilios_own_description(
    emulator: Emulator, tmp_path: Path, path: str, asked: str
) -> None:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    document = json.loads(_specification(tmp_path).read_text())
    registry: Any = Registry().with_resource("urn:spec", Resource.opaque(document))
    set_up(emulator)
    answer = emulator.http.get(asked).raise_for_status().json()
    responses = document["paths"][path]["get"]["responses"]
    schema = _resolved(responses["200"]["content"]["application/json"]["schema"], document)
    errors = [error.message for error in Draft202012Validator(schema, registry=registry).iter_errors(answer)]
    assert not errors
    assert set(answer) <= set(schema["properties"])
