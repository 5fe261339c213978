"""Can a therapist set the dose from tomorrow (18-14): seen first, past a cap only twice meant, and never in a hold?"""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from schemas.tables.people import Patient
from services.journey.deciding.recompute import replay_patient
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.doors.conftest import START

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PAST = (
    "40 minutes a day are 4 times what was earned a week ago (10); a step may lead to 15 at most. "
    "A walk of 20 minutes is longer than a step may lead to: 7."
)


@pytest.fixture
def api(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """Signed in."""
    api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
    return api


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """In the afternoon of the third day of a course at 2 walks of 5 minutes."""
    begun = clinic.begin()
    for day in (1, 2):
        clinic.turn_to(START + day * DAY + 9 * HOUR)
        clinic.text(begun, "2 2")
    clinic.turn_to(START + 3 * DAY + 6 * HOUR)
    clinic.turn_the_databases_clock()
    return begun


def _dose(minutes: int, walks: int, **more: Any) -> dict[str, Any]:
    return {"minutes": minutes, "walks_per_day": walks, "note": "She walks more already.", **more}


def _replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        replayed = replay_patient(session, patient.id, engines())
        assert replayed is not None
        return replayed.differences == []


def _to(clinic: ClinicInTests, moment: timedelta) -> None:
    clinic.turn_to(START + moment)
    clinic.turn_the_databases_clock()


def test_the_caps_are_shown_and_what_goes_past_them_must_be_meant_twice(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}/dose"
    shown = api.get(path).json()
    assert shown == {
        "minutes": 10, "walks": [5, 5], "week_ago": 10, "most_minutes": 15, "longest_walk": 7, "goal_minutes": 60,
        "goal_longest_walk": 30, "max_walks_per_day": 4, "min_walk_minutes": 5, "times_week_ago": None, "past_caps": [],
        "offered_minutes": None, "offered_walks": None,
    }  # fmt: skip
    asked = api.get(path, params={"minutes": 40, "walks_per_day": 2}).json()
    assert (asked["times_week_ago"], " ".join(asked["past_caps"])) == (4.0, PAST)
    refused = api.post(path, json=_dose(40, 2))
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:amble:problem:dose-past-caps")
    assert refused.json()["detail"].startswith(PAST)
    assert clinic.plans(patient)[-1].walks == [5, 5], "nothing was written"
    done = api.post(path, json=_dose(40, 2, past_caps=True))
    assert (done.status_code, done.json()["walks"], done.json()["reason"]) == (200, [20, 20], "dose_set")
    assert clinic.events("course.set_dose") == 1
    glance = api.get(f"/v1/patients/{patient.id}/glance").json()
    assert (glance["last_act"]["act"], glance["dose"]["minutes"]) == ("set_dose", 10)
    (act,) = (item["detail"] for item in glance["timeline"]["items"] if item["what"] == "act")
    assert (act["act"], act["minutes"], act["walks"]) == ("set_dose", 40, 2)
    assert _replays(clinic, patient)


def test_within_the_caps_once_is_enough_and_no_text_of_rest_goes_out_on_the_way(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    before = len(clinic.bodies(patient))
    assert api.post(f"/v1/patients/{patient.id}/dose", json=_dose(14, 2)).json()["walks"] == [7, 7]
    _to(clinic, 3 * DAY + 9 * HOUR)
    clinic.text(patient, "2 2")
    _to(clinic, 4 * DAY)
    since = clinic.bodies(patient)[before:]
    assert [body.split(".")[0] for body in since][-2:] == [
        "Thanks", "Today: 2 walks of 7 min, easy pace",
    ]  # fmt: skip
    assert "A new plan from your care team." in since[-1]
    assert not any("rest, no walks" in body for body in since)
    assert _replays(clinic, patient)


@pytest.mark.parametrize(
    ("reply", "morning"),
    [
        ("5 2", "Today: 2 walks of 3 min"),
        ("8 0", "Today: rest, no walks"),
        ("2 0", "Today: 2 walks of 20 min"),
        ("3", "Today: 2 walks of 20 min"),
        (None, "Today: 2 walks of 20 min"),
    ],
)
def test_tonights_light_decides(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient, reply: str | None, morning: str
) -> None:
    assert api.post(f"/v1/patients/{patient.id}/dose", json=_dose(40, 2, past_caps=True)).status_code == 200
    _to(clinic, 3 * DAY + 9 * HOUR)
    if reply:
        clinic.text(patient, reply)
    _to(clinic, 4 * DAY)
    assert clinic.bodies(patient)[-1].startswith(morning)
    assert clinic.plans(patient)[-1].decision["course"]["dose"]["minutes"] == 40
    assert _replays(clinic, patient)


def test_what_the_patient_would_read_is_looked_at_first(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}"
    looked = api.post(f"{path}/would-read", json={"act": "set_dose", "minutes": 40, "walks_per_day": 2}).json()
    assert [text["kind"] for text in looked] == ["morning_plan"]
    assert looked[0]["body"].startswith("Today: 2 walks of 20 min")
    assert clinic.plans(patient)[-1].walks == [5, 5], "nothing of it is kept"
    missing = api.post(f"{path}/would-read", json={"act": "set_dose", "minutes": 40})
    assert (missing.status_code, missing.json()["errors"][0]["field"]) == (422, "minutes and walks_per_day")


def test_a_dose_opens_no_hold_no_pause_and_no_danger(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}"
    api.post(f"{path}/pause", json={"until": "2026-03-20", "note": "A cold."})
    paused = api.post(f"{path}/dose", json=_dose(14, 2))
    assert (paused.status_code, paused.json()["type"]) == (409, "urn:amble:problem:course-does-not-run")
    api.post(f"{path}/resume", json={"note": "Well again."})
    api.post(f"{path}/hold", json={"note": "I want to see her."})
    held = api.post(f"{path}/dose", json=_dose(14, 2))
    assert (held.status_code, "on hold: clear it first" in held.json()["detail"]) == (409, True)
    assert api.get(f"{path}/glance").json()["dose"] is None
    waiting = clinic.begin(phone="+12025550155")
    early = api.post(f"/v1/patients/{waiting.id}/dose", json=_dose(14, 2))
    assert (early.status_code, "has not begun" in early.json()["detail"]) == (409, True)
    assert clinic.events("course.set_dose") == 0


def test_what_the_settings_forbid_is_refused_with_its_field(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    for minutes, walks, field in ((61, 4, "minutes"), (40, 5, "walks_per_day"), (9, 2, "walks_per_day")):
        refused = api.post(f"/v1/patients/{patient.id}/dose", json=_dose(minutes, walks, past_caps=True))
        assert (refused.status_code, refused.json()["type"]) == (422, "urn:amble:problem:dose-refused")
        assert [error["field"] for error in refused.json()["errors"]] == [field]
    for body in (_dose(0, 1), _dose(10, 0), _dose(10, 2) | {"note": ""}):
        assert api.post(f"/v1/patients/{patient.id}/dose", json=body).status_code == 422
    assert clinic.events("course.set_dose") == 0


def test_a_slip_is_taken_back_and_the_evening_decides_as_if_it_had_not_been(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}"
    api.post(f"{path}/dose", json=_dose(40, 2, past_caps=True))
    _to(clinic, 3 * DAY + 7 * HOUR)
    last = api.get(f"{path}/last-act").json()
    assert api.post(f"{path}/last-act/take-back", json={"id": last["id"]}).status_code == 200
    _to(clinic, 3 * DAY + 9 * HOUR)
    clinic.text(patient, "2 2")
    plan = clinic.plans(patient)[-1]
    assert (plan.rule, plan.walks) == ("step-up", [5, 5, 5])
    assert _replays(clinic, patient)


def test_a_dose_set_before_a_hold_is_what_the_clear_begins_from(
    api: httpx2.Client, clinic: ClinicInTests, patient: Patient
) -> None:
    path = f"/v1/patients/{patient.id}"
    api.post(f"{path}/dose", json=_dose(20, 2, past_caps=True))
    api.post(f"{path}/hold", json={"note": "I want to see her."})
    cleared = api.post(f"{path}/clear", json={"note": "Seen.", "minutes": 12})
    assert (cleared.json()["rule"], cleared.json()["minutes"]) == ("clinician-sets-dose", 12)
    _to(clinic, 3 * DAY + 7 * HOUR)
    again = api.post(f"{path}/dose", json=_dose(16, 2, past_caps=True))
    assert (again.status_code, again.json()["walks"]) == (200, [8, 8])
    assert _replays(clinic, patient)
