"""May a therapist say which red days are known, see who said so, and end it; and is every bad wish answered (18-11)?"""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from schemas.alert_kinds import AlertKind
from schemas.tables.people import Patient
from tests.clinic import ClinicInTests
from tests.doors.conftest import START

DAY = timedelta(days=1)
TODAY = "2026-03-03"
LATEST = "2026-06-01"


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """In the morning of the first day of the course."""
    begun = clinic.begin()
    clinic.turn_to(START + DAY)
    clinic.turn_the_databases_clock()
    return begun


def _says(api: httpx2.Client, patient: Patient, **wish: Any) -> httpx2.Response:
    body = {"up_to": 7, "until": LATEST, "note": "Has had these for years."} | wish
    return api.post(f"/v1/patients/{patient.id}/known-pain", json=body)


def test_the_page_shows_what_is_known_who_said_so_and_until_when(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}"
    nothing = {"in_force": None, "least": 7, "most": 8, "latest": LATEST}
    assert api.get(f"{path}/known-pain").json() == api.get(f"{path}/glance").json()["known_pain"] == nothing
    assert _says(api, patient).status_code == 200
    glance = api.get(f"{path}/glance").json()
    known = glance["known_pain"]["in_force"]
    assert known.pop("at").startswith(TODAY)
    assert known == {"up_to": 7, "until": LATEST, "by": f"user:{clinic.therapist.id}"}
    assert glance["last_act"]["act"] == "known_pain"
    (act,) = (item["detail"] for item in glance["timeline"]["items"] if item["what"] == "act")
    assert (act["known_up_to"], act["known_until"], act["note"]) == (7, LATEST, "Has had these for years.")
    clinic.text(patient, "7")
    assert AlertKind.RED_DAY not in clinic.alerts(patient)


def test_it_is_said_anew_ended_once_and_taken_back(api: httpx2.Client, clinic: ClinicInTests, patient: Patient) -> None:
    path = f"/v1/patients/{patient.id}"
    early = api.post(f"{path}/known-pain/end", json={"note": "No longer."})
    assert (early.status_code, early.json()["type"]) == (409, "urn:amble:problem:no-pain-is-known")
    for up_to in (7, 8):
        clinic.turn_to(clinic.now + timedelta(minutes=1))
        clinic.turn_the_databases_clock()
        assert _says(api, patient, up_to=up_to).status_code == 200
    last = api.get(f"{path}/last-act").json()
    assert api.post(f"{path}/last-act/take-back", json={"id": last["id"]}).status_code == 200
    assert api.get(f"{path}/known-pain").json()["in_force"]["up_to"] == 7, "what was said before is in force again"
    clinic.turn_to(clinic.now + timedelta(minutes=1))
    clinic.turn_the_databases_clock()
    assert api.post(f"{path}/known-pain/end", json={"note": "No longer."}).status_code == 200
    assert api.get(f"{path}/known-pain").json()["in_force"] is None
    assert clinic.events("course.known_pain") == 2
    assert clinic.events("course.end_known_pain") == 1


RED = "must be from 7 to 8: red, and less than is always told"
DAYS = f"must be from {TODAY} to {LATEST}"


@pytest.mark.parametrize(
    ("wish", "field", "sentence"),
    [
        ({"up_to": 6}, "up_to", RED),
        ({"up_to": 9}, "up_to", "must be at most 8"),
        ({"up_to": 10}, "up_to", "must be at most 8"),
        ({"up_to": "much"}, "up_to", "must be a whole number"),
        ({"until": "2026-03-02"}, "until", DAYS),
        ({"until": "2026-06-02"}, "until", DAYS),
        ({"until": "soon"}, "until", "must be a date, such as 2026-12-24"),
        ({"note": ""}, "note", "3 characters"),
    ],
)
def test_what_cannot_be_known_is_a_sentence(
    api: httpx2.Client, patient: Patient, wish: dict[str, Any], field: str, sentence: str
) -> None:
    refused = _says(api, patient, **wish)
    (error,) = refused.json()["errors"]
    assert (refused.status_code, error["field"]) == (422, field)
    assert sentence in error["detail"]
    assert api.get(f"/v1/patients/{patient.id}/known-pain").json()["in_force"] is None


def test_what_the_clinic_calls_very_severe_is_always_told(api: httpx2.Client, patient: Patient) -> None:
    path = f"/v1/patients/{patient.id}"
    etag = api.get(f"{path}/settings").headers["etag"]
    changes = {"changes": {"severe_pain": 8}, "reason": "Tell me early."}
    assert api.put(f"{path}/settings", json=changes, headers={"If-Match": etag}).status_code == 200
    (error,) = _says(api, patient, up_to=8).json()["errors"]
    assert error["detail"] == "must be from 7 to 7: red, and less than is always told"


def test_before_a_course_there_is_nothing_to_know(api: httpx2.Client, clinic: ClinicInTests) -> None:
    waits = clinic.enrol(phone="+12025550144")
    refused = _says(api, waits)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:course-does-not-run")
