"""Does whatever happens to a patient have an alert and an answer of its own, and does the plan wait where it must?"""

from typing import NamedTuple

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import ALERT_OF_EVENT, AlertKind, Return, Severity, facts_of
from schemas.api.care import ClearHold
from schemas.tables.alerts import Act, Alert
from schemas.tables.messages import TextState
from schemas.tables.people import EnrolmentStatus, Patient
from schemas.tables.to_read import ReadAnswer
from schemas.text_kinds import ANSWER_TO_EVENT, TextKind
from schemas.vocabulary import ToldEvent
from services.journey.caring import alert_acts, course
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at
from tests.journey.test_answers_to_read import give

NET = "New numbness between the legs, trouble with bladder or bowel, a weak leg? Call 911 now."
HOSPITAL = "I'm in hospital"
INJECTION = "had my injection today"


class Told(NamedTuple):
    """What is told, its alert, how soon a person must have seen it, and what its answer says."""

    body: str
    kind: AlertKind
    severity: Severity
    answer: str


TOLD = [
    Told(HOSPITAL, AlertKind.HOSPITAL_TOLD, Severity.HOUR, "No walks for now, please: Harbor Spine calls you first."),
    Told(INJECTION, AlertKind.INJECTION_TOLD, Severity.SAME_DAY, "After an injection, rest first: no walks until"),
    Told("I'm pregnant", AlertKind.PREGNANCY_TOLD, Severity.SAME_DAY, "Until then we add nothing to it."),
    Told("doctor changed my medication", AlertKind.MEDICINE_TOLD, Severity.SAME_DAY, "Dizzy or sleepy? Do not walk"),
    Told("we moved to Leeds", AlertKind.MOVE_TOLD, Severity.SAME_DAY, "Harbor Spine will ask you about the move."),
    Told("my new number is on file", AlertKind.NUMBER_TOLD, Severity.SAME_DAY, "Until then we text this one."),
]


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """A patient on the third evening, with two green days, who was asked about the day."""
    patient = clinic.begin()
    for day in (1, 2):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2 2")
    clinic.turn_to(at(19, 5, day=3))
    return patient


def alert_of(clinic: ClinicInTests, patient: Patient, kind: AlertKind) -> Alert:
    with clinic.database.unit_of_work() as session:
        of_kind = select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.kind) == kind)
        return session.exec(of_kind.where(col(Alert.closed_at).is_(None))).one()


def test_each_event_has_an_alert_and_each_that_a_person_tells_an_answer() -> None:
    assert set(ALERT_OF_EVENT) == set(ToldEvent)
    assert set(ANSWER_TO_EVENT) == set(ToldEvent) - {ToldEvent.OUT_OF_OFFICE}
    for kind in ALERT_OF_EVENT.values():
        facts = facts_of(kind)
        assert not facts.about_words or facts.returns is not Return.NEVER, "until somebody has settled it"


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.kind.value)
def test_it_is_on_the_worklist_by_its_own_name_and_has_its_own_answer(
    clinic: ClinicInTests, patient: Patient, told: Told
) -> None:
    sent = len(clinic.bodies(patient))
    clinic.text(patient, told.body)
    assert clinic.alerts(patient) & {"unclear_reply", "possible_danger"} == set()
    assert alert_of(clinic, patient, told.kind).severity is told.severity
    (text,) = clinic.bodies(patient)[sent:]
    assert told.answer in text
    assert "+12025550100" in text, "the number of the care team"
    assert "0-10" not in text, "never the pain question"


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.kind.value)
def test_the_plan_does_not_rise_before_a_person_has_looked(clinic: ClinicInTests, patient: Patient, told: Told) -> None:
    clinic.text(patient, f"2 2. {told.body}")
    assert told.answer in clinic.bodies(patient)[-1]
    assert clinic.plans(patient)[-1].rule == "unread"
    clinic.turn_to(at(9, day=4))
    rests = facts_of(told.kind).keeps_walks_back
    begins = "Please do not walk yet: a person has to read your text first." if rests else "Today: 2 walks of 5 min"
    assert clinic.bodies(patient)[-1].startswith(begins)
    give(clinic, ReadAnswer.NOTHING)
    clinic.run()
    assert clinic.alerts(patient) & {told.kind.value} == set()
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")


@pytest.mark.parametrize("body", [HOSPITAL, INJECTION])
def test_whoever_is_not_to_walk_is_told_of_no_walk_by_any_text(
    clinic: ClinicInTests, patient: Patient, body: str
) -> None:
    clinic.text(patient, body)
    assert NET in clinic.bodies(patient)[-1]
    clinic.text(patient, "2 2")
    assert clinic.bodies(patient)[-1].startswith("Thanks. Please do not walk yet: a person has to read your text first")
    clinic.turn_to(at(8, day=4))
    clinic.text(patient, "yesterday 5")
    clinic.turn_to(at(18, day=4))
    assert not [text for text in clinic.bodies(patient)[-4:] if "walks of" in text]


def test_a_hold_that_is_cleared_ends_a_hospital_stay(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, HOSPITAL)
    with clinic.database.unit_of_work() as session:
        course.hold(session, clinic.enrolment(patient).id, "user:t", "In hospital since Monday.", clinic.now)
    clinic.turn_to(at(10, day=5))
    with clinic.database.unit_of_work() as session:
        asked = ClearHold(note="Home again, walks to the door.", minutes=4)
        course.clear_hold(session, clinic.enrolment(patient).id, asked, "user:t", clinic.now)
    assert "hospital_told" not in clinic.alerts(patient)


def test_whoever_tells_of_a_death_near_them_is_asked_nothing_and_told_of_no_walk(
    clinic: ClinicInTests, patient: Patient
) -> None:
    sent = len(clinic.bodies(patient))
    for body in ("my husband died", "2 2", "READY"):
        clinic.text(patient, body)
    clinic.turn_to(at(9, day=4))
    (answer,) = clinic.bodies(patient)[sent:]
    assert answer.startswith(
        "We are very sorry for your loss. Harbor Spine will call you. Until then these texts rest."
    )
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    assert {"loss_told", "death_told", "possible_danger"} & clinic.alerts(patient) == {"loss_told"}
    give(clinic, ReadAnswer.NOTHING)
    clinic.turn_to(at(19, 5, day=4))
    assert clinic.bodies(patient)[-1].startswith("Worst leg or back pain today")


def test_other_words_beside_it_get_their_net(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "I'm pregnant. my garden is full of zebras")
    assert clinic.bodies(patient)[-1].endswith(NET)


def test_told_twice_it_is_one_matter_with_one_answer(clinic: ClinicInTests, patient: Patient) -> None:
    sent = len(clinic.bodies(patient))
    for body in ("I'm pregnant", "yes I am pregnant"):
        clinic.text(patient, body)
    answers = clinic.bodies(patient)[sent:]
    assert ["add nothing to it" in text for text in answers] == [True, False]
    assert answers[1].startswith("Thank you. A person from Harbor Spine will read your text."), "and no pain question"
    assert alert_of(clinic, patient, AlertKind.PREGNANCY_TOLD).times == 2


def test_of_two_events_the_graver_decides(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "I'm in hospital, got new tablets")
    assert {"hospital_told", "medicine_told"} & clinic.alerts(patient) == {"hospital_told"}
    assert "No walks for now, please" in clinic.bodies(patient)[-1]


def test_a_command_beside_it_is_obeyed(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "pause 3, I'm in hospital")
    assert clinic.enrolment(patient).status is EnrolmentStatus.PAUSED
    assert "hospital_told" in clinic.alerts(patient)
    clinic.turn_to(at(12, day=8))
    assert clinic.bodies(patient)[-1].startswith("Please do not walk yet: a person has to read your text first.")


def test_a_stop_beside_it_gets_the_opt_outs_answer_only(clinic: ClinicInTests, patient: Patient) -> None:
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "STOP, we moved away")
    assert ["no more texts" in text for text in clinic.bodies(patient)[sent:]] == [True]
    assert {"opted_out", "move_told"} <= clinic.alerts(patient)


def test_a_danger_beside_it_is_the_danger(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "had my injection today and my groin is numb")
    assert "red_flag_emergency" in clinic.alerts(patient)
    assert clinic.bodies(patient)[-1].startswith("This can be serious.")


def test_whoever_has_not_begun_is_heard_and_may_begin(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    clinic.text(patient, HOSPITAL)
    assert "No walks for now, please" in clinic.bodies(patient)[-1]
    assert "hospital_told" in clinic.alerts(patient)
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1] == "Great, you are in. Your first plan comes by text in the morning."
    clinic.turn_to(at(9, day=1))
    assert clinic.bodies(patient)[-1].startswith("Please do not walk yet: a person has to read your text first.")


def test_at_night_a_net_leaves_at_once_and_the_rest_in_the_morning(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(at(23, day=3))
    clinic.text(patient, HOSPITAL)
    assert NET in clinic.bodies(patient)[-1]
    clinic.text(patient, "I am pregnant")
    waits = [text.state for text in clinic.texts(patient, kind=TextKind.PREGNANCY_NOTED) if "net" not in text.details]
    assert set(waits) <= {TextState.PLANNED}
    clinic.turn_to(at(9, day=4))
    assert sum("Until then we add nothing to it" in text for text in clinic.bodies(patient)) == 1


def test_what_a_person_settles_on_the_worklist_gives_the_morning_back(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "2 2. had my injection today")
    clinic.turn_to(at(9, day=4))
    with clinic.database.unit_of_work() as session:
        alert = session.merge(alert_of(clinic, patient, AlertKind.INJECTION_TOLD))
        done = alert_acts.Handled(Act.RESOLVED, clinic.therapist, "Two quiet days, then on.")
        alert_acts.write_down(session, alert, done, clinic.now)
    clinic.run()
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")


def test_a_patient_who_writes_from_a_new_phone_is_looked_for_the_same_day(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text_from("+12025550199", "Hi this is Ana, this is my new number")
    with clinic.database.unit_of_work() as session:
        (alert,) = session.exec(select(Alert).where(col(Alert.patient_id).is_(None))).all()
    assert (alert.kind, alert.severity) == (AlertKind.NUMBER_TOLD, Severity.SAME_DAY)
    assert "number_told" not in clinic.alerts(patient)
