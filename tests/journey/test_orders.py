"""Does a therapist's hand reach the one day they mean, and never past what is safe?"""

from datetime import date, timedelta

import pytest

from schemas.api.care import ClearHold, OrderDay
from schemas.tables.people import Patient
from schemas.tables.plans import PlanDay
from schemas.vocabulary import State
from services.journey import refusals
from services.journey.caring import course
from services.journey.deciding.recompute import replay_patient
from services.journey.texting.queue import KEPT_BACK
from services.storage import records
from services.storage.database import Database
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.doors.conftest import START

DAY = timedelta(days=1)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """In the evening of the second day of the course."""
    begun = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    clinic.text(begun, "2 2")
    clinic.turn_to(START + 2 * DAY + timedelta(hours=9, minutes=30))
    return begun


def _order(clinic: ClinicInTests, patient: Patient, day: date, walks: list[int] | None) -> PlanDay | None:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        return course.order_day(
            session, enrolment.id, OrderDay(day=day, walks=walks, note="she travels"), "user:x", clinic.now
        )


def _care(clinic: ClinicInTests, patient: Patient, act: str) -> PlanDay:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        plan: PlanDay = getattr(course, act)(session, enrolment.id, "user:x", "as agreed", clinic.now)
    clinic.run()
    return plan


def _today(clinic: ClinicInTests) -> date:
    return (clinic.now - timedelta(hours=9)).date()


def _replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        replayed = replay_patient(session, patient.id, engines())
        assert replayed is not None
        return replayed.differences == []


def test_an_ordered_day_is_told_once_and_the_course_goes_on_after_it(clinic: ClinicInTests, patient: Patient) -> None:
    tomorrow = _today(clinic) + DAY
    _order(clinic, patient, tomorrow, [7])
    clinic.text(patient, "2 2")
    plans = {plan.day: plan for plan in clinic.plans(patient)}
    own = plans[tomorrow - DAY].walks
    assert (plans[tomorrow].walks, plans[tomorrow].reason) == ([7], "ordered")
    assert plans[tomorrow].explanation.startswith("Rule therapist-orders: a therapist ordered this one day; ")
    clinic.turn_to(clinic.now + timedelta(hours=14))
    assert clinic.bodies(patient)[-1].startswith("Today: 1 walk of 7 min")
    clinic.turn_to(clinic.now + timedelta(hours=11))
    clinic.text(patient, "2 1")
    assert clinic.plans(patient)[-1].walks == own
    assert _replays(clinic, patient)


def test_an_order_for_a_day_not_planned_yet_waits_for_it(clinic: ClinicInTests, patient: Patient) -> None:
    later = _today(clinic) + 4 * DAY
    assert _order(clinic, patient, later, []) is None
    clinic.turn_to(clinic.now + 4 * DAY)
    plans = {plan.day: plan for plan in clinic.plans(patient)}
    assert (plans[later].walks, plans[later].reason) == ([], "ordered")
    assert plans[later - DAY].walks
    assert _replays(clinic, patient)


def test_an_order_withdrawn_in_time_leaves_the_engines_own_plan(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "2 2")
    tomorrow = _today(clinic) + DAY
    own = clinic.plans(patient)[-1]
    _order(clinic, patient, tomorrow, [7])
    _order(clinic, patient, tomorrow, None)
    newest = clinic.plans(patient)[-1]
    assert (newest.walks, newest.reason, newest.revision) == (own.walks, own.reason, 3)
    assert _replays(clinic, patient)


def test_red_pain_outweighs_an_order(clinic: ClinicInTests, patient: Patient) -> None:
    tomorrow = _today(clinic) + DAY
    _order(clinic, patient, tomorrow, [7])
    clinic.text(patient, "8")
    newest = clinic.plans(patient)[-1]
    assert (newest.day, newest.walks, newest.state) == (tomorrow, [], State.RED_REST)
    with pytest.raises(refusals.OrderRefused, match="does not open that"):
        _order(clinic, patient, tomorrow, [7])


def test_what_was_told_can_only_be_lowered_and_is_corrected_once(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(clinic.now + timedelta(hours=15))
    today = _today(clinic)
    told = clinic.bodies(patient)[-1]
    assert told.startswith("Today: ")
    with pytest.raises(refusals.OrderRefused, match="only be lowered"):
        _order(clinic, patient, today, [20, 20])
    with pytest.raises(refusals.OrderRefused, match="only be lowered"):
        _order(clinic, patient, today, None)
    _order(clinic, patient, today, [])
    clinic.run()
    assert clinic.bodies(patient)[-1] == told, "it can be taken back for a minute"
    clinic.turn_to(clinic.now + KEPT_BACK)
    assert clinic.bodies(patient)[-1].startswith("Change for today: rest, no walks.")
    assert _replays(clinic, patient)


@pytest.mark.parametrize(
    ("walks", "sentence"),
    [([2], "each walk must be"), ([90], "each walk must be"), ([5] * 15, "at most"), ([30, 30, 30], "together")],
)
def test_an_order_stays_within_the_patients_settings(
    clinic: ClinicInTests, patient: Patient, walks: list[int], sentence: str
) -> None:
    with pytest.raises(refusals.OrderRefused, match=sentence):
        _order(clinic, patient, _today(clinic) + DAY, walks)
    for day in (_today(clinic) - DAY, _today(clinic) + 8 * DAY):
        with pytest.raises(refusals.OrderRefused, match="must be from"):
            _order(clinic, patient, day, [5])


def test_a_hold_stops_today_tells_whoever_was_told_to_walk_and_waits_to_be_cleared(
    clinic: ClinicInTests, patient: Patient
) -> None:
    clinic.turn_to(clinic.now + timedelta(hours=15))
    assert _care(clinic, patient, "hold").state is State.HOLD_CLINICAL
    assert clinic.bodies(patient)[-1] == (
        "Change for today: rest, no walks, until your care team calls you. Or call +12025550100."
    )
    so_far = len(clinic.bodies(patient))
    clinic.turn_to(clinic.now + 3 * DAY)
    assert len(clinic.bodies(patient)) == so_far
    assert "held_by_staff" in clinic.alerts(patient)
    with pytest.raises(refusals.CourseDoesNotRun):
        _care(clinic, patient, "hold")
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        cleared = course.clear_hold(session, enrolment.id, ClearHold(note="seen"), "user:x", clinic.now)
        assert cleared.state is State.REENTRY
    assert clinic.alerts(patient) & {"held_by_staff"} == set()
    assert _replays(clinic, patient)


def test_a_hold_and_a_clear_on_one_day_count_in_their_order(clinic: ClinicInTests, patient: Patient) -> None:
    _care(clinic, patient, "hold")
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        assert (
            course.clear_hold(session, enrolment.id, ClearHold(note="seen"), "user:x", clinic.now).state
            is State.REENTRY
        )
    assert _care(clinic, patient, "hold").state is State.HOLD_CLINICAL
    assert _replays(clinic, patient)


def test_a_course_begins_anew_at_the_start_dose_and_after_red_with_rest(
    clinic: ClinicInTests, patient: Patient
) -> None:
    first = clinic.plans(patient)[0].walks
    for _ in range(6):
        clinic.text(patient, "1 2")
        clinic.turn_to(clinic.now + DAY)
    assert sum(clinic.plans(patient)[-1].walks) > sum(first)
    plan = _care(clinic, patient, "start_over")
    assert (plan.walks, plan.reason) == (first, "start")
    clinic.text(patient, "8")
    newest = clinic.plans(patient)[-1]
    assert (newest.rule, newest.walks) == ("starts-over-red", [])
    with pytest.raises(refusals.CourseDoesNotRun):
        _care(clinic, patient, "start_over")
    assert _replays(clinic, patient)


def test_an_order_for_a_morning_that_began_badly_leaves_the_course_where_it_was(
    clinic: ClinicInTests, patient: Patient
) -> None:
    clinic.text(patient, "2 2")
    clinic.turn_to(clinic.now + timedelta(hours=12))
    today = _today(clinic)
    before = clinic.plans(patient)[-1]
    clinic.text(patient, "pain is worse this morning, 6")
    lowered = clinic.plans(patient)[-1]
    assert (lowered.day, lowered.taken) == (today, "lower_today"), "the morning text has not left yet"
    ordered = _order(clinic, patient, today, [5])
    assert ordered is not None
    assert ordered.walks == [5]
    marks = [mark["day"] for mark in before.decision["course"]["marks"]]
    assert [mark["day"] for mark in ordered.decision["course"]["marks"]] == marks
    assert ordered.decision["course"]["first_day"] == before.decision["course"]["first_day"]
    withdrawn = _order(clinic, patient, today, None)
    assert withdrawn is not None
    assert (withdrawn.walks, withdrawn.decision) == (lowered.walks, lowered.decision)
    assert _replays(clinic, patient)
