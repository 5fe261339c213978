"""A clinic's ladder: who is notified of an alert, and when, until somebody has seen it, with every default.

The times are those of the clinical policy, section 18 ("The ladder"): our own choices, for clinical sign-off.
"""

from datetime import time
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.times import Day, LocalTime

_SHORTEST_DAY_MINUTES = 60
Weekday = Annotated[int, Field(ge=0, le=6, description="0 is Monday")]


class Ladder(BaseModel):
    """A clinic's ladder. Minutes and opening hours are counted in the clinic's own zone.

    An alert must be seen within its time: `now_minutes` and `hour_minutes` by the clock, also at night,
    `same_day_hours` in opening hours, `routine_days` in opening days. If it is still unseen then, the therapist is
    notified again, then the next on the rota, then the admins, then the clinic's phones by text; between two rungs lie
    `now_step_minutes` or `hour_step_minutes` and, for alerts that may wait, an opening hour or an opening day.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    zone: str = Field(default="", max_length=64, description='IANA zone of the clinic; "": that of its first patient')
    opens: LocalTime = time(8, 0)
    closes: LocalTime = time(18, 0)
    open_weekdays: tuple[Weekday, ...] = (0, 1, 2, 3, 4)
    closed_days: tuple[Day, ...] = Field(default=(), max_length=100)
    rota: tuple[UUID, ...] = Field(
        default=(), max_length=50, description="The people notified next, in order; therapists and admins"
    )
    now_minutes: int = Field(default=15, ge=5, le=60)
    hour_minutes: int = Field(default=60, ge=15, le=240)
    same_day_hours: int = Field(default=4, ge=1, le=8)
    routine_days: int = Field(default=3, ge=1, le=5)
    now_step_minutes: int = Field(default=10, ge=5, le=30)
    hour_step_minutes: int = Field(default=30, ge=10, le=120)
    danger_again_hours: int = Field(
        default=4, ge=1, le=4, description="Minutes after which an unsettled danger is raised again"
    )

    @model_validator(mode="after")
    def _opens_some_day(self) -> "Ladder":
        if not self.open_weekdays:
            raise ValueError("open_weekdays: name at least one day of the week on which the clinic is open")
        opens, closes = (60 * at.hour + at.minute for at in (self.opens, self.closes))
        if closes - opens < _SHORTEST_DAY_MINUTES:
            raise ValueError("closes: must be an hour or more after opens, on the same day")
        return self
