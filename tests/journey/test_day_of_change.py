"""Do the stricter bands judge the day on which settings change, live as rehearsed, and does the record recompute?"""

from datetime import timedelta
from typing import Any

import pytest

from schemas.api.care import OrderDay
from schemas.settings import STANDARD
from schemas.tables.identity import User
from schemas.tables.people import Patient
from schemas.tables.plans import PlanDay
from schemas.vocabulary import CareProfile, DayReport, Diagnosis, Walked
from services.journey.caring import course
from services.journey.deciding.recompute import replay_patient
from services.journey.prescribing import settings_change
from services.progression import engine
from services.progression.transition import stricter_of
from services.storage import records
from services.storage.database import Database
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.journey.moments import at

NARROW = STANDARD.model_copy(update={"green_max": 2})
WIDE_AND_LONG = {"green_max": 3, "yellow_factor": 0.5}


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def keep(clinic: ClinicInTests, patient: Patient | None, changed: dict[str, Any] | None) -> None:
    """The clinic's default, or a patient's own settings; None: they follow the clinic again."""
    with clinic.database.unit_of_work() as session:
        admin = session.get_one(User, clinic.admin.id)
        admin.may_raise_red = True
        enrolment = records.enrolment_of_patient(session, patient.id) if patient else None
        settings = None if changed is None else STANDARD.model_copy(update=changed)
        new = settings_change.NewSettings(settings, "As agreed.")
        settings_change.keep(session, settings_change.Whose(clinic.id, enrolment), new, admin, clinic.now)


def newest(clinic: ClinicInTests, patient: Patient) -> PlanDay:
    return clinic.plans(patient)[-1]


def replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        found = replay_patient(session, patient.id, engines())
    assert found is not None
    return found.differences == []


@pytest.mark.parametrize("of_patient", [True, False])
def test_a_green_border_that_rises_at_noon_leaves_the_evening_yellow_and_shapes_tomorrow(
    clinic: ClinicInTests, of_patient: bool
) -> None:
    keep(clinic, None, {"green_max": 2})
    clinic.now += timedelta(seconds=1)
    patient = clinic.begin(baseline_pain={"worst": 6, "average": 4, "now": 2})
    clinic.turn_to(at(12, day=1))
    keep(clinic, patient if of_patient else None, WIDE_AND_LONG)
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "3 2")
    plan = newest(clinic, patient)
    assert (plan.light, plan.walks) == ("yellow", [2, 2]), "yellow by the old border, eased by the new factor"
    new = STANDARD.model_copy(update=WIDE_AND_LONG)
    rehearsed = engine.first_day(CareProfile(Diagnosis.DDD, frozenset()), NARROW, at(12, day=1).date())
    told = DayReport(rehearsed.day, 3.0, completed=Walked(1.0))
    decision = engine.next_day(rehearsed.course, stricter_of(new, [NARROW]), told)
    assert (decision.light.value, list(decision.prescription.walks)) == (plan.light.value, plan.walks)
    clinic.turn_to(at(19, 5, day=2))
    clinic.text(patient, "3 2")
    assert newest(clinic, patient).light == "green", "from the next day on the new border counts"
    keep(clinic, patient if of_patient else None, {"green_max": 1})
    assert replays(clinic, patient), "also after later versions"


def test_a_border_that_falls_counts_at_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    keep(clinic, patient, {"red_min": 5})
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "5 2")
    assert newest(clinic, patient).light == "red"
    assert replays(clinic, patient)


def test_of_several_changes_on_a_day_the_strictest_counts(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for hour, red in ((10, 5), (11, 7)):
        clinic.turn_to(at(hour, day=1))
        keep(clinic, patient, {"red_min": red})
    clinic.turn_to(at(12, day=1))
    keep(clinic, patient, None)
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "5 2")
    plan = newest(clinic, patient)
    assert (plan.light, len(plan.settings_before)) == ("red", 2), "the clinic's own version is in force once more"
    assert replays(clinic, patient)


def test_a_bad_morning_and_a_late_reply_are_judged_alike(clinic: ClinicInTests) -> None:
    keep(clinic, None, {"red_min": 6})
    clinic.now += timedelta(seconds=1)
    patient = clinic.begin()
    clinic.turn_to(at(9, day=1))
    keep(clinic, patient, {"red_min": 7})
    clinic.turn_to(at(10, day=1))
    clinic.text(patient, "6")
    assert newest(clinic, patient).rule == "eased-today"
    assert newest(clinic, patient).state == "red_rest"
    clinic.turn_to(at(9, day=2))
    clinic.text(patient, "yesterday 6")
    assert newest(clinic, patient).state in ("red_rest", "hold_escalated")
    assert replays(clinic, patient)


def test_a_change_in_the_small_hours_is_one_of_the_day_before(clinic: ClinicInTests) -> None:
    keep(clinic, None, {"green_max": 2})
    clinic.now += timedelta(seconds=1)
    patient = clinic.begin(baseline_pain={"worst": 6, "average": 4, "now": 2})
    clinic.turn_to(at(3, 0, day=2))
    keep(clinic, patient, {"green_max": 3})
    clinic.turn_to(at(19, 5, day=2))
    clinic.text(patient, "3 2")
    assert newest(clinic, patient).light == "green"
    assert newest(clinic, patient).settings_before == []
    assert replays(clinic, patient)


def test_an_order_given_after_a_change_still_recomputes(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "3 2")
    clinic.turn_to(at(19, 30, day=1))
    keep(clinic, patient, {"yellow_factor": 0.5, "green_max": 1})
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id).id
        course.order_day(
            session, enrolment, OrderDay(day=at(12, day=2).date(), walks=[6], note="As agreed."), "user:t", clinic.now
        )
    assert newest(clinic, patient).walks == [6]
    assert replays(clinic, patient)
