"""Is a mobile number one number, however a network writes it? Mexico's and Argentina's have two spellings."""

import hashlib
import hmac
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from schemas.api.care import FindPatients
from schemas.api.ladder import NewStaffPhone
from schemas.phones import one_spelling
from schemas.tables.people import EnrolmentStatus
from services.journey.alerting import staff_phones
from services.journey.refusals import PhoneCannotBeUsed, PhoneIsEnrolledAlready
from services.storage.case import in_hand
from services.storage.database import Database
from services.storage.migrations import migrate
from services.storage.sealing import KeyRing
from services.views.search import find
from tests.clinic import SHARED, ClinicInTests

TWO = [("+525512345678", "+5215512345678"), ("+541123456789", "+5491123456789"), ("+5491123456789", "+541123456789")]
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
MIGRATIONS = Path(__file__).resolve().parents[2] / "infra" / "migrations"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


@pytest.mark.parametrize(("enrolled", "written"), TWO)
def test_a_reply_is_found_by_either_spelling(clinic: ClinicInTests, enrolled: str, written: str) -> None:
    patient = clinic.enrol(phone=enrolled)
    clinic.run()
    clinic.text_from(written, "READY")
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    assert clinic.events("reply.from_unknown_number") == 0
    with clinic.database.unit_of_work() as session:
        for spelled in (enrolled, written, f" {written[:3]} {written[3:]} "):
            rows = find(session, clinic.id, FindPatients(phone=spelled), after=None, limit=5)
            assert [row.id for row, _ in rows] == [patient.id]
    clinic.text_from(written, "STOP")
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT
    told = len(clinic.carrier.accepted)
    clinic.text_from(enrolled, "START")
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    assert {text.to for text, _, _ in clinic.carrier.accepted[told:]} <= {patient.phone}


@pytest.mark.parametrize(("enrolled", "written"), TWO)
def test_nobody_is_enrolled_twice_by_another_spelling(clinic: ClinicInTests, enrolled: str, written: str) -> None:
    clinic.enrol(phone=enrolled)
    with pytest.raises(PhoneIsEnrolledAlready):
        clinic.enrol(phone=written)
    wanted = NewStaffPhone(label="Desk", phone=written)
    with (
        pytest.raises(PhoneCannotBeUsed),
        clinic.database.unit_of_work() as session,
        in_hand(session, clinic.now) as batch,
    ):
        staff_phones.add(batch, clinic.id, wanted, SHARED, "test")


def test_only_numbers_with_two_spellings_are_written_otherwise() -> None:
    for plain, other in TWO[:2]:
        assert (one_spelling(other), one_spelling(plain)) == (plain, plain)
    for phone in ("+12025550143", "+52155123456", "+549112345678", "+5412345", "+34612345678", "+521551234567890"):
        assert one_spelling(phone) == phone


def test_numbers_of_before_are_found_by_either_spelling_after_the_migration(
    clinic: ClinicInTests, database: Database, owner: sa.Engine
) -> None:
    patient, mexican = clinic.begin(phone="+5491123456789"), clinic.enrol(phone="+525512345678")
    plain, other, keys = "+541123456789", "+5491123456789", database.engine.dialect.field_keys  # type: ignore[attr-defined]
    owner.dialect.field_keys = keys  # type: ignore[attr-defined]
    _as_before(owner, keys, {plain: other})
    # STOP had come from a spelling that found nobody.
    with owner.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO consent_entry (phone_index, act, source, evidence, at) "
                "VALUES (:old, 'opted_out', 'stop_word', :said, now())"
            ),
            {"old": _raw(keys, "+5215512345678"), "said": keys.seal("consent_entry.evidence", "STOP")},
        )
    migrate(owner)
    clinic.text_from(plain, "3")
    assert clinic.events("reply.from_unknown_number") == 0
    assert clinic.events("reply.heard") >= 1
    with database.engine.connect() as connection:
        row = connection.execute(
            sa.text(
                "SELECT phone_index, running_phone FROM patient JOIN enrolment ON patient_id = patient.id WHERE patient.id = :id"
            ),
            {"id": patient.id},
        ).one()
        assert bytes(row.phone_index) == bytes(row.running_phone) == keys.index(plain)
        stops = sa.text("SELECT count(*) FROM consent_entry WHERE phone_index = :now AND act = 'opted_out'")
        assert connection.execute(stops, {"now": keys.index(mexican.phone)}).scalar_one() == 1
    with owner.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="never changed"):
        connection.execute(sa.text("UPDATE consent_entry SET phone_index = phone_index"))


def _raw(keys: KeyRing, phone: str) -> bytes:
    """The index as the program of before had it, of the number as it was written."""
    return hmac.digest(keys.phone_key, phone.encode(), hashlib.sha256)[:16]


def _as_before(owner: sa.Engine, keys: KeyRing, written: dict[str, str]) -> None:
    """The schema and the indexes of before the migration that finds by both."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    newest = next((MIGRATIONS / "versions").glob("*_phones_found_by_both_spellings.py")).name[:4]
    with owner.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, f"{int(newest) - 1:04}")
        connection.execute(sa.text("ALTER TABLE consent_entry DISABLE TRIGGER consent_entry_is_append_only"))
        for plain, other in written.items():
            asked = {"new": _raw(keys, other), "old": keys.index(plain)}
            for table, column in (
                ("patient", "phone_index"),
                ("enrolment", "running_phone"),
                ("consent_entry", "phone_index"),
            ):
                connection.execute(sa.text(f"UPDATE {table} SET {column} = :new WHERE {column} = :old"), asked)
        connection.execute(sa.text("ALTER TABLE consent_entry ENABLE TRIGGER consent_entry_is_append_only"))
