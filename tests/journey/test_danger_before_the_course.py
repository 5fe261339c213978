"""Is a danger told before the first day of the course, or within a pause, as binding as any other?"""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.api.care import ClearHold
from services.journey.caring import course
from services.storage.database import Database
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def test_a_danger_on_the_day_of_consent_keeps_the_first_walk_away_until_cleared(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "wet myself")
    safety = clinic.bodies(patient)[-1]
    assert "911" in safety
    clinic.turn_to(START + timedelta(days=3))
    assert clinic.bodies(patient)[-1] == safety, "nothing after the safety text"
    with clinic.database.unit_of_work() as session:
        course.clear_hold(
            session, clinic.enrolment(patient).id, ClearHold(note="Seen; all well."), "user:x", clinic.now
        )
    clinic.turn_to(START + timedelta(days=4))
    assert any(body.startswith("Today:") for body in clinic.bodies(patient))


def test_a_danger_before_consent_is_cleared_before_ready_begins_a_course(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    clinic.text(patient, "both legs are numb")
    assert "911" in clinic.bodies(patient)[-1]
    clinic.text(patient, "READY")
    assert clinic.enrolment(patient).status == "awaiting_consent"
    with clinic.database.unit_of_work() as session:
        course.clear_hold(
            session, clinic.enrolment(patient).id, ClearHold(note="Seen; all well."), "user:x", clinic.now
        )
    clinic.text(patient, "READY")
    assert clinic.enrolment(patient).status == "active"


def test_a_danger_within_a_pause_outlasts_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=2))
    clinic.text(patient, "pause 2")
    clinic.turn_to(START + timedelta(days=3))
    clinic.text(patient, "wet myself")
    safety = clinic.bodies(patient)[-1]
    clinic.turn_to(START + timedelta(days=8))
    assert clinic.bodies(patient)[-1] == safety


def test_a_danger_after_an_opt_out_outlasts_the_way_back(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + timedelta(days=2))
    clinic.text(patient, "STOP")
    clinic.text(patient, "wet myself")
    clinic.text(patient, "START")
    texts = len(clinic.bodies(patient))
    clinic.turn_to(START + timedelta(days=6))
    assert not [body for body in clinic.bodies(patient)[texts:] if "walk" in body]
