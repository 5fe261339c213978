"""What the engine asks of the care team. Each word is a kind of alert, or becomes one (see alerting)."""

from schemas.value import Word


class Task(Word):
    """What a decision asks of the care team; each becomes one grouped alert."""

    PAGE_NOW = "page_now"
    CALL_SAME_DAY = "call_same_day"
    RED_REST_USED_UP = "red_rest_used_up"
    SEVERE_PAIN = "severe_pain"
    SECOND_RED_IN_WEEK = "second_red_in_week"
    SILENCE = "silence"
    YELLOW_REVIEW = "yellow_review"
    REENTRY_STUCK = "reentry_stuck"
    TREND_RISING = "trend_rising"
    WALKED_ON_REST_DAY = "walked_on_rest_day"
    WALKED_TOO_MUCH = "walked_too_much"
    RESCREEN = "rescreen"
    REVIEW_SOON = "review_soon"
    REVIEW_DUE = "review_due"
    LOW_COMPLETION = "low_completion"
    PAUSED = "paused"
    TEST_WALK_SHORT = "test_walk_short"
    FOOT_DROP_KNOWN = "foot_drop_known"
    PAIN_AT_START = "pain_at_start"
    HELD_BY_STAFF = "held_by_staff"
    HELD_AND_CALM = "held_and_calm"
    CHECK_IN_DAYS = "check_in_days"
    NO_STEP = "no_step"
    OWN_USUAL = "own_usual"
    FEWER_WALKS = "fewer_walks"
    STEADY_ABOVE_PLAN = "steady_above_plan"
