"""Queries about what was decided for a course and what staff did to it, each with what it answers."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.decisions import Taken
from schemas.tables.people import Enrolment, EnrolmentStatus, Patient
from schemas.tables.plans import CareAct, DayOrder, PlanDay
from services.storage.queries.days import FOLLOWS_CLINIC


def plans_decided_at(session: Session, enrolment_id: uuid.UUID, moment: datetime) -> Sequence[PlanDay]:
    """A patient's plans that were decided at a given moment."""
    of_act = col(PlanDay.enrolment_id) == enrolment_id, col(PlanDay.decided_at) == moment
    return session.exec(select(PlanDay).where(*of_act)).all()


def acts_at(session: Session, enrolment_id: uuid.UUID, moment: datetime) -> Sequence[CareAct]:
    """What staff did to a patient's course at a given moment."""
    of_act = col(CareAct.enrolment_id) == enrolment_id, col(CareAct.at) == moment
    return session.exec(select(CareAct).where(*of_act)).all()


def acts_since(session: Session, enrolment_id: uuid.UUID, day: date) -> Sequence[CareAct]:
    """What staff did to a patient's course on a day and after it, in order, with what was taken back."""
    of_course = col(CareAct.enrolment_id) == enrolment_id, col(CareAct.day) >= day
    return session.exec(select(CareAct).where(*of_course).order_by(col(CareAct.id))).all()


def orders_at(session: Session, enrolment_id: uuid.UUID, moment: datetime) -> Sequence[DayOrder]:
    """The orders given for a patient's days at a given moment."""
    of_act = col(DayOrder.enrolment_id) == enrolment_id, col(DayOrder.at) == moment
    return session.exec(select(DayOrder).where(*of_act)).all()


def order_before(session: Session, enrolment_id: uuid.UUID, day: date, moment: datetime) -> DayOrder | None:
    """The order in force for a day before a given moment, withdrawn or not."""
    of_day = col(DayOrder.enrolment_id) == enrolment_id, col(DayOrder.day) == day, col(DayOrder.at) < moment
    return session.exec(select(DayOrder).where(*of_day).order_by(col(DayOrder.id).desc())).first()


def plans_of(session: Session, enrolment_id: uuid.UUID) -> Sequence[PlanDay]:
    """Every plan that a course ever had, by day and revision."""
    of_course = select(PlanDay).where(col(PlanDay.enrolment_id) == enrolment_id)
    return session.exec(of_course.order_by(col(PlanDay.day), col(PlanDay.revision))).all()


def decisions_since(session: Session, enrolment_id: uuid.UUID, since: date, taken: Iterable[Taken]) -> list[PlanDay]:
    """The last decision about each day after a given one that was taken in one of these ways, the oldest first."""
    of_course = col(PlanDay.enrolment_id) == enrolment_id, col(PlanDay.day) > since, col(PlanDay.taken).in_(taken)
    rows = session.exec(select(PlanDay).where(*of_course).order_by(col(PlanDay.day), col(PlanDay.revision)))
    return list({plan.day: plan for plan in rows}.values())


def following_the_clinic(session: Session, clinic_id: uuid.UUID, limit: int) -> tuple[int, list[tuple[Enrolment, str]]]:
    """How many running courses of a clinic follow its default settings, and the most recently enrolled with their
    zones.
    """
    follows = (col(Enrolment.clinic_id) == clinic_id, col(Enrolment.status) == EnrolmentStatus.ACTIVE, FOLLOWS_CLINIC)
    count = session.exec(select(sa.func.count()).select_from(Enrolment).where(*follows)).one()
    with_zone = select(Enrolment, Patient.zone).join(Patient, col(Patient.id) == col(Enrolment.patient_id))
    newest = with_zone.where(*follows).order_by(col(Enrolment.created_at).desc()).limit(limit)
    return count, list(session.exec(newest).all())
