"""Who did what to whom, when and why. Insert-only: the database refuses updates and deletions."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.tables import columns


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in the past tense (`plan.decided`), with ids and numbers only: no phone, name or body."""

    at: datetime
    name: str
    actor: str
    subject: str
    detail: dict[str, Any]
    clinic_id: uuid.UUID | None = None
    patient_id: uuid.UUID | None = None


class Event(SQLModel, table=True):
    """A fact as it is stored.

    key_id: the key that the actor used; on_behalf_of: the person (`user:ID`) who issued that key and answers for it.
    """

    __tablename__ = "event"
    __table_args__ = (
        sa.Index("ix_event_patient_id_id", "patient_id", "id"),
        sa.Index("ix_event_clinic_id_id", "clinic_id", "id"),
    )

    id: int | None = columns.serial()
    at: datetime = columns.time()
    name: str = Field(max_length=60)
    actor: str = Field(max_length=80)
    clinic_id: uuid.UUID | None = None
    patient_id: uuid.UUID | None = None
    subject: str = Field(max_length=80)
    key_id: str | None = Field(default=None, max_length=16)
    on_behalf_of: str | None = Field(default=None, max_length=80)
    detail: dict[str, Any] = columns.document()
