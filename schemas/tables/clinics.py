"""Clinics, and the settings in force, version by version."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.tables import columns


class Clinic(SQLModel, table=True):
    """A clinic: the tenant to which patients and users belong. country is ISO 3166-1 alpha-2.

    erase_after_days: days after discharge until identifying data and words are erased; null means never. erase_from:
    nobody is erased for this reason before this time, so that an admin may first see who would be. sender is where this
    clinic's texts come from (a number, E.164, or a Messaging Service); None: a sender that several share. ladder says
    who is notified of an alert, and when, until somebody has seen it (schemas/ladder.py).
    """

    __tablename__ = "clinic"
    __table_args__ = (
        sa.Index("uq_clinic_sender", "sender", unique=True),
        sa.CheckConstraint("char_length(name) between 1 and 30", name="name_fits_a_text"),
        sa.CheckConstraint("erase_after_days between 1 and 36500", name="erase_after_days_in_range"),
    )

    id: uuid.UUID = columns.key()
    name: str = Field(max_length=30)
    phone: str = Field(max_length=16)
    country: str = Field(max_length=2)
    emergency_number: str = Field(max_length=8)
    notify_webhook: str | None = Field(default=None, max_length=500)
    greets_by_name: bool = False
    erase_after_days: int | None = None
    erase_from: datetime | None = columns.time(optional=True)
    sender: str | None = Field(default=None, max_length=64)
    ladder: dict[str, Any] = columns.facts()
    created_at: datetime = columns.time()


class SettingsVersion(SQLModel, table=True):
    """One immutable set of therapist settings: the clinic's default, or one patient's own if enrolment_id is set.

    A patient's version without values lets them follow the clinic's default again.
    """

    __tablename__ = "settings_version"
    __table_args__ = (sa.UniqueConstraint("clinic_id", "enrolment_id", "version", postgresql_nulls_not_distinct=True),)

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    enrolment_id: uuid.UUID | None = Field(
        default=None, sa_column=sa.Column(sa.Uuid, sa.ForeignKey("enrolment.id"), nullable=True)
    )
    version: int
    values: dict[str, Any] = columns.document()
    author: str = Field(max_length=80)
    reason: str = columns.sealed("settings_version.reason")
    created_at: datetime = columns.time()
