"""What if a machine answers our answers? It is answered some times a day, then a person looks; danger is still heard."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Alert
from schemas.tables.messages import OutboundText, Suppression, TextState
from schemas.tables.people import Patient
from schemas.text_kinds import TextKind
from services.journey.texting.queue import MOST_ANSWERS
from services.storage.database import Database
from tests.clinic import ClinicInTests

NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, NOON)


def _answers_to(clinic: ClinicInTests, patient: Patient, body: str, times: int) -> list[int]:
    """How many texts had reached the patient after each of so many machine's answers."""
    reached, before = [], len(clinic.carrier.accepted)
    for _ in range(times):
        clinic.now += timedelta(seconds=5)
        clinic.text(patient, body)
        reached.append(len(clinic.carrier.accepted) - before)
    return reached


def _alerts(clinic: ClinicInTests) -> list[AlertKind]:
    with clinic.database.unit_of_work() as session:
        return [alert.kind for alert in session.exec(select(Alert))]


def _suppressed(clinic: ClinicInTests) -> list[Suppression | None]:
    with clinic.database.unit_of_work() as session:
        texts = session.exec(select(OutboundText).where(OutboundText.state == TextState.SUPPRESSED)).all()
        return [text.suppression for text in texts]


def test_a_machine_that_names_a_number_is_not_thanked_for_ever(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(NOON + timedelta(days=1))
    reached = _answers_to(clinic, patient, "I am away, back at 5", MOST_ANSWERS + 10)
    assert reached[-1] <= MOST_ANSWERS + 1  # a plan that it changes is told, once
    assert reached[-1] == reached[-10]
    assert AlertKind.UNCLEAR_REPLY in _alerts(clinic)


def test_a_machine_that_has_not_consented_is_asked_once(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    assert _answers_to(clinic, patient, "I'm driving right now", 10)[-1] == 1
    clinic.turn_to(NOON + timedelta(days=1))
    assert _answers_to(clinic, patient, "I'm driving right now", 3)[-1] == 0
    assert _alerts(clinic) == [AlertKind.AUTO_REPLY]


def test_a_machine_is_told_nothing_of_a_running_course(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(NOON + timedelta(days=1))
    assert _answers_to(clinic, patient, "I'm driving right now", 3)[-1] == 0
    assert AlertKind.AUTO_REPLY in _alerts(clinic)


def test_an_emergency_number_in_a_machines_words_is_for_a_person_to_read(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(NOON + timedelta(days=1))
    assert _answers_to(clinic, patient, "This is an automatic reply. In an emergency call 911.", 1)[-1] == 0
    assert {AlertKind.AUTO_REPLY, AlertKind.UNCLEAR_REPLY} <= set(_alerts(clinic))


def test_a_person_who_repeats_a_command_is_not_answered_for_ever(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(NOON + timedelta(days=1))
    assert _answers_to(clinic, patient, "call me", MOST_ANSWERS + 10)[-1] == MOST_ANSWERS
    assert set(_suppressed(clinic)) == {Suppression.DAILY_MAXIMUM}
    assert AlertKind.UNCLEAR_REPLY in _alerts(clinic)


def test_tomorrow_it_is_answered_again(clinic: ClinicInTests) -> None:
    patient = clinic.enrol()
    clinic.run()
    _answers_to(clinic, patient, "I'm driving right now", MOST_ANSWERS + 1)
    clinic.turn_to(NOON + timedelta(days=1))
    assert _answers_to(clinic, patient, "READY", 1) == [1]


def test_danger_is_answered_whatever_was_said_before(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(NOON + timedelta(days=1))
    _answers_to(clinic, patient, "I am away, back at 5", MOST_ANSWERS + 5)
    assert _answers_to(clinic, patient, "I can't feel my groin", 1) == [1]
    assert AlertKind.RED_FLAG_EMERGENCY in _alerts(clinic)
    with clinic.database.unit_of_work() as session:
        kinds = [TextKind(text.kind) for text in session.exec(select(OutboundText))]
    assert TextKind.SAFETY_EMERGENCY in kinds


def test_a_machine_whose_words_mean_danger_is_told_what_to_do_some_times_only(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(NOON + timedelta(days=1))
    reached = _answers_to(clinic, patient, "I can't feel my groin", MOST_ANSWERS + 10)
    assert reached[-1] == MOST_ANSWERS
    assert AlertKind.RED_FLAG_EMERGENCY in _alerts(clinic)
