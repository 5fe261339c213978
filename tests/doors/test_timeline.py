"""Does one feed tell all that happened with a patient, in order, page by page, and only to their clinic?"""

from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from schemas.tables.people import ConsentSource
from tests.clinic import ClinicInTests
from tests.doors.conftest import START


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


def _lived(clinic: ClinicInTests) -> str:
    patient = clinic.begin()
    for day, said in enumerate(("3 2", "8", "I can't feel my groin"), start=1):
        clinic.turn_to(START.replace(hour=0, minute=30) + timedelta(days=day + 1))
        clinic.text(patient, said)
    clinic.turn_the_databases_clock()
    return str(patient.id)


def test_everything_that_happened_stands_in_one_feed_newest_first(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = _lived(clinic)
    api.post(f"/v1/patients/{patient}/clear", json={"note": "Examined; no deficit."})
    etag = api.get(f"/v1/patients/{patient}/settings").headers["etag"]
    body = {"changes": {"green_max": 2}, "reason": "More careful."}
    api.put(f"/v1/patients/{patient}/settings", json=body, headers={"If-Match": etag})
    items = api.get(f"/v1/patients/{patient}/timeline", params={"limit": 200}).json()["items"]
    assert {item["what"] for item in items} == {"plan", "reply", "text", "alert", "act", "settings", "consent"}
    times = [datetime.fromisoformat(item["at"]) for item in items]
    assert times == sorted(times, reverse=True)
    assert [item["detail"]["body"] for item in items if item["what"] == "reply"] == [
        "I can't feel my groin", "8", "3 2", "READY"
    ]  # fmt: skip
    assert items[0]["what"] == "settings"
    assert any(item["detail"].get("note") == "Examined; no deficit." for item in items if item["what"] == "act")
    assert all(item["detail"]["explanation"] for item in items if item["what"] == "plan")
    assert not [item for item in items if item["detail"].get("state") == "planned"], "what is to come has not happened"


def test_pages_join_without_a_gap_or_a_double(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = _lived(clinic)
    whole = api.get(f"/v1/patients/{patient}/timeline", params={"limit": 200}).json()["items"]
    for limit in (1, 3, 7):
        read: list[Any] = []
        after = None
        while True:
            asked: dict[str, Any] = {"limit": limit} | ({"after": after} if after else {})
            page = api.get(f"/v1/patients/{patient}/timeline", params=asked).json()
            read += page["items"]
            after = page["next_after"]
            if after is None:
                break
        assert read == whole, limit


def test_a_timeline_is_of_its_clinic_only_and_a_foreign_cursor_is_refused(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = _lived(clinic)
    other = ClinicInTests(clinic.database, START)
    stranger = {"Authorization": f"Bearer {other.therapist_key}"}
    assert api.get(f"/v1/patients/{patient}/timeline", headers=stranger).status_code == 404
    for after in ("zzz", "W10", "WyJhIl0", "%00", "a" * 301):
        assert api.get(f"/v1/patients/{patient}/timeline", params={"after": after}).status_code == 422


def test_a_timeline_shows_the_clinics_own_ledger_of_consent_only(api: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    other = ClinicInTests(clinic.database, clinic.now, name="Hill Clinic", sender="+15005550008")
    theirs = other.begin()
    other.text(theirs, "STOP")
    clinic.turn_the_databases_clock()
    items = api.get(f"/v1/patients/{patient.id}/timeline", params={"limit": 200}).json()["items"]
    told = [(item["detail"]["act"], item["detail"]["source"]) for item in items if item["what"] == "consent"]
    # STOP counts for all, and each clinic's ledger says so in its own words.
    assert [act for act, _ in told] == ["opted_out", "opted_in"]
    assert told[0][1] == ConsentSource.STOP_ELSEWHERE
