"""Which numbers may a therapist change, within which range, and what must hold between them?

Every default and range is that of the clinical policy, section 14. Tags: S stands in a source article, V was checked
against a publication, I is a design choice for clinical sign-off. Whether a set of settings can ever move a patient
forward is a question for the engine's room (services.progression.liveness), asked when settings are saved.
"""

from datetime import time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

LATEST_QUIET_START = time(21, 0)
EARLIEST_QUIET_END = time(8, 0)
ABSOLUTE_GOAL_MINUTES = 90


class StopRule(StrEnum):
    """When to stop within a walk: at any rise of leg pain, or at a rise of one or two points."""

    ANY_RISE = "any_rise"
    RISE_1 = "rise_1"
    RISE_2 = "rise_2"


def _refuse(field: str, rule: str, nearest: object) -> PydanticCustomError:
    return PydanticCustomError(
        "settings_rule",
        "{field}: {rule}; the nearest legal value is {nearest}",
        {
            "field": field,
            "rule": rule,
            "nearest": str(nearest),
        },
    )


class ProgressionSettings(BaseModel):
    """One immutable set of therapist settings. Raises pydantic.ValidationError naming the rule that refused a value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    green_max: Annotated[int, Field(ge=1, le=3, description="Worst pain up to here is green (0-10) [S]")] = 3
    red_min: Annotated[
        int, Field(ge=5, le=8, description="Worst pain from here is red (0-10); 8 needs a signed reason [S, V]")
    ] = 7
    red_min_reason: Annotated[str, Field(max_length=500, description="Signed reason for red_min 8")] = ""
    start_walks: Annotated[int, Field(ge=1, le=4, description="Walks a day at the start [I]")] = 2
    start_minutes: Annotated[int, Field(ge=3, le=15, description="Minutes of each walk at the start [I]")] = 5
    baseline_factor: Annotated[
        float, Field(ge=0.5, le=0.9, description="Share of the tolerated test walks to start with [V]")
    ] = 0.8
    frequency_walks: Annotated[int, Field(ge=1, le=6, description="Walks a day at the end of stage A [I]")] = 3
    max_walks_per_day: Annotated[int, Field(ge=1, le=6, description="Most walks a day [I]")] = 4
    min_walk_minutes: Annotated[int, Field(ge=3, le=10, description="Shortest earned walk, minutes [I]")] = 5
    duration_goal: Annotated[
        int, Field(ge=10, le=60, description="Minutes a day at the end of stage B, in equal walks [S, I]")
    ] = 30
    credits_to_step: Annotated[int, Field(ge=2, le=7, description="Qualifying green days that earn a step [I]")] = 3
    credit_window_days: Annotated[int, Field(ge=5, le=14, description="Days within which they count [I]")] = 7
    min_days_between_steps: Annotated[int, Field(ge=2, le=7, description="Days between two steps [I]")] = 3
    completion_min: Annotated[
        float, Field(ge=0.6, le=1.0, description="Share of the plan that makes a green day qualify [I]")
    ] = 0.8
    weekly_cap_percent: Annotated[int, Field(ge=0, le=20, description="Most growth in a week, percent [V]")] = 10
    weekly_cap_minutes: Annotated[
        int, Field(ge=0, le=10, description="Or minutes a day, whichever is larger; both 0 freezes the dose [I]")
    ] = 5
    longest_step_percent: Annotated[
        int, Field(ge=0, le=20, description="Growth of the longest walk over the longest done in 28 days, percent [V]")
    ] = 10
    longest_step_minutes: Annotated[int, Field(ge=0, le=5, description="Or minutes, whichever is larger [I]")] = 2
    yellow_factor: Annotated[float, Field(ge=0.3, le=0.9, description="Share of each walk on yellow [S, V]")] = 0.7
    max_auto_rest_days: Annotated[
        int, Field(ge=1, le=2, description="Rest days in a row that the engine may order; never more than 2 [S]")
    ] = 2
    reentry_steps: Annotated[
        tuple[int, ...],
        Field(min_length=1, max_length=5, description="Percent of the earned dose on the way back from a flare-up [I]"),
    ] = (50, 70, 85)
    reentry_greens_per_step: Annotated[int, Field(ge=1, le=3, description="Green days for each such step [I]")] = 1
    trend_hold: Annotated[float, Field(ge=1, le=3, description="Rise of the weekly mean that holds progress [I]")] = 1
    trend_alert: Annotated[
        float, Field(ge=1, le=3, description="Rise of the weekly mean that eases and alerts [V]")
    ] = 2
    morning_rise: Annotated[
        int, Field(ge=1, le=3, description="Morning pain this far above usual lifts green to yellow [V]")
    ] = 2
    stop_rule: StopRule = StopRule.ANY_RISE
    goal_distance_miles: Annotated[float, Field(ge=0.5, le=3.0, description="A ceiling, miles a day [S]")] = 3.0
    goal_pace_mph: Annotated[float, Field(ge=2.0, le=4.0, description="Brisk, miles an hour [V]")] = 3.0
    goal_longest_walk: Annotated[int, Field(ge=10, le=60, description="Longest single walk, minutes [I]")] = 30
    pace_stage_enabled: Annotated[bool, Field(description="Whether brisk minutes follow the duration goal [S]")] = True
    brisk_step: Annotated[int, Field(ge=2, le=10, description="Brisk minutes added by a step [I]")] = 5
    incline_max_percent: Annotated[int, Field(ge=0, le=5, description="Stenosis only [S]")] = 0
    treadmill_allowed: Annotated[bool, Field(description="Behind the diagnosis matrix and the flags [S]")] = False
    pool_on_yellow: Annotated[bool, Field(description="A pool walk may replace a walk on yellow [S]")] = False
    bike_allowed: Annotated[bool, Field(description="Behind the diagnosis matrix [S]")] = False
    swim_allowed: Annotated[bool, Field(description="Behind the diagnosis matrix and the flags [S]")] = False
    silence_task_day: Annotated[int, Field(ge=2, le=5, description="Silent days until somebody calls [I]")] = 3
    silence_ease_day: Annotated[int, Field(ge=5, le=10, description="Silent days until the dose eases to 80 % [I]")] = 7
    silence_stop_day: Annotated[int, Field(ge=11, le=21, description="Silent days until the course pauses [I]")] = 14
    review_day: Annotated[int, Field(ge=60, le=90, description="Day of the review; cannot be disabled [S]")] = 90
    quiet_hours_start: Annotated[time, Field(description="No texts from here, patient-local; at most 21:00")] = time(
        20, 0
    )
    quiet_hours_end: Annotated[time, Field(description="Until here; at least 08:00")] = time(8, 0)
    daily_text_max: Annotated[int, Field(ge=1, le=3, description="Most automatic texts a day")] = 3

    @property
    def goal_minutes(self) -> int:
        """Minutes a day at the goal: distance over pace, at most 90."""
        return min(ABSOLUTE_GOAL_MINUTES, int(60 * self.goal_distance_miles / self.goal_pace_mph))

    @property
    def is_frozen(self) -> bool:
        """Whether the therapist chose that the dose never grows."""
        return self.weekly_cap_percent == 0 and self.weekly_cap_minutes == 0

    @model_validator(mode="after")
    def _check_bands(self) -> Self:
        if not self.green_max < self.red_min - 1:
            raise _refuse("green_max", "yellow needs at least one score between green and red", self.red_min - 2)
        if self.red_min == 8 and not self.red_min_reason.strip():  # noqa: PLR2004  (the literal ">7" of the source)
            raise _refuse("red_min", "8 needs a signed reason in red_min_reason", 7)
        if self.trend_alert < self.trend_hold:
            raise _refuse("trend_alert", "must not be below trend_hold", self.trend_hold)
        return self

    @model_validator(mode="after")
    def _check_dose(self) -> Self:
        if self.start_minutes < self.min_walk_minutes:
            raise _refuse("start_minutes", "must not be below min_walk_minutes", self.min_walk_minutes)
        if self.start_walks > self.max_walks_per_day:
            raise _refuse("start_walks", "must not be above max_walks_per_day", self.max_walks_per_day)
        if self.frequency_walks > self.max_walks_per_day:
            raise _refuse("frequency_walks", "must not be above max_walks_per_day", self.max_walks_per_day)
        if self.start_walks * self.start_minutes > self.goal_minutes:
            raise _refuse(
                "start_minutes", "the start must not be above the goal", self.goal_minutes // self.start_walks
            )
        if self.goal_longest_walk < self.start_minutes:
            raise _refuse("goal_longest_walk", "must not be below start_minutes", self.start_minutes)
        return self

    @model_validator(mode="after")
    def _check_reentry(self) -> Self:
        steps = self.reentry_steps
        if any(not 25 <= step <= 95 for step in steps):  # noqa: PLR2004  (section 14)
            raise _refuse("reentry_steps", "each step is from 25 to 95 percent", (50, 70, 85))
        if list(steps) != sorted(steps):
            raise _refuse("reentry_steps", "the steps must not fall", tuple(sorted(steps)))
        if steps[0] > 70:  # noqa: PLR2004  (invariant 14)
            raise _refuse("reentry_steps", "the first step after red is at most 70 percent", (70, *steps[1:]))
        return self

    @model_validator(mode="after")
    def _check_times(self) -> Self:
        if not time(12, 0) <= self.quiet_hours_start <= LATEST_QUIET_START:
            raise _refuse("quiet_hours_start", "must be from 12:00 to 21:00, the legal limit", LATEST_QUIET_START)
        if not EARLIEST_QUIET_END <= self.quiet_hours_end < time(12, 0):
            raise _refuse("quiet_hours_end", "must be from 08:00, the legal limit, to before 12:00", EARLIEST_QUIET_END)
        return self


STANDARD = ProgressionSettings()
PRESETS = {
    "cautious": ProgressionSettings(
        credits_to_step=4, min_days_between_steps=5, weekly_cap_percent=5, weekly_cap_minutes=5, max_walks_per_day=4
    ),
    "standard": STANDARD,
    "quick": ProgressionSettings(credits_to_step=2, weekly_cap_percent=15, weekly_cap_minutes=7),
}
