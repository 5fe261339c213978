"""Does a therapist see who needs a call, why, and what was tried, and can nothing dangerous be put aside?"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Alert
from schemas.tables.messages import InboundText
from schemas.tables.people import Enrolment
from services.journey.alerting.alerts import raise_alert
from services.storage.case import in_hand
from tests.clinic import ClinicInTests
from tests.doors.conftest import START


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


@pytest.fixture
def three(api: httpx2.Client, clinic: ClinicInTests) -> list[str]:
    """In danger; red; asks to be called and is green."""
    patients = [clinic.begin(phone=f"+1202555{number}", first_name=name) for number, name in ((1201, "Ann"), (1202, "Bo"), (1203, "Cy"))]  # fmt: skip
    clinic.turn_to(START.replace(hour=0, minute=30) + timedelta(days=2))
    clinic.text(patients[2], "2 2")
    clinic.text(patients[2], "call me")
    clinic.text(patients[1], "8")
    clinic.text(patients[0], "I can't feel my groin")
    clinic.turn_the_databases_clock()
    return [str(patient.id) for patient in patients]


def _list(api: httpx2.Client, **asked: Any) -> list[dict[str, Any]]:
    answer = api.get("/v1/worklist", params=asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_the_most_urgent_comes_first_with_light_pain_and_reason(api: httpx2.Client, three: list[str]) -> None:
    items = _list(api)
    assert [item["patient_id"] for item in items] == [three[0], three[2], three[1]]
    assert [item["severity"] for item in items] == ["now", "same_day", "routine"]
    assert items[0]["alerts"][0]["summary"].startswith("Reported an emergency sign. Call now.")
    assert (items[0]["state"], items[1]["last_pain"], items[2]["last_pain"]) == ("emergency", 2, 8)
    assert items[2]["lights"] == {"2026-03-03": "red"}
    assert [item["first_name"] for item in items] == ["Ann", "Cy", "Bo"]


def test_the_worklist_can_be_filtered_and_read_page_by_page(
    api: httpx2.Client, clinic: ClinicInTests, three: list[str]
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
    assert counted == [{"therapist_id": str(clinic.therapist.id), "now": 1, "hour": 0, "same_day": 1, "routine": 1}]


def _evidence(item: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    (alert,) = (alert for alert in item["alerts"] if alert["kind"] == kind)
    evidence: list[dict[str, Any]] = alert["evidence"]
    return evidence


def test_an_alert_quotes_the_words_and_the_scores_that_say_why(
    api: httpx2.Client, clinic: ClinicInTests, three: list[str]
) -> None:
    danger, call, red = _list(api)
    (words,) = _evidence(danger, "red_flag_emergency")
    assert (words["kind"], words["body"]) == ("words", "I can't feel my groin")
    assert datetime.fromisoformat(words["at"]) == clinic.now
    assert [told["body"] for told in _evidence(call, "call_requested")] == ["call me"]
    assert _evidence(red, "red_day") == [{"kind": "score", "day": "2026-03-03", "pain": 8, "light": "red"}]
    shown = api.get("/v1/alerts", params={"patient_id": three[0]}).json()
    assert shown[0]["evidence"] == [words]
    assert api.get(f"/v1/patients/{three[0]}/glance").json()["alerts"] == shown


def test_an_alert_quotes_its_five_newest_texts_and_the_week_before_it(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = clinic.begin()
    evening = START.replace(hour=0, minute=30)
    for day, pain in enumerate((3, 2, 3, 2, 3, 3, 2, 3, 8), start=2):
        clinic.turn_to(evening + timedelta(days=day))
        clinic.text(patient, f"{pain} 2")
    for number in range(7):
        clinic.now += timedelta(minutes=1)
        clinic.text(patient, f"call me {number}")
    clinic.turn_the_databases_clock()
    (item,) = _list(api)
    told = [words["body"] for words in _evidence(item, "call_requested")]
    assert told == [f"call me {number}" for number in (6, 5, 4, 3, 2)]
    scores = _evidence(item, "red_day")
    assert [score["pain"] for score in scores] == [8, 3, 2, 3, 3, 2, 3]
    assert [score["light"] for score in scores] == ["red"] + ["green"] * 6
    closed = item["alerts"][0]
    answer = api.post(f"/v1/alerts/{closed['id']}/tried", json={"note": "Rang, no answer."})
    assert "call me" not in answer.text, "answers to a repeat are kept, and forget nobody"


def test_a_silence_says_since_when(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START.replace(hour=0, minute=30) + timedelta(days=2))
    clinic.text(patient, "2 2")
    told_at = clinic.now
    clinic.turn_to(START + timedelta(days=9))
    clinic.turn_the_databases_clock()
    (item,) = _list(api, kind="silence")
    (silence,) = _evidence(item, "silence")
    assert (silence["kind"], datetime.fromisoformat(silence["since"])) == ("silence", told_at)


def test_no_word_told_elsewhere_says_why_an_alert_stands(api: httpx2.Client, clinic: ClinicInTests) -> None:
    other = ClinicInTests(clinic.database, clinic.now, name="Hill Clinic", sender="+15005550008")
    patient, theirs = clinic.begin(), other.begin()
    other.text(theirs, "I cannot feel my groin, zebra")
    clinic.turn_the_databases_clock()
    (item,) = _list(api)
    assert item["patient_id"] == str(patient.id)
    assert _evidence(item, "danger_elsewhere") == []
    # Even where the row of an alert names a text of another clinic's, by whatever fault.
    with clinic.database.unit_of_work() as session:
        (foreign,) = session.exec(select(InboundText.id).where(col(InboundText.patient_id) == theirs.id).offset(1))
        alert = session.get_one(Alert, item["alerts"][0]["id"])
        alert.kind, alert.inbound_ids = AlertKind.CALL_REQUESTED, [foreign or 0]
    for path in ("/v1/worklist", "/v1/alerts", f"/v1/patients/{patient.id}/glance"):
        answer = api.get(path)
        assert answer.status_code == 200, answer.text
        assert "zebra" not in answer.text
    own = api.get("/v1/worklist", headers={"Authorization": f"Bearer {other.therapist_key}"})
    assert "zebra" in own.text


def test_what_is_about_no_patient_stands_beside_the_patients_and_is_resolved_with_a_note(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    clinic.text_from("+12025550999", "I want to kill myself")
    clinic.turn_the_databases_clock()
    page = api.get("/v1/worklist").json()
    (alert,) = page["of_clinic"]
    assert (alert["kind"], alert["patient_id"], page["items"]) == ("stranger_danger", None, [])
    assert [told["body"] for told in alert["evidence"]] == ["I want to kill myself"]
    assert page["totals"] == {"now": 1, "hour": 0, "same_day": 0, "routine": 0}
    assert [row["therapist_id"] for row in api.get("/v1/worklist/counts").json()] == [None]
    assert api.get("/v1/worklist", params={"severity": "routine"}).json()["of_clinic"] == []
    other = ClinicInTests(clinic.database, START, sender="+15005550008")
    stranger = {"Authorization": f"Bearer {other.therapist_key}"}
    assert api.get("/v1/worklist", headers=stranger).json()["of_clinic"] == []
    body = {"note": "Rang the number; an ambulance is there."}
    assert api.post(f"/v1/alerts/{alert['id']}/resolve", json=body, headers=stranger).status_code == 404
    assert api.post(f"/v1/alerts/{alert['id']}/resolve", json=body).json()["closed_at"]
    assert api.get("/v1/worklist").json()["of_clinic"] == []


def test_a_patient_counts_once_at_the_most_urgent_of_their_alerts(
    api: httpx2.Client, clinic: ClinicInTests, three: list[str]
) -> None:
    clinic.now += timedelta(minutes=1)
    with clinic.database.unit_of_work() as session:
        ann = session.exec(select(Enrolment).where(col(Enrolment.patient_id) == three[0])).one()
        with in_hand(session, clinic.now) as batch:
            raise_alert(batch.case(ann.id), AlertKind.CALL_REQUESTED)
            raise_alert(batch.case(ann.id), AlertKind.PAUSED)
    clinic.turn_the_databases_clock()
    page = api.get("/v1/worklist").json()
    by_list = Counter(item["severity"] for item in page["items"])
    assert {name: count for name, count in page["totals"].items() if count} == by_list
    (counted,) = api.get("/v1/worklist/counts").json()
    assert {name: counted[name] for name in page["totals"]} == page["totals"]
    assert [item["patient_id"] for item in _list(api, severity="same_day")] == [three[2]]
    assert api.get("/v1/worklist", params={"severity": "same_day"}).json()["totals"] == page["totals"]


def test_what_was_tried_is_kept_and_a_matter_is_resolved_with_a_note(api: httpx2.Client, three: list[str]) -> None:
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
    api: httpx2.Client, clinic: ClinicInTests, three: list[str]
) -> None:
    danger = _list(api, severity="now")[0]["alerts"][0]["id"]
    later = (clinic.now + timedelta(hours=2)).isoformat()
    assert api.post(f"/v1/alerts/{danger}/snooze", json={"until": later, "note": "Busy."}).status_code == 409
    refused = api.post(f"/v1/alerts/{danger}/resolve", json={"note": "Looks fine."})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:only-clearing-closes-this")
    assert api.post(f"/v1/patients/{three[0]}/clear", json={"note": "Examined; no deficit."}).status_code == 200
    assert three[0] not in [item["patient_id"] for item in _list(api)]


def test_an_alert_is_put_off_for_a_week_at_most_and_comes_back(
    api: httpx2.Client, clinic: ClinicInTests, three: list[str]
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
    api: httpx2.Client, clinic: ClinicInTests, three: list[str]
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
