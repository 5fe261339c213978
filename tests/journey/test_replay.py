"""Does the record of a patient recompute bit for bit, however its plans came about; and is a forged one found?"""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from schemas.api.care import ClearHold, OrderDay
from schemas.decisions import Taken
from schemas.tables.messages import OutboundText, Suppression
from schemas.tables.people import Enrolment
from schemas.tables.plans import LastAct, PlanDay
from schemas.text_kinds import TextKind
from schemas.vocabulary import State
from services.journey.caring import course, undo
from services.journey.deciding.recompute import Replayed, replay_patient
from services.storage.database import Database
from services.wiring import engines
from tests.clinic import ClinicInTests
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


def replayed(clinic: ClinicInTests, patient_id: object) -> Replayed:
    with clinic.database.unit_of_work() as session:
        found = replay_patient(session, patient_id, engines())  # type: ignore[arg-type]
    assert found is not None
    return found


def test_plans_decided_lowered_and_amended_all_recompute(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(13, day=1))
    clinic.text(patient, "FLARE")
    clinic.turn_to(at(19, 5, day=1))
    clinic.text(patient, "3 2")
    clinic.turn_to(at(9, day=3))
    clinic.text(patient, "8")
    clinic.turn_to(at(20, 30, day=5))
    clinic.text(patient, "I can't feel my groin")
    clinic.turn_to(at(10, day=6))
    with clinic.database.unit_of_work() as session:
        course.clear_hold(
            session, clinic.enrolment(patient).id, ClearHold(note="Seen.", minutes=8), "user:t", clinic.now
        )
    clinic.turn_to(at(9, day=8))
    with clinic.database.unit_of_work() as session:
        enrolment = clinic.enrolment(patient).id
        for day, walks in ((at(9, day=8).date(), []), (at(9, day=9).date(), [5])):
            course.order_day(
                session, enrolment, OrderDay(day=day, walks=walks, note="As agreed."), "user:t", clinic.now
            )
    clinic.turn_to(at(10, day=8))
    clinic.text(patient, "FLARE")
    clinic.turn_to(at(11, day=8))
    with clinic.database.unit_of_work() as session:
        course.hold(session, enrolment, "user:t", "By mistake.", clinic.now)
        act = session.get_one(LastAct, enrolment).id
    with clinic.database.unit_of_work() as session:
        undo.take_back(session, enrolment, act, "user:t", at(11, 1, day=8))
    clinic.turn_to(at(9, day=9))
    plans = clinic.plans(patient)
    with clinic.database.unit_of_work() as session:
        taken = set(session.exec(select(PlanDay.taken).where(col(PlanDay.enrolment_id) == plans[0].enrolment_id)).all())
    assert taken == set(Taken)
    assert replayed(clinic, patient.id).differences == []


def test_the_dose_that_a_therapist_chose_is_told_the_next_morning(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(13, day=1))
    clinic.text(patient, "I have a fever and feel very ill")
    assert clinic.plans(patient)[-1].state is State.HOLD_CLINICAL
    with clinic.database.unit_of_work() as session:
        plan = course.clear_hold(
            session, clinic.enrolment(patient).id, ClearHold(note="A cold.", minutes=8), "user:t", clinic.now
        )
    assert (plan.rule, plan.minutes) == ("clinician-sets-dose", 8)
    clinic.turn_to(at(9, day=2))
    assert clinic.bodies(patient)[-1].startswith("Today: 1 walk of 8 min")


def test_a_plan_that_was_tampered_with_is_reported(clinic: ClinicInTests, owner: sa.Engine) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(5, day=3))
    with owner.begin() as connection:
        connection.execute(sa.text("ALTER TABLE plan_day DISABLE TRIGGER USER"))
        forged = "UPDATE plan_day SET decision = jsonb_set(decision, '{prescription,walks}', '[25]') WHERE day = :day"
        connection.execute(sa.text(forged), {"day": (at(12, day=2)).date()})
        connection.execute(sa.text("ALTER TABLE plan_day ENABLE TRIGGER USER"))
    (difference,) = replayed(clinic, patient.id).differences
    assert "2026-03-04" in difference
    assert "recomputed [5, 5] by silence" in difference


def test_at_the_goal_pain_is_asked_on_three_days_a_week(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(5, day=2))
    with clinic.database.unit_of_work() as session:
        enrolment = session.exec(select(Enrolment).where(col(Enrolment.patient_id) == patient.id)).one()
        kept = session.exec(
            select(PlanDay).where(col(PlanDay.enrolment_id) == enrolment.id).order_by(col(PlanDay.day).desc()).limit(1)
        ).one()
        course = {**kept.decision["course"], "state": "maintenance"}
        session.add(
            PlanDay(
                **kept.model_dump(exclude={"id", "revision", "state", "decision"}),
                revision=kept.revision + 1,
                state=State.MAINTENANCE,
                decision={**kept.decision, "state": "maintenance", "course": course},
            )
        )
    clinic.turn_to(at(5, day=9))
    with clinic.database.unit_of_work() as session:
        asked = session.exec(
            select(OutboundText)
            .where(col(OutboundText.patient_id) == patient.id, col(OutboundText.kind) == TextKind.EVENING_QUESTION)
            .where(
                col(OutboundText.local_date) >= at(12, day=2).date(),
                col(OutboundText.local_date) < at(12, day=9).date(),
            )
        ).all()
    went = sorted(text.local_date.strftime("%a") for text in asked if text.sent_at is not None)
    kept_back = {text.suppression for text in asked if text.sent_at is None}
    assert went == ["Mon", "Sat", "Thu"]
    assert kept_back == {Suppression.NOT_A_CHECK_DAY}
    newest = clinic.plans(patient)[-1]
    assert newest.state is State.MAINTENANCE
    assert newest.decision["course"]["silent_days"] == 1 + len(went)
    assert newest.day - at(12, day=9).date() <= timedelta(days=1)
