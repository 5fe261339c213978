"""Measures of how patients do, and their definitions: adherence, replies, pain, lights, stages, EARS."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from pydantic import Field as Described

from schemas.api.requests import RequestBody
from schemas.api.to_read import ToReadMeasures
from schemas.limits import BEST_EARS
from schemas.times import Day
from schemas.vocabulary import Stage, State


class NewEars(RequestBody):
    """An EARS score, section B."""

    day: Day
    score: int = Described(ge=0, le=BEST_EARS, description="Sum of six items of 0-4; higher is better")


class EarsOut(BaseModel):
    """An EARS score that was entered."""

    day: date
    score: int
    by: str
    at: datetime


class Adherence(BaseModel):
    """What was walked of what was asked for. Days of rest, ordered or planned, count nowhere; unknown days are
    separate.

    days_done: at least 80 % of the day's walks. minutes_done: at most the day's plan; walking more does not make up for
    other days. days_share and minutes_share (0-1) refer to the days whose walking is known; null if none is.
    """

    days_asked: int
    days_known: int
    days_done: int
    days_unknown: int
    minutes_asked: int = Described(description="Of the days whose walking is known")
    minutes_done: int
    days_share: float | None
    minutes_share: float | None


class Replies(BaseModel):
    """Evening questions that reached the phone, and those for whose day a score came. share: 0-1."""

    asked: int
    answered: int
    share: float | None


class PainTrend(BaseModel):
    """Worst pain (0-10): at the start, and the mean of the last seven days with at least three scores.

    Improved so that patients notice it: by two points and by 30 % (Ostelo 2008), both.
    """

    baseline: int
    last_week: float | None
    change: float | None
    by_two_points: bool | None
    by_30_percent: bool | None
    improved: bool | None


class Measures(BaseModel):
    """How one patient does in a period. lights: days by light, no_reply and not_asked included."""

    patient_id: UUID
    since: date
    until: date
    adherence: Adherence
    replies: Replies
    pain: PainTrend
    lights: dict[str, int]
    state: State | None
    stage: Stage | None
    ears: list[EarsOut]


class DayOut(BaseModel):
    """One plan day: the plan in force and why, what was reported about it, and the light that it was given.

    minutes are those asked for; pain is the worst reported (0-10); light is decided the day after. green_max and
    red_min are the lights' bounds in that day's settings. function is how well they could do what matters (0-10).
    """

    day: date
    state: State
    walks: list[int]
    minutes: int
    rule: str
    explanation: str
    settings_version: int
    green_max: int
    red_min: int
    pain: int | None
    light: str | None
    walks_done: int | None
    red_flag: bool
    function: int | None


class FunctionOut(BaseModel):
    """How well a patient could do what matters to them, on the day that they told it: 0 not at all, 10 as before."""

    day: date
    function: int


class GroupMeasures(BaseModel):
    """How several patients do: sums over all of them; improved counts only patients for whom it is known."""

    patients: int
    adherence: Adherence
    replies: Replies
    lights: dict[str, int]
    states: dict[str, int]
    stages: dict[str, int]
    pain_known: int
    pain_improved: int
    ears_scored: int
    ears_mean: float | None


class ClinicMeasures(BaseModel):
    """A clinic, and each of its therapists by id."""

    since: date
    until: date
    clinic: GroupMeasures
    therapists: dict[UUID, GroupMeasures]
    to_read: ToReadMeasures | None = Described(
        default=None, description="For the whole clinic; null if the request is about one therapist"
    )
    counted_at: datetime | None = Described(
        default=None, description="When it was counted, if not now: large clinics are counted every hour"
    )
