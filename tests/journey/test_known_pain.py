"""Do red days that a therapist said are known raise no alert, and is everything that is more than that told (18-11)?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from schemas.alert_kinds import AlertKind, facts_of
from schemas.api.care import DischargePatient, KnowPain, ReadmitPatient
from schemas.tables.people import DischargeReason, Patient
from schemas.vocabulary import State
from services.journey.caring import course, discharge, known_pain
from services.storage.database import Database
from tests.clinic import SCREEN, ClinicInTests, application
from tests.journey.acts import BY, all_that_decides, do, last_act, replays, take_back
from tests.journey.test_flare_ups import evening, of_pain, settle

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
DAY = timedelta(days=1)
OTHER = "+12025550144"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def day_of(day: int) -> date:
    return (START + day * DAY).date()


def says(clinic: ClinicInTests, patient: Patient, up_to: int = 7, until: int = 60) -> None:
    """A therapist says, on the day that it is, that red days up to a pain are known until a day of the course."""
    wanted = KnowPain(up_to=up_to, until=day_of(until), note="Has had these for years.")
    do(clinic, patient, lambda session, enrolment, now: known_pain.say(session, enrolment, wanted, BY, now))


def kinds(clinic: ClinicInTests, patient: Patient) -> list[AlertKind]:
    return [alert.kind for alert in of_pain(clinic, patient)]


@pytest.fixture
def patient(clinic: ClinicInTests) -> Patient:
    """Whose red days up to 7 are known, from the first day of the course on."""
    begun = clinic.begin()
    clinic.turn_to(START + DAY)
    says(clinic, begun)
    return begun


def test_a_red_day_up_to_it_is_silent_and_a_worse_one_is_told(clinic: ClinicInTests, patient: Patient) -> None:
    evening(clinic, patient, 1, "7")
    assert of_pain(clinic, patient, still_open=False) == []
    assert clinic.plans(patient)[-1].state is State.RED_REST, "the plan rests all the same"
    evening(clinic, patient, 2, "8")
    assert kinds(clinic, patient) == [AlertKind.SECOND_RED_IN_WEEK]


def test_another_flare_up_and_the_third_in_a_month_are_silent_too(clinic: ClinicInTests, patient: Patient) -> None:
    for day in range(1, 22):
        evening(clinic, patient, day, "7" if day in (1, 9, 17) else "1 2")
    assert of_pain(clinic, patient, still_open=False) == []


def test_a_worse_day_is_told_until_a_person_has_settled_it(clinic: ClinicInTests, patient: Patient) -> None:
    evening(clinic, patient, 1, "8")
    evening(clinic, patient, 2, "7")
    assert kinds(clinic, patient) == [AlertKind.SECOND_RED_IN_WEEK], "of this flare-up nobody knows yet"
    settle(clinic, of_pain(clinic, patient)[0])
    evening(clinic, patient, 3, "1 2")
    evening(clinic, patient, 4, "1 2")
    evening(clinic, patient, 5, "1 2")
    evening(clinic, patient, 6, "7")
    assert kinds(clinic, patient) == []


def test_it_ends_after_its_last_day(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + DAY)
    says(clinic, patient, until=9)
    for day in range(1, 19):
        evening(clinic, patient, day, "7" if day in (9, 18) else "1 2")
        if day == 9:
            assert of_pain(clinic, patient, still_open=False) == []
    assert kinds(clinic, patient) == [AlertKind.RED_DAY]


@pytest.mark.parametrize("how", ["ended", "taken back"])
def test_it_is_ended_before_that_and_taken_back(clinic: ClinicInTests, patient: Patient, how: str) -> None:
    if how == "ended":
        do(clinic, patient, lambda session, enrolment, now: known_pain.end(session, enrolment, BY, "Not now.", now))
    else:
        take_back(clinic, patient)
    evening(clinic, patient, 1, "7")
    assert kinds(clinic, patient) == [AlertKind.RED_DAY]


def test_an_end_that_is_taken_back_has_never_been(clinic: ClinicInTests, patient: Patient) -> None:
    before = all_that_decides(clinic, patient)
    do(clinic, patient, lambda session, enrolment, now: known_pain.end(session, enrolment, BY, "Not now.", now))
    take_back(clinic, patient)
    assert all_that_decides(clinic, patient) == before
    assert last_act(clinic, patient) is None
    evening(clinic, patient, 1, "7")
    assert of_pain(clinic, patient, still_open=False) == []


def test_rest_that_is_used_up_is_told_and_neither_act_clears_the_hold(clinic: ClinicInTests, patient: Patient) -> None:
    for day in (1, 2, 3):
        evening(clinic, patient, day, "7")
    assert kinds(clinic, patient) == [AlertKind.RED_REST_USED_UP]
    do(clinic, patient, lambda session, enrolment, now: known_pain.end(session, enrolment, BY, "Not now.", now))
    says(clinic, patient, up_to=8)
    assert clinic.plans(patient)[-1].state is State.HOLD_ESCALATED
    assert kinds(clinic, patient) == [AlertKind.RED_REST_USED_UP]


def test_a_week_that_hurts_as_much_on_the_mean_is_told(clinic: ClinicInTests, patient: Patient) -> None:
    says(clinic, patient, up_to=8)
    told = {1: "7", 2: "6", 3: "6", 5: "8", 6: "8", 7: "8"}
    found: list[AlertKind] = []
    for day, score in told.items():
        evening(clinic, patient, day, score)
        found = kinds(clinic, patient)
        if found:
            break
    assert found == [AlertKind.SEVERE_PAIN]


@pytest.mark.parametrize("words", ["7, had to stop the walk halfway, it hurt", "7, flare up"])
def test_more_than_a_score_is_told(clinic: ClinicInTests, patient: Patient, words: str) -> None:
    evening(clinic, patient, 1, words)
    report = clinic.plans(patient)[-1].report
    assert report is not None
    assert report["stopped_early"] or report["flare"]
    assert kinds(clinic, patient) == [AlertKind.RED_DAY]


def test_a_danger_and_a_hold_are_told(clinic: ClinicInTests, patient: Patient) -> None:
    do(clinic, patient, lambda session, enrolment, now: course.hold(session, enrolment, BY, "To be seen.", now))
    assert AlertKind.HELD_BY_STAFF in clinic.alerts(patient)
    evening(clinic, patient, 1, "7, I cannot hold my urine")
    assert any(facts_of(AlertKind(kind)).told_danger for kind in clinic.alerts(patient))


def test_a_rising_week_is_told(clinic: ClinicInTests, patient: Patient) -> None:
    for day in range(1, 15):
        evening(clinic, patient, day, "0 2" if day < 8 else "3 2")
    assert of_pain(clinic, patient, still_open=False) == []
    assert AlertKind.TREND_RISING in clinic.alerts(patient)


def test_a_day_before_it_was_said_is_told(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(START + 2 * DAY)
    says(clinic, patient)
    clinic.text(patient, "yesterday was 7")
    assert kinds(clinic, patient) == [AlertKind.RED_DAY]


def test_no_plan_differs_by_it_not_by_a_byte(clinic: ClinicInTests) -> None:
    told, known = clinic.begin(), clinic.begin(phone=OTHER)
    said = ["7", "7 0", "2 2", "5 2", "1 2", "7", "3 2", "8", "1 2"]
    for day, words in enumerate(said, start=1):
        if day in (1, 3):
            clinic.turn_to(START + day * DAY)
            says(clinic, known, up_to=7 if day == 1 else 8)
        for patient in (told, known):
            evening(clinic, patient, day, words)
    assert of_pain(clinic, known, still_open=False) == []
    assert of_pain(clinic, told, still_open=False) != []
    decided = [[(plan.decision, plan.report) for plan in clinic.plans(patient)] for patient in (told, known)]
    assert decided[0] == decided[1]
    assert clinic.bodies(told) == clinic.bodies(known)
    assert replays(clinic, known)


@pytest.fixture
def taken_in_again(clinic: ClinicInTests, patient: Patient) -> Patient:
    """The same patient, discharged and in a course of their own again."""
    wanted = DischargePatient(reason=DischargeReason.OTHER, note="Moved for a while.")
    do(clinic, patient, lambda session, enrolment, now: discharge.discharge(session, enrolment, wanted, BY, now))
    clinic.turn_to(START + 5 * DAY)
    body = application(clinic.therapist.id, clinic.now)
    again = ReadmitPatient.model_validate(
        {name: body[name] for name in ("baseline_pain", "clearance", "shoes_confirmed")}
        | {"red_flag_screen": SCREEN | {"at": body["red_flag_screen"]["at"]}}
    )
    do(clinic, patient, lambda session, enrolment, now: discharge.readmit(session, enrolment, again, BY, now))
    clinic.text(patient, "READY")
    return patient


def test_it_ends_with_the_course(clinic: ClinicInTests, taken_in_again: Patient) -> None:
    evening(clinic, taken_in_again, 6, "7")
    assert kinds(clinic, taken_in_again) == [AlertKind.RED_DAY]
