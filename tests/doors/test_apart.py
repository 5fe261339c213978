"""Does a clinic see its own only, and a user do what their role allows only? On every route that there is.

who_may.txt is the review: AMBLE_UPDATE_MATRIX=1 writes it anew, and a person reads its diff.
"""

import itertools
import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.tables.alerts import Alert
from schemas.tables.clinics import Clinic
from schemas.tables.identity import ApiKey, Role
from services.accounts import clinics
from services.storage.database import METADATA, Database, confine
from tests.clinic import ClinicInTests
from tests.doors.bodies import bodies
from tests.doors.conftest import START

NAME, WORDS = "Marguerite", "my groin went numb"
MATRIX = Path(__file__).parent / "who_may.txt"
OPEN = {
    "GET /healthz",
    "GET /readyz",
    "POST /v1/sessions",
    "POST /v1/invitations/look",
    "POST /v1/invitations/accept",
}
METHODS = ("get", "post", "put", "patch", "delete")
REFUSED = {401, 403}


@pytest.fixture
def ours(clinic: ClinicInTests) -> ClinicInTests:
    """A clinic with a patient who is in danger."""
    patient = clinic.begin(first_name=NAME)
    clinic.text(patient, WORDS)
    return clinic


@pytest.fixture
def other(database: Database, ours: ClinicInTests) -> ClinicInTests:
    """Another clinic, on a sender of its own, where the same phone takes part and has told of danger too."""
    clinic = ClinicInTests(database, ours.now, name="B", sender="+15005550007")
    clinic.text(clinic.begin(), "my legs gave way")
    return clinic


@pytest.fixture
def theirs(database: Database, other: ClinicInTests) -> dict[str, str]:
    """Keys of another clinic and of an operator, by role."""
    with database.unit_of_work() as session:
        return {
            role.value: clinics.add_program(
                session,
                None if role is Role.OPERATOR else session.get_one(Clinic, other.id),
                clinics.Newcomer("X", f"{role.value}@b.co", role),
                by="t",
                now=START,
            )[1]
            for role in Role
        }


def _routes(api: httpx2.Client) -> Iterator[tuple[str, str]]:
    for path, methods in api.get("/openapi.json").json()["paths"].items():
        for method in METHODS:
            if method in methods:
                yield method.upper(), path


def _ids(database: Database, ours: ClinicInTests) -> dict[str, str]:
    with database.unit_of_work() as session:
        alert = session.exec(select(Alert).where(col(Alert.clinic_id) == ours.id)).first()
        key = session.exec(select(ApiKey).where(col(ApiKey.user_id) == ours.therapist.id)).one()
        assert alert is not None
        patient_id = alert.patient_id
    return {
        "patient_id": str(patient_id),
        "alert_id": str(alert.id),
        "user_id": str(ours.therapist.id),
        "inbound_id": "900719925474099",
        "key_id": key.id,
        "language": "en",
        "name": "help",
        "other": "00000000-0000-4000-8000-000000000000",
    }


def _filled(path: str, ids: dict[str, str]) -> str:
    return re.sub(r"{(\w+)}", lambda found: ids.get(found[1], ids["other"]), path)


def _ask(api: httpx2.Client, key: str | None, method: str, path: str, body: Any = None) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {key}", "If-Match": f'"{uuid.uuid4()}"'} if key else {}
    sent: dict[str, Any] = {"json": body or {}} if method in ("POST", "PUT", "PATCH") else {}
    if isinstance(body, bytes):
        sent, headers["Content-Type"] = {"content": body}, "text/csv"
    return api.request(method, path, headers=headers, **sent)


def test_every_route_but_the_named_few_demands_to_know_who_asks(
    api: httpx2.Client, database: Database, ours: ClinicInTests
) -> None:
    ids = _ids(database, ours)
    closed = {
        f"{method} {path}": _ask(api, None, method, _filled(path, ids)).status_code for method, path in _routes(api)
    }
    assert {route for route, status in closed.items() if status != 401} == OPEN
    assert len(closed) > 40


def test_each_role_may_ask_what_is_written_down_and_nothing_else(
    api: httpx2.Client, database: Database, ours: ClinicInTests, theirs: dict[str, str]
) -> None:
    ids = _ids(database, ours)
    lines = []
    for method, path in _routes(api):
        if f"{method} {path}" in OPEN or path == "/v1/sessions/current":
            continue
        allowed = [
            role
            for role, key in theirs.items()
            if _ask(api, key, method, _filled(path, ids)).status_code not in REFUSED
        ]
        lines.append(f"{method:<6} {path:<60} {' '.join(allowed)}".rstrip())
    found = "\n".join(lines) + "\n"
    if os.environ.get("AMBLE_UPDATE_MATRIX"):
        MATRIX.write_text(found)
    assert found == MATRIX.read_text()


def test_no_route_shows_or_changes_what_is_another_clinics(
    api: httpx2.Client, database: Database, ours: ClinicInTests, theirs: dict[str, str]
) -> None:
    """With bodies that would do it, and the same phone in both clinics."""
    ids = _ids(database, ours)
    before = _fingerprint(database, ours)
    right = bodies(ours, ids)
    needed = {f"{method} {path}" for method, path in _routes(api) if _takes_a_body(api, method, path)}
    assert needed - OPEN <= set(right)
    secret = [*(value for name, value in ids.items() if name.endswith("_id")), NAME, WORDS, ours.name, str(ours.id)]
    for (method, path), (role, key) in itertools.product(_routes(api), theirs.items()):
        if f"{method} {path}" in OPEN or role == Role.OPERATOR.value:
            continue
        answer = _ask(api, key, method, _filled(path, ids), right.get(f"{method} {path}"))
        if any(f"{{{name}}}" in path for name in ("patient_id", "alert_id", "user_id", "key_id")):
            assert answer.status_code in {403, 404}, (method, path, role, answer.text)
        assert answer.status_code < 500, (method, path, role)
        assert not [part for part in secret if part in answer.text], (method, path, role)
    assert _fingerprint(database, ours) == before


def _takes_a_body(api: httpx2.Client, method: str, path: str) -> bool:
    return "requestBody" in api.get("/openapi.json").json()["paths"][path][method.lower()]


def _fingerprint(database: Database, ours: ClinicInTests) -> Any:
    with database.unit_of_work() as session:
        return [
            session.execute(
                sa.text(f"SELECT count(*), md5(string_agg(row::text, '' ORDER BY row::text)) {where}")
            ).one()
            for where in (
                f"FROM patient AS row WHERE clinic_id = '{ours.id}'",
                f"FROM enrolment AS row WHERE clinic_id = '{ours.id}'",
                f"FROM alert AS row WHERE clinic_id = '{ours.id}'",
                f"FROM plan_day AS row WHERE clinic_id = '{ours.id}'",
                f"FROM app_user AS row WHERE clinic_id = '{ours.id}'",
                f"FROM settings_version AS row WHERE clinic_id = '{ours.id}'",
                f"FROM consent_entry AS row WHERE clinic_id = '{ours.id}'",
                f"FROM inbound_text AS row WHERE clinic_id = '{ours.id}'",
                f"FROM outbound_text AS row WHERE clinic_id = '{ours.id}'",
            )
        ]


def _rows(database: Database, clinic: ClinicInTests, tables: set[str]) -> dict[str, set[str]]:
    with database.unit_of_work() as session:
        confine(session, clinic.id)
        return {name: set(session.execute(sa.text(f'SELECT ctid::text FROM "{name}"')).scalars()) for name in tables}


def test_postgresql_itself_keeps_clinics_apart(
    database: Database, ours: ClinicInTests, other: ClinicInTests, theirs: dict[str, str]
) -> None:
    """Even a statement without any WHERE sees, changes and makes nothing of another clinic, on one phone too."""
    del theirs
    with database.unit_of_work() as session:
        full = {table.name for table in METADATA.sorted_tables if _count(session, table.name)} - {"rehearsal_clock"}
    assert {"patient", "enrolment", "plan_day", "inbound_text", "consent_entry", "event", "alert", "care_act"} <= full
    both = [_rows(database, one, full) for one in (ours, other)]
    for name in sorted(full):
        assert not both[0][name] & both[1][name], name
    for name in ("patient", "enrolment", "inbound_text", "consent_entry", "alert", "outbound_text", "plan_day"):
        assert both[0][name], name
        assert both[1][name], name
    with database.unit_of_work() as session:
        confine(session, other.id)
        changed = session.execute(sa.text("UPDATE patient SET zone = 'UTC'"))
        assert changed.rowcount == 1  # type: ignore[attr-defined]
    with database.unit_of_work() as session:
        assert session.execute(sa.text("SELECT count(*) FROM patient WHERE zone = 'UTC'")).scalar_one() == 1
    with database.unit_of_work() as session:
        confine(session, other.id)
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"):
            session.execute(
                sa.text(
                    "INSERT INTO event (at, name, actor, clinic_id, subject, detail) VALUES (now(), 'x', 'x', :c, 'x', '{}')"
                ),
                {"c": ours.id},
            )


def test_without_a_clinic_named_nothing_is_seen(database: Database, ours: ClinicInTests) -> None:
    with database.unit_of_work() as session:
        session.execute(sa.text("SET LOCAL ROLE amble_clinic"))
        assert _count(session, "patient") == _count(session, "clinic") == 0
    with database.unit_of_work() as session:
        assert _count(session, "patient") == 1, "the next unit of work is the program's own again"


def test_every_table_is_kept_apart_or_out_of_reach(database: Database) -> None:
    statement = """
        SELECT relname, relrowsecurity, has_table_privilege('amble_clinic', oid, 'SELECT') AS seen
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    """
    with database.engine.connect() as connection:
        rows = connection.execute(sa.text(statement)).all()
    assert {row.relname for row in rows if row.seen and not row.relrowsecurity} == {"rehearsal_clock"}
    assert {row.relname for row in rows if not row.seen} == {"alembic_version"}


def _count(session: Session, table: str) -> int:
    return int(session.execute(sa.text(f'SELECT count(*) FROM "{table}"')).scalar_one())


def test_those_bodies_are_right_for_whoever_owns_what_they_name(
    api: httpx2.Client, database: Database, ours: ClinicInTests, theirs: dict[str, str]
) -> None:
    """Else a refusal would say nothing about whose a patient is."""
    ids = _ids(database, ours)
    # What ends a patient comes last.
    order = sorted(bodies(ours, ids).items(), key=lambda item: ("/erase" in item[0], "/discharge" in item[0]))
    wrong = {}
    for route, body in order:
        method, path = route.split(" ")
        for key in (ours.admin_key, ours.therapist_key, theirs[Role.OPERATOR.value]):
            answer = _ask(api, key, method, _filled(path, ids), body)
            if answer.status_code == 422 and answer.json()["type"].endswith("invalid-request"):
                wrong[route] = answer.json()
    assert wrong == {}
