"""Is one patient's page one look? The same as every answer by itself, and one entry in the audit."""

import httpx2
import pytest

from schemas.text_kinds import TextKind
from tests.clinic import ClinicInTests
from tests.doors.conftest import START


@pytest.fixture
def therapist(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


def test_a_glance_is_the_same_as_every_answer_by_itself(therapist: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin(first_name="Ana")
    clinic.turn_to(START.replace(day=4, hour=23))
    clinic.text(patient, "8, and please call me")
    clinic.turn_the_databases_clock()
    path = f"/v1/patients/{patient.id}"
    written = therapist.post(f"{path}/texts", json={"words": "We call you on Monday."}).json()
    answer = therapist.get(f"{path}/glance").raise_for_status()
    glance, alone = answer.json(), therapist.get(path)
    assert (glance["patient"], answer.headers["etag"]) == (alone.json(), alone.headers["etag"])
    newest = glance["plan"]["day"]
    assert glance["plan"] == therapist.get(f"{path}/plans", params={"limit": 1}).json()[0]
    assert glance["days"] == therapist.get(f"{path}/days", params={"until": newest, "since": "2026-01-04"}).json()
    assert glance["alerts"] == therapist.get("/v1/alerts", params={"patient_id": str(patient.id)}).json() != []
    for name in ("measures", "messaging"):
        assert glance[name] == therapist.get(f"{path}/{name}").json()
    assert glance["timeline"]["items"] == therapist.get(f"{path}/timeline", params={"limit": 200}).json()["items"]
    assert [text["id"] for text in glance["waiting"]] == [written["id"]]
    assert glance["ready_made"] == therapist.get(f"{path}/texts/ready-made").json()
    shown = therapist.post(f"{path}/preview", json={"kind": TextKind.PAUSE_CONFIRMATION.value}).json()["body"]
    assert glance["acts"]["pause"] == shown
    assert set(glance["acts"]) == {"pause", "discharge"}


def test_whom_a_discharge_would_not_text_has_no_farewell_to_show(
    therapist: httpx2.Client, clinic: ClinicInTests
) -> None:
    waits = clinic.enrol(phone="+12025550144")
    wrong = clinic.begin()
    clinic.text(wrong, "wrong number")
    clinic.turn_the_databases_clock()
    for patient in (waits, wrong):
        acts = therapist.get(f"/v1/patients/{patient.id}/glance").raise_for_status().json()["acts"]
        assert "discharge" not in acts


def test_a_glance_is_one_look(therapist: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    before = clinic.events("patient.read")
    therapist.get(f"/v1/patients/{patient.id}/glance").raise_for_status()
    assert clinic.events("patient.read") == before + 1
    therapist.get(f"/v1/patients/{patient.id}/glance").raise_for_status()
    assert clinic.events("patient.read") == before + 2
