"""Responses about a roster: the outcome of each row."""

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel


class Outcome(StrEnum):
    """The outcome of a row, or what it would be."""

    ENROLLED = "enrolled"
    WOULD_ENROL = "would_enrol"
    ENROLLED_ALREADY = "enrolled_already"
    REFUSED = "refused"


class RosterRow(BaseModel):
    """The outcome of one row of a roster: enrolled, would_enrol, enrolled_already or refused with its reasons."""

    line: int
    outcome: str
    patient_id: UUID | None
    errors: list[dict[str, str]]


class RosterReport(BaseModel):
    """A roster row by row. written: whether anything was stored."""

    written: bool
    rows: list[RosterRow]
