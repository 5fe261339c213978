"""Can an admin set the clinic's ladder and its phones over the API, and does nobody learn whose a phone is?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Alert
from services.journey.alerting.alerts import raise_for_clinic
from services.storage.case import in_hand
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.doors.conftest import START
from tests.doors.serving import serve

PHONE = "+12025550171"
NEUTRAL = "This phone cannot be used here now; the operator has been told."


@pytest.fixture
def api(servers: EmbeddedServers, database_url: str, clinic: ClinicInTests, tmp_path: Path) -> Iterator[httpx2.Client]:
    """Signed in as the admin, where the operator has set a number for staff."""
    with (
        Children(tmp_path) as children,
        serve(children, servers, database_url, STAFF_FROM_NUMBER=STAFF_SENDER) as client,
    ):
        clinic.turn_the_databases_clock()
        client.headers["Authorization"] = f"Bearer {clinic.admin_key}"
        yield client


def _put(api: httpx2.Client, body: dict[str, Any], etag: str | None = None) -> httpx2.Response:
    etag = etag or api.get("/v1/clinic/ladder").headers["etag"]
    return api.put("/v1/clinic/ladder", json=body, headers={"If-Match": etag})


def test_a_ladder_begins_with_the_defaults_and_is_changed_whole(api: httpx2.Client, clinic: ClinicInTests) -> None:
    begins = api.get("/v1/clinic/ladder").json()
    assert (begins["rota"], begins["now_minutes"], begins["opens"], begins["zone"]) == ([], 15, "08:00:00", "")
    assert begins["zone_in_force"] == "America/New_York"
    wanted = {"zone": "America/Chicago", "rota": [str(clinic.therapist.id)], "opens": "07:30", "now_minutes": 10}
    changed = _put(api, wanted)
    assert changed.status_code == 200, changed.text
    stands = api.get("/v1/clinic/ladder")
    assert stands.json() == changed.json()
    assert stands.headers["etag"] == changed.headers["etag"]
    assert stands.json()["zone_in_force"] == "America/Chicago"
    assert (stands.json()["now_minutes"], stands.json()["hour_minutes"]) == (10, 60)
    assert clinic.events("ladder.changed") == 1


def test_a_change_that_nobody_looked_at_is_refused(api: httpx2.Client) -> None:
    etag = api.get("/v1/clinic/ladder").headers["etag"]
    assert _put(api, {"now_minutes": 10}, etag).status_code == 200
    late = _put(api, {"now_minutes": 20}, etag)
    assert (late.status_code, late.json()["type"]) == (412, "urn:amble:problem:ladder-has-changed")
    assert api.put("/v1/clinic/ladder", json={}).status_code == 428
    assert api.get("/v1/clinic/ladder").json()["now_minutes"] == 10


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        ({"zone": "Mars/Olympus"}, "zone", "must be an IANA time zone of a place, such as America/New_York, or empty"),
        ({"rota": ["00000000-0000-4000-8000-000000000000"]}, "rota", "must name therapists and admins who work"),
        ({"now_minutes": 61}, "now_minutes", "must be at most 60"),
        ({"danger_again_hours": 5}, "danger_again_hours", "must be at most 4"),
        ({"same_day_hours": 0}, "same_day_hours", "must be at least 1"),
        ({"now_minute": 10}, "now_minute", "is not a field here"),
        ({"opens": "09:00", "closes": "09:30"}, "closes", "must be an hour or more after opens"),
        ({"opens": "8"}, "opens", "must be a local time, such as 08:30"),
        ({"open_weekdays": []}, "open_weekdays", "name at least one day"),
    ],
)
def test_what_cannot_be_is_refused_in_our_own_words(
    api: httpx2.Client, body: dict[str, Any], field: str, sentence: str
) -> None:
    refused = _put(api, body)
    assert refused.status_code == 422, refused.text
    (error,) = refused.json()["errors"]
    assert error["field"] == field
    assert sentence in error["detail"]


def test_nobody_of_another_clinic_and_nobody_who_left_stands_on_the_rota(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    other = ClinicInTests(clinic.database, START)
    assert _put(api, {"rota": [str(other.therapist.id)]}).status_code == 422
    assert api.post(f"/v1/users/{clinic.therapist.id}/deactivate").status_code == 200
    assert _put(api, {"rota": [str(clinic.therapist.id)]}).status_code == 422
    assert _put(api, {"rota": [str(clinic.admin.id)] * 2}).status_code == 422


def test_dead_rungs_are_named_until_they_lead_to_somebody(api: httpx2.Client, clinic: ClinicInTests) -> None:
    state = api.get("/v1/clinic/ladder/state").json()
    assert (state["has_rota"], state["has_phone"], state["has_sender"]) == (False, False, True)
    assert [sentence.split(":")[0] for sentence in state["dead"]] == ["No rota yet", "No phone yet"]
    _put(api, {"rota": [str(clinic.therapist.id)]})
    api.post("/v1/clinic/phones", json={"label": "On call", "phone": PHONE})
    state = api.get("/v1/clinic/ladder/state").json()
    assert [sentence.split(":")[0] for sentence in state["dead"]] == ["No phone gets texts"]
    clinic.run()
    clinic.text_from(PHONE, "READY", to=STAFF_SENDER)
    assert api.get("/v1/clinic/ladder/state").json()["dead"] == []


def test_a_phone_waits_for_ready_gets_texts_stops_and_is_removed(api: httpx2.Client, clinic: ClinicInTests) -> None:
    added = api.post("/v1/clinic/phones", json={"label": "On call", "phone": "+1 202 555 0171"})
    assert (added.status_code, added.json()["state"], added.json()["phone"]) == (201, "waits_for_ready", PHONE)
    clinic.run()
    for word, state in (("READY", "gets_texts"), ("STOP", "stopped"), ("START", "gets_texts")):
        clinic.text_from(PHONE, word, to=STAFF_SENDER)
        assert [row["state"] for row in api.get("/v1/clinic/phones").json()] == [state]
    assert api.delete(f"/v1/clinic/phones/{added.json()['id']}").status_code == 204
    assert api.get("/v1/clinic/phones").json() == []
    assert api.delete("/v1/clinic/phones/00000000-0000-4000-8000-000000000000").status_code == 404


def test_whose_a_phone_is_is_said_to_the_operator_only(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE enrolment SET running_phone = (SELECT phone_index FROM patient)"))
    other = ClinicInTests(clinic.database, START)
    theirs = {"Authorization": f"Bearer {other.admin_key}"}
    assert api.post("/v1/clinic/phones", json={"label": "x", "phone": PHONE}, headers=theirs).status_code == 201
    answers = [api.post("/v1/clinic/phones", json={"label": "x", "phone": p}) for p in (patient.phone, PHONE)]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert {answer.json()["detail"] for answer in answers} == {NEUTRAL}
    assert answers[0].json() == answers[1].json()
    with clinic.database.unit_of_work() as session:
        told = session.exec(select(Alert).where(col(Alert.kind) == AlertKind.LINE_IS_TAKEN)).one()
    assert (told.times, told.clinic_id) == (2, None)
    assert clinic.events("staff_phone.refused") == 2
    assert api.get("/v1/clinic/phones").json() == []


def test_an_alert_says_its_rung_and_is_taken_with_one_call(api: httpx2.Client, clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        raise_for_clinic(batch, AlertKind.STRANGER_DANGER, clinic.id)
    (row,) = api.get("/v1/alerts").json()
    assert (row["rung"], row["acknowledged_at"]) == (0, None)
    assert row["next_rung_at"] == row["due_at"] is not None
    therapist = {"Authorization": f"Bearer {clinic.therapist_key}"}
    taken = api.post(f"/v1/alerts/{row['id']}/acknowledge", headers=therapist).json()
    assert taken["acknowledged_by"] == f"user:{clinic.therapist.id}"
    settled = api.post(f"/v1/alerts/{row['id']}/resolve", json={"note": "A wrong number."}, headers=therapist)
    assert (settled.status_code, settled.json()["next_rung_at"]) == (200, None)


def test_without_a_number_for_staff_no_phone_is_added(
    servers: EmbeddedServers, database_url: str, clinic: ClinicInTests, tmp_path: Path
) -> None:
    with Children(tmp_path) as children, serve(children, servers, database_url) as api:
        headers = {"Authorization": f"Bearer {clinic.admin_key}"}
        refused = api.post("/v1/clinic/phones", json={"label": "x", "phone": PHONE}, headers=headers)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:no-staff-sender")
        dead = api.get("/v1/clinic/ladder/state", headers=headers).json()["dead"]
    assert any("operator has not set a number" in sentence for sentence in dead)
