"""Is a patient who waits for READY or SHOES heard, and does a person learn that they have not begun?"""

from datetime import timedelta

import pytest

from schemas.tables.people import EnrolmentStatus, Patient
from schemas.text_kinds import TextKind
from services.journey import refusals
from services.journey.caring import course
from services.storage import history, records
from services.storage.case import Batch
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at
from tests.journey.unread_words import unread_of

SHOES = "One thing first: please walk in firm, supportive shoes."


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def waits_for_shoes(clinic: ClinicInTests) -> Patient:
    patient = clinic.enrol(shoes_confirmed=False)
    clinic.run()
    clinic.text(patient, "READY")
    clinic.turn_to(at(12, day=1))
    return patient


@pytest.mark.parametrize(("body", "alert"), [("8", "red_day"), ("10, it is awful", "severe_pain")])
def test_high_pain_reaches_a_person_and_is_not_answered_with_shoes(
    clinic: ClinicInTests, body: str, alert: str
) -> None:
    patient = waits_for_shoes(clinic)
    clinic.text(patient, body)
    assert alert in clinic.alerts(patient)
    assert "shoes" not in clinic.bodies(patient)[-1]
    assert "A person" in clinic.bodies(patient)[-1]
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        notes = history.notes_of(Batch(session, clinic.now).case(enrolment.id), at(12, day=1).date())
        assert [note.pain for note in notes] == [int(body.partition(",")[0])]


@pytest.mark.parametrize("begin", [waits_for_shoes, lambda clinic: clinic.enrol()])
def test_a_question_and_words_reach_a_person(clinic: ClinicInTests, begin: object) -> None:
    patient = begin(clinic)  # type: ignore[operator]
    clinic.run()
    clinic.text(patient, "may I take the dog?")
    assert clinic.bodies(patient)[-1].startswith("Thank you. A person from Harbor Spine will read your text.")
    clinic.text(patient, "the trailer has a flat tyre")
    assert clinic.bodies(patient)[-1].startswith("Sorry, we did not get all of that. A person will read it.")
    assert len(unread_of(clinic, patient)) == 2
    assert "unclear_reply" in clinic.alerts(patient)


def test_to_begin_is_asked_once_a_day_and_three_times_then_a_person_calls(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    for day in range(1, 6):
        clinic.turn_to(at(12, day=day))
        for body in ("yes", "ok", "2"):
            clinic.text(patient, body)
    asked = [body for body in clinic.bodies(patient) if "reply READY" in body]
    assert len(asked) == 1 + 3
    assert "not_begun" in clinic.alerts(patient)
    clinic.text(patient, "READY")
    assert "not_begun" not in clinic.alerts(patient)


@pytest.mark.parametrize("begin", [waits_for_shoes, lambda clinic: clinic.enrol()])
def test_three_days_without_beginning_are_a_persons_matter_once(clinic: ClinicInTests, begin: object) -> None:
    patient = begin(clinic)  # type: ignore[operator]
    clinic.turn_to(at(9, day=3))
    assert "not_begun" not in clinic.alerts(patient)
    clinic.turn_to(at(11, day=3))
    assert "not_begun" in clinic.alerts(patient)
    clinic.turn_to(at(11, day=5))
    assert clinic.alerts(patient) == {"not_begun"}


def test_a_therapist_who_knows_of_the_shoes_begins_the_course(clinic: ClinicInTests) -> None:
    patient = waits_for_shoes(clinic)
    clinic.turn_to(at(11, day=4))
    with clinic.database.unit_of_work() as session:
        course.shoes_are_there(session, clinic.enrolment(patient).id, "user:t", "Has trainers.", clinic.now)
    assert "not_begun" not in clinic.alerts(patient)
    clinic.turn_to(clinic.now + timedelta(minutes=2))
    assert clinic.bodies(patient)[-1].startswith("Great, you are in. Tomorrow: 2 walks of 5 min")
    clinic.turn_to(at(9, day=5))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")


def test_only_who_waits_for_shoes_begins_by_them(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    with (
        clinic.database.unit_of_work() as session,
        pytest.raises(refusals.CannotBegin, match="does not wait for shoes"),
    ):
        course.shoes_are_there(session, clinic.enrolment(patient).id, "user:t", "", clinic.now)


def test_a_danger_told_while_waiting_for_shoes_keeps_the_course_from_beginning(clinic: ClinicInTests) -> None:
    patient = waits_for_shoes(clinic)
    clinic.text(patient, "both legs are numb")
    clinic.text(patient, "SHOES")
    assert clinic.enrolment(patient).status is EnrolmentStatus.AWAITING_SHOES
    assert "call_requested" in clinic.alerts(patient)


def test_a_second_ready_is_told_where_the_course_stands(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1].startswith("Great, you are in. Tomorrow: 2 walks of 5 min")
    clinic.turn_to(at(12, day=1))
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1] == "Thanks, noted. Tonight we ask about your pain."
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2 2")
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1].startswith("Thanks. Green light. Tomorrow: 2 walks")
    clinic.text(patient, "pause 2")
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1].startswith("OK, no walks and no texts until")


def test_ready_at_night_is_answered_in_the_morning_and_speaks_of_no_tomorrow(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.turn_to(at(23))
    clinic.text(patient, "READY")
    assert len(clinic.bodies(patient)) == 1
    clinic.turn_to(at(9, day=1))
    assert clinic.bodies(patient)[1] == "Great, you are in. Your first plan comes by text in the morning."
    assert clinic.bodies(patient)[2].startswith("Today: 2 walks of 5 min")


def test_ready_once_more_while_waiting_for_shoes_asks_for_shoes(clinic: ClinicInTests) -> None:
    patient = waits_for_shoes(clinic)
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1].startswith(SHOES)
    assert len(clinic.texts(patient, kind=TextKind.SHOES_QUESTION)) == 2
