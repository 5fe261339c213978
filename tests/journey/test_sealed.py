"""Is what is private unreadable in the database, found by its index, and opened by no key but its own?"""

import json
import os
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from infra.local.servers import EmbeddedServers
from schemas.api.care import ClearHold
from schemas.tables.people import Patient
from services.journey.caring import course
from services.storage import records
from services.storage.database import Database
from services.storage.resealing import places, reseal, sealed_with
from services.storage.sealing import CannotUnseal, KeyRing, KeysAreWrong
from tests.clinic import ClinicInTests
from tests.commands import amble
from tests.doors.conftest import START

PRIVATE = ("+12025550143", "Marguerite", "my groin went numb", "called her twice", "Dr. Cole")


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    clinic = ClinicInTests(database, START)
    patient = clinic.begin(first_name="Marguerite")
    clinic.turn_to(START + timedelta(days=1, hours=3))
    clinic.text(patient, "my groin went numb")
    with database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        course.clear_hold(session, enrolment.id, ClearHold(note="called her twice"), "user:x", clinic.now)
    return clinic


def _everything(database: Database) -> str:
    with database.engine.connect() as connection:
        tables = connection.execute(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
        rows = [
            str(row)
            for table in tables.all()
            for row in connection.execute(sa.text(f'SELECT to_jsonb("{table}")::text FROM "{table}"')).scalars()
        ]
    hexed = "\n".join(rows)
    return hexed + bytes.fromhex("".join(part.split('"')[0] for part in hexed.split("\\\\x")[1:])).decode("latin-1")


def test_nothing_private_can_be_read_in_the_database(clinic: ClinicInTests) -> None:
    stored = _everything(clinic.database)
    assert "Harbor Spine" in stored, "the search sees what is plain"
    assert [word for word in PRIVATE if word in stored] == []


def test_the_search_sees_private_words_where_they_are_plain(clinic: ClinicInTests) -> None:
    with clinic.database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE patient SET first_name = convert_to('Marguerite', 'UTF8')"))
    assert "Marguerite" in _everything(clinic.database)


def test_a_number_is_found_by_its_index_and_no_value_opens_elsewhere(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        found = session.exec(select(Patient).where(col(Patient.phone_index) == PRIVATE[0])).one()
        assert (found.phone, found.first_name) == (PRIVATE[0], "Marguerite")
        session.execute(sa.text("UPDATE patient SET first_name = phone"))
    with clinic.database.unit_of_work() as session, pytest.raises(CannotUnseal, match=r"patient\.first_name"):
        session.exec(select(Patient)).all()


def test_keys_change_while_everything_is_read_by_both(clinic: ClinicInTests, servers: EmbeddedServers) -> None:
    old = servers.keys
    new = old.with_new_key()
    url = clinic.database.url
    with_new = Database(url, new)
    before = sum(sealed_with(with_new).values())
    assert set(sealed_with(with_new)) == {old.newest}
    told: list[int] = []
    assert reseal(with_new, new, told.append) == before == sum(told)
    assert sealed_with(with_new) == {new.newest: before}
    only_new = Database(url, KeyRing({new.newest: new.keys[new.newest]}, new.newest, new.phone_key))
    with only_new.unit_of_work() as session:
        assert session.exec(select(Patient)).one().phone == PRIVATE[0]
    with clinic.database.unit_of_work() as session, pytest.raises(CannotUnseal, match="missing from AMBLE_FIELD_KEYS"):
        session.exec(select(Patient)).all()
    for database in (with_new, only_new):
        database.close()


def test_a_ledger_may_be_sealed_anew_and_nothing_else_of_it_changed(clinic: ClinicInTests, owner: sa.Engine) -> None:
    allowed = "SELECT set_config('amble.resealing', 'on', true)"
    with clinic.database.engine.begin() as connection:
        connection.execute(sa.text(allowed))
        assert connection.execute(sa.text("UPDATE care_act SET note = 'x'")).rowcount == 1
    for setting, change, logins in (
        (allowed, "day = day + 1", [owner]),
        ("SELECT 1", "note = 'y'", [owner, clinic.database.engine]),
    ):
        for login in logins:
            with login.begin() as connection:
                connection.execute(sa.text(setting))
                with pytest.raises(sa.exc.DBAPIError, match="never changed"):
                    connection.execute(sa.text(f"UPDATE care_act SET {change}"))
    with clinic.database.engine.begin() as connection:
        connection.execute(sa.text(allowed))
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
            connection.execute(sa.text("UPDATE care_act SET day = day + 1"))


def test_every_private_column_is_sealed_for_its_own_place() -> None:
    assert {place.name for place in places()} == {
        getattr(place.table.c[place.column].type, "place", "") for place in places()
    }
    assert len(places()) >= 13


@pytest.mark.parametrize(
    ("field_keys", "sentence"),
    [
        ("", "is not set"),
        ("1:abc", "32 bytes"),
        ("x:abc", "numbered 1 to 255"),
        ("0:" + "A" * 43 + "=", "numbered 1 to 255"),
        ("1:" + "A" * 43 + "=,1:" + "A" * 43 + "=", "once"),
    ],
)
def test_keys_that_cannot_be_used_say_what_would_be_right(field_keys: str, sentence: str) -> None:
    with pytest.raises(KeysAreWrong, match=sentence) as raised:
        KeyRing.parse(field_keys, "A" * 43 + "=")
    assert "abc" not in str(raised.value)


def _amble(environment: dict[str, str], *command: str) -> str:
    run = amble({**os.environ, **environment}, *command)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_an_operator_changes_keys_with_three_commands(clinic: ClinicInTests, servers: EmbeddedServers) -> None:
    environment = {"DATABASE_URL": clinic.database.url, "REDIS_URL": servers.redis_url, **servers.keys.as_settings()}
    made = json.loads(_amble(environment, "keys", "new", "--json"))
    listed = made["AMBLE_FIELD_KEYS"].split(",")
    assert listed[0] == environment["AMBLE_FIELD_KEYS"], "the new key only opens at first"
    environment["AMBLE_FIELD_KEYS"] = ",".join(reversed(listed))
    rotated = json.loads(_amble(environment, "keys", "rotate", "--json"))
    assert rotated["values"] > 0
    counts = json.loads(_amble(environment, "keys", "show", "--json"))
    assert [row["values"] for row in counts if not row["seals"]] == [0]
    assert "AMBLE_PHONE_KEY=" in _amble({"AMBLE_FIELD_KEYS": "", "AMBLE_PHONE_KEY": ""}, "keys", "new")
