"""Queries that only the routes need."""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from schemas.tables.alerts import Alert
from schemas.tables.idempotency import IdempotencyKey
from schemas.tables.identity import ApiKey, Invitation, User
from schemas.tables.messages import OutboundText
from schemas.tables.plans import PlanDay
from schemas.tables.webhooks import HookDelivery, HookState, Subscription
from services.storage.queries import courses
from services.views.worklist import in_order_of_urgency


def newest_plans(session: Session, enrolment_id: uuid.UUID, limit: int) -> Sequence[PlanDay]:
    """Every decision about a patient, the newest first."""
    of_enrolment = select(PlanDay).where(col(PlanDay.enrolment_id) == enrolment_id)
    newest_first = (col(PlanDay.day).desc(), col(PlanDay.revision).desc())
    return session.exec(of_enrolment.order_by(*newest_first).limit(limit)).all()


def plans_in_force(session: Session, enrolment_id: uuid.UUID) -> Sequence[PlanDay]:
    """The plan in force for each day of a course, the oldest first."""
    return list({plan.day: plan for plan in courses.plans_of(session, enrolment_id)}.values())


def latest_texts(session: Session, enrolment_id: uuid.UUID, limit: int) -> Sequence[OutboundText]:
    """A patient's texts, due and past, the latest first."""
    of_enrolment = select(OutboundText).where(col(OutboundText.enrolment_id) == enrolment_id)
    latest_first = (col(OutboundText.due_at).desc(), col(OutboundText.id))
    return session.exec(of_enrolment.order_by(*latest_first).limit(limit)).all()


def open_alerts(session: Session, clinic_id: uuid.UUID, patient_id: uuid.UUID | None, limit: int) -> Sequence[Alert]:
    """A clinic's open alerts, or one patient's, the most urgent first."""
    standing = select(Alert).where(col(Alert.clinic_id) == clinic_id, col(Alert.closed_at).is_(None))
    if patient_id is not None:
        standing = standing.where(col(Alert.patient_id) == patient_id)
    return session.exec(standing.order_by(in_order_of_urgency(), col(Alert.opened_at)).limit(limit)).all()


def users_of_clinic(session: Session, clinic_id: uuid.UUID) -> Sequence[User]:
    """A clinic's users, the oldest first, deactivated ones included."""
    return session.exec(select(User).where(col(User.clinic_id) == clinic_id).order_by(col(User.created_at))).all()


def keys_of_user(session: Session, user_id: uuid.UUID) -> Sequence[ApiKey]:
    """A user's keys, the newest first."""
    of_user = select(ApiKey).where(col(ApiKey.user_id) == user_id)
    return session.exec(of_user.order_by(col(ApiKey.created_at).desc())).all()


def last_invitations(session: Session, user_id: uuid.UUID, limit: int) -> Sequence[Invitation]:
    """A user's latest invitations, the newest first."""
    of_user = select(Invitation).where(col(Invitation.user_id) == user_id)
    return session.exec(of_user.order_by(col(Invitation.created_at).desc()).limit(limit)).all()


def subscriptions_of_clinic(session: Session, clinic_id: uuid.UUID) -> Sequence[Subscription]:
    """A clinic's webhooks, the oldest first, ended ones included."""
    of_clinic = select(Subscription).where(col(Subscription.clinic_id) == clinic_id)
    return session.exec(of_clinic.order_by(col(Subscription.created_at))).all()


def newest_deliveries(
    session: Session, subscription_id: uuid.UUID, state: HookState | None, limit: int
) -> Sequence[HookDelivery]:
    """The deliveries of a webhook, in one state or in any, the newest first."""
    of_system = select(HookDelivery).where(col(HookDelivery.subscription_id) == subscription_id)
    if state is not None:
        of_system = of_system.where(col(HookDelivery.state) == state)
    return session.exec(of_system.order_by(col(HookDelivery.event_id).desc()).limit(limit)).all()


def write_idempotency_key(session: Session, row: IdempotencyKey) -> bool:
    """Insert a request's key. False if the same user has sent it to the same route before."""
    statement = insert(IdempotencyKey).values(**row.model_dump()).on_conflict_do_nothing()
    return session.execute(statement.returning(col(IdempotencyKey.key))).first() is not None


def keep_answer(session: Session, key: tuple[uuid.UUID, str, str], values: dict[str, Any]) -> None:
    """Store an answer beside the key of its request (user, route, key), unless an erasure has deleted it."""
    user_id, route, name = key
    statement = (
        sa.update(IdempotencyKey)
        .where(col(IdempotencyKey.user_id) == user_id)
        .where(col(IdempotencyKey.route) == route, col(IdempotencyKey.key) == name)
        .values(**values)
    )
    session.execute(statement)
