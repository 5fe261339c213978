"""Is a new row what its table says: complete, its own, and of no column that is not there?"""

import uuid
from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from schemas.tables.messages import OutboundText
from schemas.tables.people import Patient
from schemas.tables.row import Row
from schemas.vocabulary import Language
from services.storage.database import Database
from tests.clinic import ClinicInTests

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


def _patient(**more: object) -> Patient:
    values = {"clinic_id": uuid.uuid4(), "phone": "+12025550143", "phone_index": "+12025550143", "zone": "UTC"}
    return Patient(**values, language="en", created_at=NOW, **more)  # type: ignore[arg-type]


def test_only_tables_whose_rows_come_by_the_thousand_are_made_this_way() -> None:
    tables = {table.__tablename__ for table in Row.__subclasses__()}
    assert tables == {"alert", "day_note", "enrolment", "notice", "outbound_text", "patient", "plan_day"}


def test_a_column_that_is_missing_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"Patient lacks clinic_id, created_at, language, phone, zone\."):
        Patient()  # type: ignore[call-arg]


def test_a_column_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="Patient has no column shoe_size"):
        _patient(shoe_size=43)


def test_two_rows_share_no_key_and_no_document() -> None:
    one, other = _patient(), _patient()
    assert one.id != other.id
    for table in Row.__subclasses__():
        required = {name: None for name, field in table.__pydantic_fields__.items() if field.is_required()}
        made, again = table(**required), table(**required)
        for name in table.__pydantic_fields__:
            value = getattr(made, name, None)
            assert not isinstance(value, list | dict) or value is not getattr(again, name), f"{table.__name__}.{name}"


def test_what_is_changed_after_it_was_written_is_written_too(database: Database) -> None:
    clinic = ClinicInTests(database, NOW)
    patient = clinic.enrol()
    with database.unit_of_work() as session:
        row = Patient(
            clinic_id=clinic.id, phone="+12025550177", phone_index="+12025550177", zone="UTC", language=Language.ENGLISH,
            created_at=NOW,
        )  # fmt: skip
        session.add(row)
        session.flush()
        row.zone = "America/Denver"
    with database.unit_of_work() as session:
        assert session.exec(select(Patient.zone).where(col(Patient.id) == row.id)).one() == "America/Denver"
        texts = session.exec(select(OutboundText).where(col(OutboundText.patient_id) == patient.id)).all()
        assert [text.attempts for text in texts] == [0]
