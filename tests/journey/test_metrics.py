"""Do the numbers of the ladder say what stands past its time and what was given up, and nothing of what did not?"""

from datetime import timedelta

import pytest

from schemas.alert_kinds import AlertKind
from services.carrier.errors import Remedy
from services.carrier.port import Refused
from services.operations import metrics
from services.storage.database import Database
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.journey.alarms import MINUTE, NUMB, PHONE, acted, add_phone, raised
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def numbers(clinic: ClinicInTests, name: str) -> dict[str, float]:
    """Of one number, what is not nought."""
    with clinic.database.unit_of_work() as session:
        standing = metrics.present_values(session, clinic.now)
        return {vital.labels[0]: vital.value for vital in standing if vital.name == name and vital.value}


def test_an_alert_is_overdue_from_its_time_until_it_is_seen(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    began = clinic.now
    clinic.turn_to(began + 14 * MINUTE)
    assert numbers(clinic, "amble_alerts_overdue") == {}
    clinic.turn_to(began + 16 * MINUTE)
    assert numbers(clinic, "amble_alerts_overdue") == {"now": 1}
    acted(clinic, AlertKind.RED_FLAG_EMERGENCY, "tried")
    assert numbers(clinic, "amble_alerts_overdue") == {}


def test_what_could_not_be_texted_to_a_clinics_phone_is_told_for_a_day(clinic: ClinicInTests) -> None:
    add_phone(clinic, PHONE)
    patient = clinic.begin()
    clinic.carrier.outcomes = [Refused(True, None, Remedy.RETRY)] * 500
    raised(clinic, patient, AlertKind.RED_FLAG_EMERGENCY)
    clinic.turn_to(clinic.now + timedelta(hours=2))
    given_up = numbers(clinic, "amble_line_texts_given_up")
    assert given_up.keys() == {"staff_urgent"}
    clinic.text_from(PHONE, "STOP", to=STAFF_SENDER)
    assert numbers(clinic, "amble_line_texts_given_up") == {}, "a phone that wants no texts is no fault of sending"


def test_a_stranger_in_danger_who_had_no_answer_is_told_for_a_day(clinic: ClinicInTests) -> None:
    clinic.carrier.outcomes = [Refused(True, None, Remedy.RETRY)] * 500
    clinic.text_from("+12025550188", NUMB)
    clinic.turn_to(clinic.now + timedelta(hours=3))
    assert numbers(clinic, "amble_line_texts_given_up") == {"stranger_safety": 1}
    clinic.now += timedelta(days=1)
    assert numbers(clinic, "amble_line_texts_given_up") == {}
