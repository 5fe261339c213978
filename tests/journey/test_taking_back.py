"""Is what the staff took back as if it had never been, and never more than what the patient has not been told?"""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from schemas.tables.alerts import Act, Alert
from schemas.tables.identity import User
from schemas.tables.messages import Suppression
from schemas.tables.people import ConsentSource, Patient
from schemas.tables.plans import LastAct, PlanDay
from schemas.text_kinds import TextKind
from services.journey.caring import alert_acts, discharge, undo
from services.journey.participation import consent
from services.journey.refusals import CannotTakeBack
from services.journey.texting.queue import KEPT_BACK
from services.storage.case import in_hand
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.conftest import START
from tests.journey.acts import (
    ACTS,
    BY,
    DAY,
    HOUR,
    SECOND,
    all_that_decides,
    clear,
    discharge_patient,
    do,
    hold,
    last_act,
    order_day,
    pause,
    replays,
    take_back,
)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """In the afternoon of the third day of the course, four in the afternoon where they live."""
    begun = clinic.begin()
    for day in (1, 2):
        clinic.turn_to(START + day * DAY + 9 * HOUR)
        clinic.text(begun, "2 2")
    clinic.turn_to(START + 3 * DAY + 6 * HOUR)
    return begun


@pytest.mark.parametrize("name", ACTS)
def test_what_was_taken_back_is_as_if_it_had_never_been(clinic: ClinicInTests, patient: Patient, name: str) -> None:
    *first, doing = ACTS[name]
    for earlier in first:
        do(clinic, patient, earlier)
        clinic.turn_to(clinic.now + 2 * KEPT_BACK)
    before, told = all_that_decides(clinic, patient), clinic.bodies(patient)
    do(clinic, patient, doing)
    assert last_act(clinic, patient) is not None
    take_back(clinic, patient)
    assert all_that_decides(clinic, patient) == before
    clinic.turn_to(clinic.now + 5 * KEPT_BACK)
    assert clinic.bodies(patient) == told, "the patient never hears of it"
    assert last_act(clinic, patient) is None
    assert replays(clinic, patient)


@pytest.mark.parametrize("name", ACTS)
def test_the_course_goes_on_as_if_it_had_never_been(database: Database, name: str) -> None:
    """Two clinics side by side: in one of them something is done and taken back."""
    said: list[list[str]] = []
    for taken_back in (False, True):
        clinic = ClinicInTests(database, START)
        phone = f"+1202555014{int(taken_back)}"
        patient = clinic.begin(phone=phone)
        for day in range(1, 6):
            clinic.turn_to(START + day * DAY + 6 * HOUR)
            *first, doing = ACTS[name]
            if day == 2:
                for earlier in first:
                    do(clinic, patient, earlier)
                    clinic.turn_to(clinic.now + 2 * KEPT_BACK)
                if taken_back:
                    do(clinic, patient, doing)
                    take_back(clinic, patient)
            clinic.turn_to(START + day * DAY + 9 * HOUR)
            if day != 3:  # One silent day: it counts as it always does.
                clinic.text(patient, "2 2")
        clinic.turn_to(START + 6 * DAY)
        said.append(clinic.bodies(patient))
        assert replays(clinic, patient)
    assert said[0] == said[1]


def test_a_danger_whose_clearing_was_taken_back_is_open_again(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "I can't feel my groin")
    before = all_that_decides(clinic, patient)
    assert "red_flag_emergency" in before["alerts"]
    do(clinic, patient, clear)
    assert "red_flag_emergency" not in clinic.alerts(patient)
    take_back(clinic, patient)
    assert clinic.alerts(patient) == before["alerts"]
    clinic.turn_to(clinic.now + 2 * DAY)
    mornings = [text for text in clinic.texts(patient, kind=TextKind.MORNING_PLAN) if text.sent_at]
    assert len(mornings) == 3, "nobody is told to walk while it is open"
    assert replays(clinic, patient)


def test_a_call_noted_by_mistake_opens_the_matter_again(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "please call me")
    assert "call_requested" in clinic.alerts(patient)
    clinic.now += SECOND
    with clinic.database.unit_of_work() as session:
        alert = session.exec(select(Alert).where(col(Alert.patient_id) == patient.id)).one()
        user = session.get_one(User, clinic.therapist.id)
        alert_acts.write_down(session, alert, alert_acts.Handled(Act.RESOLVED, user, "Called, settled."), clinic.now)
    assert clinic.alerts(patient) == set()
    take_back(clinic, patient)
    assert clinic.alerts(patient) == {"call_requested"}


def test_a_hold_that_nobody_was_told_of_leaves_the_dose_as_it_was(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "2 2")
    clinic.turn_to(START + 3 * DAY + 16 * HOUR)
    before, plan = all_that_decides(clinic, patient), clinic.plans(patient)[-1]
    do(clinic, patient, hold)
    assert clinic.plans(patient)[-1].walks == []
    take_back(clinic, patient)
    assert all_that_decides(clinic, patient) == before
    clinic.turn_to(START + 4 * DAY)
    assert f"{len(plan.walks)} walk" in clinic.bodies(patient)[-1]
    assert replays(clinic, patient)


def test_a_discharge_at_night_can_be_taken_back_until_the_morning(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(START + 3 * DAY + 13 * HOUR)
    do(clinic, patient, discharge_patient)
    clinic.turn_to(START + 3 * DAY + 20 * HOUR)
    standing = last_act(clinic, patient)
    assert standing is not None
    assert standing.told_at is not None
    assert standing.told_at > clinic.now
    take_back(clinic, patient)
    clinic.turn_to(START + 4 * DAY + HOUR)
    assert clinic.bodies(patient)[-1].startswith("Today: "), "the day that ended meanwhile was closed, and goes on"
    assert not clinic.texts(patient, kind=TextKind.FAREWELL, suppression=None)


def test_an_evening_question_that_a_slip_held_up_is_asked_after_it(clinic: ClinicInTests, patient: Patient) -> None:
    question = next(text for text in clinic.texts(patient, kind=TextKind.EVENING_QUESTION) if text.due_at > clinic.now)
    clinic.turn_to(question.due_at - 2 * SECOND)
    do(clinic, patient, pause)
    clinic.turn_to(question.due_at + 10 * SECOND)
    assert question.id in {text.id for text in clinic.texts(patient, suppression=Suppression.PAUSED)}
    take_back(clinic, patient)
    assert question.id in {text.id for text in clinic.texts(patient) if text.sent_at}


def _told(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.turn_to(clinic.now + 2 * KEPT_BACK)


def _patient_writes(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.text(patient, "why?")


def _opted_out(clinic: ClinicInTests, patient: Patient) -> None:
    with clinic.database.unit_of_work() as session:
        told = consent.Told(clinic.id, ConsentSource.CARRIER_REFUSAL, "21610")
        with in_hand(session, clinic.now) as batch:
            consent.opt_out_number(batch, patient.phone, [batch.case(clinic.enrolment(patient).id)], told)


def _something_else(clinic: ClinicInTests, patient: Patient) -> None:
    with clinic.database.unit_of_work() as session:
        session.delete(session.get_one(LastAct, clinic.enrolment(patient).id))


def _two_days(clinic: ClinicInTests, patient: Patient) -> None:
    clinic.now += 2 * DAY


@pytest.mark.parametrize(
    ("since", "why"),
    [
        (_told, "told of it already"),
        (_patient_writes, "has written since"),
        (_opted_out, "opted out since"),
        (_something_else, "no such act"),
        (_two_days, "too long ago"),
    ],
)
def test_what_cannot_be_taken_back_any_more_says_why(
    clinic: ClinicInTests, patient: Patient, since: Callable[[ClinicInTests, Patient], None], why: str
) -> None:
    do(clinic, patient, discharge_patient)
    enrolment = clinic.enrolment(patient)
    with clinic.database.unit_of_work() as session:
        act_id = session.get_one(LastAct, enrolment.id).id
    since(clinic, patient)
    assert last_act(clinic, patient) is None
    with pytest.raises(CannotTakeBack, match=why), clinic.database.unit_of_work() as session:
        undo.take_back(session, enrolment.id, act_id, BY, clinic.now)


def test_a_plan_that_was_decided_since_stands(clinic: ClinicInTests, patient: Patient) -> None:
    do(clinic, patient, order_day([7], days=3))
    clinic.turn_to(clinic.now + DAY)
    with pytest.raises(CannotTakeBack, match="decided anew"):
        take_back(clinic, patient)


def test_two_corrections_of_one_morning_are_one_text(clinic: ClinicInTests, patient: Patient) -> None:
    before = len(clinic.bodies(patient))
    do(clinic, patient, order_day([5], days=0))
    do(clinic, patient, order_day([], days=0))
    clinic.turn_to(clinic.now + 2 * KEPT_BACK)
    assert [body[:33] for body in clinic.bodies(patient)[before:]] == ["Change for today: rest, no walks."]


def test_nothing_of_it_is_left_of_an_erased_patient(clinic: ClinicInTests, patient: Patient) -> None:
    do(clinic, patient, discharge_patient)
    enrolment = clinic.enrolment(patient)
    with clinic.database.unit_of_work() as session:
        discharge.erase(session, enrolment.id, BY, clinic.now)
    with clinic.database.unit_of_work() as session:
        assert session.get(LastAct, enrolment.id) is None
        assert session.exec(select(PlanDay.id).where(col(PlanDay.enrolment_id) == enrolment.id)).first()
