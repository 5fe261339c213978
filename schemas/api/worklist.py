"""The worklist as the API shows it."""

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

    lights are those of the last 14 days; a day without one was not yet decided. last_pain is the last score reported,
    0-10.
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
        description="Open alerts that concern no patient, the most urgent first; on the first page only"
    )
    totals: Urgencies = Field(description="Counts of all pages and severities: patients, and each alert in of_clinic")
    next_after: str | None


class WorklistCounts(Urgencies):
    """The number of alerts each therapist has to deal with; raised_at: when the newest of them was raised.

    therapist_id is null for alerts that concern no patient, each counted by itself.
    """

    therapist_id: UUID | None
    raised_at: datetime
