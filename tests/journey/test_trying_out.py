"""Does a therapist see beforehand what the patient then reads, to the word and the minute, and is nothing kept of looking?"""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from schemas.tables.people import Patient
from services.journey.caring.preview import WouldRead, would_read
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.conftest import START
from tests.journey.acts import ACTS, DAY, HOUR, SECOND, all_that_decides, clear, do, hold


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """In the evening of the third day, a quarter past seven where they live, after they have answered."""
    begun = clinic.begin()
    for day in (1, 2, 3):
        clinic.turn_to(START + day * DAY + 9 * HOUR)
        clinic.text(begun, "2 2")
    clinic.turn_to(START + 3 * DAY + 9 * HOUR + timedelta(minutes=15))
    return begun


def _look(clinic: ClinicInTests, patient: Patient, doing: Any) -> list[WouldRead]:
    clinic.now += SECOND
    enrolment = clinic.enrolment(patient)
    with clinic.database.unit_of_work() as session:
        return would_read(session, enrolment.id, partial(doing, session, enrolment.id, clinic.now), clinic.now)


@pytest.mark.parametrize("name", [*ACTS, "clear a danger"])
def test_what_was_shown_is_what_is_read_and_looking_changes_nothing(
    clinic: ClinicInTests, patient: Patient, name: str
) -> None:
    if name == "clear a danger":
        clinic.text(patient, "I can't feel my groin")
    *first, doing = ACTS.get(name, (clear,))
    for earlier in first:
        do(clinic, patient, earlier)
        clinic.turn_to(clinic.now + timedelta(minutes=3))
    before, events = all_that_decides(clinic, patient), clinic.events("plan.decided")
    shown = _look(clinic, patient, doing)
    assert (all_that_decides(clinic, patient), clinic.events("plan.decided")) == (before, events)
    assert shown
    so_far = len(clinic.bodies(patient))
    clinic.now -= SECOND
    do(clinic, patient, doing)
    clinic.turn_to(shown[-1].due_at)
    clinic.run()
    assert clinic.bodies(patient)[so_far:] == [text.body for text in shown]
    assert clinic.carrier.accepted[-1][2] == shown[-1].due_at


def test_a_hold_that_nobody_was_told_to_walk_before_is_told_by_no_text(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(START + 3 * DAY + 16 * HOUR)
    assert _look(clinic, patient, hold) == []
