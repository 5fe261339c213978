"""What if a plan day is closed hours late? Whoever waited for their morning text still gets it, while its time lasts."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from schemas.tables.messages import Suppression, TextState
from schemas.tables.people import Patient
from schemas.text_kinds import TextKind
from services.storage.database import Database
from tests.clinic import ClinicInTests

ZONE = "America/New_York"
MONDAY = date(2026, 3, 2)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    """A local moment of a day counted from Monday."""
    moment = datetime.combine(MONDAY + timedelta(days=day), datetime.min.time(), ZoneInfo(ZONE))
    return moment.replace(hour=hour, minute=minute).astimezone(UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def nothing_is_told(clinic: ClinicInTests, patient: Patient) -> None:
    """Silence decides."""


def pauses(clinic: ClinicInTests, patient: Patient) -> None:
    """For tomorrow; the pause ends with the boundary that is late."""
    clinic.text(patient, "PAUSE 1")


def _closed_late(clinic: ClinicInTests, patient: Patient, closed: datetime) -> list[str]:
    """What this phone is texted on Wednesday where its boundary waits for a worker from 04:00 on."""
    waits = "UPDATE enrolment SET next_boundary_at = :at"
    with clinic.database.engine.begin() as connection:
        boundary = connection.execute(sa.text("SELECT next_boundary_at FROM enrolment")).scalar_one()
        connection.execute(sa.text(waits), {"at": closed})
    clinic.turn_to(at(8, 31, day=2))
    before = len(clinic.bodies(patient))
    with clinic.database.engine.begin() as connection:
        connection.execute(sa.text(waits), {"at": boundary})
    clinic.now = closed
    clinic.run()
    return clinic.bodies(patient)[before:]


@pytest.mark.parametrize("told", [nothing_is_told, pauses])
def test_a_boundary_closed_at_half_past_nine_still_brings_the_morning_text(
    clinic: ClinicInTests, told: Callable[[ClinicInTests, Patient], None]
) -> None:
    patient = clinic.begin()
    told(clinic, patient)
    clinic.turn_to(at(20, day=1))
    texted = _closed_late(clinic, patient, at(9, 30, day=2))
    assert len(texted) == 1
    assert "walk" in texted[0]
    (morning,) = clinic.texts(patient, kind=TextKind.MORNING_PLAN, local_date=MONDAY + timedelta(days=2))
    assert (morning.state, morning.plan_day_id) == (TextState.ACCEPTED, clinic.plans(patient)[-1].id)


def test_after_its_time_it_does_not_come(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(20, day=1))
    assert _closed_late(clinic, patient, at(12, 30, day=2)) == []
    (morning,) = clinic.texts(patient, kind=TextKind.MORNING_PLAN, local_date=MONDAY + timedelta(days=2))
    assert (morning.state, morning.suppression) == (TextState.SUPPRESSED, Suppression.SUPERSEDED)


def test_whoever_opted_out_meanwhile_is_not_texted(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(20, day=1))
    clinic.text(patient, "STOP")
    assert _closed_late(clinic, patient, at(9, 30, day=2)) == []
