"""Do texts that contradict each other within an hour reach a person, and does silence count silence only?"""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Act, Alert
from schemas.tables.people import Patient
from services.journey.caring import alert_acts, course
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at

CONTRADICT = "contradicting_texts"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def evening(clinic: ClinicInTests) -> Patient:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    return patient


@pytest.mark.parametrize(
    ("first", "then", "alerts"),
    [
        ("8", "2", True),
        ("6", "2", True),
        ("5", "3", False),
        ("2", "8", False),
        ("I cannot feel my groin", "2", True),
        ("I cannot feel my groin", "DONE", True),
        ("I cannot feel my groin", "READY", True),
        ("I cannot feel my groin", "8", False),
        ("STOP", "START", True),
    ],
)
def test_within_an_hour(clinic: ClinicInTests, first: str, then: str, *, alerts: bool) -> None:
    patient = evening(clinic)
    clinic.text(patient, first)
    clinic.now += timedelta(minutes=50)
    clinic.text(patient, then)
    assert (CONTRADICT in clinic.alerts(patient)) is alerts


@pytest.mark.parametrize(("first", "then"), [("I cannot feel my groin", "READY"), ("STOP", "START")])
def test_after_more_than_an_hour_nobody_asks(clinic: ClinicInTests, first: str, then: str) -> None:
    patient = evening(clinic)
    clinic.text(patient, first)
    clinic.now += timedelta(minutes=70)
    clinic.text(patient, then)
    assert CONTRADICT not in clinic.alerts(patient)


def test_who_writes_prose_every_evening_is_not_silent_though_it_is_read(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in range(1, 8):
        clinic.turn_to(at(19, 10, day=day))
        clinic.text(patient, "the trailer has a flat tyre")
        clinic.turn_to(at(9, 15, day=day + 1))
        with clinic.database.unit_of_work() as session:
            of_kind = select(Alert).where(col(Alert.kind) == AlertKind.UNCLEAR_REPLY, col(Alert.closed_at).is_(None))
            alert = session.exec(of_kind).one()
            alert_acts.write_down(
                session, alert, alert_acts.Handled(Act.RESOLVED, clinic.therapist, "Nothing in it."), clinic.now
            )
        assert "silence" not in clinic.alerts(patient)


def test_a_phone_that_only_reacts_is_silent(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in range(1, 6):
        clinic.turn_to(at(19, 10, day=day))
        clinic.text(patient, 'Liked "Worst leg or back pain today, 0-10?"')
    clinic.turn_to(at(9, day=6))
    assert "silence" in clinic.alerts(patient)


def test_three_calm_days_in_a_hold_ask_whether_to_clear(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    with clinic.database.unit_of_work() as session:
        course.hold(session, clinic.enrolment(patient).id, "user:t", "Wait for the scan.", clinic.now)
    for day in range(2, 6):
        clinic.turn_to(at(19, 10, day=day))
        assert "held_and_calm" not in clinic.alerts(patient) or day > 3
        clinic.text(patient, "2 today")
    assert "held_and_calm" in clinic.alerts(patient)
