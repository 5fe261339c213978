"""The numbers that a therapist may change, their ranges, and what must hold between them.

Every default and range is that of the clinical policy, section 14. Sources: S is stated in a source article, V was
checked against a publication, I is a design choice for clinical sign-off. Whether a set of settings can ever move a
patient forward is a question for the engine's room (services.progression.liveness), asked when settings are saved.
"""

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from schemas.limits import LOWEST_RED, MOST_MINUTES, WORST_PAIN
from schemas.settings_checks import check_together, refuse

# The clinical policy shortens the names of some settings; both names are accepted, the long one is stored.
POLICY_NAMES = {
    "window": "credit_window_days",
    "weekly_cap_pct": "weekly_cap_percent",
    "weekly_cap_abs": "weekly_cap_minutes",
    "longest_step_pct": "longest_step_percent",
    "longest_step_abs": "longest_step_minutes",
    "goal_distance_mi": "goal_distance_miles",
    "goal_longest_walk_min": "goal_longest_walk",
    "incline_max_pct": "incline_max_percent",
    "treadmill": "treadmill_allowed",
    "bike": "bike_allowed",
    "swim": "swim_allowed",
}
_LIMITS = {"greater_than_equal": "ge", "less_than_equal": "le"}


class OwnUsual(StrEnum):
    """Whether the therapist is asked to sign what pain is usual for a patient who has long lived at yellow."""

    OFF = "off"
    ASK = "ask"


class StopRule(StrEnum):
    """When to stop during a walk: at any rise of leg pain, or at a rise of one or two points."""

    ANY_RISE = "any_rise"
    RISE_1 = "rise_1"
    RISE_2 = "rise_2"


def _about(unit: str, source: str, hard_rule: str = "") -> dict[str, Any]:
    return {"unit": unit, "source": source, "hard_rule": hard_rule}


def _is_written_hour(value: object) -> bool:
    """Whether an hour is written as text. A number would be read as seconds since midnight."""
    return isinstance(value, time) or (isinstance(value, str) and ":" in value)


# fmt: off
class ProgressionSettings(BaseModel):
    """One immutable set of a therapist's settings.

    Raises pydantic.ValidationError whose sentence names the rule that refused a value, and the nearest legal one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    green_max: int = Field(3, ge=1, le=3, description="Worst pain up to here is green",
        json_schema_extra=_about("points", "S", "below red_min - 1"))
    red_min: int = Field(7, ge=LOWEST_RED, le=8, description="Worst pain from here is red",
        json_schema_extra=_about("points", "S, V", "8 and above is always red; 8 needs a signed reason"))
    red_min_reason: str = Field("", max_length=500, description="The signed reason for red_min 8",
        json_schema_extra=_about("text", "I"))
    severe_pain: int = Field(9, ge=8, le=WORST_PAIN, description="Pain from here tells the therapist the same day",
        json_schema_extra=_about("points", "I"))
    severe_week_mean: float = Field(7, ge=5, le=8, description="So does a weekly mean of worst pain from here",
        json_schema_extra=_about("points", "S"))
    start_walks: int = Field(2, ge=1, le=4, description="Walks a day at the start",
        json_schema_extra=_about("walks a day", "S, I", "not above max_walks_per_day"))
    start_minutes: int = Field(5, ge=3, le=15, description="Length of each walk at the start",
        json_schema_extra=_about("minutes", "I", "at least min_walk_minutes; the total within tolerance and goal"))
    baseline_factor: float = Field(0.8, ge=0.5, le=0.9, description="Share of the tolerated test walks to start with",
        json_schema_extra=_about("share", "V"))
    part_done_days: int = Field(7, ge=7, le=14, description="Days of part of the walks until fewer are offered to you",
        json_schema_extra=_about("days", "I", "none of them yellow or red; the total never rises"))
    above_plan_days: int = Field(14, ge=14, le=28, description="Calm days above the plan until a new dose is offered",
        json_schema_extra=_about("days", "I", "baseline_factor of the least walked, at most 10 minutes more"))
    frequency_walks: int = Field(3, ge=1, le=6, description="Walks a day at the end of stage A",
        json_schema_extra=_about("walks a day", "S, I", "not above max_walks_per_day"))
    max_walks_per_day: int = Field(4, ge=1, le=6, description="Most walks a day",
        json_schema_extra=_about("walks a day", "S, I"))
    min_walk_minutes: int = Field(5, ge=3, le=10, description="Shortest earned walk",
        json_schema_extra=_about("minutes", "I", "not above start_minutes"))
    duration_goal: int = Field(30, ge=10, le=60, description="A day at the end of stage B, in equal walks",
        json_schema_extra=_about("minutes a day", "S, I"))
    credits_to_step: int = Field(3, ge=2, le=7, description="Qualifying green days that earn a step",
        json_schema_extra=_about("days", "I", "not above credit_window_days"))
    credit_window_days: int = Field(7, ge=5, le=14, description="Days within which they count",
        json_schema_extra=_about("days", "I"))
    min_days_between_steps: int = Field(3, ge=2, le=7, description="From one step to the next",
        json_schema_extra=_about("days", "I"))
    completion_min: float = Field(0.8, ge=0.6, le=1.0, description="Share of the plan that makes a green day qualify",
        json_schema_extra=_about("share", "I"))
    low_completion_share: float = Field(0.5, ge=0.3, le=0.7, description="A week below this asks what is in the way",
        json_schema_extra=_about("share", "I"))
    over_walking_percent: int = Field(20, ge=0, le=50, description="Walking this much beyond the plan: no credit",
        json_schema_extra=_about("percent", "I"))
    weekly_cap_percent: int = Field(10, ge=0, le=20, description="Most growth of the daily total in a week",
        json_schema_extra=_about("percent", "V", "never above +10 minutes, nor +30 % from 30 minutes on"))
    weekly_cap_minutes: int = Field(5, ge=0, le=10, description="Or this much, whichever is larger; both 0: frozen",
        json_schema_extra=_about("minutes a day", "I", "the same ceiling"))
    longest_step_percent: int = Field(10, ge=0, le=20, description="Longest walk, over the longest done in 28 days",
        json_schema_extra=_about("percent", "V"))
    longest_step_minutes: int = Field(2, ge=0, le=5, description="Or this much, whichever is larger",
        json_schema_extra=_about("minutes", "I"))
    no_step_days: int = Field(28, ge=14, le=28, description="Days without a step until somebody is asked, and again",
        json_schema_extra=_about("days", "I", "below the goal; cannot be disabled"))
    own_usual: OwnUsual = Field(OwnUsual.ASK, description="Whether you are asked to sign what pain is usual",
        json_schema_extra=_about("off or ask", "I", "without a signature nothing changes"))
    usual_told_days: int = Field(14, ge=14, le=28, description="Days told, the newest of four weeks, before that",
        json_schema_extra=_about("days", "I", "none of the last 14 days red"))
    usual_done_share: float = Field(0.8, ge=0.6, le=1.0, description="Share of them with the walks done",
        json_schema_extra=_about("share", "I"))
    usual_asked_again: int = Field(28, ge=14, le=56, description="Days after which it is asked again",
        json_schema_extra=_about("days", "I"))
    lane_credits: int = Field(5, ge=5, le=14, description="Days at the signed usual or below that earn a smaller step",
        json_schema_extra=_about("days", "I", "within credit_window_days, of which no more are needed than it has"))
    lane_days_between: int = Field(5, ge=5, le=14, description="From one step to such a smaller one",
        json_schema_extra=_about("days", "I"))
    lane_step_percent: int = Field(50, ge=25, le=50, description="Share of a step that it is",
        json_schema_extra=_about("percent", "I", "at least a minute"))
    lane_exit_days: int = Field(14, ge=14, le=28, description="Days without any step after red, or a rising week",
        json_schema_extra=_about("days", "I", "for whoever has a signed usual"))
    yellow_factor: float = Field(0.7, ge=0.3, le=0.9, description="Share of each walk that yellow leaves",
        json_schema_extra=_about("share", "S, V", "below 1"))
    yellow_review_days: tuple[int, ...] = Field((3, 7), min_length=1, max_length=5,
        description="Yellow days in a row on which the plan is to be reviewed",
        json_schema_extra=_about("days", "I", "each 2 to 28, rising"))
    second_red_days: int = Field(7, ge=5, le=14, description="Days within which a second red day is told",
        json_schema_extra=_about("days", "I"))
    max_auto_rest_days: int = Field(2, ge=1, le=2, description="Rest days in a row that the engine may order",
        json_schema_extra=_about("days", "S", "never above 2"))
    reentry_steps: tuple[int, ...] = Field((50, 70, 85), min_length=1, max_length=5,
        description="Shares of the earned dose on the way back from a flare-up",
        json_schema_extra=_about("percent", "I", "each 25 to 95, never falling, the first at most 70"))
    reentry_greens_per_step: int = Field(1, ge=1, le=3, description="Qualifying green days for each such step",
        json_schema_extra=_about("days", "I"))
    reentry_out_days: int = Field(3, ge=3, le=7,
        description="Days told without red that lead the way back one share nearer to the yellow plan",
        json_schema_extra=_about("days", "I"))
    reentry_stuck_after: int = Field(3, ge=2, le=5, description="Yellow days on the way back until somebody is asked",
        json_schema_extra=_about("days", "I"))
    reentry_asked_again: int = Field(7, ge=3, le=14, description="Yellow days after which that is asked again",
        json_schema_extra=_about("days", "I"))
    trend_hold: float = Field(1, ge=1, le=3, description="Rise of the weekly mean of worst pain that holds progress",
        json_schema_extra=_about("points", "I"))
    trend_alert: float = Field(2, ge=1, le=3, description="Rise of the weekly mean that eases and tells the therapist",
        json_schema_extra=_about("points", "V", "at least trend_hold"))
    morning_rise: int = Field(2, ge=1, le=3, description="Morning pain this far above usual lifts green to yellow",
        json_schema_extra=_about("points", "V"))
    stop_rule: StopRule = Field(StopRule.ANY_RISE, description="When to stop within a walk (the patient is told)",
        json_schema_extra=_about("rule", "S"))
    goal_distance_miles: float = Field(3.0, ge=0.5, le=3.0, description="The goal: a ceiling, never a duty",
        json_schema_extra=_about("miles a day", "S"))
    goal_pace_mph: float = Field(3.0, ge=2.0, le=4.0, description="Brisk",
        json_schema_extra=_about("miles an hour", "V"))
    goal_cap_minutes: int = Field(60, ge=10, le=MOST_MINUTES, description="The goal in minutes is never above this",
        json_schema_extra=_about("minutes a day", "I", "never above 90"))
    goal_longest_walk: int = Field(30, ge=10, le=60, description="Longest single walk",
        json_schema_extra=_about("minutes", "I"))
    pace_stage_enabled: bool = Field(default=True, description="Whether brisk minutes follow the goal in minutes",
        json_schema_extra=_about("yes or no", "S", "only after stage C"))
    brisk_step: int = Field(5, ge=2, le=10, description="Brisk minutes added by a step",
        json_schema_extra=_about("minutes", "I"))
    incline_max_percent: int = Field(0, ge=0, le=5, description="Incline after four weeks without yellow or red",
        json_schema_extra=_about("percent", "S", "stenosis only; never with a flexion-intolerant disc"))
    incline_after_greens: int = Field(20, ge=14, le=28, description="Green days of those four weeks that it needs",
        json_schema_extra=_about("days", "I"))
    hamstring_from_day: int = Field(15, ge=15, le=43, description="The hamstring is stretched from this day on",
        json_schema_extra=_about("day", "S, I", "never in the first two weeks"))
    plank_after_greens: int = Field(14, ge=14, le=28, description="Green days of four weeks before the plank bird dog",
        json_schema_extra=_about("days", "I"))
    treadmill_allowed: bool = Field(
        default=False, description="A treadmill may take a walk's place, where diagnosis and flags allow",
        json_schema_extra=_about("yes or no", "S", "never with fall risk or foot drop"))
    pool_on_yellow: bool = Field(default=False, description="A pool walk may replace a walk on yellow",
        json_schema_extra=_about("yes or no", "S", "never on red"))
    bike_allowed: bool = Field(
        default=False, description="A bicycle may take a walk's place, where the diagnosis allows",
        json_schema_extra=_about("yes or no", "S"))
    swim_allowed: bool = Field(
        default=False, description="Swimming may take a walk's place, where diagnosis and flags allow",
        json_schema_extra=_about("yes or no", "S", "never with a shoulder injury"))
    planned_rest_days: int = Field(0, ge=0, le=3, description="Rest days a week by choice, never side by side",
        json_schema_extra=_about("days a week", "I", "with ordered rest never more than 2 in a row"))
    planned_rest_weekdays: tuple[int, ...] = Field((), max_length=3,
        description="On which days, 0 being Monday; none: spread out, Sunday first",
        json_schema_extra=_about("weekdays", "I", "as many as planned_rest_days, never one after the other"))
    silence_task_day: int = Field(3, ge=2, le=5, description="Silent days until somebody calls",
        json_schema_extra=_about("days", "I"))
    silence_ease_day: int = Field(7, ge=5, le=10, description="Silent days until the plan eases",
        json_schema_extra=_about("days", "I"))
    silence_ease_percent: int = Field(80, ge=50, le=80, description="Share of the earned dose that it eases to",
        json_schema_extra=_about("percent", "I"))
    silence_stop_day: int = Field(14, ge=11, le=21, description="Silent days until the course pauses",
        json_schema_extra=_about("days", "I"))
    short_gap_percent: int = Field(80, ge=50, le=80, description="Share kept after 7 to 13 days away",
        json_schema_extra=_about("percent", "I"))
    middle_gap_percent: int = Field(60, ge=30, le=60, description="Share kept after 14 to 27 days away",
        json_schema_extra=_about("percent", "I", "not above short_gap_percent"))
    maintenance_after_days: int = Field(14, ge=7, le=28, description="Days at the goal until it is only kept",
        json_schema_extra=_about("days", "I"))
    maintenance_checks: int = Field(3, ge=1, le=7, description="Days a week on which pain is asked once at the goal",
        json_schema_extra=_about("days a week", "I"))
    review_notice_days: int = Field(15, ge=7, le=30, description="Days before the review that it is announced",
        json_schema_extra=_about("days", "I"))
    early_review_days: tuple[int, ...] = Field((30, 60), max_length=5,
        description="Days of the course on which it is reviewed before that",
        json_schema_extra=_about("days", "I", "7 to 89, rising"))
    goal_review_days: int = Field(30, ge=14, le=90, description="At the goal it is reviewed again after this",
        json_schema_extra=_about("days", "I"))
    review_day: int = Field(90, ge=60, le=90, description="Day of the course's review, and of the complaint's",
        json_schema_extra=_about("day", "S", "cannot be disabled"))
    function_every_days: int = Field(28, ge=28, le=91,
        description="Days after which it is asked again how well they can do what matters to them",
        json_schema_extra=_about("days", "I", "on the same weekday; never while something more important is open"))
    morning_prompt_time: time = Field(time(8, 30), description="The plan is texted",
        json_schema_extra=_about("patient-local time", "I", "outside quiet hours"))
    evening_prompt_time: time = Field(time(19, 0), description="The day is asked about",
        json_schema_extra=_about("patient-local time", "I", "outside quiet hours, after the morning"))
    quiet_hours_start: time = Field(time(20, 0), description="No texts from here",
        json_schema_extra=_about("patient-local time", "I", "at most 21:00, by law"))
    quiet_hours_end: time = Field(time(8, 0), description="Until here",
        json_schema_extra=_about("patient-local time", "I", "at least 08:00, by law"))
    check_in_days: tuple[int, ...] = Field((0, 1, 2, 3, 4, 5, 6), min_length=2, max_length=7,
        description="Weekdays on which a patient is asked, 0 being Monday",
        json_schema_extra=_about("weekdays", "I", "one patient's; after yellow or red every day is asked"))
    daily_text_max: int = Field(3, ge=1, le=3, description="Most automatic texts a day",
        json_schema_extra=_about("texts", "I"))
    reminder_minutes: int = Field(90, ge=30, le=180, description="The evening's question is asked again after this",
        json_schema_extra=_about("minutes", "I", "not in the quiet hours"))
    taper_after_days: int = Field(28, ge=14, le=90, description="From this day on it is asked once, while all is calm",
        json_schema_extra=_about("days", "I", "again twice in a week with yellow or red"))
    prompt_spread: int = Field(0, ge=0, le=30, description="Prompts are spread over this, each patient always the same",
        json_schema_extra=_about("minutes", "I", "for clinics with more patients than a sender can text in a minute"))

    plan_day_boundary: ClassVar[time] = time(4, 0)
    """Patient-local time at which a plan day ends; fixed, so that no change of settings can cut a day in two."""

    # fmt: on
    @cached_property
    def goal_minutes(self) -> int:
        """Minutes a day at the goal: distance over pace, at most goal_cap_minutes."""
        return min(self.goal_cap_minutes, int(60 * self.goal_distance_miles / self.goal_pace_mph + 1e-9))

    @cached_property
    def is_frozen(self) -> bool:
        """Whether the therapist chose that the dose never grows."""
        return self.weekly_cap_percent == 0 and self.weekly_cap_minutes == 0

    @cached_property
    def days_of_review(self) -> tuple[int, ...]:
        """Days of the course on which it is reviewed; the last is that on which the last review is announced."""
        return (*self.early_review_days, self.review_day, self.review_day - self.review_notice_days)

    @cached_property
    def rest_weekdays(self) -> tuple[int, ...]:
        """Weekdays of planned rest, 0 being Monday: those chosen, or spread out with Sunday first."""
        return self.planned_rest_weekdays or ((), (6,), (2, 6), (1, 3, 6))[self.planned_rest_days]

    @model_validator(mode="before")
    @classmethod
    def _take_the_policys_names(cls, given: Any) -> Any:
        return cls.policy_names(given) if isinstance(given, dict) else given

    @staticmethod
    def policy_names(given: Mapping[str, Any]) -> dict[str, Any]:
        """The same settings by their long names."""
        return {POLICY_NAMES.get(name, name): value for name, value in given.items()}

    @field_validator("*", mode="wrap")
    @classmethod
    def _say_which_range(cls, value: Any, check: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if cls.model_fields[str(info.field_name)].annotation is time and not _is_written_hour(value):
            raise refuse(str(info.field_name), "must be a local time, such as 08:30", "08:30")
        try:
            return check(value)
        except ValidationError as refused:
            first = refused.errors()[0]
            limit = _LIMITS.get(first["type"])
            if limit is None:
                raise
            bound = "at least" if limit == "ge" else "at most"
            nearest = f"{first['ctx'][limit]:g}"
            raise refuse(str(info.field_name), f"must be {bound} {nearest}", nearest) from None

    @model_validator(mode="after")
    def _check(self) -> Self:
        check_together(self)
        return self


def settings_from_record(record: Mapping[str, Any]) -> ProgressionSettings:
    """Settings as they were kept; what another version of the rule knows besides is left out."""
    known = ProgressionSettings.model_fields
    return ProgressionSettings(**{name: said for name, said in record.items() if name in known})


STANDARD = ProgressionSettings()
PRESETS = {
    "cautious": ProgressionSettings(credits_to_step=4, min_days_between_steps=5, weekly_cap_percent=5),
    "standard": STANDARD,
    "quick": ProgressionSettings(
        credits_to_step=2, min_days_between_steps=2, weekly_cap_percent=15, weekly_cap_minutes=7
    ),
}
