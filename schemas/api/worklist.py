"""What does the API answer to whoever asks who needs attention?"""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from schemas.api.answers import AlertOut
from schemas.tables.people import EnrolmentStatus


class AlertActOut(BaseModel):
    """What somebody did about an alert."""

    alert_id: UUID
    act: str
    by: str
    note: str
    at: datetime


class WorklistEntry(BaseModel):
    """One patient who needs attention: why, since when, how urgently, and what was tried.

    lights are those of the last 14 days; a day without one was not yet decided. last_pain is the last score told, 0-10.
    """

    patient_id: UUID
    first_name: str | None
    zone: str
    therapist_id: UUID
    status: EnrolmentStatus
    state: str | None
    severity: str
    since: datetime
    lights: dict[date, str]
    last_pain: int | None
    alerts: list[AlertOut]
    tried: list[AlertActOut]


class Urgencies(BaseModel):
    """How many need attention, each patient counted once, at the most urgent of their alerts."""

    now: int
    hour: int
    same_day: int
    routine: int


class WorklistPage(BaseModel):
    """A page of the worklist."""

    items: list[WorklistEntry]
    of_clinic: list[AlertOut] = Field(
        description="Open alerts that are about no patient, the most urgent first; on the first page only"
    )
    totals: Urgencies = Field(description="Of all pages, and whatever the severity: patients, and each of of_clinic")
    next_after: str | None


class WorklistCounts(Urgencies):
    """What one therapist has before them; raised_at: when the newest of the alerts was raised.

    therapist_id is null for alerts that are about no patient, each counted by itself.
    """

    therapist_id: UUID | None
    raised_at: datetime
