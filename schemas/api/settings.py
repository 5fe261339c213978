"""Responses about settings: versions, and the effects of a change."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel


class SettingOut(BaseModel):
    """The meaning of one setting. source: S is stated in a source article, V was verified elsewhere, I is judgement."""

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
    """One version; values are empty if a patient went back to the clinic's default."""

    version: int
    author: str
    reason: str
    created_at: datetime
    values: dict[str, Any]
    changes: list[ChangeOut]


class DayComparedOut(BaseModel):
    """A past day: the decision taken after it, and the one under the new settings; minutes a day."""

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
    """What a new default would do to patients who follow the clinic's, before it is saved.

    looked_at: the patients, at most 25, the most recently enrolled, whose last 60 real days were decided again; days
    are theirs, days_changed those that would have had another plan. band: a typical patient's coming days from the
    start.
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
