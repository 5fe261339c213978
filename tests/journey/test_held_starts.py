"""Does a start that waits for a clinician's dose lead into the course, and does pain at enrolment shape its first day?"""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from schemas.alert_kinds import AlertKind, facts_of
from schemas.api.care import ClearHold, DischargePatient
from schemas.tables.alerts import Act
from schemas.tables.identity import User
from schemas.tables.people import DischargeReason, EnrolmentStatus, Patient
from schemas.tables.plans import LastAct, PlanDay
from schemas.vocabulary import State
from services.journey import refusals
from services.journey.caring import alert_acts, course, undo
from services.journey.caring import discharge as leave
from services.journey.deciding.recompute import replay_patient
from services.storage import records
from services.storage.database import Database
from services.storage.loading import open_alerts_of
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.journey.moments import at

SHORT = {"baseline_minutes": 3}
FOOT = {"flags": ["foot_drop"]}
PAIN = {"worst": 10, "average": 9}


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def clear(clinic: ClinicInTests, patient: Patient, minutes: int | None = None) -> PlanDay:
    clinic.now += timedelta(seconds=1)
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id).id
        plan = course.clear_hold(session, enrolment, ClearHold(note="Called.", minutes=minutes), "user:t", clinic.now)
    clinic.run()
    return plan


def discharge(clinic: ClinicInTests, patient: Patient, reason: DischargeReason = DischargeReason.DECLINED) -> None:
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id).id
        leave.discharge(
            session, enrolment, DischargePatient(reason=reason, note="Said so on the phone."), "user:t", clinic.now
        )


def waits(clinic: ClinicInTests, **changes: Any) -> Patient:
    patient = clinic.enrol(**changes)
    clinic.run()
    return patient


def replays(clinic: ClinicInTests, patient: Patient) -> bool:
    with clinic.database.unit_of_work() as session:
        found = replay_patient(session, patient.id, engines())
    assert found is not None
    return found.differences == []


@pytest.mark.parametrize(("start", "asked"), [(SHORT, "test_walk_short"), (FOOT, "foot_drop_known")])
def test_a_held_start_is_asked_to_begin_and_ready_is_answered_that_the_team_calls(
    clinic: ClinicInTests, start: dict[str, Any], asked: str
) -> None:
    patient = waits(clinic, **start)
    assert "reply READY" in clinic.bodies(patient)[-1]
    assert clinic.alerts(patient) == {asked}
    clinic.text(patient, "READY")
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    assert clinic.bodies(patient)[-1] == (
        "Thanks. Rest, no walks, until your care team calls you. Or call +12025550100."
    )
    clinic.turn_to(at(12, day=1))
    assert clinic.bodies(patient)[-1].startswith("Rest, no walks, until your care team calls you.")
    so_far = len(clinic.bodies(patient))
    clinic.turn_to(at(12, day=5))
    assert len(clinic.bodies(patient)) == so_far, "said once, and no question either"
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1] == "Thank you. Harbor Spine will call you. Urgent? Call 911."
    assert clinic.alerts(patient) == {asked}
    assert replays(clinic, patient)


def test_who_has_no_shoes_yet_is_asked_and_shoes_begins_the_held_course(clinic: ClinicInTests) -> None:
    patient = waits(clinic, shoes_confirmed=False, **SHORT)
    clinic.text(patient, "READY")
    assert "SHOES" in clinic.bodies(patient)[-1]
    clinic.text(patient, "SHOES")
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE
    assert clinic.bodies(patient)[-1].startswith("Thanks. Rest, no walks, until your care team calls you.")


@pytest.mark.parametrize("start", [SHORT, FOOT])
@pytest.mark.parametrize("minutes", [1, 2, 3])
def test_a_dose_chosen_before_ready_outlasts_the_days_until_it(
    clinic: ClinicInTests, start: dict[str, Any], minutes: int
) -> None:
    patient = waits(clinic, **start)
    with pytest.raises(refusals.FirstDoseIsMissing):
        clear(clinic, patient)
    assert clear(clinic, patient, minutes).walks == [minutes]
    assert clinic.alerts(patient) == set()
    clinic.turn_to(at(15, day=4))
    clinic.text(patient, "READY")
    assert f"1 walk of {minutes} min" in clinic.bodies(patient)[-1]
    for day in range(5, 9):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "1 1")
    assert clinic.plans(patient)[-1].minutes > minutes, "and it grows from there"
    assert replays(clinic, patient)


def test_a_dose_chosen_between_ready_and_the_first_morning_is_told_that_morning(clinic: ClinicInTests) -> None:
    patient = waits(clinic, **SHORT)
    clinic.text(patient, "READY")
    assert clear(clinic, patient, 2).walks == [2]
    clinic.turn_to(at(12, day=1))
    assert clinic.bodies(patient)[-1].startswith("Today: 1 walk of 2 min, easy pace. Turn back after 1 min.")
    assert replays(clinic, patient)


def test_a_dose_chosen_days_after_the_course_began_held_is_told_the_next_morning(clinic: ClinicInTests) -> None:
    patient = waits(clinic, **SHORT)
    clinic.text(patient, "READY")
    clinic.turn_to(at(10, day=4))
    with pytest.raises(refusals.FirstDoseIsMissing):
        clear(clinic, patient)
    clear(clinic, patient, 1)
    clinic.turn_to(at(12, day=5))
    assert clinic.bodies(patient)[-1].startswith("Today: 1 walk of 1 min, easy pace. Turn back halfway.")
    assert clinic.alerts(patient) == set()
    assert replays(clinic, patient)


def test_a_chosen_dose_can_be_taken_back(clinic: ClinicInTests) -> None:
    patient = waits(clinic, **SHORT)
    clear(clinic, patient, 2)
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id).id
        act = session.get_one(LastAct, enrolment).id
        undo.take_back(session, enrolment, act, "user:t", clinic.now + timedelta(seconds=30))
    assert clinic.enrolment(patient).first_minutes is None
    assert clinic.alerts(patient) == {"test_walk_short"}
    clinic.text(patient, "READY")
    assert clinic.plans(patient)[-1].state is State.HOLD_CLINICAL
    assert replays(clinic, patient)


def test_a_walk_tested_again_before_ready_needs_no_clear(clinic: ClinicInTests) -> None:
    patient = waits(clinic, **SHORT)
    with clinic.database.unit_of_work() as session:
        records.enrolment_of_patient(session, patient.id).baseline_minutes = 20
    clinic.text(patient, "READY")
    assert clinic.plans(patient)[-1].walks == [5, 5]
    assert clinic.alerts(patient) == set()


def test_a_danger_told_before_a_held_start_still_keeps_all_texts_away(clinic: ClinicInTests) -> None:
    patient = waits(clinic, **SHORT)
    clinic.text(patient, "I can't feel my groin")
    safety = clinic.bodies(patient)[-1]
    assert "911" in safety
    clinic.text(patient, "READY")
    assert clinic.bodies(patient)[-1] == safety
    assert clinic.enrolment(patient).status is EnrolmentStatus.AWAITING_CONSENT
    with pytest.raises(refusals.DangerIsOpen):
        discharge(clinic, patient)
    clear(clinic, patient, 3)
    clinic.text(patient, "READY")
    assert clinic.enrolment(patient).status is EnrolmentStatus.ACTIVE


def test_a_danger_told_after_ready_silences_the_first_morning_of_a_held_start(clinic: ClinicInTests) -> None:
    patient = waits(clinic, **SHORT)
    clinic.text(patient, "READY")
    clinic.text(patient, "I have a fever and feel very ill")
    safety = clinic.bodies(patient)[-1]
    clinic.turn_to(at(22, day=3))
    assert clinic.bodies(patient)[-1] == safety
    clear(clinic, patient, 2)
    clinic.turn_to(at(12, day=4))
    assert clinic.bodies(patient)[-1].startswith("Today: 1 walk of 2 min")
    assert replays(clinic, patient)


def test_a_danger_told_after_ready_is_cleared_before_the_first_day(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "I have a fever and feel very ill")
    assert clear(clinic, patient).state is State.ACTIVE
    clinic.turn_to(at(12, day=1))
    assert clinic.bodies(patient)[-1].startswith("Today: 2 walks of 5 min")
    assert clinic.plans(patient)[-1].state is State.ACTIVE
    assert replays(clinic, patient)


@pytest.mark.parametrize("start", [SHORT, FOOT])
def test_a_held_start_can_be_discharged(clinic: ClinicInTests, start: dict[str, Any]) -> None:
    patient = waits(clinic, **start)
    discharge(clinic, patient)
    assert clinic.enrolment(patient).status is EnrolmentStatus.DISCHARGED
    assert clinic.alerts(patient) == set()


@pytest.mark.parametrize("reason", [DischargeReason.DIED, DischargeReason.WRONG_NUMBER])
def test_who_died_or_was_never_this_number_leaves_with_a_danger_open(
    clinic: ClinicInTests, reason: DischargeReason
) -> None:
    patient = clinic.begin()
    clinic.text(patient, "I can't feel my groin")
    discharge(clinic, patient, reason)
    assert clinic.enrolment(patient).status is EnrolmentStatus.DISCHARGED
    assert clinic.alerts(patient) == set()


@pytest.mark.parametrize(
    "kind", [AlertKind.TEST_WALK_SHORT, AlertKind.FOOT_DROP_KNOWN, AlertKind.HELD_BY_STAFF, AlertKind.DANGER_ELSEWHERE]
)
def test_only_clearing_closes_what_a_hold_waits_for(clinic: ClinicInTests, kind: AlertKind) -> None:
    assert facts_of(kind).needs_clearing
    patient = waits(clinic, **SHORT)
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        (alert,) = open_alerts_of(session, enrolment.patient_id)
        with pytest.raises(refusals.OnlyClearingClosesThis):
            alert_acts.write_down(
                session,
                alert,
                alert_acts.Handled(Act.RESOLVED, session.get_one(User, clinic.therapist.id), "x"),
                clinic.now,
            )


def test_pain_that_is_red_at_enrolment_rests_the_first_day_and_asks_for_a_call(clinic: ClinicInTests) -> None:
    patient = clinic.begin(baseline_pain=PAIN | {"now": 9})
    assert clinic.alerts(patient) == {"pain_at_start"}
    clinic.turn_to(at(12, day=1))
    assert clinic.bodies(patient)[-1].startswith("Today: rest, no walks.")
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2")
    plan = clinic.plans(patient)[-1]
    assert (plan.state, plan.walks) == (State.REENTRY, [3, 2])
    assert replays(clinic, patient)


def test_red_days_after_a_red_start_count_the_rest_days_from_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin(baseline_pain=PAIN | {"now": 9})
    for day in (1, 2):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "9")
    assert clinic.plans(patient)[-1].state is State.HOLD_ESCALATED


def test_pain_that_is_yellow_at_enrolment_begins_with_the_yellow_plan(clinic: ClinicInTests) -> None:
    patient = clinic.begin(baseline_pain=PAIN | {"now": 6})
    assert "2 walks of 3 min" in clinic.bodies(patient)[-1]
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "2 2")
    assert clinic.plans(patient)[-1].walks == [5, 5]
    assert replays(clinic, patient)


def test_three_calm_days_of_a_held_patient_are_told_and_the_clear_ends_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in (1, 2, 3):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "8")
    assert clinic.plans(patient)[-1].state is State.HOLD_ESCALATED
    for day in (4, 5):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "2")
        assert "held_and_calm" not in clinic.alerts(patient)
    clinic.turn_to(at(19, 5, day=6))
    clinic.text(patient, "2")
    assert "held_and_calm" in clinic.alerts(patient)
    clear(clinic, patient)
    assert not clinic.alerts(patient) & {"held_and_calm", "red_rest_used_up"}


def test_a_start_that_was_held_under_the_rules_before_is_opened_and_asked_to_begin(clinic: ClinicInTests) -> None:
    """There the alert spoke of an urgent sign, and the question whether to begin was never sent."""
    patient = clinic.enrol(**SHORT)
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text("UPDATE alert SET kind = 'red_flag_urgent'"))
    clinic.run()
    assert clinic.bodies(patient) == []
    clear(clinic, patient, 2)
    clinic.turn_to(clinic.now + timedelta(minutes=2))
    assert "reply READY" in clinic.bodies(patient)[-1]


def test_the_door_takes_a_first_dose_of_one_minute() -> None:
    assert ClearHold(note="Called.", minutes=1).minutes == 1
