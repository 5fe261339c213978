"""Can a clinic take its data along, in forms that others read without harm?"""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import httpx2
import icalendar
import openpyxl
import pytest
from fhir.resources import R4B
from fhir.resources.R4B.bundle import Bundle

from schemas.tables.people import Patient
from services.intake.v1 import fhir
from tests.clinic import ClinicInTests
from tests.doors.conftest import START

# Required bindings of FHIR R4, which the models do not check.
CODES = {
    ("CarePlan", "status"): {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"},
    ("CarePlan", "intent"): {"proposal", "plan", "order", "option"},
    ("Goal", "lifecycleStatus"): {"proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled"},
    ("PlanDefinition", "status"): {"draft", "active", "retired", "unknown"},
    ("Observation", "status"): {"registered", "preliminary", "final", "amended"},
    ("Communication", "status"): {
        "preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", "entered-in-error", "unknown",
    },
    ("Consent", "status"): {"draft", "proposed", "active", "rejected", "inactive", "entered-in-error"},
    ("Flag", "status"): {"active", "inactive", "entered-in-error"},
    ("Task", "status"): {"draft", "requested", "received", "accepted", "in-progress", "completed", "cancelled"},
    ("Task", "intent"): {"unknown", "proposal", "plan", "order", "original-order", "option"},
    ("Task", "priority"): {"routine", "urgent", "asap", "stat"},
}  # fmt: skip


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """Some days lived, red and danger among them."""
    lived = clinic.begin(first_name="Ann")
    with clinic.database.unit_of_work() as session:
        # Of before: no door takes such a name any more.
        session.get_one(Patient, lived.id).first_name = "=HYPERLINK(1)"
    for number, told in enumerate(("2 2", "5 1", "8", "3", "my groin went numb"), start=1):
        clinic.turn_to(START + timedelta(days=number, hours=9, minutes=30))
        clinic.text(lived, told)
    return lived


@pytest.fixture
def admin(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """The API, signed in as the clinic's admin."""
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    return api


@pytest.fixture
def bundle(patient: Patient, admin: httpx2.Client, clinic: ClinicInTests) -> dict[str, Any]:
    """What is exported of the patient."""
    clinic.turn_the_databases_clock()
    answer = admin.get(f"/v1/patients/{patient.id}/fhir").raise_for_status()
    assert answer.headers["content-type"] == "application/fhir+json"
    exported: dict[str, Any] = answer.json()
    return exported


def test_a_bundle_holds_every_kind_and_passes_the_models_and_the_codes(bundle: dict[str, Any]) -> None:
    Bundle.model_validate(bundle)
    resources = [entry["resource"] for entry in bundle["entry"]]
    assert {resource["resourceType"] for resource in resources} == set(fhir.RESOURCES)
    for (kind, name), allowed in CODES.items():
        for resource in resources:
            if resource["resourceType"] == kind:
                assert resource[name] in allowed, (kind, name, resource[name])
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(urls) == len(set(urls))
    text = json.dumps(bundle)
    for reference in {part.split('"')[0] for part in text.split('"reference": "')[1:]}:
        assert reference in urls, reference


def test_pain_is_an_integer_under_its_loinc_code(bundle: dict[str, Any]) -> None:
    pains = [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "Observation"]
    assert [pain["valueInteger"] for pain in pains] == [2, 5, 8, 3]
    assert {pain["code"]["coding"][0]["code"] for pain in pains} == {"72514-3"}
    assert pains[0]["effectiveDateTime"] == "2026-03-03"


def test_every_decision_has_its_provenance_and_every_danger_its_flag(
    bundle: dict[str, Any], clinic: ClinicInTests, patient: Patient
) -> None:
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds.count("Provenance") >= len(clinic.plans(patient))
    assert kinds.count("Flag") == 1
    task = [entry["resource"] for entry in bundle["entry"] if entry["resource"].get("priority") == "stat"]
    assert len(task) == 1


def test_a_bulk_export_is_one_valid_resource_a_line(
    admin: httpx2.Client, patient: Patient, clinic: ClinicInTests
) -> None:
    clinic.enrol(phone="+12025550149")
    counts = {}
    for kind in fhir.RESOURCES:
        answer = admin.get(f"/v1/exports/fhir/{kind}").raise_for_status()
        model = R4B.get_fhir_model_class(kind)
        lines = answer.text.splitlines()
        for line in lines:
            assert json.loads(line)["resourceType"] == kind
            model.model_validate_json(line)
        counts[kind] = len(lines)
    assert (counts["Patient"], counts["CarePlan"], counts["PlanDefinition"]) == (2, 2, 1)
    assert admin.get("/v1/exports/fhir/Nothing").status_code == 422


def test_a_table_for_spreadsheets_runs_nothing(admin: httpx2.Client, patient: Patient) -> None:
    answer = admin.get("/v1/exports/patients").raise_for_status()
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0]["first_name"] == "'=HYPERLINK(1)"
    assert rows[0]["phone"] == "'+12025550143"
    book = openpyxl.load_workbook(io.BytesIO(admin.get("/v1/exports/patients", params={"format": "xlsx"}).content))
    cells = {header.value: cell for header, cell in zip(book.worksheets[0][1], book.worksheets[0][2], strict=True)}
    assert (cells["first_name"].value, cells["first_name"].data_type) == ("=HYPERLINK(1)", "s")
    assert cells["phone"].value == "+12025550143"


def test_days_tell_what_was_asked_and_what_was_told(admin: httpx2.Client, patient: Patient) -> None:
    period = {"since": "2026-03-03", "until": "2026-03-06"}
    answer = admin.get("/v1/exports/days", params=period).raise_for_status()
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["day"], row["pain"], row["light"], row["walks_done"]) for row in rows] == [
        ("2026-03-03", "2", "green", "2"),
        ("2026-03-04", "5", "yellow", "1"),
        ("2026-03-05", "8", "red", ""),
        ("2026-03-06", "3", "green", ""),
    ]
    book = openpyxl.load_workbook(io.BytesIO(admin.get("/v1/exports/days", params=period | {"format": "xlsx"}).content))
    assert book.worksheets[0].max_row == 5
    assert admin.get("/v1/exports/days", params={"since": "2026-03-06", "until": "2026-03-03"}).status_code == 422


def test_a_calendar_holds_each_day_once_and_no_name(
    admin: httpx2.Client, patient: Patient, clinic: ClinicInTests
) -> None:
    answer = admin.get(f"/v1/patients/{patient.id}/calendar").raise_for_status()
    events = icalendar.Calendar.from_ical(answer.content).events
    assert [event.start for event in events] == [plan.day for plan in clinic.plans(patient)]
    assert events[0].start == date(2026, 3, 3)
    assert str(events[0]["summary"]) == "Walks: 5 + 5 min"
    assert "HYPERLINK" not in answer.text


def test_exports_are_for_admins_and_stand_in_the_audit(
    admin: httpx2.Client, patient: Patient, clinic: ClinicInTests
) -> None:
    therapist = {"Authorization": f"Bearer {clinic.therapist_key}"}
    assert admin.get("/v1/exports/patients", headers=therapist).status_code == 403
    admin.get("/v1/exports/days").raise_for_status()
    trail = admin.get("/v1/audit", params={"name": "clinic.exported"}).json()["items"]
    assert [entry["detail"]["what"] for entry in trail] == ["days"]


def test_each_day_tells_plan_light_and_the_bounds_of_its_own_settings(
    admin: httpx2.Client, patient: Patient, clinic: ClinicInTests
) -> None:
    clinic.turn_the_databases_clock()
    rows = admin.get(f"/v1/patients/{patient.id}/days", params={"since": "2026-03-01", "until": "2026-03-07"}).json()
    assert [(row["day"][-2:], row["pain"], row["light"]) for row in rows] == [
        ("03", 2, "green"), ("04", 5, "yellow"), ("05", 8, "red"), ("06", 3, "green"), ("07", None, "no_reply"),
    ]  # fmt: skip
    assert {(row["green_max"], row["red_min"]) for row in rows} == {(3, 7)}
    assert [row["red_flag"] for row in rows] == [False] * 4 + [True]
