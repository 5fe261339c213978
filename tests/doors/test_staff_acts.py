"""Can the staff change a patient, let one rest and go on, and take a key away, each with its trace?"""

from datetime import datetime, timedelta

import httpx2
import pytest
import sqlalchemy as sa

from schemas.tables.messages import Suppression, TextState
from schemas.text_kinds import TextKind
from services.journey.texting.queue import KEPT_BACK
from tests.clinic import ClinicInTests
from tests.doors.conftest import START


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


def _admin(clinic: ClinicInTests) -> dict[str, str]:
    return {"Authorization": f"Bearer {clinic.admin_key}"}


def test_a_clinician_lets_a_patient_rest_and_the_patient_is_told_once(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1))
    clinic.turn_the_databases_clock()
    path = f"/v1/patients/{patient.id}"
    paused = api.post(f"{path}/pause", json={"until": "2026-03-09", "note": "A cold."})
    assert (paused.status_code, paused.json()["status"], paused.json()["state"]) == (200, "paused", "paused")
    clinic.turn_to(clinic.now + timedelta(minutes=2))
    assert "until Mar 9" in clinic.bodies(patient)[-1]
    before = len(clinic.bodies(patient))
    clinic.turn_to(START + timedelta(days=3))
    assert len(clinic.bodies(patient)) == before, "nothing is sent while they rest"
    clinic.turn_the_databases_clock()
    resumed = api.post(f"{path}/resume", json={"note": "Well again."})
    assert (resumed.status_code, resumed.json()["status"]) == (200, "active")
    clinic.turn_to(clinic.now + timedelta(minutes=2))
    assert len(clinic.bodies(patient)) == before + 1
    again = api.post(f"{path}/resume", json={"note": "Well again."})
    assert (again.status_code, again.json()["type"]) == (409, "urn:amble:problem:not-paused")
    acts = [plan.cause.value for plan in clinic.plans(patient)]
    assert "clinician" in acts


def test_a_rest_is_at_most_ninety_days_and_only_of_a_running_course(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for until in ("2026-03-02", "2026-06-30"):
        refused = api.post(f"/v1/patients/{patient.id}/pause", json={"until": until, "note": "Travel."})
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:cannot-pause")
    waiting = clinic.enrol(phone="+12025550188")
    refused = api.post(f"/v1/patients/{waiting.id}/pause", json={"until": "2026-03-05", "note": "Travel."})
    assert refused.status_code == 409


def test_a_pause_never_leads_out_of_a_hold(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1))
    clinic.text(patient, "I can't feel my groin")
    clinic.turn_the_databases_clock()
    path = f"/v1/patients/{patient.id}"
    assert api.post(f"{path}/pause", json={"until": "2026-03-09", "note": "See."}).json()["state"] == "emergency"
    assert api.post(f"{path}/resume", json={"note": "See."}).json()["state"] == "emergency"
    clinic.turn_to(START + timedelta(days=2))
    left = [text for text in clinic.texts(patient, kind=TextKind.MORNING_PLAN) if text.sent_at]
    assert len(left) == 1, "only that of the morning before: no walk is texted while a danger is open"


def test_new_prompt_times_move_the_texts_that_have_not_gone(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    path, admin = f"/v1/patients/{patient.id}", _admin(clinic)
    times = {"morning": "10:15", "evening": "18:00"}
    admin["If-Match"] = api.get(path).headers["etag"]
    changed = api.patch(path, json={"prompt_times": times, "first_name": "Ada", "language": "es"}, headers=admin)
    assert changed.status_code == 200
    assert (changed.json()["first_name"], changed.json()["language"]) == ("Ada", "es")
    planned = clinic.texts(patient, state=TextState.PLANNED, kind=TextKind.MORNING_PLAN)
    assert {text.due_at.strftime("%H:%M") for text in planned} == {"15:15"}, "10:15 in New York, in winter"
    clinic.turn_to(START + timedelta(days=1, hours=1))
    assert clinic.bodies(patient)[-1].startswith("Hoy")
    assert clinic.events("patient.changed") == 1
    with clinic.database.unit_of_work() as session:
        detail = session.execute(sa.text("SELECT detail FROM event WHERE name = 'patient.changed'")).scalar_one()
    assert detail == {"fields": "first_name, language, prompt_times"}, "which fields, never what they hold"


def test_a_wrong_change_names_its_field_and_changes_nothing(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    path, admin = f"/v1/patients/{patient.id}", _admin(clinic)
    for body, field in (
        ({"prompt_times": {"morning": "07:00", "evening": "19:00"}, "first_name": "X"}, "prompt_times.morning"),
        ({"therapist_id": str(clinic.admin.id), "first_name": "X"}, "therapist_id"),
        ({"zone": None}, "zone"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"phone": "+12025550111"}, "phone"),
    ):
        admin["If-Match"] = api.get(path).headers["etag"]
        refused = api.patch(path, json=body, headers=admin)
        assert refused.status_code == 422, body
        assert field in {error["field"] for error in refused.json()["errors"]}
    assert api.patch(path, json={}, headers=admin).status_code == 422
    assert api.get(path).json()["first_name"] is None


def test_a_key_expires_can_be_taken_away_and_says_when_it_was_last_used(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    admin, keys = _admin(clinic), f"/v1/users/{clinic.admin.id}/keys"
    fresh = api.post(keys, json={"days": 30}, headers=admin).json()["api_key"]
    as_fresh = {"Authorization": f"Bearer {fresh}"}
    assert api.get("/v1/patients", headers=as_fresh).status_code == 200
    listed = api.get(keys, headers=admin).json()
    assert len(listed) == 2
    assert "secret" not in str(listed)
    key_id = fresh.split("_")[1]
    used = next(key for key in listed if key["id"] == key_id)
    assert used["last_used_at"] is not None
    assert used["expires_at"].startswith("2026-04-01")
    clinic.turn_to(START + timedelta(days=31))
    clinic.turn_the_databases_clock()
    assert api.get("/v1/patients", headers=as_fresh).status_code == 401, "expired"
    second = api.post(keys, json={}, headers=admin).json()["api_key"]
    as_second = {"Authorization": f"Bearer {second}"}
    assert api.delete(f"{keys}/{second.split('_')[1]}", headers=admin).status_code == 204
    assert api.get("/v1/patients", headers=as_second).status_code == 401, "revoked"
    assert clinic.events("key.revoked") == 1
    assert api.delete(f"{keys}/nonsense", headers=admin).status_code == 404
    assert api.post(keys, json={}).status_code == 403, "only an admin gives keys out"
    other = ClinicInTests(clinic.database, START)
    assert api.get(keys, headers=_admin(other)).status_code == 404


def test_suppressed_texts_say_that_the_patient_rests(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    api.post(f"/v1/patients/{patient.id}/pause", json={"until": "2026-03-09", "note": "A cold."})
    morning = clinic.texts(patient, kind=TextKind.MORNING_PLAN)
    assert {text.suppression for text in morning} == {Suppression.PAUSED}


def test_what_was_done_is_shown_until_the_patient_is_told_and_can_be_taken_back(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1))
    clinic.turn_the_databases_clock()
    path = f"/v1/patients/{patient.id}"
    assert api.get(f"{path}/last-act").json() is None
    assert api.post(f"{path}/discharge", json={"reason": "other", "note": "A slip."}).json()["status"] == "discharged"
    last = api.get(f"{path}/last-act").json()
    assert (last["act"], last["by"]) == ("discharge", f"user:{clinic.therapist.id}")
    assert timedelta(0) < datetime.fromisoformat(last["told_at"]) - datetime.fromisoformat(last["at"]) <= KEPT_BACK
    assert api.get(f"{path}/glance").json()["last_act"] == last
    another = api.post(f"{path}/last-act/take-back", json={"id": str(patient.id)})
    assert (another.status_code, another.json()["type"]) == (409, "urn:amble:problem:cannot-take-back")
    back = api.post(f"{path}/last-act/take-back", json={"id": last["id"]})
    assert (back.status_code, back.json()["status"]) == (200, "active")
    again = api.post(f"{path}/last-act/take-back", json={"id": last["id"]})
    assert again.status_code == 409
    assert api.get(f"{path}/last-act").json() is None
    assert clinic.events("act.taken_back") == 1


def test_what_an_act_would_text_is_shown_and_what_is_missing_is_named(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1))
    clinic.turn_the_databases_clock()
    path = f"/v1/patients/{patient.id}"
    shown = api.post(f"{path}/would-read", json={"act": "pause", "until": "2026-03-09"})
    assert [text["kind"] for text in shown.json()] == ["pause_confirmation"]
    assert "until Mar 9" in shown.json()[0]["body"]
    assert api.get(path).json()["status"] == "active"
    missing = api.post(f"{path}/would-read", json={"act": "pause"})
    assert (missing.status_code, missing.json()["errors"][0]["field"]) == (422, "until")
    refused = api.post(f"{path}/would-read", json={"act": "order", "day": "2026-03-04", "walks": [90]})
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:amble:problem:order-refused")
    assert api.post(f"{path}/would-read", json={"act": "clear"}).status_code == 409
    assert api.post(f"{path}/would-read", json={"act": "resolve"}).json() == []


def test_a_therapist_who_knows_of_the_shoes_begins_the_course(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.enrol(shoes_confirmed=False)
    clinic.run()
    path = f"/v1/patients/{patient.id}/shoes"
    refused = api.post(path)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:cannot-begin")
    clinic.text(patient, "READY")
    clinic.turn_the_databases_clock()
    begun = api.post(path, json={"note": "Has trainers."})
    assert (begun.status_code, begun.json()["status"]) == (200, "active")
    clinic.turn_to(clinic.now + timedelta(minutes=2))
    assert clinic.bodies(patient)[-1].startswith("Great, you are in. Tomorrow: 2 walks of 5 min")
    assert api.post(path).status_code == 409


def test_words_that_were_read_at_the_door_count(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=1, hours=9, minutes=5))
    clinic.text(patient, "2 both. thinking about the trailer")
    assert clinic.plans(patient)[-1].rule == "unread"
    clinic.now += timedelta(minutes=5)
    clinic.turn_the_databases_clock()
    items = api.get("/v1/alerts").json()
    alert = next(item["id"] for item in items if item["kind"] == "unclear_reply")
    assert api.post(f"/v1/alerts/{alert}/resolve", json={"note": "Nothing in it."}).status_code == 200
    assert clinic.plans(patient)[-1].rule == "green"
