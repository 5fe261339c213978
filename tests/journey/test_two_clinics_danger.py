"""A danger told at one of two clinics: whose course is held, who learns of it, and who may open it again?"""

import pytest

from schemas.api.care import ClearHold, DischargePatient
from schemas.tables.messages import Suppression
from schemas.tables.people import DischargeReason, EnrolmentStatus, Patient
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.journey import refusals
from services.journey.caring import course, discharge
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.clinics import (
    DANGERS,
    HARBOR,
    HILL,
    discharge_patient,
    evening,
    line_texts,
    seen_by,
)
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10), sender=HARBOR)


@pytest.fixture
def other(database: Database, clinic: ClinicInTests) -> ClinicInTests:
    return ClinicInTests(database, clinic.now, name="Hill Clinic", sender=HILL)


@pytest.fixture
def here(clinic: ClinicInTests) -> Patient:
    return clinic.begin()


@pytest.fixture
def there(other: ClinicInTests, here: Patient) -> Patient:
    """The same phone, at the other clinic."""
    patient = other.begin()
    assert patient.phone == here.phone
    return patient


# Danger holds everybody.


@pytest.mark.parametrize("words", [*DANGERS, "no fever but numb", "my husband wants to die"])
def test_a_danger_holds_every_course_of_the_phone_and_no_word_goes_along(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient, words: str
) -> None:
    evening(clinic, other)
    before = len(other.bodies(there))
    clinic.text(here, words)
    assert other.alerts(there) == {"danger_elsewhere"}
    assert clinic.alerts(here) & {"red_flag_emergency", "red_flag_urgent", "crisis", "possible_danger"}
    assert "danger_elsewhere" not in clinic.alerts(here)
    assert other.plans(there)[-1].state is State.HOLD_CLINICAL
    other.turn_to(at(12, day=3))
    assert other.bodies(there)[before:] == [], "no walking text, and no second safety text"
    assert {text.suppression for text in other.texts(there, kind=TextKind.MORNING_PLAN) if not text.sent_at} <= {
        Suppression.RED_FLAG,
        None,
    }
    seen = seen_by(other, there)
    assert words not in seen
    assert "Harbor" not in seen
    assert "A danger was told from this phone elsewhere" in seen


def test_only_a_clinician_of_the_other_clinic_opens_it(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    evening(clinic, other)
    clinic.text(here, "I cannot feel my groin")
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, clinic.enrolment(here).id, ClearHold(note="called"), "user:x", clinic.now)
    assert other.alerts(there) == {"danger_elsewhere"}
    other.text(there, "2")
    other.turn_to(at(20, day=2))
    assert other.plans(there)[-1].state is State.HOLD_CLINICAL
    assert "danger_elsewhere" in other.alerts(there)
    assert not {"rescreen", "held_by_staff", "red_flag_urgent"} & other.alerts(there)
    with clinic.database.unit_of_work() as session, pytest.raises(refusals.DangerIsOpen):
        discharge.discharge(
            session,
            other.enrolment(there).id,
            DischargePatient(reason=DischargeReason.OTHER, note="gone"),
            "user:x",
            other.now,
        )
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, other.enrolment(there).id, ClearHold(note="called"), "user:y", other.now)
    assert other.plans(there)[-1].state is State.REENTRY
    assert "danger_elsewhere" not in other.alerts(there)


def test_a_danger_told_as_a_stranger_holds_the_course_elsewhere(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    clinic.turn_to(at(9, day=1))
    before = len(clinic.bodies(here))
    other.text(here, "I cannot feel my groin")
    assert clinic.alerts(here) == {"danger_elsewhere"}
    assert clinic.plans(here)[-1].state is State.HOLD_CLINICAL
    clinic.turn_to(at(12, day=2))
    assert clinic.bodies(here)[before:] == []
    assert "groin" not in seen_by(clinic, here)
    (text,) = line_texts(clinic.database)
    assert (text.sender, "Hill Clinic" in text.body) == (HILL, True)


def test_a_danger_elsewhere_keeps_ready_from_beginning_a_course(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient
) -> None:
    waits = other.enrol()
    other.run()
    clinic.text(here, "I cannot feel my groin")
    other.text(waits, "READY")
    assert other.enrolment(waits).status is EnrolmentStatus.AWAITING_CONSENT
    with clinic.database.unit_of_work() as session:
        course.clear_hold(session, other.enrolment(waits).id, ClearHold(note="called"), "user:y", other.now)
    other.text(waits, "READY")
    assert other.enrolment(waits).status is EnrolmentStatus.ACTIVE


def test_who_has_left_the_other_clinic_is_not_held_and_not_told(
    clinic: ClinicInTests, other: ClinicInTests, here: Patient, there: Patient
) -> None:
    discharge_patient(other, there)
    clinic.text(here, "I cannot feel my groin")
    assert other.alerts(there) == set()
