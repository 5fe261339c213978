"""Moving to another zone, coming back by way of the staff, and alerts that close when their cause is gone."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from schemas.tables.messages import TextState
from schemas.tables.people import EnrolmentStatus
from schemas.text_kinds import TextKind
from services.journey import refusals
from services.journey.caring.move import UnknownZone, move
from services.journey.participation import consent
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import MONDAY, at

AUCKLAND, HONOLULU = "Pacific/Auckland", "Pacific/Honolulu"


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def moved(clinic: ClinicInTests, patient: object, zone: str) -> None:
    with clinic.database.unit_of_work() as session:
        move(session, clinic.enrolment(patient).id, zone, "user:t", clinic.now)  # type: ignore[arg-type]


def local_hours(clinic: ClinicInTests, patient: object, zone: str) -> list[tuple[str, str]]:
    sent = [text for text in clinic.texts(patient) if text.sent_at and text.zone == zone]  # type: ignore[arg-type]
    return [(text.kind.value, f"{text.sent_at.astimezone(ZoneInfo(zone)):%H:%M}") for text in sent if text.sent_at]


@pytest.mark.parametrize("zone", [AUCKLAND, HONOLULU, "Europe/Paris"])
def test_after_a_move_every_text_comes_at_the_new_hour_and_none_twice(clinic: ClinicInTests, zone: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=2))
    moved(clinic, patient, zone)
    clinic.turn_to(at(12, day=6))
    hours = local_hours(clinic, patient, zone)
    assert {hour for kind, hour in hours if kind == "morning_plan"} <= {"08:30", "08:31"}
    assert {hour for kind, hour in hours if kind == "evening_question"} <= {"19:00", "19:01"}
    days = [(text.kind, text.local_date) for text in clinic.texts(patient, kind=TextKind.MORNING_PLAN) if text.sent_at]
    assert len(days) == len(set(days))
    assert len(days) >= 4
    assert not [text for text in clinic.texts(patient) if text.state is TextState.PLANNED and text.zone != zone]


@pytest.mark.parametrize("zone", [AUCKLAND, HONOLULU])
def test_23_a_move_never_brings_two_steps_within_three_days(clinic: ClinicInTests, zone: str) -> None:
    patient = clinic.begin()
    here = "America/New_York"
    for day in range(1, 20):
        if at(13, day=day, zone=here) < clinic.now:
            continue
        clinic.turn_to(at(13, day=day, zone=here))
        clinic.text(patient, "DONE")
        clinic.turn_to(at(19, 5, day=day, zone=here))
        clinic.text(patient, "today 2")
        if day == 5:
            here = zone
            moved(clinic, patient, zone)
    first_sent = {
        text.plan_day_id: text.sent_at for text in clinic.texts(patient, kind=TextKind.MORNING_PLAN) if text.sent_at
    }
    steps = [first_sent[plan.id] for plan in clinic.plans(patient) if plan.rule == "step-up" and plan.id in first_sent]
    assert len(steps) >= 2
    for earlier, later in pairwise(steps):
        assert later - earlier >= timedelta(days=3) - timedelta(hours=1)


def test_a_zone_that_is_none_is_refused(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with pytest.raises(UnknownZone, match="is not an IANA time zone"):
        moved(clinic, patient, "Mars/Olympus")


def test_staff_may_undo_an_opt_out_that_the_patient_asks_to_undo(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    clinic.text(patient, "STOP")
    clinic.turn_to(at(12, day=3))
    with clinic.database.unit_of_work() as session:
        again = consent.consent_again(session, clinic.enrolment(patient).id, "user:t", "By phone today.", clinic.now)
        assert again.status is EnrolmentStatus.ACTIVE
    assert "opted_out" not in clinic.alerts(patient)
    before = len(clinic.bodies(patient))
    clinic.turn_to(at(9, day=4))
    assert clinic.bodies(patient)[before:][-1].startswith("Today: ")
    with clinic.database.unit_of_work() as session, pytest.raises(refusals.NotOptedOut):
        consent.consent_again(session, clinic.enrolment(patient).id, "user:t", "Twice.", clinic.now)


def test_an_answer_closes_the_alert_of_silence(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=5))
    assert "silence" in clinic.alerts(patient)
    clinic.turn_to(at(19, 5, day=5))
    clinic.text(patient, "today 2")
    assert "silence" not in clinic.alerts(patient)


def test_green_after_a_week_of_yellow_closes_its_review(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    for day in range(1, 5):
        clinic.turn_to(at(19, 5, day=day))
        clinic.text(patient, "5 2")
    assert "yellow_review" in clinic.alerts(patient)
    clinic.turn_to(at(19, 5, day=5))
    clinic.text(patient, "2 2")
    assert "yellow_review" not in clinic.alerts(patient)


def test_a_move_is_on_the_day_it_is_made(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    moved(clinic, patient, AUCKLAND)
    boundary = clinic.enrolment(patient).next_boundary_at
    assert isinstance(boundary, datetime)
    assert boundary > clinic.now
    assert clinic.plans(patient)[-1].day <= MONDAY + timedelta(days=3)
