"""Is a wish for no more texts that is only likely asked about once, and is no answer taken for STOP?"""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Alert
from schemas.tables.messages import Suppression
from schemas.tables.people import ConsentEntry, ConsentSource, EnrolmentStatus, Patient
from schemas.text_kinds import TextKind
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at

ASKED = "No more texts? Reply STOP. To keep them, reply KEEP."
LIKELY = "I don't think this is for me"
DAY = timedelta(days=1)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """A patient who walks since yesterday."""
    patient = clinic.begin()
    clinic.turn_to(at(12, day=2))
    assert clinic.bodies(patient)[-1].startswith("Today: ")
    return patient


def sources(clinic: ClinicInTests) -> list[str]:
    with clinic.database.unit_of_work() as session:
        return list(session.execute(select(col(ConsentEntry.source)).order_by(col(ConsentEntry.id))).scalars())


def test_it_is_asked_once_and_a_person_is_told(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, LIKELY)
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    assert clinic.alerts(patient) & {"may_be_leaving", "unclear_reply", "opted_out"} == {"may_be_leaving"}
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    sent = len(clinic.bodies(patient))
    clinic.turn_to(at(11, 59, day=3))
    assert len(clinic.bodies(patient)) == sent, "nothing leaves of our own accord"
    assert clinic.texts(patient, suppression=Suppression.OPTED_OUT)


def test_no_answer_within_a_day_is_stop(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, LIKELY)
    sent = len(clinic.bodies(patient))
    clinic.turn_to(at(12, 1, day=3))
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT
    assert {"opted_out", "may_be_leaving"} <= clinic.alerts(patient)
    assert sources(clinic)[-1] == ConsentSource.STOP_UNANSWERED
    clinic.turn_to(at(12, day=6))
    assert len(clinic.bodies(patient)) == sent
    clinic.text(patient, "5")
    assert len(clinic.bodies(patient)) == sent, "only START lifts it"
    clinic.text(patient, "START")
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    clinic.turn_to(at(12, day=7))
    assert clinic.bodies(patient)[-1].startswith("Today: ")


@pytest.mark.parametrize("body", ["STOP", "yes", "I really think this is not for me", "no more texts"])
def test_the_wish_said_again_is_obeyed_at_once(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.text(patient, LIKELY)
    clinic.text(patient, body)
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT
    assert clinic.enrolment(patient).stop_asked_at is None


@pytest.mark.parametrize("body", ["KEEP", "keep please", "3", "DONE"])
def test_keep_or_any_answer_of_the_day_lets_the_texts_go_on(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.text(patient, LIKELY)
    clinic.text(patient, body)
    assert clinic.enrolment(patient).stop_asked_at is None
    assert "unclear_reply" not in clinic.alerts(patient)
    clinic.turn_to(at(19, 5, day=2))
    assert clinic.bodies(patient)[-1].startswith("Worst leg or back pain today")
    clinic.turn_to(at(12, 1, day=4))
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE


def test_keep_is_answered_and_the_item_says_what_came_of_it(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, LIKELY)
    clinic.text(patient, "KEEP")
    assert clinic.bodies(patient)[-1].endswith("your texts are on again. Your plan comes in the morning.")
    with clinic.database.unit_of_work() as session:
        of_kind = select(Alert).where(col(Alert.kind) == AlertKind.MAY_BE_LEAVING)
        assert "they want to keep them" in session.exec(of_kind).one().summary


def test_kept_in_the_morning_the_days_plan_still_comes(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(22, 30, day=2))
    clinic.text(patient, LIKELY)
    clinic.turn_to(at(9, day=3))
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    clinic.text(patient, "KEEP")
    assert any(body.startswith("Today: ") for body in clinic.bodies(patient)[-2:])


@pytest.mark.parametrize("body", ["no", "the trailer is sold", "👍 to “No more texts?”"])
def test_words_that_say_neither_leave_the_question_open(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.text(patient, LIKELY)
    clinic.text(patient, body)
    assert clinic.enrolment(patient).stop_asked_at is not None
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    clinic.turn_to(at(12, 1, day=3))
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT


def test_a_score_beside_it_is_kept(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(19, 5, day=2))
    plans = len(clinic.plans(patient))
    clinic.text(patient, "4, I think I want to leave")
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    assert len(clinic.plans(patient)) > plans
    assert clinic.plans(patient)[-1].light == "yellow"


def test_it_is_asked_at_night_within_minutes(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(23, day=2))
    clinic.text(patient, LIKELY)
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    asked = clinic.texts(patient, kind=TextKind.STOP_QUESTION)
    assert [text.send_before - text.due_at for text in asked] == [timedelta(minutes=5)]


def test_danger_beside_it_is_told_what_to_do_instead(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "I don't think this is for me, I cannot feel my groin")
    assert clinic.bodies(patient)[-1].startswith("This can be serious.")
    assert "red_flag_emergency" in clinic.alerts(patient)
    assert not clinic.texts(patient, kind=TextKind.STOP_QUESTION)


def test_a_death_is_never_asked_about_texts(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "She passed away on Sunday. We don't need these any more")
    assert not clinic.texts(patient, kind=TextKind.STOP_QUESTION)
    assert "death_told" in clinic.alerts(patient)
