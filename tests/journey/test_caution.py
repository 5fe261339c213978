"""Are words that may tell of danger asked about once, and do walks go on where they are denied, or known?"""

import pytest

from schemas.tables.people import Patient
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import at

ASKED = "Thank you for telling us. A person will read it. Is it A: new or worse, or B: the same as your team knows?"
MAY_BE = "the toilet thing again"
DENIED = "2 2, no numbness"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """A patient on the second evening, who was asked about the day."""
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=2))
    assert clinic.bodies(patient)[-1].startswith("Worst leg or back pain today")
    return patient


def test_it_is_asked_once_and_a_person_reads_it_within_the_hour(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, MAY_BE)
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    assert "Call 911 now" in clinic.bodies(patient)[-1]
    assert clinic.alerts(patient) & {"possible_danger", "red_flag_emergency"} == {"possible_danger"}
    clinic.text(patient, "it is about the toilet")
    assert len(clinic.texts(patient, kind=TextKind.CAUTION_QUESTION)) == 1


@pytest.mark.parametrize("body", ["A", "a.", "A, worse", "new", "it is worse"])
def test_a_is_the_emergency(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.text(patient, MAY_BE)
    clinic.text(patient, body)
    assert clinic.bodies(patient)[-1].startswith("This can be serious. Please do not walk.")
    assert "red_flag_emergency" in clinic.alerts(patient)
    assert clinic.plans(patient)[-1].state is State.EMERGENCY


@pytest.mark.parametrize("body", ["B", "b please", "the same", "B, same"])
def test_b_goes_to_a_person_too_and_the_walks_go_on(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.text(patient, MAY_BE)
    clinic.text(patient, body)
    assert clinic.bodies(patient)[-1].startswith("Thank you. A person from Harbor Spine will read your text.")
    assert clinic.alerts(patient) & {"possible_danger", "said_the_same"} == {"said_the_same"}
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].rule == "unread"
    clinic.turn_to(at(9, day=3))
    assert clinic.bodies(patient)[-1].startswith("Today: ")


def test_no_answer_counts_as_new_and_no_morning_tells_a_walk(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, MAY_BE)
    clinic.turn_to(at(9, day=3))
    assert clinic.bodies(patient)[-1].startswith("Please do not walk yet: a person has to read your text first.")
    assert "possible_danger" in clinic.alerts(patient)


@pytest.mark.parametrize("body", ["A", "B"])
def test_a_letter_that_nobody_asked_for_is_no_answer(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.text(patient, body)
    assert clinic.alerts(patient) & {"red_flag_emergency", "said_the_same"} == set()
    assert "unclear_reply" in clinic.alerts(patient)


@pytest.mark.parametrize("body", [DENIED, "2 2, no fever no weakness", "2 2. Numbness? No."])
def test_a_denied_danger_takes_no_walk_away(clinic: ClinicInTests, patient: Patient, body: str) -> None:
    clinic.text(patient, body)
    assert clinic.alerts(patient) & {"possible_danger", "unclear_reply"} == {"unclear_reply"}
    assert clinic.plans(patient)[-1].rule == "unread", "it may not rise before a person has read it"
    clinic.turn_to(at(9, day=3))
    assert clinic.bodies(patient)[-1].startswith("Today: ")


def test_what_is_affirmed_beside_a_denial_is_heard(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "2 2, no fever but the leg gave way")
    assert "red_flag_emergency" in clinic.alerts(patient)


def test_somebody_elses_danger_is_read_and_not_asked_about(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "2 2, my mum fell")
    assert "possible_danger" in clinic.alerts(patient)
    assert not clinic.texts(patient, kind=TextKind.CAUTION_QUESTION)


def test_a_score_beside_it_is_kept(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, f"2 2, {MAY_BE}")
    assert clinic.bodies(patient)[-1].startswith(ASKED)
    assert clinic.plans(patient)[-1].light == "green"
