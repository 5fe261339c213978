"""What does the API answer to those who steer? Settings with versions and previews, and the worklist."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from schemas.answers import AlertOut
from schemas.people import EnrolmentStatus


class SettingOut(BaseModel):
    """What one setting means. source: S stands in a source article, V was checked elsewhere, I is judgement."""

    name: str
    meaning: str
    unit: str
    default: Any
    allowed: str
    hard_rule: str
    source: str


class SettingsOut(BaseModel):
    """Settings in force. follows_clinic: the patient has none of their own."""

    version: int
    follows_clinic: bool
    values: dict[str, Any]
    author: str
    reason: str
    created_at: datetime


class ChangeOut(BaseModel):
    """One setting before and after."""

    name: str
    before: Any
    after: Any


class SettingsVersionOut(BaseModel):
    """One version; values are empty where a patient went back to the clinic's default."""

    version: int
    author: str
    reason: str
    created_at: datetime
    values: dict[str, Any]
    changes: list[ChangeOut]


class DayComparedOut(BaseModel):
    """A past day: the decision that was taken after it, and the one under the new settings; minutes a day."""

    day: date
    light: str
    state: str
    minutes: int
    state_under_new: str
    minutes_under_new: int
    rule_under_new: str


class BandDay(BaseModel):
    """Percentiles of the minutes prescribed on a coming day, over simulated futures."""

    p10: int | None
    p50: int | None
    p90: int | None


class SettingsPreviewOut(BaseModel):
    """What settings would do, before they are saved. band holds the coming days, tomorrow first; it is no promise."""

    changes: list[ChangeOut]
    days_to_goal_all_green: int | None
    past: list[DayComparedOut]
    band: list[BandDay]


class ClinicPreviewOut(BaseModel):
    """What a new default would do to those who follow the clinic's, before it is saved.

    looked_at: the patients, at most 25 and the last enrolled, whose last 60 real days were decided again; days are
    theirs, days_changed those that would have had another plan. band: a typical patient's coming days from the start.
    """

    changes: list[ChangeOut]
    days_to_goal_all_green: int | None
    following: int
    looked_at: int
    days: int
    days_changed: int
    minutes: int
    minutes_under_new: int
    rest_days: int
    rest_days_under_new: int
    band: list[BandDay]


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


class TimelineItem(BaseModel):
    """One thing that happened: a plan, reply, text, alert, alert_act, act, order, settings or consent.

    detail is of its kind.
    """

    at: datetime
    what: str
    id: str
    detail: dict[str, Any]


class Timeline(BaseModel):
    """A page of what happened, the newest first."""

    items: list[TimelineItem]
    next_after: str | None
