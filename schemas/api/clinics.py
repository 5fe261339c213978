"""Responses of the API: a clinic, what erasing after a discharge would do, and its users."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from schemas.tables.identity import Kind, Role


class ClinicOut(BaseModel):
    """A clinic."""

    id: UUID
    name: str
    phone: str
    country: str
    emergency_number: str
    notify_webhook: str | None
    greets_by_name: bool
    erase_after_days: int | None
    erase_from: datetime | None = Field(description="erase_after_days erases nobody before this; null: it is not set")
    sender: str | None = Field(description="The clinic's own sender; null: one that clinics share")


class ForgottenOut(BaseModel):
    """A patient who would be erased, and when they were discharged."""

    patient_id: UUID
    discharged_at: datetime


class ErasureAhead(BaseModel):
    """Nobody is erased by age before `starts`; then `patients` would be. first: those discharged first."""

    starts: datetime
    patients: int
    first: list[ForgottenOut]


class UserOut(BaseModel):
    """A user."""

    id: UUID
    name: str
    email: str
    role: Role
    kind: Kind
    may_raise_red: bool
    deactivated_at: datetime | None
