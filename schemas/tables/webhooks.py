"""Clinics' own systems that subscribe to events, and what was delivered to them: ids only, no health data."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.statements import statement
from schemas.tables import columns


class HookType(StrEnum):
    """The type of an event that a system can subscribe to."""

    PLAN_CHANGED = "plan.changed"
    REPLY_RECEIVED = "reply.received"
    ALERT_OPENED = "alert.opened"
    PATIENT_OPTED_OUT = "patient.opted_out"


class HookState(StrEnum):
    """The outcome of a delivery."""

    PLANNED = "planned"
    SENT = "sent"
    GIVEN_UP = "given_up"


class Subscription(SQLModel, table=True):
    """A clinic's subscription: its address and its types of event. Events up to seen_up_to have their deliveries.

    previous_secret still signs, beside the new one, until the clinic says that it has changed over.
    """

    __tablename__ = "subscription"

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    url: str = Field(max_length=500)
    types: list[str] = columns.document()
    secret: str = columns.sealed("subscription.secret")
    previous_secret: str | None = columns.sealed("subscription.previous_secret", optional=True)
    seen_up_to: int = Field(sa_type=sa.BigInteger)
    created_at: datetime = columns.time()
    ended_at: datetime | None = columns.time(optional=True)


class HookDelivery(SQLModel, table=True):
    """One event for one subscription, once."""

    __tablename__ = "hook_delivery"
    __table_args__ = (
        sa.UniqueConstraint("subscription_id", "event_id"),
        sa.Index(
            "ix_hook_delivery_done",
            "created_at",
            postgresql_where=statement("state <> :planned", planned=HookState.PLANNED),
        ),
        sa.Index(
            "ix_hook_delivery_due", "due_at", postgresql_where=statement("state = :planned", planned=HookState.PLANNED)
        ),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    subscription_id: uuid.UUID = columns.link("subscription.id", index=False)
    event_id: int = Field(sa_type=sa.BigInteger)
    type: HookType = columns.word(HookType)
    payload: dict[str, Any] = columns.document()
    state: HookState = columns.word(HookState)
    attempts: int = 0
    due_at: datetime = columns.time()
    lease_until: datetime | None = columns.time(optional=True)
    status_code: int | None = None
    sent_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()
