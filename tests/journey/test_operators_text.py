"""Which phones get a test text of an operator? Any but those that said STOP, and those of patients."""

import pytest

from schemas.api.ladder import NewStaffPhone
from services.journey.alerting import staff_phones
from services.operations.operators_text import MayNotBeTexted, allow
from services.storage.case import in_hand
from services.storage.database import Database
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.journey.moments import at

PHONE = "+12025550178"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def tried(clinic: ClinicInTests, phone: str) -> str:
    """Why it may not be texted; "" where it may."""
    try:
        with clinic.database.unit_of_work() as session:
            allow(session, phone, "test", clinic.now)
    except MayNotBeTexted as error:
        return str(error)
    return ""


def test_a_phone_of_nobody_may_be_texted_and_that_is_written_down(clinic: ClinicInTests) -> None:
    assert tried(clinic, PHONE) == ""
    assert clinic.events("test_text.allowed") == 1


def test_a_phone_that_said_stop_is_never_texted(clinic: ClinicInTests) -> None:
    clinic.text_from(PHONE, "STOP")
    assert "said STOP" in tried(clinic, PHONE)
    patient = clinic.begin()
    clinic.text(patient, "STOP")
    assert "said STOP" in tried(clinic, patient.phone)
    assert clinic.events("test_text.allowed") == 0


def test_a_phone_that_came_back_to_the_clinic_it_left_may_be_texted(clinic: ClinicInTests) -> None:
    clinic.text_from(PHONE, "STOP")
    clinic.text_from(PHONE, "START")
    assert tried(clinic, PHONE) == ""


def test_a_phone_of_the_staff_that_said_stop_is_never_texted(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        staff_phones.add(batch, clinic.id, NewStaffPhone(label="On call", phone=PHONE), STAFF_SENDER, "test")
    clinic.text_from(PHONE, "READY", to=STAFF_SENDER)
    assert tried(clinic, PHONE) == ""
    clinic.text_from(PHONE, "STOP", to=STAFF_SENDER)
    assert "said STOP" in tried(clinic, PHONE)


def test_a_patients_phone_gets_no_test(clinic: ClinicInTests) -> None:
    asked = clinic.enrol()
    assert "takes part in the program" in tried(clinic, asked.phone)
    clinic.run()
    clinic.text(asked, "READY")
    assert "takes part in the program" in tried(clinic, asked.phone)
