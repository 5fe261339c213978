"""Does each door refuse what cannot be true, by a sentence, and take what is only unusual? By the API and by a list."""

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import sqlalchemy as sa

from tests import workbooks
from tests.clinic import ClinicInTests, application

ROOT = Path(__file__).resolve().parents[2]
LIST = (ROOT / "docs" / "roster.csv").read_text().replace("sam@harbor.example", "t@b.co")
HEADER, ANN, BO = LIST.splitlines()
MOMENT, DAY = "date and time with its zone, such as 2026-11-20T15:00:00Z", "a date, such as 2026-12-24"
# What stands in an application by the API, what stands in a list, the field, and a part of the sentence.
CANNOT_BE: list[tuple[dict[str, Any], dict[str, str], str, str]] = [
    ({"clearance": {"by": "Dr", "at": 46357}}, {"cleared_at": "46357"}, "clearance.at", MOMENT),
    ({"clearance": {"by": "Dr", "at": "20261201"}}, {"cleared_at": "20261201"}, "clearance.at", MOMENT),
    ({"onset_date": 0}, {"onset_date": "0"}, "onset_date", DAY),
    ({"onset_date": 20261201}, {"onset_date": "20261201"}, "onset_date", DAY),
    ({"onset_date": "1970-01-01"}, {"onset_date": "1970-01-01"}, "onset_date", "fifty years"),
    ({"onset_date": "0001-01-01"}, {"onset_date": "0001-01-01"}, "onset_date", "1900"),
    ({"onset_date": "2026-12-01"}, {"onset_date": "2026-12-01"}, "onset_date", "future"),
    ({"clearance": {"by": "Dr", "at": "2023-03-01T00:00:00Z"}}, {"cleared_at": "2023-03-01T00:00:00Z"},
     "clearance.at", "a year ago"),
    ({"prompt_times": {"morning": 30600}}, {"morning": "30600"}, "prompt_times.morning", "such as 08:30"),
    ({"zone": "localtime"}, {"zone": "localtime"}, "zone", "of a place"),
    ({"zone": "Etc/GMT+5"}, {"zone": "Etc/GMT+5"}, "zone", "of a place"),
    ({"zone": "EST5EDT"}, {"zone": "EST5EDT"}, "zone", "of a place"),
    ({"phone": "+1 202 555 0194 x12"}, {"phone": "+1 202 555 0194 x12"}, "phone", "extension"),
    ({"phone": "+18005550199"}, {"phone": "+18005550199"}, "phone", "toll-free"),
    ({"phone": "+19005550199"}, {"phone": "+19005550199"}, "phone", "premium-rate"),
    ({"phone": "+442079460123"}, {"phone": "+442079460123"}, "phone", "fixed line"),
    ({"phone": "+14365550123"}, {"phone": "+14365550123"}, "phone", "phone_checked_because"),
    ({"phone": "+14365550123", "phone_checked_because": "x"}, {"phone": "+14365550123", "phone_checked_because": "x"},
     "phone_checked_because", "at least 3"),
    ({"phone": "+11235550123", "phone_checked_because": "called"},
     {"phone": "+11235550123", "phone_checked_because": "called"}, "phone", "real phone number"),
    ({"first_name": "Ann\nReply STOP"}, {"first_name": '"Ann\nReply STOP"'}, "first_name", "one line"),
    ({"first_name": "Ann\u202e"}, {"first_name": "Ann\u202e"}, "first_name", "invisible"),
    ({"first_name": "A\u200bnn"}, {"first_name": "A\u200bnn"}, "first_name", "invisible"),
    ({"first_name": "Smith, Ann (DOB 3/4/61)"}, {"first_name": '"Smith, Ann (DOB 3/4/61)"'}, "first_name",
     "first name only"),
]  # fmt: skip


@pytest.fixture
def admin(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    return api


def _row(changes: dict[str, str], number: int = 0) -> str:
    names = [*HEADER.split(","), "phone_checked_because"]
    row = dict(zip(names, [*ANN.split(","), ""], strict=True)) | {"phone": f"+1202555{2000 + number}"} | changes
    return ",".join(row.values())


def _roster(admin: httpx2.Client, content: str | bytes, take: str = "none") -> list[dict[str, Any]]:
    body = content if isinstance(content, bytes) else content.encode()
    answer = admin.post("/v1/roster", params={"take": take}, content=body, headers={"Content-Type": "text/csv"})
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["rows"]
    return rows


def _patients(clinic: ClinicInTests) -> int:
    with clinic.database.unit_of_work() as session:
        count: int = session.execute(sa.text("SELECT count(*) FROM patient")).scalar_one()
    return count


def test_what_cannot_be_true_has_its_sentence_by_the_api_and_by_a_list(
    admin: httpx2.Client, clinic: ClinicInTests
) -> None:
    for told, _, field, says in CANNOT_BE:
        answer = admin.post("/v1/patients", json=application(clinic.therapist.id, clinic.now) | told)
        errors = {error["field"]: error["detail"] for error in answer.json().get("errors", [])}
        assert (answer.status_code, says in errors.get(field, "")) == (422, True), (told, answer.text)
    lines = [_row(listed, number) for number, (_, listed, _, _) in enumerate(CANNOT_BE)]
    rows = _roster(admin, "\n".join((f"{HEADER},phone_checked_because", *lines)), take="good")
    for row, (_, listed, field, says) in zip(rows, CANNOT_BE, strict=True):
        column = {"clearance.at": "cleared_at", "prompt_times.morning": "morning"}.get(field, field)
        told_of = {error["field"]: error["detail"] for error in row["errors"]}
        assert row["outcome"] == "refused"
        assert says in told_of.get(column, told_of.get(field, "")), (listed, row)
    assert _patients(clinic) == 0


def test_an_area_code_that_is_too_new_is_taken_with_a_reason_and_audited(
    admin: httpx2.Client, clinic: ClinicInTests
) -> None:
    why = "Read back by her on the phone"
    body = application(clinic.therapist.id, clinic.now) | {"phone": "+14365550123", "phone_checked_because": why}
    patient = admin.post("/v1/patients", json=body).raise_for_status().json()["patient"]
    assert (patient["phone"], patient["phone_checked_because"]) == ("+14365550123", why)
    entries = admin.get("/v1/audit", params={"name": "patient.enrolled"}).json()["items"]
    assert entries[0]["actor"] == f"user:{clinic.admin.id}"
    assert entries[0]["detail"]["phone"] == "checked_by_staff"
    assert why not in json.dumps(entries)
    listed = _row({"phone": "+14365550124", "phone_checked_because": why})
    assert _roster(admin, f"{HEADER},phone_checked_because\n{listed}", "all")[0]["outcome"] == "enrolled"
    ordinary = admin.post("/v1/patients", json=body | {"phone": "+12025550143"}).raise_for_status().json()["patient"]
    assert ordinary["phone_checked_because"] is None, "nothing had to be checked"
    erased = admin.post(f"/v1/patients/{patient['id']}/erase", json={"confirm": patient["id"]})
    assert erased.status_code == 200, erased.text
    assert admin.get(f"/v1/patients/{patient['id']}").json()["phone_checked_because"] is None
    staff = {"label": "On call", "phone": "+14365550177"}
    assert admin.post("/v1/clinic/phones", json=staff).status_code == 422
    taken = admin.post("/v1/clinic/phones", json=staff | {"phone_checked_because": why})
    assert taken.json()["type"] == "urn:amble:problem:no-staff-sender", "the number itself was taken"


def test_a_clinics_ladder_and_settings_take_no_number_for_an_hour_and_no_zone_without_a_place(
    admin: httpx2.Client, clinic: ClinicInTests
) -> None:
    seen = admin.get("/v1/clinic/ladder")
    for told in ({"zone": "localtime"}, {"opens": 28800}, {"closed_days": [20261225]}):
        answer = admin.put("/v1/clinic/ladder", json=told, headers={"If-Match": seen.headers["etag"]})
        assert answer.status_code == 422, answer.text
    therapist = {"Authorization": f"Bearer {clinic.therapist_key}"}
    answer = admin.post("/v1/settings/preview", json={"changes": {"quiet_hours_start": 72000}}, headers=therapist)
    assert answer.status_code == 422, answer.text
    assert "such as 08:30" in answer.text


def test_what_a_spreadsheet_makes_of_hours_and_dates_is_taken_where_it_means_one_thing(
    admin: httpx2.Client, clinic: ClinicInTests
) -> None:
    yesterday = clinic.now - timedelta(days=1)
    listed = _row({"morning": "8:30", "cleared_at": yesterday.date().isoformat(), "screened_at": "2026-03-01 10:15"})
    assert _roster(admin, f"{HEADER},phone_checked_because\n{listed}", "all")[0]["outcome"] == "enrolled"
    with clinic.database.unit_of_work() as session:
        cleared, screened, morning = session.execute(
            sa.text("SELECT cleared_at, screened_at, morning_time FROM enrolment")
        ).one()
    assert cleared.isoformat() == "2026-03-01T05:00:00+00:00", "that day began so in New York"
    assert (screened.isoformat(), f"{morning:%H:%M}") == ("2026-03-01T15:15:00+00:00", "08:30")
    names = HEADER.split(",")
    cells = dict(zip(names, ANN.split(","), strict=True)) | {"phone": "+12025550188"}
    as_dates = cells | {
        "cleared_at": yesterday.replace(tzinfo=None), "screened_at": yesterday.date(),
        "onset_date": yesterday.date() - timedelta(days=60), "morning": (yesterday.replace(hour=8, minute=30)).time(),
    }  # fmt: skip
    assert _roster(admin, workbooks.workbook([names, list(as_dates.values())]))[0]["outcome"] == "would_enrol"


def test_a_row_that_is_hidden_or_has_more_cells_is_named_and_left_out(
    admin: httpx2.Client, clinic: ClinicInTests
) -> None:
    names, rows = HEADER.split(","), [_row({}, number).split(",")[:-1] for number in range(4)]
    rows[3].append("fell last week")
    report = _roster(admin, workbooks.workbook([names, *rows], hidden=[3]), "good")
    assert [(row["line"], row["outcome"]) for row in report] == [
        (2, "enrolled"), (3, "refused"), (4, "enrolled"), (5, "refused"),
    ]  # fmt: skip
    assert "hidden" in report[1]["errors"][0]["detail"]
    assert "more cells" in report[3]["errors"][0]["detail"]
    assert _patients(clinic) == 2


def test_a_damaged_workbook_is_a_sentence_and_the_api_goes_on(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    whole = workbooks.workbook([HEADER.split(","), ANN.split(",")])
    damaged = (
        workbooks.with_empty_fill(whole), workbooks.cut_in_the_sheet(whole), whole[:900], workbooks.locked(whole),
        workbooks.OF_AN_OLD_KIND,
    )  # fmt: skip
    for content in damaged:
        answer = admin.post("/v1/roster", params={"take": "all"}, content=content)
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:amble:problem:roster-unreadable"), answer.text
    assert _roster(admin, whole)[0]["outcome"] == "would_enrol"
    assert _patients(clinic) == 0


def test_a_phone_of_somebody_else_is_not_enrolled_already(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    _roster(admin, f"{HEADER}\n{ANN}", "all")
    same, other = (
        _roster(admin, f"{HEADER}\n{ANN}")[0],
        _roster(admin, f"{HEADER}\n{ANN.replace(',Ann,', ',Rosa,')}")[0],
    )
    assert (same["outcome"], other["outcome"]) == ("enrolled_already", "refused")
    assert other["patient_id"] == same["patient_id"]
    assert other["errors"][0]["field"] == "first_name"


def _cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def test_days_and_cursors_beyond_what_can_be_counted_are_refused(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    patient, nil = clinic.begin(), "00000000-0000-0000-0000-000000000000"
    for path in (
        "/v1/measures",
        "/v1/exports/days",
        f"/v1/patients/{patient.id}/days",
        f"/v1/patients/{patient.id}/measures",
    ):
        for day in ("0001-01-01", "9999-12-31", "0", "20261201"):
            for name in ("since", "until"):
                assert admin.get(path, params={name: day}).status_code == 422, (path, name, day)
    for since in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1700000000"):
        assert admin.get("/v1/audit", params={"since": since}).status_code == 422
    now, far = clinic.now.isoformat(), "0001-01-01T00:00:00+14:00"
    odd = [
        ("/v1/worklist", _cursor(float("inf"), now, nil)), ("/v1/worklist", _cursor(float("nan"), now, nil)),
        ("/v1/worklist", _cursor(10**30, now, nil)), ("/v1/worklist", _cursor(1, far, nil)),
        ("/v1/worklist", _cursor(1, now, "x")), ("/v1/worklist", _cursor({}, [], None)),
        ("/v1/worklist", base64.urlsafe_b64encode(b"[" * 140).decode()),
        (f"/v1/patients/{patient.id}/timeline", _cursor(now, "\ud800", "x")),
        (f"/v1/patients/{patient.id}/timeline", _cursor(now, "x", "\x00")),
        (f"/v1/patients/{patient.id}/timeline", _cursor(far, "x", "x")),
    ]  # fmt: skip
    for path, after in odd:
        answer = admin.get(path, params={"after": after})
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:amble:problem:cursor-unknown"), (path, after)


def test_brackets_without_end_are_a_table_that_cannot_be_read(admin: httpx2.Client) -> None:
    key = {"Idempotency-Key": "brackets", "Content-Type": "text/csv"}
    answer = admin.post("/v1/roster", content=b"[" * 200_000, headers=key)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:amble:problem:roster-unreadable")
    deep = admin.post("/v1/patients", content=b"[" * 200_000, headers=key | {"Content-Type": "application/json"})
    assert 400 <= deep.status_code < 500
