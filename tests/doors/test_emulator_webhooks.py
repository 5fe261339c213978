"""Does the emulator tell of its texts as a real carrier does: again, late, in another order, and from many phones at once?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from twilio.request_validator import RequestValidator

from infra.local.processes import Children
from tests.doors.emulated import NOBODY, PHONE, TOKEN, Emulator, Listener, a_listener


@pytest.fixture
def program() -> Iterator[Listener]:
    with a_listener() as listener:
        yield listener


@pytest.fixture
def emulator(tmp_path: Path, program: Listener) -> Iterator[Emulator]:
    with Children(tmp_path) as children:
        more = ["--webhook-overrides", "rc=5&rp=all", "--advanced-opt-out"]
        started = Emulator(children, tmp_path, program.url, more)
        yield started
        started.http.close()


# Webhooks.


def test_a_webhook_comes_again_as_its_address_asks_with_one_token(emulator: Emulator, program: Listener) -> None:
    program.answers[:] = [503, 404, 500]
    assert emulator.text_us("7")["webhook_status"] == 204
    assert len(program.forms) == 4
    assert len(set(program.tokens)) == 1
    emulator.text_us("8")
    assert len(set(program.tokens)) == 2
    address = f"{program.url}/webhooks/twilio/sms"
    assert RequestValidator(TOKEN).validate(address, program.forms[0], program.signatures[0])


@pytest.mark.parametrize(
    ("fragment", "times"), [("", 1), ("#rc=2&rp=5xx", 3), ("#rc=2&rp=4xx", 1), ("#rc=1&rp=all", 2)]
)
def test_a_callback_comes_again_only_as_its_address_asks(
    emulator: Emulator, program: Listener, fragment: str, times: int
) -> None:
    program.answers[:] = [503] * 20
    emulator.face(queued=600)
    emulator.create(Body="walk", ValidityPeriod="1", StatusCallback=program.url + fragment)
    emulator.turn(timedelta(seconds=2))
    emulator.calm()
    assert len(program.forms) == times


def test_a_program_that_is_not_there_is_called_once_more_and_then_no_more(tmp_path: Path) -> None:
    with Children(tmp_path) as children:
        started = Emulator(children, tmp_path, NOBODY)
        assert started.text_us("7")["webhook_status"] == 0
        started.http.close()


def test_each_sort_of_repeated_or_reordered_callback(emulator: Emulator, program: Listener) -> None:
    told = {}
    for fault in ("callbacks_twice", "callbacks_reversed", "callbacks_late"):
        emulator.fail(fault)
        sid = emulator.create(Body="walk", StatusCallback=program.url)["sid"]
        emulator.calm()
        told[fault] = (program.statuses(sid), sid)
    assert sorted(told["callbacks_twice"][0]) == ["delivered", "delivered", "sending", "sending", "sent", "sent"]
    assert told["callbacks_reversed"][0] == ["delivered", "sent", "sending"]
    assert told["callbacks_late"][0] == []
    emulator.turn(timedelta(days=1, seconds=1))
    emulator.calm()
    assert len(program.statuses(told["callbacks_late"][1])) == 3


# Many phones at once.


def test_many_phones_text_at_once_and_each_phones_texts_keep_their_order(emulator: Emulator, program: Listener) -> None:
    phones = [f"+1202555{number:04}" for number in range(101, 121)]
    texts = [{"phone": phone, "body": body} for body in ("first", "second") for phone in phones]
    assert emulator.http.post("/emulator/texts", json={"texts": texts}).json() == {"texts": 40}
    for phone in phones:
        assert [text["body"] for text in emulator.thread(phone)] == ["first", "second"]
        assert [form["Body"] for form in program.forms if form["From"] == phone] == ["first", "second"]


def test_texts_to_a_number_that_nobody_has_are_refused_together(emulator: Emulator) -> None:
    texts = [{"phone": PHONE, "body": "hello"}, {"phone": PHONE, "body": "hello", "to": "+15005550099"}]
    answer = emulator.http.post("/emulator/texts", json={"texts": texts})
    assert (answer.status_code, emulator.thread()) == (422, [])
