"""One phone, two clinics, through the API: what is refused says nothing, and no word goes across."""

import itertools
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Alert
from schemas.tables.events import Event
from schemas.tables.identity import Role
from schemas.tables.people import Patient
from services.accounts import clinics
from services.intake.request.limits import PHONES_REFUSED
from services.storage.database import Database
from tests.clinic import ClinicInTests, application
from tests.doors.test_roster import ANN, BO, HEADER

HILL = "+15005550008"
SORRY = "This phone cannot be enrolled here now; the operator has been told."
REFUSED = "urn:amble:problem:phone-cannot-be-enrolled"


@pytest.fixture
def other(database: Database, clinic: ClinicInTests) -> ClinicInTests:
    """On the same shared sender as the clinic."""
    return ClinicInTests(database, clinic.now, name="Hill Clinic")


@pytest.fixture
def operator(database: Database, clinic: ClinicInTests) -> str:
    with database.unit_of_work() as session:
        return clinics.add_program(
            session, None, clinics.Newcomer("O", "o@o.co", Role.OPERATOR), by="t", now=clinic.now
        )[1]


def _as(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _enrol(api: httpx2.Client, clinic: ClinicInTests, **changes: Any) -> httpx2.Response:
    body = application(clinic.therapist.id, clinic.now) | changes
    return api.post("/v1/patients", json=body, headers=_as(clinic.admin_key))


def _roster(api: httpx2.Client, clinic: ClinicInTests, *lines: str, take: str) -> httpx2.Response:
    headers = _as(clinic.admin_key) | {"Content-Type": "text/csv"}
    content = "\n".join((HEADER, *lines)).encode()
    return api.post("/v1/roster", params={"take": take}, content=content, headers=headers)


def test_a_refusal_says_one_sentence_and_the_operator_learns_of_it(
    api: httpx2.Client, database: Database, clinic: ClinicInTests, other: ClinicInTests, operator: str
) -> None:
    assert _enrol(api, clinic).status_code == 201
    refused = _enrol(api, other)
    assert (refused.status_code, refused.json()["type"], refused.json()["detail"]) == (409, REFUSED, SORRY)
    assert _enrol(api, clinic).json()["type"].endswith("phone-is-enrolled-already")
    assert api.get("/v1/patients", headers=_as(other.admin_key)).json()["items"] == []
    (alert,) = api.get("/v1/ops/alerts", headers=_as(operator)).json()
    assert (alert["kind"], alert["times"]) == ("line_is_taken", 1)
    assert [asked["clinic_id"] for asked in alert["refusals"]] == [str(other.id)]
    with database.unit_of_work() as session:
        (event,) = session.exec(select(Event).where(col(Event.name) == "enrolment.phone_refused")).all()
    assert (event.clinic_id, event.actor, event.detail) == (other.id, f"user:{other.admin.id}", {"phones": 1})
    assert api.get("/v1/alerts", headers=_as(other.admin_key)).json() == []
    path = f"/v1/ops/alerts/{alert['id']}/resolve"
    assert api.post(path, json={"note": "Spoke with both."}, headers=_as(other.admin_key)).status_code == 403
    assert api.post(path, json={"note": "Spoke with both."}, headers=_as(operator)).json()["closed_at"]
    assert api.get("/v1/ops/alerts", headers=_as(operator)).json() == []


def test_one_row_that_is_refused_does_not_spoil_a_roster(
    api: httpx2.Client, clinic: ClinicInTests, other: ClinicInTests, operator: str
) -> None:
    taken = ANN.split(",")[HEADER.split(",").index("phone")]
    assert _enrol(api, clinic, phone=taken).status_code == 201
    for take, good in (("none", "would_enrol"), ("good", "enrolled")):
        answer = _roster(api, other, ANN, BO, take=take)
        first, second = answer.json()["rows"]
        assert (first["outcome"], first["errors"]) == ("refused", [{"field": "phone", "detail": SORRY}])
        assert second["outcome"] == good
    (alert,) = api.get("/v1/ops/alerts", headers=_as(operator)).json()
    assert len(alert["refusals"]) == 2


def test_whoever_asks_too_often_is_not_answered(
    api: httpx2.Client, clinic: ClinicInTests, other: ClinicInTests
) -> None:
    assert _enrol(api, clinic).status_code == 201
    asked = [_enrol(api, other).status_code for _ in range(PHONES_REFUSED.amount + 1)]
    assert asked == [409] * PHONES_REFUSED.amount + [429]
    free = _enrol(api, other, phone="+12025550144")
    assert (free.status_code, free.headers["retry-after"]) == (429, "3600"), "whether it is free is not told either"
    assert _roster(api, other, BO, take="none").status_code == 429
    assert _enrol(api, clinic, phone="+12025550145").status_code == 201, "others go on"


def test_readmission_is_refused_in_the_same_words(
    api: httpx2.Client, clinic: ClinicInTests, other: ClinicInTests
) -> None:
    patient = _enrol(api, clinic).json()["patient"]["id"]
    path, therapist = f"/v1/patients/{patient}", _as(clinic.therapist_key)
    left = api.post(f"{path}/discharge", json={"reason": "other", "note": "Moved."}, headers=therapist)
    assert left.status_code == 200
    act = api.get(f"{path}/last-act", headers=therapist).json()["id"]
    assert _enrol(api, other).status_code == 201
    again = application(clinic.therapist.id, clinic.now)
    body = {name: again[name] for name in ("baseline_pain", "clearance", "red_flag_screen", "shoes_confirmed")}
    for answer in (
        api.post(f"{path}/readmit", json=body, headers=therapist),
        api.post(f"{path}/last-act/take-back", json={"id": act}, headers=therapist),
    ):
        assert (answer.status_code, answer.json()["detail"]) == (409, SORRY)


def test_only_an_operator_gives_a_clinic_its_sender(
    api: httpx2.Client, clinic: ClinicInTests, other: ClinicInTests, operator: str
) -> None:
    assert _enrol(api, clinic).status_code == 201
    path = f"/v1/clinics/{other.id}/sender"
    assert api.put(path, json={"sender": HILL}, headers=_as(other.admin_key)).status_code == 403
    assert api.patch("/v1/clinic", json={"sender": HILL}, headers=_as(other.admin_key)).status_code == 422
    for wrong in ("MG1", "12025550143", "+1"):
        assert api.put(path, json={"sender": wrong}, headers=_as(operator)).status_code == 422
    shared = api.put(path, json={"sender": "+15005550006"}, headers=_as(operator))
    assert (shared.status_code, shared.json()["type"]) == (409, "urn:amble:problem:sender-is-taken")
    assert api.put(path, json={"sender": HILL}, headers=_as(operator)).json()["sender"] == HILL
    assert _enrol(api, other).status_code == 201, "on a sender of its own the phone is free"
    taken = api.put(f"/v1/clinics/{clinic.id}/sender", json={"sender": HILL}, headers=_as(operator))
    assert taken.json()["type"] == "urn:amble:problem:sender-is-taken"
    back = api.put(path, json={"sender": None}, headers=_as(operator))
    assert (back.status_code, back.json()["detail"]) == (409, SORRY)
    new = {"name": "C", "phone": "+12025550102", "country": "US", "admin_name": "A", "admin_email": "a@c.co"}
    opened = api.post("/v1/clinics", json=new | {"sender": "MG" + "a" * 32}, headers=_as(operator))
    assert opened.json()["clinic"]["sender"] == "MG" + "a" * 32


def test_a_stranger_in_danger_is_listed_where_they_texted_and_can_be_settled(
    api: httpx2.Client, clinic: ClinicInTests
) -> None:
    clinic.text(Patient.model_construct(phone="+12025550999"), "I want to kill myself")
    (alert,) = api.get("/v1/alerts", headers=_as(clinic.therapist_key)).json()
    assert (alert["kind"], alert["severity"], alert["patient_id"]) == ("stranger_danger", "now", None)
    path, therapist = f"/v1/alerts/{alert['id']}", _as(clinic.therapist_key)
    assert api.post(f"{path}/acknowledge", headers=therapist).json()["acknowledged_by"]
    assert api.post(f"{path}/tried", json={"note": "No answer."}, headers=therapist).json()["closed_at"] is None
    assert api.post(f"{path}/resolve", json={"note": "Spoke."}, headers=therapist).json()["closed_at"]


def test_what_nobody_knows_the_clinic_of_is_read_by_an_operator(
    api: httpx2.Client, clinic: ClinicInTests, other: ClinicInTests, operator: str
) -> None:
    clinic.text(Patient.model_construct(phone="+12025550999"), "I want to kill myself")
    for one in (clinic, other):
        assert api.get("/v1/alerts", headers=_as(one.admin_key)).json() == []
    (alert,) = api.get("/v1/ops/alerts", headers=_as(operator)).json()
    assert alert["kind"] == "stranger_danger"
    assert [(text["phone"], text["body"]) for text in alert["texts"]] == [("+12025550999", "I want to kill myself")]


def test_the_staff_are_told_that_only_start_lifts_a_stop_told_elsewhere(
    api: httpx2.Client, clinic: ClinicInTests, database: Database
) -> None:
    other = ClinicInTests(database, clinic.now, name="Hill Clinic", sender=HILL)
    clinic.text(clinic.begin(), "STOP")
    late = other.enrol()
    path = f"/v1/patients/{late.id}/consent"
    answer = api.post(path, json={"evidence": "Asked by phone."}, headers=_as(other.therapist_key))
    assert (answer.status_code, answer.json()["detail"]) == (409, "Only START from the phone itself lifts this.")


# Whatever is texted, no word of it is found at the other clinic.

WORDS = (
    "2 {}", "{}", "I cannot feel my groin {}", "STOP {}", "no more texts please {}", "START", "READY", "PAUSE 3",
    "I want to die {}", "call me {}", "no numbness {}", "8 {}", "my brother wants to die {}", "STOP", "SHOES", "HELP",
)  # fmt: skip
_numbers = itertools.count(100)


def _everything(api: httpx2.Client, clinic: ClinicInTests, patient: Patient) -> Iterator[str]:
    """Every answer of a clinic's API that may hold a word of a patient's."""
    own = f"/v1/patients/{patient.id}"
    paths = [
        *(f"{own}/{part}" for part in ("timeline?limit=200", "fhir", "messaging", "texts", "plans", "last-act")),
        own, "/v1/worklist", "/v1/worklist/counts", "/v1/alerts?limit=400", "/v1/exports/patients", "/v1/exports/days",
        "/v1/audit?limit=200", "/v1/audit/export", f"/v1/alerts?patient_id={patient.id}", "/v1/ops/overdue",
        *(f"/v1/exports/fhir/{kind}" for kind in ("Communication", "Consent", "Flag", "Task", "Provenance")),
    ]  # fmt: skip
    for path, key in itertools.product(paths, (clinic.admin_key, clinic.therapist_key)):
        answer = api.get(path, headers=_as(key))
        assert answer.status_code in (200, 403), (path, answer.text)
        yield answer.text


@given(texts=st.lists(st.tuples(st.booleans(), st.sampled_from(WORDS)), min_size=1, max_size=7), both=st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_no_word_to_one_clinic_is_found_at_the_other(
    api: httpx2.Client, database: Database, clinic: ClinicInTests, texts: list[tuple[bool, str]], both: bool
) -> None:
    number = next(_numbers)
    pair = (
        ClinicInTests(database, clinic.now, name="Harbor Spine", sender=f"+1500555{number:04d}"),
        ClinicInTests(database, clinic.now, name="Hill Clinic", sender=f"+1500556{number:04d}"),
    )
    phone = f"+1202456{number:04d}"
    patients = (pair[0].begin(phone=phone), pair[1].begin(phone=phone) if both else pair[1].enrol(phone=phone))
    for place, (second, words) in enumerate(texts):
        pair[second].text(patients[second], words.format(f"zebra{second:d}x{number}x{place}"))
    for which, one in enumerate(pair):
        theirs, name = f"zebra{1 - which}x{number}", pair[1 - which].name
        for answer in _everything(api, one, patients[which]):
            assert theirs not in answer
            assert name not in answer
            assert str(pair[1 - which].id) not in answer
            assert str(patients[1 - which].id) not in answer


def test_an_operators_list_holds_no_clinics_own(
    api: httpx2.Client, database: Database, clinic: ClinicInTests, operator: str
) -> None:
    clinic.text(clinic.begin(), "I cannot feel my groin")
    with database.unit_of_work() as session:
        assert session.exec(select(Alert.kind).where(col(Alert.kind) == AlertKind.RED_FLAG_EMERGENCY)).all()
    assert api.get("/v1/ops/alerts", headers=_as(operator)).json() == []
