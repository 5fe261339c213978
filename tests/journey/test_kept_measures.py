"""Is a large clinic looked at quickly, and are its numbers never older than they say? Small ones are exact."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.api.measures import ClinicMeasures
from schemas.tables.people import Patient
from services.console import overview
from services.operations import kept_measures
from services.storage.database import Database
from tests.bench.population import copy_patient
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """One who has told of two evenings."""
    patient = clinic.begin()
    for day in (1, 2):
        clinic.turn_to(START + timedelta(days=day, hours=9, minutes=30))
        clinic.text(patient, "2 2")
    clinic.turn_to(START + timedelta(days=3))
    return patient


def _looked_at(clinic: ClinicInTests, patient: Patient) -> ClinicMeasures:
    with clinic.database.unit_of_work() as session:
        period = kept_measures.usual_periods(clinic.now)[0]
        return kept_measures.of_clinic(session, patient.clinic_id, period, clinic.now)


def _answer_another_evening(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(clinic.now + timedelta(hours=9, minutes=30))
    clinic.text(patient, "2 2")


def test_a_small_clinic_is_counted_to_the_last_reply(clinic: ClinicInTests, patient: Patient) -> None:
    before = _looked_at(clinic, patient)
    _answer_another_evening(clinic, patient)
    clinic.turn_to(clinic.now + timedelta(hours=9))
    after = _looked_at(clinic, patient)
    assert (before.counted_at, after.counted_at) == (None, None)
    assert after.clinic.replies.answered == before.clinic.replies.answered + 1


def test_a_large_clinic_is_counted_once_and_anew_after_two_hours(clinic: ClinicInTests, patient: Patient) -> None:
    copy_patient(clinic.database.engine, kept_measures.LARGE)
    first = _looked_at(clinic, patient)
    assert first.counted_at is None
    again = _looked_at(clinic, patient)
    assert again.counted_at == clinic.now
    assert again.clinic == first.clinic
    assert again.clinic.patients == kept_measures.LARGE + 1
    assert again.therapists == first.therapists != {}
    clinic.now += kept_measures.GOOD_FOR + timedelta(minutes=1)
    assert _looked_at(clinic, patient).counted_at is None


def test_a_worker_counts_ahead_and_leaves_settled_weeks_alone(clinic: ClinicInTests, patient: Patient) -> None:
    copy_patient(clinic.database.engine, kept_measures.LARGE)
    with clinic.database.unit_of_work() as session:
        assert list(kept_measures.large_clinics(session)) == [patient.clinic_id]
    renewed = [_renew(clinic, patient, number) for number in range(7)]
    assert all(renewed)
    assert _looked_at(clinic, patient).counted_at == clinic.now
    clinic.now += kept_measures.RENEWED_AFTER + timedelta(minutes=1)
    # The month, and the week that ended yesterday, may still change.
    assert [_renew(clinic, patient, number) for number in range(7)] == [True, True, *[False] * 5]
    assert _looked_at(clinic, patient).counted_at == clinic.now


def _renew(clinic: ClinicInTests, patient: Patient, number: int) -> bool:
    with clinic.database.unit_of_work() as session:
        period = kept_measures.usual_periods(clinic.now)[number]
        return kept_measures.renew(session, patient.clinic_id, period, clinic.now)


def test_what_nobody_looks_at_any_more_is_let_go(clinic: ClinicInTests, patient: Patient) -> None:
    copy_patient(clinic.database.engine, kept_measures.LARGE)
    _looked_at(clinic, patient)
    with clinic.database.unit_of_work() as session:
        kept_measures.forget_old(session, clinic.now + kept_measures.FORGOTTEN_AFTER + timedelta(days=2))
    assert _looked_at(clinic, patient).counted_at is None


def test_the_weeks_that_are_counted_ahead_are_those_of_the_overview() -> None:
    assert kept_measures.WEEKS == overview.WEEKS
