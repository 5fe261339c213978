"""What did an act of the staff do to a course? Each query with what it answers, by the moment of the act."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from schemas.plans import CareAct, DayOrder, PlanDay


def plans_decided_at(session: Session, enrolment_id: uuid.UUID, moment: datetime) -> Sequence[PlanDay]:
    """A patient's plans that were decided at a moment."""
    of_act = col(PlanDay.enrolment_id) == enrolment_id, col(PlanDay.decided_at) == moment
    return session.exec(select(PlanDay).where(*of_act)).all()


def acts_at(session: Session, enrolment_id: uuid.UUID, moment: datetime) -> Sequence[CareAct]:
    """What people did to a patient's course at a moment."""
    of_act = col(CareAct.enrolment_id) == enrolment_id, col(CareAct.at) == moment
    return session.exec(select(CareAct).where(*of_act)).all()


def orders_at(session: Session, enrolment_id: uuid.UUID, moment: datetime) -> Sequence[DayOrder]:
    """What was ordered for a patient's days at a moment."""
    of_act = col(DayOrder.enrolment_id) == enrolment_id, col(DayOrder.at) == moment
    return session.exec(select(DayOrder).where(*of_act)).all()


def order_before(session: Session, enrolment_id: uuid.UUID, day: date, moment: datetime) -> DayOrder | None:
    """The order that stood for a day before a moment, withdrawn or not."""
    of_day = col(DayOrder.enrolment_id) == enrolment_id, col(DayOrder.day) == day, col(DayOrder.at) < moment
    return session.exec(select(DayOrder).where(*of_day).order_by(col(DayOrder.id).desc())).first()
