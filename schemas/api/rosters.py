"""What does the API answer to a whole list? What became of it, row by row."""

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel


class Outcome(StrEnum):
    """What became of a row, or would."""

    ENROLLED = "enrolled"
    WOULD_ENROL = "would_enrol"
    ENROLLED_ALREADY = "enrolled_already"
    REFUSED = "refused"


class RosterRow(BaseModel):
    """What became of one row of a roster: enrolled, would_enrol, enrolled_already or refused with its reasons."""

    line: int
    outcome: str
    patient_id: UUID | None
    errors: list[dict[str, str]]


class RosterReport(BaseModel):
    """A roster row by row. written: whether anything was kept."""

    written: bool
    rows: list[RosterRow]
