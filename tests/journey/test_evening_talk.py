"""Does each answer fit what was asked and told before it, and each text open one item, which ends with its cause?"""

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.api.care import ClearHold
from schemas.tables.alerts import Act, Alert
from schemas.tables.people import Patient
from services.journey.caring import alert_acts, course
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at

ASKED = "And your worst leg or back pain today, 0-10?"
COMES = "Tonight we ask about your pain."


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """A patient who walks since this morning."""
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    return patient


def alert(clinic: ClinicInTests, patient: Patient, kind: AlertKind) -> Alert:
    with clinic.database.unit_of_work() as session:
        return session.exec(select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.kind) == kind)).one()


@pytest.mark.parametrize("body", ["DONE", "\U0001f44d", "2 walks", "SORE"])
def test_walks_alone_are_noted_with_what_is_still_to_say_of_the_pain(
    clinic: ClinicInTests, patient: Patient, body: str
) -> None:
    clinic.text(patient, body)
    assert clinic.bodies(patient)[-1].endswith(COMES)
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, body)
    assert clinic.bodies(patient)[-1].endswith(ASKED)


def test_walks_told_after_the_pain_are_answered_with_the_plan(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2")
    clinic.text(patient, "did both")
    assert clinic.bodies(patient)[-1].startswith("Thanks. Green light. Tomorrow: 2 walks")


def test_sore_after_the_pain_is_told_to_rest_and_of_no_further_question(
    clinic: ClinicInTests, patient: Patient
) -> None:
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2")
    clinic.text(patient, "SORE")
    assert "No more walks today." in clinic.bodies(patient)[-1]
    assert "pain" not in clinic.bodies(patient)[-1]


@pytest.mark.parametrize("body", ["my groin is numb", "I want to die", "I have a fever and feel very ill"])
def test_a_danger_is_one_item_told_once(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, f"3. {body}")
    (kind,) = clinic.alerts(patient)
    assert alert(clinic, patient, AlertKind(kind)).times == 1
    clinic.text(patient, "5 2")
    assert alert(clinic, patient, AlertKind(kind)).times == 1
    clinic.text(patient, body)
    assert alert(clinic, patient, AlertKind(kind)).times == 2


def test_whoever_asks_in_their_danger_is_told_once_more_what_to_do(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "I cannot feel my groin")
    told = clinic.bodies(patient)[-1]
    so_far = len(clinic.bodies(patient))
    clinic.text(patient, "what should I do now?")
    assert clinic.bodies(patient)[so_far:] == [told]
    assert "unclear_reply" in clinic.alerts(patient)


def test_clearing_a_danger_ends_the_question_who_wrote(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "I cannot feel my groin")
    clinic.text(patient, "2 2")
    assert "contradicting_texts" in clinic.alerts(patient)
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, clinic.enrolment(patient).id, ClearHold(note="All is well."), "user:t", clinic.now)
    assert clinic.alerts(patient) == set()


def test_whoever_is_told_that_we_call_is_on_the_worklist(clinic: ClinicInTests, patient: Patient) -> None:
    with clinic.database.unit_of_work() as session:
        course.hold(session, clinic.enrolment(patient).id, "user:t", "In hospital.", clinic.now)
    clinic.text(patient, "RESUME")
    assert any(body.startswith("Thank you. Harbor Spine will call you.") for body in clinic.bodies(patient)[-2:])
    assert "call_requested" in clinic.alerts(patient)


def test_walks_that_nobody_was_told_of_are_not_asked_about(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "my husband died this morning")
    clinic.turn_to(at(10, day=2))
    told = alert(clinic, patient, AlertKind.LOSS_TOLD)
    with clinic.database.unit_of_work() as session:
        handled = alert_acts.Handled(Act.RESOLVED, clinic.therapist, "Called: the texts go on.")
        alert_acts.write_down(session, session.get_one(Alert, told.id), handled, clinic.now)
    clinic.turn_to(at(19, 5, day=2))
    assert clinic.bodies(patient)[-1] == "Worst leg or back pain today, 0-10?"


def test_stop_is_one_item_and_start_leaves_none(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "STOP")
    assert clinic.alerts(patient) == {"opted_out"}
    clinic.turn_to(at(14, day=1))
    clinic.text(patient, "START")
    assert clinic.alerts(patient) == set()


def test_a_pause_ends_as_an_item_with_a_stop(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "PAUSE 3")
    assert clinic.alerts(patient) == {"paused"}
    clinic.text(patient, "STOP")
    assert clinic.alerts(patient) == {"opted_out"}
