"""Can a therapist change any number safely? Looked at first, kept with a reason, never over a colleague's change."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from schemas.tables.clinics import Clinic
from schemas.tables.identity import Role
from schemas.tables.people import Patient
from services.accounts import clinics
from tests.clinic import ClinicInTests
from tests.doors.conftest import START


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


def _lived(clinic: ClinicInTests, *scores: str) -> Patient:
    patient = clinic.begin()
    for day, score in enumerate(scores, start=1):
        clinic.turn_to(START.replace(hour=0, minute=30) + timedelta(days=day + 1))
        clinic.text(patient, score)
    clinic.turn_the_databases_clock()
    return patient


def _keep(api: httpx2.Client, path: str, etag: str, **body: Any) -> httpx2.Response:
    return api.put(path, json={"reason": "The consensus of Tuesday."} | body, headers={"If-Match": etag})


def test_a_change_is_a_new_version_that_decides_from_the_next_decision_on(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = _lived(clinic, "3")
    path = f"/v1/patients/{patient.id}/settings"
    before = api.get(path)
    assert (before.json()["follows_clinic"], before.json()["values"]["green_max"]) == (True, 3)
    plans = [plan.decision for plan in clinic.plans(patient)]
    kept = _keep(api, path, before.headers["etag"], changes={"green_max": 2})
    assert (kept.status_code, kept.json()["version"], kept.json()["follows_clinic"]) == (200, 1, False)
    assert [plan.decision for plan in clinic.plans(patient)] == plans, "no past day is rewritten"
    clinic.turn_to(START.replace(hour=0, minute=30) + timedelta(days=3))
    clinic.text(patient, "3")
    assert clinic.plans(patient)[-1].light.value == "yellow"
    listed = api.get(f"{path}/versions").json()
    assert [(version["version"], version["reason"]) for version in listed] == [(1, "The consensus of Tuesday.")]
    assert clinic.events("settings.changed") == 1


def test_nobody_loses_a_colleagues_change(api: httpx2.Client, clinic: ClinicInTests) -> None:
    etag = api.get("/v1/settings").headers["etag"]
    first = _keep(api, "/v1/settings", etag, changes={"green_max": 2})
    assert (first.status_code, first.json()["version"]) == (200, 2)
    lost = _keep(api, "/v1/settings", etag, changes={"goal_distance_miles": 2})
    assert (lost.status_code, lost.json()["type"]) == (412, "urn:amble:problem:settings-have-changed")
    without = api.put("/v1/settings", json={"reason": "None.", "changes": {}})
    assert without.status_code == 428
    nonsense = _keep(api, "/v1/settings", '"nonsense"', changes={})
    assert nonsense.status_code == 412
    again = _keep(api, "/v1/settings", first.headers["etag"], changes={"goal_distance_miles": 2})
    assert (again.status_code, again.json()["values"]["green_max"]) == (200, 2)
    versions = api.get("/v1/settings/versions").json()
    assert [version["changes"] for version in versions] == [
        [{"name": "goal_distance_miles", "before": 3.0, "after": 2.0}],
        [{"name": "green_max", "before": 3, "after": 2}],
        [],
    ]
    restored = _keep(api, "/v1/settings", again.headers["etag"], changes=versions[2]["values"])
    assert restored.status_code == 200, restored.text
    assert restored.json()["values"] == versions[2]["values"], restored.text


def test_refused_settings_are_explained_at_the_field(api: httpx2.Client, clinic: ClinicInTests) -> None:
    etag = api.get("/v1/settings").headers["etag"]
    for changes, field in (
        ({"green_max": 9}, "green_max"),
        ({"red_min": "lots"}, "red_min"),
        ({"gren_max": 2}, "gren_max"),
        ({"longest_step_minutes": 0, "frequency_walks": 2}, "weekly_cap_minutes"),
        ({"quiet_hours_start": "18:00"}, "evening_prompt_time"),
        ({"quiet_hours_start": "18:00", "evening_prompt_time": "17:00"}, "quiet_hours_start"),
    ):
        if field == "quiet_hours_start":
            clinic.enrol()
        refused = _keep(api, "/v1/settings", etag, changes=changes)
        assert refused.status_code == 422, changes
        assert field in {error["field"] for error in refused.json()["errors"]}, refused.json()
    assert api.get("/v1/settings").headers["etag"] == etag
    unknown = _keep(api, "/v1/settings", etag, preset="reckless")
    assert unknown.json()["errors"][0]["detail"] == "must be one of cautious, standard, quick"
    assert _keep(api, "/v1/settings", etag, preset="cautious").json()["values"]["credits_to_step"] == 4


def test_raising_where_red_begins_needs_its_scope(api: httpx2.Client, clinic: ClinicInTests) -> None:
    lower = _keep(api, "/v1/settings", api.get("/v1/settings").headers["etag"], changes={"red_min": 6})
    assert lower.status_code == 200, "lowering is safe"
    raised = _keep(api, "/v1/settings", lower.headers["etag"], changes={"red_min": 7})
    assert (raised.status_code, raised.json()["type"]) == (403, "urn:amble:problem:may-not-raise-red")
    with clinic.database.unit_of_work() as session:
        _, key = clinics.add_program(
            session,
            session.get_one(Clinic, clinic.id),
            clinics.Newcomer("S", "s@b.co", Role.THERAPIST, may_raise_red=True),
            by="test",
            now=clinic.now,
        )
    api.headers["Authorization"] = f"Bearer {key}"
    assert _keep(api, "/v1/settings", lower.headers["etag"], changes={"red_min": 7}).status_code == 200


def test_a_patients_own_settings_can_be_given_up_again(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    path = f"/v1/patients/{patient.id}/settings"
    own = _keep(api, path, api.get(path).headers["etag"], changes={"green_max": 2})
    clinics = _keep(api, "/v1/settings", api.get("/v1/settings").headers["etag"], changes={"goal_distance_miles": 1})
    assert api.get(path).json()["values"]["goal_distance_miles"] == 3.0
    back = _keep(api, path, own.headers["etag"], follow_clinic=True)
    assert (back.json()["follows_clinic"], back.json()["version"]) == (True, clinics.json()["version"])
    assert api.get(path).json()["values"]["goal_distance_miles"] == 1.0
    assert clinic.events("settings.follow_the_clinic") == 1
    assert [version["values"] == {} for version in api.get(f"{path}/versions").json()] == [True, False]


def test_a_preview_shows_the_past_days_and_the_coming_ones_and_saves_nothing(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = _lived(clinic, "3", "3", "3", "3", "3")
    path = f"/v1/patients/{patient.id}/settings"
    etag = api.get(path).headers["etag"]
    same = api.post(f"{path}/preview", json={}).json()
    assert same["changes"] == []
    assert all(day["minutes"] == day["minutes_under_new"] for day in same["past"])
    assert len(same["past"]) == 5
    stricter = api.post(f"{path}/preview", json={"changes": {"green_max": 2}}).json()
    assert stricter["changes"] == [{"name": "green_max", "before": 3, "after": 2}]
    assert sum(day["minutes_under_new"] for day in stricter["past"]) < sum(day["minutes"] for day in stricter["past"])
    assert [day["light"] for day in stricter["past"]] == ["green"] * 5, "what happened stays what it was"
    assert len(stricter["band"]) == 60
    assert all(day["p10"] <= day["p50"] <= day["p90"] for day in stricter["band"])
    assert stricter["days_to_goal_all_green"] > 60
    assert api.post(f"{path}/preview", json={"changes": {"green_max": 7}}).status_code == 422
    assert api.get(path).headers["etag"] == etag


def test_every_setting_is_described_with_unit_range_and_source(api: httpx2.Client, clinic: ClinicInTests) -> None:
    described = {field["name"]: field for field in api.get("/v1/settings/fields").json()}
    assert set(described) == set(api.get("/v1/settings").json()["values"])
    assert described["green_max"]["allowed"] == "from 1 to 3"
    assert all(field["meaning"] and field["unit"] and field["source"] for field in described.values())
    assert set(api.get("/v1/settings/presets").json()) == {"cautious", "standard", "quick"}


def test_settings_of_another_clinic_are_not_found(api: httpx2.Client, clinic: ClinicInTests) -> None:
    other = ClinicInTests(clinic.database, START)
    patient = other.begin(phone="+12025550999")
    for method, path in (("GET", "settings"), ("GET", "settings/versions"), ("POST", "settings/preview")):
        answer = api.request(method, f"/v1/patients/{patient.id}/{path}", json={} if method == "POST" else None)
        assert answer.status_code == 404
    assert _keep(api, f"/v1/patients/{patient.id}/settings", '"0"', changes={}).status_code == 404


def test_a_clinics_default_is_looked_at_over_those_who_follow_it(api: httpx2.Client, clinic: ClinicInTests) -> None:
    followers = [clinic.begin(phone=f"+1202555019{number}") for number in range(3)]
    for day in range(1, 5):
        clinic.turn_to(START + timedelta(days=day, hours=9, minutes=30))
        for patient in followers:
            clinic.text(patient, "3 2")
    clinic.turn_the_databases_clock()
    path = f"/v1/patients/{followers[2].id}/settings"
    seen = {"If-Match": api.get(path).headers["etag"]}
    own = {"changes": {"green_max": 2}, "reason": "sooner yellow for this one"}
    api.put(path, json=own, headers=seen).raise_for_status()
    shown = api.post("/v1/settings/preview", json={"changes": {"green_max": 2}}).raise_for_status().json()
    assert (shown["following"], shown["looked_at"]) == (2, 2)
    assert shown["days_changed"] > 0
    assert shown["minutes_under_new"] < shown["minutes"]
    assert len(shown["band"]) == 60
    same = api.post("/v1/settings/preview", json={"changes": {}}).json()
    assert (same["days_changed"], same["minutes"]) == (0, same["minutes_under_new"])
