"""Does the emulator show the faces that a real carrier shows? Whatever it flatters hides a fault of the program."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import smsutil

from infra.local.carrier_emulator import segments
from infra.local.processes import Children
from tests.doors.emulated import PHONE, POOL, SENDER, SERVICE, Emulator, Listener, a_listener, wait_until

EXTENSIONS, EMOJI, CYRILLIC = "€", "🚶", "шаг "
BY_SERVICE = {"From": "", "MessagingServiceSid": SERVICE}


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


# The list.


def test_a_text_that_waits_is_in_no_list_by_date(emulator: Emulator) -> None:
    emulator.face(queued=600)
    waiting = emulator.create(Body="waits")
    assert (waiting["status"], waiting["date_sent"]) == ("queued", None)
    assert emulator.listed(To=PHONE, **{"DateSent>": "2026-01-01"}) == []
    assert [text["sid"] for text in emulator.listed(To=PHONE)] == [waiting["sid"]]
    assert emulator.carrier.find("+12025550999", emulator.now()) == []
    emulator.turn(timedelta(seconds=601))
    emulator.calm()
    assert [text["status"] for text in emulator.listed(To=PHONE, **{"DateSent>": "2026-01-01"})] == ["delivered"]


def test_without_a_date_the_list_goes_by_creation_the_newest_first(emulator: Emulator) -> None:
    emulator.face(queued=600)
    first = emulator.create(Body="first")["sid"]
    emulator.face()
    second = emulator.create(Body="second")["sid"]
    emulator.calm()
    emulator.turn(timedelta(seconds=601))
    emulator.calm()
    assert [text["sid"] for text in emulator.listed(To=PHONE)] == [second, first]
    assert [text["sid"] for text in emulator.listed(To=PHONE, **{"DateSent>": "2026-01-01"})] == [first, second]


def test_new_texts_do_not_shift_a_page(emulator: Emulator) -> None:
    texts = [emulator.create(Body=str(number))["sid"] for number in range(6)]
    page = emulator.http.get(emulator.path("", ".json"), params={"PageSize": 3}).json()
    for number in range(3):
        emulator.create(Body=f"new {number}")
    after = emulator.http.get(page["next_page_uri"]).json()
    assert [text["sid"] for text in (*page["messages"], *after["messages"])] == texts[::-1]


def test_a_list_may_be_refused_for_its_pace(emulator: Emulator) -> None:
    emulator.fail("list_429")
    answer = emulator.http.get(emulator.path("", ".json"))
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (429, 20429, "1")
    assert emulator.listed() == []


@pytest.mark.parametrize(
    ("bodies", "shown"),
    [
        ("as_sent", "It’s time – walk…"),
        ("trial", "Sent from your Twilio trial account - It’s time – walk…"),
        ("redacted", ""),
        ("smart_encoded", "It's time - walk..."),
    ],
)
def test_a_body_is_not_always_listed_as_it_was_handed_over(emulator: Emulator, bodies: str, shown: str) -> None:
    emulator.face(bodies=bodies)
    text = emulator.create(Body="It’s time – walk…")
    emulator.calm()
    assert [row["body"] for row in emulator.listed(To=PHONE)] == [shown]
    assert emulator.fetch(text["sid"])["body"] == shown


@pytest.mark.parametrize("wrong", [{"bodies": "upside_down"}, {"queued": -1}, {"wings": 2}])
def test_a_face_that_nobody_has_is_refused(emulator: Emulator, wrong: dict[str, object]) -> None:
    assert emulator.http.post("/emulator/face", json=wrong).status_code == 422


# Segments.


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3),
        (EXTENSIONS * 80, 1), (EXTENSIONS * 81, 2), (EXTENSIONS * 160, 3), ("a" * 152 + EXTENSIONS + "a" * 151, 2),
        ("a" * 152 + EXTENSIONS + "a" * 152, 3), (CYRILLIC * 25, 2), ("ш" * 70, 1), ("ш" * 71, 2), (EMOJI * 35, 1), (EMOJI * 36, 2), ("ш" * 66 + EMOJI * 3, 2),
    ],
)  # fmt: skip
def test_segments_are_counted_out_and_in(emulator: Emulator, program: Listener, body: str, parts: int) -> None:
    assert emulator.create(Body=body)["num_segments"] == str(parts)
    emulator.text_us(body)
    assert next(form for form in program.forms if "Body" in form)["NumSegments"] == str(parts)


def test_segments_are_counted_as_a_library_counts_them() -> None:
    wheel, alphabet = random.Random(19), "ab é€[^шé’🚶\n😀"
    for _ in range(3000):
        body = "".join(wheel.choice(alphabet[: wheel.randint(2, 14)]) for _ in range(wheel.randint(1, 330)))
        assert segments.count(body) == len(smsutil.split(body).parts), body


# How a text comes along.


def test_statuses_come_one_after_the_other_with_the_date_of_sending(emulator: Emulator, program: Listener) -> None:
    emulator.face(queued=20, step=20, final=20)
    made = emulator.create(Body="walk", StatusCallback=program.url)
    seen = []
    for _ in range(4):
        text = emulator.fetch(made["sid"])
        seen.append((text["status"], text["date_sent"] is not None, text["price"] is not None))
        emulator.turn(timedelta(seconds=20))
    assert seen == [
        ("queued", False, False), ("sending", False, False), ("sent", True, False), ("delivered", True, True),
    ]  # fmt: skip
    assert emulator.fetch(made["sid"])["price"] == "-0.00790"
    wait_until(lambda: len(program.forms) == 3)
    assert sorted(program.statuses(made["sid"])) == ["delivered", "sending", "sent"]
    form = next(form for form in program.forms if form["MessageStatus"] == "delivered")
    assert (form["SmsSid"], form["SmsStatus"], form["To"], form["From"]) == (made["sid"], "delivered", PHONE, SENDER)
    assert len(form["RawDlrDoneDate"]) == 10
    assert "ErrorCode" not in form


def test_a_validity_that_ends_in_the_queue_fails_the_text(emulator: Emulator, program: Listener) -> None:
    emulator.face(queued=600)
    sid = emulator.create(Body="walk", ValidityPeriod="300", StatusCallback=program.url)["sid"]
    emulator.turn(timedelta(seconds=301))
    text = emulator.fetch(sid)
    assert (text["status"], text["error_code"], text["date_sent"]) == ("failed", 30036, None)
    assert text["error_message"] == "Validity Period Expired"
    wait_until(lambda: bool(program.forms))
    assert (program.forms[0]["MessageStatus"], program.forms[0]["ErrorCode"]) == ("failed", "30036")


@pytest.mark.parametrize(("code", "status"), [("30003", "undelivered"), ("30034", "undelivered"), ("30001", "failed")])
def test_a_code_comes_late(emulator: Emulator, code: str, status: str) -> None:
    emulator.face(final=7200)
    emulator.fail(code)
    sid = emulator.create(Body="walk")["sid"]
    emulator.calm()
    assert (emulator.fetch(sid)["status"], emulator.fetch(sid)["error_code"]) in (("sent", None), (status, int(code)))
    emulator.turn(timedelta(seconds=7201))
    text = emulator.fetch(sid)
    assert (text["status"], text["error_code"]) == (status, int(code))
    assert text["error_message"]


def test_undelivered_and_then_delivered_after_all(emulator: Emulator, program: Listener) -> None:
    emulator.fail("undelivered_then_delivered")
    sid = emulator.create(Body="walk", StatusCallback=program.url)["sid"]
    emulator.calm()
    assert sorted(program.statuses(sid)) == ["delivered", "sending", "sent", "undelivered"]
    assert (emulator.fetch(sid)["status"], emulator.fetch(sid)["error_code"]) == ("delivered", None)


def test_several_faults_meet_one_call(emulator: Emulator, program: Listener) -> None:
    emulator.fail("30005+callbacks_never+reset_after_accept")
    with pytest.raises(Exception, match="disconnected"):
        emulator.ask(Body="walk", StatusCallback=program.url)
    emulator.calm()
    (text,) = emulator.listed(To=PHONE)
    assert (text["status"], text["error_code"], program.forms) == ("undelivered", 30005, [])


def test_a_crash_loses_no_text_under_way(emulator: Emulator, tmp_path: Path) -> None:
    emulator.face(queued=600)
    sid = emulator.create(Body="walk")["sid"]
    emulator.child.kill()
    with Children(tmp_path) as children:
        children.start(emulator.program).wait_until(emulator.answers, seconds=20)
        wait_until(lambda: emulator.fetch(sid)["status"] == "delivered")


# A Messaging Service.


def test_a_messaging_service_chooses_its_sender_later(emulator: Emulator, program: Listener) -> None:
    made = emulator.create(**BY_SERVICE, Body="walk", StatusCallback=program.url)
    assert (made["from"], made["num_segments"], made["status"]) == (None, "0", "accepted")
    emulator.calm()
    text = emulator.fetch(made["sid"])
    assert (text["from"] in POOL, text["num_segments"], text["status"]) == (True, "1", "delivered")
    assert sorted(program.statuses(made["sid"])) == ["delivered", "queued", "sending", "sent"]
    assert {form["MessagingServiceSid"] for form in program.forms} == {SERVICE}
    again = emulator.create(**BY_SERVICE, Body="again")
    emulator.calm()
    assert emulator.fetch(again["sid"])["from"] == text["from"]


def test_a_services_opt_out_is_told_by_a_callback_and_holds_for_its_whole_pool(
    emulator: Emulator, program: Listener
) -> None:
    emulator.text_us("Stop", to=POOL[0])
    assert (program.forms[0]["OptOutType"], program.forms[0]["MessagingServiceSid"]) == ("STOP", SERVICE)
    made = emulator.create(**BY_SERVICE, Body="walk", StatusCallback=program.url)
    emulator.calm()
    text = emulator.fetch(made["sid"])
    assert (text["status"], text["error_code"], text["from"]) == ("failed", 21610, None)
    assert (program.forms[-1]["MessageStatus"], program.forms[-1]["ErrorCode"]) == ("failed", "21610")
    assert emulator.ask(From=POOL[1], Body="walk").json()["code"] == 21610
    assert emulator.ask(Body="from another number").status_code == 201
    emulator.text_us("START", to=POOL[1])
    assert program.forms[-1]["OptOutType"] == "START"
    assert emulator.ask(From=POOL[0], Body="walk").status_code == 201


def test_a_service_that_nobody_has_is_refused(emulator: Emulator) -> None:
    answer = emulator.ask(From="", MessagingServiceSid="MG" + "9" * 32, Body="walk")
    assert (answer.status_code, answer.json()["code"]) == (400, 21701)


def test_a_scheduled_text_waits_for_its_time_and_can_be_canceled(emulator: Emulator) -> None:
    later = (emulator.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    wanted = {**BY_SERVICE, "Body": "walk", "ScheduleType": "fixed", "SendAt": later}
    first, second = emulator.create(**wanted), emulator.create(**wanted)
    assert first["status"] == "scheduled"
    canceled = emulator.http.post(emulator.path(second["sid"], ".json"), data={"Status": "canceled"})
    assert canceled.json()["status"] == "canceled"
    emulator.turn(timedelta(minutes=61))
    emulator.calm()
    assert [emulator.fetch(text["sid"])["status"] for text in (first, second)] == ["delivered", "canceled"]
    too_soon = wanted | {"SendAt": emulator.now().strftime("%Y-%m-%dT%H:%M:%SZ")}
    assert emulator.ask(**too_soon).json()["code"] == 35114


# Pictures.


@pytest.mark.parametrize("words", ["", "look at my knee"])
def test_a_picture_goes_and_comes_with_and_without_words(emulator: Emulator, program: Listener, words: str) -> None:
    made = emulator.create(Body=words, MediaUrl="https://harbor.example/walk.jpg")
    assert (made["sid"][:2], made["num_media"], made["body"]) == ("MM", "1", words)
    (picture,) = emulator.http.get(emulator.path(made["sid"], "/Media.json")).json()["media_list"]
    assert picture["parent_sid"] == made["sid"]
    brought = emulator.text_us(words, media=["image/jpeg", "image/png"])
    form = program.forms[-1]
    assert (brought["sid"][:2], form["MessageSid"], form["NumMedia"], form["Body"]) == (
        "MM", brought["sid"], "2", words,
    )  # fmt: skip
    assert form["MediaContentType1"] == "image/png"
    assert form["MediaUrl0"].startswith(f"https://api.twilio.com{emulator.path(brought['sid'])}/Media/ME")


def test_neither_words_nor_a_picture_is_no_text(emulator: Emulator) -> None:
    assert emulator.ask(Body="").json()["code"] == 21602
    assert emulator.ask(Body="", MediaUrl="walk.jpg").json()["code"] == 21620
