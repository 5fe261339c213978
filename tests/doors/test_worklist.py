"""Does a therapist see who needs a call, why, and what was tried, and can nothing dangerous be put aside?"""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.clinic import ClinicInTests
from tests.doors.conftest import START


@pytest.fixture
def api(api: httpx.Client, clinic: ClinicInTests) -> httpx.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


@pytest.fixture
def three(api: httpx.Client, clinic: ClinicInTests) -> list[str]:
    """In danger; red; asks to be called and is green."""
    patients = [clinic.begin(phone=f"+1202555{number}", first_name=name) for number, name in ((1201, "Ann"), (1202, "Bo"), (1203, "Cy"))]  # fmt: skip
    clinic.turn_to(START.replace(hour=0, minute=30) + timedelta(days=2))
    clinic.text(patients[2], "2 2")
    clinic.text(patients[2], "call me")
    clinic.text(patients[1], "8")
    clinic.text(patients[0], "I can't feel my groin")
    clinic.turn_the_databases_clock()
    return [str(patient.id) for patient in patients]


def _list(api: httpx.Client, **asked: Any) -> list[dict[str, Any]]:
    answer = api.get("/v1/worklist", params=asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_the_most_urgent_comes_first_with_light_pain_and_reason(api: httpx.Client, three: list[str]) -> None:
    items = _list(api)
    assert [item["patient_id"] for item in items] == [three[0], three[2], three[1]]
    assert [item["severity"] for item in items] == ["now", "same_day", "routine"]
    assert items[0]["alerts"][0]["summary"].startswith("Reported an emergency sign. Call now.")
    assert (items[0]["state"], items[1]["last_pain"], items[2]["last_pain"]) == ("emergency", 2, 8)
    assert items[2]["lights"] == {"2026-03-03": "red"}
    assert [item["first_name"] for item in items] == ["Ann", "Cy", "Bo"]


def test_the_worklist_can_be_filtered_and_read_page_by_page(
    api: httpx.Client, clinic: ClinicInTests, three: list[str]
) -> None:
    assert [item["patient_id"] for item in _list(api, severity="same_day")] == [three[2]]
    assert [item["patient_id"] for item in _list(api, kind="red_day")] == [three[1]]
    assert _list(api, therapist_id=str(clinic.admin.id)) == []
    seen, after = [], None
    while True:
        page = api.get("/v1/worklist", params={"limit": 1} | ({"after": after} if after else {})).json()
        seen += [item["patient_id"] for item in page["items"]]
        after = page["next_after"]
        if after is None:
            break
    assert seen == [three[0], three[2], three[1]]
    for nonsense in ("zzz", "W10", "WzEsIDIsIDNd", "%00"):
        assert api.get("/v1/worklist", params={"after": nonsense}).status_code == 422
    counted = api.get("/v1/worklist/counts").json()
    assert all(datetime.fromisoformat(row.pop("raised_at")) <= clinic.now for row in counted)
    assert counted == [{"therapist_id": str(clinic.therapist.id), "now": 1, "same_day": 1, "routine": 1}]


def test_what_was_tried_is_kept_and_a_matter_is_resolved_with_a_note(api: httpx.Client, three: list[str]) -> None:
    called = _list(api, kind="call_requested")[0]["alerts"][0]["id"]
    assert api.post(f"/v1/alerts/{called}/tried", json={"note": "Rang twice, no answer."}).status_code == 200
    tried = _list(api, kind="call_requested")[0]["tried"]
    assert [(act["act"], act["note"]) for act in tried] == [("tried", "Rang twice, no answer.")]
    assert api.post(f"/v1/alerts/{called}/resolve", json={"note": "x"}).status_code == 422
    closed = api.post(f"/v1/alerts/{called}/resolve", json={"note": "Spoke with the patient."})
    assert closed.json()["closed_at"] is not None
    assert _list(api, kind="call_requested") == []
    again = api.post(f"/v1/alerts/{called}/resolve", json={"note": "Once more."})
    assert (again.status_code, again.json()["type"]) == (409, "urn:amble:problem:alert-is-closed")


def test_a_danger_can_neither_be_put_off_nor_closed_without_clearing(
    api: httpx.Client, clinic: ClinicInTests, three: list[str]
) -> None:
    danger = _list(api, severity="now")[0]["alerts"][0]["id"]
    later = (clinic.now + timedelta(hours=2)).isoformat()
    assert api.post(f"/v1/alerts/{danger}/snooze", json={"until": later, "note": "Busy."}).status_code == 409
    refused = api.post(f"/v1/alerts/{danger}/resolve", json={"note": "Looks fine."})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:only-clearing-closes-this")
    assert api.post(f"/v1/patients/{three[0]}/clear", json={"note": "Examined; no deficit."}).status_code == 200
    assert three[0] not in [item["patient_id"] for item in _list(api)]


def test_an_alert_is_put_off_for_a_week_at_most_and_comes_back(
    api: httpx.Client, clinic: ClinicInTests, three: list[str]
) -> None:
    red = _list(api, kind="red_day")[0]["alerts"][0]["id"]
    for until in (clinic.now + timedelta(days=8), clinic.now - timedelta(hours=1)):
        body = {"until": until.isoformat(), "note": "Next week."}
        assert api.post(f"/v1/alerts/{red}/snooze", json=body).status_code == 409
    body = {"until": (clinic.now + timedelta(days=2)).isoformat(), "note": "Sees me on Thursday."}
    assert api.post(f"/v1/alerts/{red}/snooze", json=body).status_code == 200
    assert _list(api, kind="red_day") == []
    assert len(_list(api, kind="red_day", snoozed=True)) == 1


def test_work_is_given_to_colleagues_of_the_same_clinic_only(
    api: httpx.Client, clinic: ClinicInTests, three: list[str]
) -> None:
    red = _list(api, kind="red_day")[0]["alerts"][0]["id"]
    assert api.post(f"/v1/alerts/{red}/assign", json={"user_id": str(clinic.admin.id)}).status_code == 200
    assert [item["patient_id"] for item in _list(api, therapist_id=str(clinic.admin.id))] == [three[1]]
    other = ClinicInTests(clinic.database, START)
    assert api.post(f"/v1/alerts/{red}/assign", json={"user_id": str(other.admin.id)}).status_code == 404
    stranger = {"Authorization": f"Bearer {other.therapist_key}"}
    assert api.get("/v1/worklist", headers=stranger).json()["items"] == []
    for act, body in (("tried", {"note": "Hello."}), ("resolve", {"note": "Hello."}), ("assign", {"user_id": None})):
        assert api.post(f"/v1/alerts/{red}/{act}", json=body, headers=stranger).status_code == 404
    assert api.post(f"/v1/alerts/{red}/assign", json={"user_id": None}).status_code == 200
