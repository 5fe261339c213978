"""Can a therapist sign what pain is usual, say no, and end it; and does a plan change by the signature alone (18-5)?"""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from schemas.alert_kinds import AlertKind
from schemas.tables.people import Patient
from services.journey.deciding.recompute import replay_patient
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.doors.conftest import START

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TOLD_DAYS = 14


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """In the night after two weeks at pain 5, each walk done."""
    begun = clinic.begin()
    for day in range(1, TOLD_DAYS + 1):
        tells(clinic, begun, day)
    return begun


def tells(clinic: ClinicInTests, patient: Patient, day: int, words: str = "5 2") -> None:
    clinic.turn_to(START + day * DAY + 9 * HOUR)
    clinic.turn_the_databases_clock()
    clinic.text(patient, words)


def _signs(api: httpx2.Client, patient: Patient, usual: int = 5) -> httpx2.Response:
    return api.post(f"/v1/patients/{patient.id}/own-usual", json={"usual": usual, "note": "Seen: this is her usual."})


def _asked(clinic: ClinicInTests, patient: Patient) -> bool:
    return AlertKind.OWN_USUAL in clinic.alerts(patient)


def _replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        replayed = replay_patient(session, patient.id, engines())
        assert replayed is not None
        return replayed.differences == []


def test_a_signature_is_asked_for_and_tomorrows_plan_follows_it(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}"
    assert _asked(clinic, patient)
    assert clinic.plans(patient)[-1].walks == [3, 3], "asking changes no plan"
    asked = {"signed": None, "proposed": 5, "least": 4, "most": 6, "is_asked": True}
    assert api.get(f"{path}/own-usual").json() == api.get(f"{path}/glance").json()["own_usual"] == asked
    assert _signs(api, patient).status_code == 200
    assert not _asked(clinic, patient)
    plan = clinic.plans(patient)[-1]
    assert (plan.walks, plan.rule, plan.reason) == ([5, 5], "usual", "usual_steady")
    glance = api.get(f"{path}/glance").json()
    assert (glance["own_usual"]["signed"], glance["last_act"]["act"]) == (5, "sign_usual")
    (act,) = (item["detail"] for item in glance["timeline"]["items"] if item["what"] == "act")
    assert (act["act"], act["own_usual"], act["note"]) == ("sign_usual", 5, "Seen: this is her usual.")
    for day in range(TOLD_DAYS + 1, TOLD_DAYS + 5):
        tells(clinic, patient, day)
    assert (clinic.plans(patient)[-1].rule, clinic.plans(patient)[-1].walks) == ("usual-step", [6, 6])
    assert _replays(clinic, patient)


def test_a_refusal_changes_nothing_and_is_needed_only_where_it_is_asked(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}/own-usual/refuse"
    before = clinic.plans(patient)[-1].decision
    assert api.post(path, json={"note": "She hides her pain."}).status_code == 200
    assert not _asked(clinic, patient)
    assert clinic.plans(patient)[-1].decision == before
    again = api.post(path, json={"note": "She hides her pain."})
    assert (again.status_code, again.json()["type"]) == (409, "urn:amble:problem:usual-is-not-asked")
    assert clinic.events("course.refuse_usual") == 1


def test_an_ended_usual_eases_the_plan_again(api: httpx2.Client, clinic: ClinicInTests, patient: Patient) -> None:
    path = f"/v1/patients/{patient.id}/own-usual/end"
    early = api.post(path, json={"note": "No longer."})
    assert (early.status_code, early.json()["type"]) == (409, "urn:amble:problem:no-usual-is-signed")
    _signs(api, patient)
    clinic.turn_to(clinic.now + HOUR)
    assert api.post(path, json={"note": "No longer."}).status_code == 200
    assert clinic.plans(patient)[-1].walks == [3, 3]
    assert clinic.enrolment(patient).own_usual is None
    assert _replays(clinic, patient)


@pytest.mark.parametrize("usual", [3, 7, 10])
def test_only_a_yellow_pain_can_be_signed(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient, usual: int
) -> None:
    refused = _signs(api, patient, usual)
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:amble:problem:usual-refused")
    (error,) = refused.json()["errors"]
    assert error == {"field": "usual", "detail": "must be from 4 to 6: above green and below red"}
    assert clinic.enrolment(patient).own_usual is None


def test_what_they_would_read_is_looked_at_first_and_a_slip_is_taken_back(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}"
    looked = api.post(f"{path}/would-read", json={"act": "sign_usual", "usual": 5}).json()
    assert looked[0]["body"].startswith("Today: 2 walks of 5 min")
    missing = api.post(f"{path}/would-read", json={"act": "sign_usual"})
    assert (missing.status_code, missing.json()["errors"][0]["field"]) == (422, "usual")
    assert clinic.plans(patient)[-1].walks == [3, 3], "nothing of it is kept"
    _signs(api, patient)
    last = api.get(f"{path}/last-act").json()
    clinic.turn_to(clinic.now + HOUR)
    clinic.turn_the_databases_clock()
    assert api.post(f"{path}/last-act/take-back", json={"id": last["id"]}).status_code == 200
    assert clinic.enrolment(patient).own_usual is None
    assert clinic.plans(patient)[-1].walks == [3, 3]
    assert _asked(clinic, patient), "it is asked once more"
    assert _replays(clinic, patient)


def test_no_step_for_four_weeks_is_told_with_its_cause(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    for day in range(TOLD_DAYS + 1, 29):
        tells(clinic, patient, day)
    alerts: list[dict[str, Any]] = api.get("/v1/alerts", params={"patient_id": str(patient.id)}).json()
    assert "Has not moved on for weeks. Most days are yellow." in [alert["summary"] for alert in alerts]
