"""Is what a patient can do on their page and in the API, and may a clinic say what matters to them?"""

from datetime import timedelta

import httpx2
import pytest

from tests.clinic import ClinicInTests
from tests.doors.conftest import START

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


def test_what_they_told_is_on_their_page_and_among_their_days(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin(activity="walk the dog")
    clinic.turn_to(START + DAY + 3 * HOUR)
    clinic.turn_the_databases_clock()
    clinic.text(patient, "F6")
    day = (START + DAY).date().isoformat()
    page = api.get(f"/v1/patients/{patient.id}/glance").json()
    assert page["function"] == [{"day": day, "function": 6}]
    assert page["patient"]["activity"] == "walk the dog"
    told = {one["day"]: (one["function"], one["pain"]) for one in page["days"]}
    assert told[day] == (6, None)
    reply = next(
        item for item in page["timeline"]["items"] if item["what"] == "reply" and item["detail"]["body"] == "F6"
    )
    assert (reply["detail"]["reading"]["kind"], reply["detail"]["reading"]["function"]) == ("function", 6)


def test_what_matters_to_a_patient_is_changed_and_refused_in_words(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    path = f"/v1/patients/{patient.id}"
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    seen = {"If-Match": api.get(path).headers["etag"]}
    refused = api.patch(path, json={"activity": "walk 30 minutes"}, headers=seen)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "activity")
    assert api.patch(path, json={"activity": "dance with Lou"}, headers=seen).json()["activity"] == "dance with Lou"
