"""Is a patient asked on their own days alone (18-15), is nothing else less watched, and who chooses the days?"""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from schemas.settings import STANDARD
from schemas.tables.alerts import Alert
from schemas.tables.messages import Suppression
from schemas.tables.people import Patient
from schemas.text_kinds import TextKind
from services.journey.deciding.recompute import replay_patient
from services.journey.prescribing import settings_change
from services.journey.refusals import SettingsRefused
from services.storage import records
from services.storage.database import Database
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def keep(clinic: ClinicInTests, patient: Patient | None, **changed: Any) -> None:
    """A patient's own settings, or the clinic's default."""
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id) if patient else None
        new = settings_change.NewSettings(STANDARD.model_copy(update=changed), "As agreed.")
        whose = settings_change.Whose(clinic.id, enrolment)
        settings_change.keep(session, whose, new, session.merge(clinic.therapist), clinic.now)


def asked(clinic: ClinicInTests, patient: Patient) -> list[date]:
    questions = clinic.texts(patient, kind=TextKind.EVENING_QUESTION)
    return sorted(text.local_date for text in questions if text.sent_at)


def replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        replayed = replay_patient(session, patient.id, engines())
        assert replayed is not None
        return replayed.differences == []


def summaries(clinic: ClinicInTests, patient: Patient) -> dict[str, str]:
    with clinic.database.unit_of_work() as session:
        found = select(Alert).where(col(Alert.patient_id) == patient.id, col(Alert.closed_at).is_(None))
        return {alert.kind.value: alert.summary for alert in session.exec(found)}


def test_a_patient_is_asked_on_their_days_alone_until_one_hurts(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    keep(clinic, patient, check_in_days=(5, 6))
    # Saturday and Sunday are days 5 and 6; Sunday is yellow.
    for day, reply in ((5, "2 2"), (6, "5 2")):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, reply)
    clinic.turn_to(at(19, 5, day=8))
    assert [(day - at(10).date()).days for day in asked(clinic, patient)] == [5, 6, 7, 8]
    clinic.text(patient, "2 2")
    clinic.turn_to(at(12, day=12))
    assert [(day - at(10).date()).days for day in asked(clinic, patient)] == [5, 6, 7, 8]
    why = {text.suppression for text in clinic.texts(patient, kind=TextKind.EVENING_QUESTION) if not text.sent_at}
    assert why <= {Suppression.NOT_A_CHECK_DAY, None}
    mornings = [text for text in clinic.texts(patient, kind=TextKind.MORNING_PLAN) if text.sent_at]
    assert len(mornings) == 12, "the plan is texted every morning"
    rules = {plan.day: plan.rule for plan in clinic.plans(patient)}
    assert rules[at(10, day=11).date()] == "not-asked"
    assert clinic.alerts(patient) == set()
    assert replays(clinic, patient)


def test_what_is_told_on_another_day_is_asked_about_and_counts(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    keep(clinic, patient, check_in_days=(5, 6))
    clinic.turn_to(at(13, day=2))
    clinic.text(patient, "DONE")
    clinic.turn_to(at(19, 5, day=2))
    assert "0-10?" in clinic.bodies(patient)[-1], "as the answer to DONE said"
    clinic.text(patient, "2")
    assert clinic.plans(patient)[-1].rule == "green"
    clinic.turn_to(at(19, 30, day=3))
    clinic.text(patient, "8")
    assert clinic.plans(patient)[-1].walks == [], "red on a day that nobody asked about"
    assert replays(clinic, patient)


def test_the_days_are_proposed_to_the_therapist_and_the_patient_is_asked_daily_all_the_same(
    clinic: ClinicInTests,
) -> None:
    patient = clinic.begin()
    for day in range(1, 30):
        clinic.turn_to(at(19, 5, day=day))
        if day % 7 in (5, 6):
            clinic.text(patient, "2 2")
    said = summaries(clinic, patient)
    assert said["check_in_days"].startswith("Answers on the same few weekdays. Mostly on Sat, Sun: look whether")
    assert len(asked(clinic, patient)) == 29
    assert clinic.enrolment(patient).status.value == "active"
    assert replays(clinic, patient)


def test_a_clinic_does_not_ask_everybody_less(clinic: ClinicInTests) -> None:
    with pytest.raises(SettingsRefused, match="check_in_days are one patient's"):
        keep(clinic, None, check_in_days=(0, 3))
    with pytest.raises(SettingsRefused, match="check_in_days"):
        settings_change.proposed(STANDARD, {"check_in_days": [6]})
    with pytest.raises(SettingsRefused, match="each once and in order"):
        settings_change.proposed(STANDARD, {"check_in_days": [6, 5]})
