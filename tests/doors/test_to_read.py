"""Does the door list what waits to be read, take one answer a text, and keep two clinics apart?"""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from tests.clinic import ClinicInTests
from tests.doors.conftest import START

TOLD = "3, thinking about the trailer"


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in as a therapist."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


@pytest.fixture
def told(clinic: ClinicInTests) -> None:
    """Three texts of two patients: words, what may be danger, a question."""
    patients = [clinic.begin(phone=f"+1202555{number}", first_name=name) for number, name in ((1201, "Ann"), (1202, "Bo"))]  # fmt: skip
    clinic.turn_to(START.replace(hour=0, minute=30) + timedelta(days=2))
    clinic.text(patients[0], TOLD)
    clinic.text(patients[1], "2 2, not sure about numbness")
    clinic.text(patients[0], "may I take the dog?")
    clinic.turn_the_databases_clock()


def listed(api: httpx2.Client, path: str = "/v1/to-read", **asked: Any) -> dict[str, Any]:
    answer = api.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def answered(api: httpx2.Client, text: dict[str, Any], **body: Any) -> httpx2.Response:
    return api.post(f"/v1/to-read/{text['id']}/answer", json=body)


def test_the_most_urgent_stands_first_then_the_oldest_page_by_page(api: httpx2.Client, told: None) -> None:
    page = listed(api)
    assert [item["first_name"] for item in page["items"]] == ["Bo", "Ann", "Ann"]
    assert [item["severity"] for item in page["items"]] == ["hour", "same_day", "same_day"]
    assert (page["waiting"], page["next_after"]) == (3, None)
    first = page["items"][1]
    assert first["body"] == TOLD
    assert any("trailer" in TOLD[mark["first"] : mark["last"]] for mark in first["marks"])
    assert (first["reading"]["pain"], first["plan"]["rule"], first["answered"]) == (3, "unread", None)
    seen, after = [], None
    while True:
        one = listed(api, limit=1, **({"after": after} if after else {}))
        seen += [item["id"] for item in one["items"]]
        after = one["next_after"]
        if after is None:
            break
    assert seen == [item["id"] for item in page["items"]]


def test_one_answer_a_text_and_the_second_is_told_who_was_first(api: httpx2.Client, told: None) -> None:
    text = listed(api)["items"][1]
    done = answered(api, text, answer="nothing")
    assert done.status_code == 200, done.text
    assert (done.json()["answered"]["answer"], done.json()["other_texts"]) == ("nothing", 1)
    again = answered(api, text, answer="danger")
    assert again.status_code == 409
    assert again.json()["type"] == "urn:amble:problem:text-is-answered"
    assert again.json()["detail"].endswith("UTC: nothing in it. Nothing was written.")
    done_texts = listed(api, "/v1/to-read/answered")["items"]
    assert [(one["id"], one["answered"]["answer"]) for one in done_texts] == [(text["id"], "nothing")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"answer": "score"}, "needs one from 0 to 10"),
        ({"answer": "score", "pain": 11}, "must be at most 10"),
        ({"answer": "nothing", "pain": 3}, "goes with the answer score"),
        ({"answer": "text"}, "needs some"),
        ({"answer": "settled"}, "must be one of nothing, score, danger, crisis, call, text"),
    ],
)
def test_an_answer_that_is_none_gets_its_sentence(
    api: httpx2.Client, told: None, body: dict[str, Any], sentence: str
) -> None:
    refused = answered(api, listed(api)["items"][0], **body)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert listed(api)["waiting"] == 3


def test_who_may_answer_and_what_is_no_text(api: httpx2.Client, clinic: ClinicInTests, told: None) -> None:
    text = listed(api)["items"][0]
    assert answered(api, {"id": 2**40}, answer="nothing").json()["type"].endswith("no-text-to-read")
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    assert answered(api, text, answer="nothing").status_code == 403
    assert listed(api)["waiting"] == 3


def test_the_clinics_numbers_say_how_many_how_long_and_what(api: httpx2.Client, told: None) -> None:
    items = listed(api)["items"]
    answered(api, items[0], answer="call")
    answered(api, items[1], answer="score", pain=4)
    today = items[0]["at"][:10]
    numbers = listed(api, "/v1/measures", since=today, until=today)["to_read"]
    assert (numbers["texts"], numbers["waiting"]) == (3, 1)
    assert numbers["answered"] == {"call": 1, "score": 1}
    assert numbers["waited_longest"] == 0


def test_consent_of_the_clinic_is_off_and_kept_with_who_and_when(api: httpx2.Client, clinic: ClinicInTests) -> None:
    off = {"agreed": False, "person": None, "agreed_on": None, "by": None, "at": None}
    assert listed(api, "/v1/clinic/ear-consent") == off
    body = {"agreed": True, "person": "Dr. Imani Okafor", "agreed_on": "2026-03-01"}
    assert api.put("/v1/clinic/ear-consent", json=body).status_code == 403
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    agreed = api.put("/v1/clinic/ear-consent", json=body)
    assert agreed.status_code == 200, agreed.text
    assert agreed.json()["by"] == f"user:{clinic.admin.id}"
    late = api.put("/v1/clinic/ear-consent", json=body | {"agreed_on": "2031-01-01"})
    assert late.json()["type"].endswith("consent-refused")
    assert listed(api, "/v1/clinic/ear-consent")["person"] == "Dr. Imani Okafor"
