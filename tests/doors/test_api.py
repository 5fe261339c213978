"""What does the door for machines answer? The real app on real PostgreSQL and Valkey, in this process."""

from typing import Any

import httpx2
import sqlalchemy as sa

from services.storage.database import Database, confine
from tests.clinic import SCREEN, ClinicInTests, application
from tests.doors.conftest import START


def _as(key: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", **more}


def _body(clinic: ClinicInTests, **changes: Any) -> dict[str, Any]:
    return application(clinic.therapist.id, clinic.now) | changes


def test_enrolment_answers_patient_plan_and_texts_and_repeats_itself(api: httpx2.Client, clinic: ClinicInTests) -> None:
    headers = _as(clinic.admin_key, **{"Idempotency-Key": "one"})
    first = api.post("/v1/patients", json=_body(clinic), headers=headers)
    assert first.status_code == 201
    answer = first.json()
    assert answer["plan"]["walks"] == [5, 5]
    assert [text["kind"] for text in answer["next_texts"]] == ["consent"]
    again = api.post("/v1/patients", json=_body(clinic), headers=headers)
    assert (again.status_code, again.json()) == (201, answer)
    assert again.headers["idempotent-replayed"] == "true"
    other = api.post("/v1/patients", json=_body(clinic, phone="+12025550144"), headers=headers)
    assert (other.status_code, other.json()["type"]) == (422, "urn:amble:problem:idempotency-key-reused")
    twice = api.post("/v1/patients", json=_body(clinic), headers=_as(clinic.admin_key))
    assert (twice.status_code, twice.json()["type"]) == (409, "urn:amble:problem:phone-is-enrolled-already")
    assert len(api.get("/v1/patients", headers=_as(clinic.admin_key)).json()["items"]) == 1
    patient = answer["patient"]["id"]
    plans = api.get(f"/v1/patients/{patient}/plans", headers=_as(clinic.therapist_key)).json()
    assert plans[0]["explanation"].startswith("Rule start")


def test_bad_input_names_each_field_repeats_nothing_and_writes_nothing(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    wrong = _body(clinic, phone="555-SECRET", zone="Mars/Base", diagnosis="magic", surprise=1)
    answer = api.post("/v1/patients", json=wrong, headers=_as(clinic.admin_key))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {error["field"] for error in answer.json()["errors"]} == {"phone", "zone", "diagnosis", "surprise"}
    assert "SECRET" not in answer.text
    flagged = _body(clinic, red_flag_screen=SCREEN | {"saddle_numbness": True, "at": "2026-03-01T00:00:00Z"})
    refused = api.post("/v1/patients", json=flagged, headers=_as(clinic.admin_key))
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:amble:problem:enrolment-refused")
    unspecified = api.post("/v1/patients", json=_body(clinic, diagnosis="unspecified"), headers=_as(clinic.admin_key))
    assert [error["field"] for error in unspecified.json()["errors"]] == ["flat_walk_only_confirmed"]
    with clinic.database.unit_of_work() as session:
        assert session.execute(sa.text("SELECT count(*) FROM patient")).scalar_one() == 0


def test_keys_and_roles_are_demanded(api: httpx2.Client, clinic: ClinicInTests) -> None:
    body = _body(clinic)
    assert api.post("/v1/patients", json=body).status_code == 401
    for key in ("nonsense", "amb_00_00", clinic.admin_key + "x", "amb_"):
        assert api.post("/v1/patients", json=body, headers=_as(key)).status_code == 401
    assert api.post("/v1/patients", json=body, headers=_as(clinic.therapist_key)).status_code == 403
    assert api.post("/v1/clinics", json={}, headers=_as(clinic.admin_key)).status_code in (403, 422)


def test_another_clinics_patient_is_not_found(api: httpx2.Client, clinic: ClinicInTests, database: Database) -> None:
    patient = clinic.enrol()
    other = ClinicInTests(database, START)
    for path in ("", "/plans", "/texts"):
        answer = api.get(f"/v1/patients/{patient.id}{path}", headers=_as(other.therapist_key))
        assert answer.status_code == 404
    clear = api.post(f"/v1/patients/{patient.id}/clear", json={"note": "x"}, headers=_as(other.therapist_key))
    assert clear.status_code == 404
    assert api.get("/v1/patients", headers=_as(other.admin_key)).json()["items"] == []


def test_the_rehearsal_door_is_shut_in_production(api: httpx2.Client) -> None:
    answer = api.post("/rehearsal/clock", json={"advance": "P1D"})
    assert answer.status_code == 403
    assert "production" in answer.json()["detail"]


def test_health_and_readiness(api: httpx2.Client) -> None:
    assert api.get("/healthz").json() == {"status": "up"}
    answer = api.get("/readyz")
    nothing_waits = {"waiting": 0, "waiting_since": None, "refused": 0, "refused_since": None, "faults": 0}
    parts = {"database": True, "migrations": True, "broker": True}
    assert answer.json() == {"state": "ready", **parts, "spool": nothing_waits}


def test_a_page_that_is_not_there_is_a_problem_too(api: httpx2.Client) -> None:
    answer = api.get("/v1/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_pages_of_patients_follow_one_another(api: httpx2.Client, clinic: ClinicInTests) -> None:
    for number in range(5):
        clinic.enrol(phone=f"+1202555014{number}")
    seen, after = [], ""
    while True:
        page = api.get(f"/v1/patients?limit=2{after}", headers=_as(clinic.admin_key)).json()
        seen += [item["id"] for item in page["items"]]
        if page["next_after"] is None:
            break
        after = f"&after={page['next_after']}"
    assert len(seen) == len(set(seen)) == 5


OPEN_DOORS = {"/healthz", "/readyz", "/webhooks/twilio/sms", "/webhooks/twilio/status"}


def test_every_route_but_the_named_few_demands_a_key(api: httpx2.Client) -> None:
    described = api.get("/openapi.json").json()["paths"]
    assert described
    for path, operations in described.items():
        if path in OPEN_DOORS:
            continue
        for method in operations:
            url = path.replace("{patient_id}", "0" * 32).replace("{alert_id}", "0" * 32)
            assert api.request(method, url, json={}).status_code in (401, 422), (method, path)


def test_what_was_answered_was_committed_before(api: httpx2.Client, clinic: ClinicInTests) -> None:
    with clinic.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for number in range(25):
            body = _body(clinic, phone=f"+120255501{number:02d}")
            answer = api.post("/v1/patients", json=body, headers=_as(clinic.admin_key))
            found = connection.execute(sa.text("SELECT count(*) FROM patient")).scalar_one()
            assert (answer.status_code, found) == (201, number + 1)


def test_a_clinics_words_are_listed_refused_saved_and_previewed(api: httpx2.Client, clinic: ClinicInTests) -> None:
    admin, therapist = _as(clinic.admin_key), _as(clinic.therapist_key)
    listed = {row["name"]: row for row in api.get("/v1/wordings/en", headers=therapist).json()}
    assert listed["call_back"]["places"] == ["clinic", "emergency"]
    assert (listed["call_back"]["words"], listed["call_back"]["version"]) == (None, 0)
    path = "/v1/wordings/en/call_back"
    body = {"words": "{clinic} calls you soon. YES?", "reason": "Shorter"}
    admin["If-Match"] = '"0"'
    refused = api.put(path, json=body, headers=admin)
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:amble:problem:words-refused")
    assert any("{emergency} must stand in it" in error["detail"] for error in refused.json()["errors"])
    body["words"] = "{clinic} calls you soon. In danger? Call {emergency}."
    assert api.put(path, json=body, headers=therapist).status_code == 403
    assert api.put(path, json=body, headers=admin).json()["version"] == 1
    assert api.put("/v1/wordings/en/no_such_text", json=body, headers=admin).status_code == 404
    assert [row["words"] for row in api.get(f"{path}/versions", headers=admin).json()] == [body["words"]]
    patient = api.post("/v1/patients", json=_body(clinic), headers=admin).json()["patient"]["id"]
    shown = api.post(f"/v1/patients/{patient}/preview", json={"kind": "call_back"}, headers=therapist).json()
    assert shown["body"] == "Harbor Spine calls you soon. In danger? Call 911."
    assert (shown["name"], shown["segments"], shown["encoding"]) == ("call_back", 1, "GSM-7")
    drafted = {"kind": "morning_plan", "words": "Walk!"}
    assert api.post(f"/v1/patients/{patient}/preview", json=drafted, headers=therapist).status_code == 422


def test_no_answer_is_cached_and_each_carries_the_safe_headers(api: httpx2.Client, clinic: ClinicInTests) -> None:
    for path, headers in (("/v1/patients", _as(clinic.admin_key)), ("/v1/nothing", {}), ("/healthz", {})):
        answer = api.get(path, headers=headers)
        assert answer.headers["cache-control"] == "no-store", path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_no_statement_runs_longer_than_twenty_seconds(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        confine(session, clinic.id)
        assert session.execute(sa.text("SHOW statement_timeout")).scalar_one() == "20s"
