"""Is a flare-up one matter for a therapist: one open alert, as grave as its gravest day, and one call?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind, Severity, facts_of
from schemas.decisions import DayMark
from schemas.tables.alerts import Act, Alert, Notice
from schemas.tables.people import Patient
from schemas.tables.plans import LastAct
from schemas.vocabulary import Absent, Light
from services.journey.caring import alert_acts, undo
from services.journey.caring.alert_acts import Handled
from services.journey.deciding.flare_ups import is_no_worse, of_the_flare_up
from services.storage.database import Database
from tests.clinic import ClinicInTests

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
EVENING = timedelta(hours=9, minutes=30)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def evening(clinic: ClinicInTests, patient: Patient, day: int, body: str) -> None:
    """The patient answers on the evening of that day of the course."""
    clinic.turn_to(START + timedelta(days=day) + EVENING)
    clinic.text(patient, body)


def of_pain(clinic: ClinicInTests, patient: Patient, *, still_open: bool = True) -> list[Alert]:
    with clinic.database.unit_of_work() as session:
        found = session.exec(select(Alert).where(Alert.patient_id == patient.id).order_by(col(Alert.opened_at))).all()
    return [alert for alert in found if facts_of(alert.kind).flare_up and not (still_open and alert.closed_at)]


def settle(clinic: ClinicInTests, alert: Alert) -> None:
    with clinic.database.unit_of_work() as session:
        alert_acts.write_down(
            session, session.get_one(Alert, alert.id), Handled(Act.RESOLVED, clinic.therapist, "Called."), clinic.now
        )


def test_a_second_red_day_makes_the_open_alert_graver_and_it_must_be_seen_again(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    evening(clinic, patient, 1, "8")
    (first,) = of_pain(clinic, patient)
    assert (first.kind, first.severity, first.times) == (AlertKind.RED_DAY, Severity.ROUTINE, 1)
    with clinic.database.unit_of_work() as session:
        alert_acts.acknowledge(session, session.get_one(Alert, first.id), f"user:{clinic.therapist.id}", clinic.now)
    evening(clinic, patient, 2, "7")
    (grown,) = of_pain(clinic, patient)
    assert (grown.id, grown.kind, grown.severity) == (first.id, AlertKind.SECOND_RED_IN_WEEK, Severity.SAME_DAY)
    assert grown.summary == facts_of(AlertKind.SECOND_RED_IN_WEEK).summary
    assert (grown.acknowledged_at, grown.times, grown.opened_at) == (None, 2, first.opened_at)
    with clinic.database.unit_of_work() as session:
        assert session.exec(select(Notice).where(Notice.alert_id == grown.id)).all(), "somebody is told of it"


def test_very_severe_pain_is_one_alert_and_not_a_red_day_besides(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    evening(clinic, patient, 1, "10")
    (alert,) = of_pain(clinic, patient)
    assert (alert.kind, alert.times) == (AlertKind.SEVERE_PAIN, 1)


def test_what_was_settled_by_a_call_is_told_again_only_if_it_is_worse(clinic: ClinicInTests) -> None:
    known, worse = clinic.begin(), clinic.begin(phone="+12025550144")
    for patient in (known, worse):
        evening(clinic, patient, 1, "8")
    for patient in (known, worse):
        settle(clinic, of_pain(clinic, patient)[0])
    evening(clinic, known, 2, "8")
    evening(clinic, worse, 2, "9")
    assert of_pain(clinic, known) == []
    assert [alert.kind for alert in of_pain(clinic, worse)] == [AlertKind.SEVERE_PAIN]
    assert [plan.light.value for plan in clinic.plans(known)][-1] == "red", "the plan rests all the same"


def test_used_up_rest_days_are_told_whatever_was_settled(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    evening(clinic, patient, 1, "8")
    settle(clinic, of_pain(clinic, patient)[0])
    for day in (2, 3):
        evening(clinic, patient, day, "8")
    assert [alert.kind for alert in of_pain(clinic, patient)] == [AlertKind.RED_REST_USED_UP]


def test_the_next_flare_up_is_a_matter_of_its_own_and_the_third_in_a_month_says_so(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    kinds = []
    for day in range(1, 22):
        evening(clinic, patient, day, "7" if day in (1, 9, 17) else "1 2")
        if day in (1, 9, 17):
            (alert,) = of_pain(clinic, patient)
            kinds.append(alert.kind)
            settle(clinic, alert)
    assert kinds == [AlertKind.RED_DAY, AlertKind.RED_DAY, AlertKind.THIRD_RED_IN_MONTH]


def test_settling_that_is_taken_back_leaves_one_open_alert(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    evening(clinic, patient, 1, "8")
    (alert,) = of_pain(clinic, patient)
    clinic.turn_to(clinic.now + timedelta(minutes=30))
    settle(clinic, alert)
    clinic.turn_to(clinic.now + timedelta(minutes=5))
    by, enrolment = f"user:{clinic.therapist.id}", clinic.enrolment(patient)
    with clinic.database.unit_of_work() as session:
        act = session.get_one(LastAct, enrolment.id)
        undo.take_back(session, enrolment.id, act.id, by, clinic.now)
    assert [one.id for one in of_pain(clinic, patient)] == [alert.id]


LIGHTS = st.sampled_from([Light.GREEN, Light.YELLOW, Light.RED, Absent.NOT_ASKED])
PAINS = st.one_of(st.just(Absent.NO_REPLY), st.integers(0, 10).map(float))


@given(st.lists(st.tuples(LIGHTS, PAINS), min_size=1, max_size=28), st.integers(5, 14))
def test_two_flare_ups_are_parted_by_days_without_red(
    days: list[tuple[Light | Absent, float | Absent]], apart: int
) -> None:
    first = date(2026, 3, 2)
    marks = [
        DayMark(first + timedelta(days=number), light, pain, Absent.NO_REPLY, 10, 0)
        for number, (light, pain) in enumerate(days)
    ]
    found = of_the_flare_up(marks, apart)
    left_out = marks[: len(marks) - len(found)]
    assert (*left_out, *found) == tuple(marks)
    assert all(mark.light is not Light.RED for mark in left_out[1 - apart :])
    if len(found) > 1:
        assert found[0].light is Light.RED
    if is_no_worse(found):
        assert found[-1].light is Light.RED
        assert max(mark.pain for mark in found if type(mark.pain) is float) >= 0
        assert (
            found[-1].pain in [mark.pain for mark in found[:-1]]
            or found[-1].pain
            < max(  # type: ignore[operator]
                mark.pain for mark in found[:-1] if type(mark.pain) is float
            )
        )
