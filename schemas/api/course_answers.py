"""What is answered about a course: its dose, its own usual pain, and why it stands still."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from schemas.decisions import Standstill


class DoseOut(BaseModel):
    """The dose that is earned today, and what one that is set from tomorrow may be; minutes a day, or of each walk."""

    minutes: int
    walks: list[int] = Field(description="Minutes of each walk, as it is laid out")
    week_ago: int = Field(description="Earned seven to fourteen days before tomorrow; the cap counts from it")
    most_minutes: int = Field(description="What a step may lead to; more needs past_caps and a reason")
    longest_walk: int = Field(description="The same, for the longest walk")
    goal_minutes: int = Field(description="Never more than this")
    goal_longest_walk: int
    max_walks_per_day: int
    min_walk_minutes: int = Field(description="For two walks and more")
    offered_minutes: int | None = Field(
        default=None, description="What the last days offer, where an alert asks for it"
    )
    offered_walks: int | None = None
    times_week_ago: float | None = Field(default=None, description="How many times week_ago the dose asked about is")
    past_caps: list[str] = Field(default=[], description="What the dose asked about goes past, as sentences")


class FreedByOut(BaseModel):
    """The smallest single change under which the last 60 days would have led to a higher dose, with the same pain."""

    name: str = Field(description="A setting's name; own_usual: a usual pain that a clinician signs")
    before: float
    after: float
    earned: int = Field(description="The dose that the days would have led to, minutes a day")


class StandstillOut(BaseModel):
    """A course that has not grown for weeks."""

    since: date
    days: int
    why: Standstill
    sentence: str
    freed_by: FreedByOut | None = Field(description="Null where no single change would have freed it")


class OwnUsualOut(BaseModel):
    """The pain, 0-10, that a clinician signed as a patient's own usual, and what may be signed."""

    signed: int | None
    proposed: int | None = Field(
        description="The median of the days told, rounded down; null where they are not steady"
    )
    least: int
    most: int
    is_asked: bool = Field(description="Whether an open alert asks for the signature")


class KnownOut(BaseModel):
    """Up to which pain, 5-8, red days raise no alert, who said so and when, and the last day of it."""

    up_to: int
    until: date
    by: str
    at: datetime


class KnownPainOut(BaseModel):
    """What is known of a patient's red days now, and what a therapist may say."""

    in_force: KnownOut | None
    least: int
    most: int = Field(description="Less than least where no red pain of this patient may be known")
    latest: date = Field(description="The last day that may be chosen")
