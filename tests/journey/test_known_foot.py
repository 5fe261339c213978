"""Is a foot drop that the team knows of asked about once, and an emergency unless it is the same?"""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.api.care import ClearHold
from schemas.tables.alerts import Act, Alert
from schemas.tables.people import Patient
from schemas.vocabulary import State
from services.journey.caring import alert_acts, course
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at

ASKED = "About your foot: is it NEW, WORSE or the SAME as your team knows?"
BARE = "my left foot drags"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def known(clinic: ClinicInTests) -> Patient:
    """A patient with a known foot drop who walks since yesterday."""
    patient = clinic.begin(flags=["foot_drop"])
    with clinic.database.unit_of_work() as session:
        course.clear_hold(
            session,
            clinic.enrolment(patient).id,
            ClearHold(note="Orthosis; 10 minutes.", minutes=10),
            "user:t",
            clinic.now,
        )
    clinic.turn_to(at(12, day=1))
    assert clinic.bodies(patient)[-1].startswith("Today: ")
    return patient


def test_a_bare_word_of_the_known_foot_is_asked_about_and_nobody_walks_meanwhile(clinic: ClinicInTests) -> None:
    patient = known(clinic)
    clinic.text(patient, BARE)
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    assert "Please do not walk until we know." in clinic.bodies(patient)[-1]
    assert clinic.alerts(patient) & {"foot_question", "red_flag_emergency"} == {"foot_question"}


def test_the_same_goes_to_a_person_and_the_course_goes_on(clinic: ClinicInTests) -> None:
    patient = known(clinic)
    clinic.text(patient, BARE)
    clinic.text(patient, "SAME")
    assert clinic.bodies(patient)[-1].startswith("Thank you. A person from Harbor Spine will read your text.")
    assert clinic.alerts(patient) & {"foot_question", "unclear_reply", "red_flag_emergency"} == {"foot_question"}
    clinic.turn_to(at(19, 5, day=1))
    assert clinic.bodies(patient)[-1].startswith("Worst leg or back pain today")
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "unread"


@pytest.mark.parametrize("body", ["NEW", "worse", "2", "it is hard to say"])
def test_anything_else_is_the_emergency(clinic: ClinicInTests, body: str) -> None:
    patient = known(clinic)
    clinic.text(patient, BARE)
    clinic.text(patient, body)
    assert "Call 911" in clinic.bodies(patient)[-1]
    assert "red_flag_emergency" in clinic.alerts(patient)
    assert clinic.plans(patient)[-1].state is State.EMERGENCY


def test_no_answer_within_the_hour_is_the_emergency(clinic: ClinicInTests) -> None:
    patient = known(clinic)
    clinic.text(patient, BARE)
    asked_at = clinic.now
    clinic.turn_to(asked_at + timedelta(minutes=59))
    assert "red_flag_emergency" not in clinic.alerts(patient)
    clinic.turn_to(asked_at + timedelta(minutes=61))
    assert "This can be serious. Please do not walk." in clinic.bodies(patient)[-1]
    assert "red_flag_emergency" in clinic.alerts(patient)
    assert clinic.plans(patient)[-1].state is State.EMERGENCY
    sent = len(clinic.bodies(patient))
    clinic.turn_to(at(12, day=3))
    assert len(clinic.bodies(patient)) == sent


def test_it_is_asked_at_night_too_and_the_morning_waits_for_the_answer(clinic: ClinicInTests) -> None:
    patient = known(clinic)
    clinic.turn_to(at(8, 10, day=2))
    clinic.text(patient, BARE)
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    clinic.turn_to(at(8, 45, day=2))
    assert clinic.bodies(patient)[-1].startswith(ASKED), "no walking text while asked"


@pytest.mark.parametrize("body", ["my foot drop is worse", "my foot drags and both legs are numb"])
def test_a_known_foot_with_more_is_an_emergency_at_once(clinic: ClinicInTests, body: str) -> None:
    patient = known(clinic)
    clinic.text(patient, body)
    assert "Call 911" in clinic.bodies(patient)[-1]
    assert "red_flag_emergency" in clinic.alerts(patient)


def test_a_foot_that_nobody_knows_of_is_an_emergency_at_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, BARE)
    assert "Call 911" in clinic.bodies(patient)[-1]
    assert "red_flag_emergency" in clinic.alerts(patient)


def test_who_cannot_be_asked_is_an_emergency_at_once(clinic: ClinicInTests) -> None:
    patient = known(clinic)
    clinic.text(patient, "STOP")
    clinic.text(patient, BARE)
    assert "Call 911" in clinic.bodies(patient)[-1]
    assert "red_flag_emergency" in clinic.alerts(patient)


def test_a_person_who_has_called_ends_the_question(clinic: ClinicInTests) -> None:
    patient = known(clinic)
    clinic.text(patient, BARE)
    clinic.now += timedelta(minutes=20)
    with clinic.database.unit_of_work() as session:
        of_kind = select(Alert).where(col(Alert.kind) == AlertKind.FOOT_QUESTION, col(Alert.closed_at).is_(None))
        alert = session.exec(of_kind).one()
        alert_acts.write_down(
            session, alert, alert_acts.Handled(Act.RESOLVED, clinic.therapist, "Called: the same."), clinic.now
        )
    clinic.turn_to(at(19, 5, day=1))
    assert "red_flag_emergency" not in clinic.alerts(patient)
    assert clinic.bodies(patient)[-1].startswith("Worst leg or back pain today")
