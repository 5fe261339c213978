"""What does an admin do through the API: find, change without losing a change, hand over, audit, forget, import?"""

import io
import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx2
import openpyxl
import pytest
from sqlmodel import select

from infra.local.servers import EmbeddedServers
from schemas.tables.clinics import Clinic
from schemas.tables.identity import Role
from schemas.tables.people import ConsentEntry
from services.accounts import clinics, sign_in
from services.journey.enrolling.roster import COLUMNS
from services.storage.database import now
from tests.clinic import ClinicInTests
from tests.commands import amble

ROSTER = ",".join(COLUMNS) + "\n"


@pytest.fixture
def admin(api: httpx2.Client, clinic: ClinicInTests) -> httpx2.Client:
    """The API, signed in as the clinic's admin."""
    api.headers["Authorization"] = f"Bearer {clinic.admin_key}"
    return api


def _therapist(clinic: ClinicInTests, email: str) -> str:
    with clinic.database.unit_of_work() as session:
        user, _ = clinics.add_program(
            session,
            session.get_one(Clinic, clinic.id),
            clinics.Newcomer("U", email, Role.THERAPIST),
            by="test",
            now=clinic.now,
        )
        return str(user.id)


def test_patients_are_found_by_number_name_status_and_therapist(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    ann = clinic.begin(phone="+12025550144", first_name="Ann-Marie")
    bob = clinic.enrol(phone="+12025550145", first_name="Bob")

    def found(**wanted: Any) -> set[str]:
        answer = admin.post("/v1/patients/search", json=wanted).raise_for_status()
        return {item["id"] for item in answer.json()["items"]}

    assert found(phone="+12025550144") == {str(ann.id)}
    assert found(phone="+12025550199") == set()
    assert found(name="marie") == {str(ann.id)}
    assert found(status="awaiting_consent") == {str(bob.id)}
    assert found(therapist_id=str(clinic.therapist.id)) == {str(ann.id), str(bob.id)} == found()
    listed = admin.get("/v1/patients", params={"status": "active"}).json()["items"]
    assert [item["id"] for item in listed] == [str(ann.id)]
    first = admin.post("/v1/patients/search", json={}, params={"limit": 1}).json()
    second = admin.post("/v1/patients/search", json={}, params={"limit": 1, "after": first["next_after"]}).json()
    assert {first["items"][0]["id"], second["items"][0]["id"]} == {str(ann.id), str(bob.id)}
    assert second["next_after"] is None


def test_of_two_who_change_a_patient_at_once_the_second_is_told(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    path = f"/v1/patients/{clinic.enrol().id}"
    seen = admin.get(path).headers["etag"]
    assert admin.patch(path, json={"language": "es"}).status_code == 428
    first = admin.patch(path, json={"language": "es"}, headers={"If-Match": seen})
    assert first.status_code == 200
    second = admin.patch(path, json={"language": "fr"}, headers={"If-Match": seen})
    assert (second.status_code, second.json()["type"]) == (412, "urn:amble:problem:patient-has-changed")
    assert admin.get(path).json()["language"] == "es"
    taught = {"extra": "bird_dog", "taught_at": "2026-02-01", "taught_by": "T. Jones"}
    changed = admin.patch(path, json={"extras": [taught]}, headers={"If-Match": first.headers["etag"]})
    assert changed.json()["extras"] == [taught]


def test_a_clinic_is_changed_and_no_change_is_lost(admin: httpx2.Client) -> None:
    seen = admin.get("/v1/clinic").headers["etag"]
    changed = admin.patch("/v1/clinic", json={"erase_after_days": 365}, headers={"If-Match": seen})
    assert changed.json()["erase_after_days"] == 365
    late = admin.patch("/v1/clinic", json={"name": "X"}, headers={"If-Match": seen})
    assert (late.status_code, late.json()["type"]) == (412, "urn:amble:problem:clinic-has-changed")


def test_a_caseload_is_handed_over_whole(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    for number in range(3):
        clinic.enrol(phone=f"+1202555015{number}")
    to = _therapist(clinic, "new@b.co")
    path = f"/v1/users/{clinic.therapist.id}/hand-over"
    assert admin.post(path, json={"to": str(clinic.admin.id)}).status_code == 409, "no therapist"
    assert admin.post(path, json={"to": to}).json() == {"patients": 3}
    assert {item["therapist_id"] for item in admin.get("/v1/patients").json()["items"]} == {to}


def test_every_look_and_every_change_stands_in_the_audit(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    path = f"/v1/patients/{patient.id}"
    reader = {"Authorization": f"Bearer {clinic.therapist_key}"}
    for asked in (path, f"{path}/plans", f"{path}/timeline", "/v1/worklist", "/v1/patients"):
        admin.get(asked, headers=reader).raise_for_status()
    trail = admin.get("/v1/audit", params={"actor": f"user:{clinic.therapist.id}"}).json()["items"]
    assert [entry["detail"]["by"] for entry in trail] == [
        "GET /v1/patients",
        "GET /v1/patients/{patient_id}/timeline",
        "GET /v1/patients/{patient_id}/plans",
        "GET /v1/patients/{patient_id}",
    ]
    assert trail[0]["detail"]["patients"] == [str(patient.id)]
    whole = admin.get("/v1/audit/export", params={"patient_id": str(patient.id)})
    names = [json.loads(line)["name"] for line in whole.text.splitlines()]
    assert {"patient.enrolled", "plan.decided", "text.planned", "patient.read", "patient.consented"} <= set(names)
    assert "+1202" not in whole.text
    pages: list[int] = []
    after: dict[str, str] = {}
    while True:
        page = admin.get("/v1/audit", params={"limit": 7, **after}).json()
        pages += [entry["id"] for entry in page["items"]]
        if page["next_after"] is None:
            break
        after = {"after": page["next_after"]}
    assert pages == sorted(pages, reverse=True)
    assert len(pages) == len(set(pages)) > 7


def test_erasing_asks_twice_and_leaves_no_name(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin(first_name="Ann")
    path = f"/v1/patients/{patient.id}/erase"
    assert admin.post(path, json={"confirm": "yes"}).status_code == 422
    erased = admin.post(path, json={"confirm": str(patient.id)}).raise_for_status().json()
    assert (erased["phone"], erased["first_name"], erased["status"]) == (None, None, "discharged")
    again = admin.post(path, json={"confirm": str(patient.id)})
    assert (again.status_code, again.json()["type"]) == (409, "urn:amble:problem:is-erased")
    seen = admin.get(f"/v1/patients/{patient.id}").headers["etag"]
    late = admin.patch(f"/v1/patients/{patient.id}", json={"first_name": "A"}, headers={"If-Match": seen})
    assert late.json()["type"] == "urn:amble:problem:is-erased"
    admin.get(f"/v1/patients/{patient.id}/timeline").raise_for_status()


def test_what_the_staff_wrote_about_consent_is_forgotten_through_the_api_too(
    admin: httpx2.Client, clinic: ClinicInTests
) -> None:
    patient = clinic.begin()
    clinic.text(patient, "STOP")
    therapist = {"Authorization": f"Bearer {clinic.therapist_key}"}
    path = f"/v1/patients/{patient.id}"
    admin.post(f"{path}/consent", json={"evidence": "she rang from Springfield"}, headers=therapist).raise_for_status()
    admin.post(f"{path}/erase", json={"confirm": str(patient.id)}).raise_for_status()
    with clinic.database.unit_of_work() as session:
        evidence = session.exec(select(ConsentEntry.evidence)).all()
    assert len(evidence) >= 3
    assert not [words for words in evidence if "Springfield" in words]


def test_one_key_for_two_addresses_is_refused(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    key = {"Idempotency-Key": "one for two"}
    first = admin.post("/v1/roster", params={"take": "none"}, content=ROSTER, headers=key)
    assert first.json()["written"] is False
    second = admin.post("/v1/roster", params={"take": "good"}, content=ROSTER, headers=key)
    assert (second.status_code, second.json()["type"]) == (422, "urn:amble:problem:idempotency-key-reused")


def test_a_workbook_is_taken_in_like_a_csv(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    before = clinic.now - timedelta(hours=1)
    row = {
        "phone": "+12025550171", "zone": "America/New_York", "therapist_email": "t@b.co", "diagnosis": "ddd",
        "onset_date": before.date(), "pain_worst": 6, "pain_average": 4.0, "pain_now": "3", "cleared_by": "Dr. Cole",
        "cleared_at": before.isoformat(), "screened_at": before.isoformat(), "shoes_confirmed": True,
        **dict.fromkeys([name for name in COLUMNS if name in _SCREENED], False),
    }  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(row))
    sheet.append(list(row.values()))
    sheet.append([12025550172 if name == "phone" else value for name, value in row.items()])
    content = io.BytesIO()
    book.save(content)
    report = admin.post("/v1/roster", params={"take": "good"}, content=content.getvalue()).raise_for_status().json()
    assert [line["outcome"] for line in report["rows"]] == ["enrolled", "refused"]
    assert report["rows"][1]["errors"][0]["field"] == "phone", "a number without its plus is not guessed"
    broken = admin.post("/v1/roster", content=b"PK\x03\x04 no workbook")
    assert (broken.status_code, broken.json()["type"]) == (422, "urn:amble:problem:roster-unreadable")


_SCREENED = {
    "bladder_or_bowel_trouble", "saddle_numbness", "both_legs_affected", "new_or_worsening_leg_weakness",
    "fever_or_recent_infection", "cancer_or_unexplained_weight_loss", "recent_fall_or_trauma",
    "cannot_walk_two_minutes",
}  # fmt: skip


def test_a_character_that_no_text_may_hold_is_refused(admin: httpx2.Client) -> None:
    body = {"name": "A\x00B", "email": "a@c.co", "role": "viewer"}
    for answer in (admin.post("/v1/users", json=body), admin.get("/v1/audit", params={"actor": "\x00"})):
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:amble:problem:invalid-request")


def test_a_body_that_is_too_large_is_refused(admin: httpx2.Client) -> None:
    answer = admin.post("/v1/roster", content=b"x" * (2 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def test_every_post_is_done_once_for_its_key(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    key = {"Idempotency-Key": "a key of ours"}
    asked = {"url": "https://hooks.example.org/amble", "types": ["plan.changed"]}
    first, second = (admin.post("/v1/webhooks", json=asked, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json() | {"secret": None}, "a secret is shown once"
    assert first.json()["secret"]
    assert second.headers["idempotent-replayed"] == "true"
    assert len(admin.get("/v1/webhooks").json()) == 1
    other = admin.post("/v1/webhooks", json=asked | {"types": ["alert.opened"]}, headers=key)
    assert (other.status_code, other.json()["type"]) == (422, "urn:amble:problem:idempotency-key-reused")
    refused = admin.post("/v1/webhooks", json=asked | {"url": "http://plain"}, headers={"Idempotency-Key": "b"})
    assert refused.status_code == 422
    again = admin.post("/v1/webhooks", json=asked, headers={"Idempotency-Key": "b"})
    assert again.status_code == 201, "what was refused has used up nothing"
    therapist = {"Authorization": f"Bearer {clinic.therapist_key}", "Idempotency-Key": "c"}
    path = f"/v1/patients/{patient.id}/ears"
    for _ in range(3):
        admin.post(path, json={"day": "2026-03-01", "score": 20}, headers=therapist).raise_for_status()
    assert len(admin.get(f"/v1/patients/{patient.id}/measures").json()["ears"]) == 1


def test_of_two_at_once_under_one_key_one_is_done(admin: httpx2.Client, clinic: ClinicInTests) -> None:
    body = {"name": "New", "email": "new@b.co", "role": "viewer"}
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(lambda _: admin.post("/v1/users", json=body, headers={"Idempotency-Key": "x"}), range(6))
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1


def test_of_two_who_word_a_text_at_once_the_second_is_told(admin: httpx2.Client) -> None:
    body = {"words": "{clinic}: call {phone}. Urgent? {emergency}. 3 texts a day. STOP ends.", "reason": "shorter"}
    path = "/v1/wordings/en/help"
    assert admin.put(path, json=body).status_code == 428
    assert admin.put(path, json=body, headers={"If-Match": '"0"'}).json()["version"] == 1
    late = admin.put(path, json=body, headers={"If-Match": '"0"'})
    assert (late.status_code, late.json()["type"]) == (412, "urn:amble:problem:wording-has-changed")


def test_the_first_admin_is_made_on_the_command_line(clinic: ClinicInTests, servers: EmbeddedServers) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": clinic.database.url,
        "REDIS_URL": servers.redis_url,
        "AMBLE_MODE": "rehearsal",
        **servers.keys.as_settings(),
    }

    def create(*words: str) -> subprocess.CompletedProcess[str]:
        return amble(environment, "admin", "create", *words)

    made = create("--email", "new@b.co", "--name", "New", "--clinic-name", "Bay", "--phone", "+12025550102", "--json")
    told = json.loads(made.stdout)
    with clinic.database.unit_of_work() as session:
        user, _ = sign_in.look_at(session, told["invitation"], now(session))
        assert (user.role, str(user.clinic_id)) == (Role.ADMIN, told["clinic_id"])
    wrong = create("--email", "new@b.co", "--name", "New", "--clinic-name", "Bay", "--phone", "12")
    assert wrong.returncode == 2
    assert "phone" in wrong.stderr
    assert "Traceback" not in wrong.stderr
