"""Does a danger told beside or after a STOP get one safety text, and does a person phone where it cannot leave?"""

import pytest

from schemas.tables.people import EnrolmentStatus
from services.carrier.errors import Remedy
from services.carrier.port import Refused
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def test_a_danger_beside_a_stop_is_answered_and_the_stop_stands(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "STOP. I cannot feel my groin")
    assert "Call 911" in clinic.bodies(patient)[sent]
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT
    assert {"red_flag_emergency", "opted_out"} <= clinic.alerts(patient)


def test_a_danger_after_a_stop_is_answered_once_a_day(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "STOP")
    sent = len(clinic.bodies(patient))
    for day in (0, 1):
        clinic.turn_to(at(12, day=day))
        for body in ("wet myself", "both legs are numb"):
            clinic.text(patient, body)
        assert len(clinic.bodies(patient)) == sent + 1 + day
        assert "Call 911" in clinic.bodies(patient)[-1]
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT


@pytest.mark.parametrize("refusal", [Refused(False, 21610, Remedy.OPTED_OUT), Refused(False, 21211, Remedy.NUMBER_BAD)])
def test_a_safety_text_that_is_refused_is_a_call_now(clinic: ClinicInTests, refusal: Refused) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [refusal]
    clinic.text(patient, "wet myself")
    assert {"red_flag_emergency", "cannot_be_texted"} <= clinic.alerts(patient)


def test_a_bad_number_that_writes_of_danger_is_a_call_now(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [Refused(False, 21211, Remedy.NUMBER_BAD)]
    clinic.turn_to(at(9, day=1))
    assert "cannot_be_texted" not in clinic.alerts(patient), "a plan that does not arrive is no danger"
    clinic.text(patient, "wet myself")
    assert "cannot_be_texted" in clinic.alerts(patient)


def test_a_safety_text_that_does_not_arrive_is_a_call_now(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "wet myself")
    assert "cannot_be_texted" not in clinic.alerts(patient)
    clinic.receipt(clinic.carrier.accepted[-1][1], "undelivered", 30005)
    assert "cannot_be_texted" in clinic.alerts(patient)
