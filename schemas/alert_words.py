"""What becomes of an alert: what clearing does to it, what ends it without a person, whether it comes back."""

from enum import StrEnum


class Clearing(StrEnum):
    """What clearing the hold does to an alert."""

    NOTHING = "nothing"
    ENDS_IT = "ends_it"
    ALONE_ENDS_IT = "alone_ends_it"


class EndsWith(StrEnum):
    """What closes an alert without a person: a hold, words or a light, a green day, a green week, a step.

    A green week is seven days without a red one, ending on a green day.
    """

    NOTHING = "nothing"
    HOLD = "hold"
    ANSWER = "answer"
    GREEN_DAY = "green_day"
    GREEN_WEEK = "green_week"
    STEP = "step"


class Return(StrEnum):
    """When an alert that was seen and not settled is raised again: never, once an opening day, or day and night."""

    NEVER = "never"
    EVERY_OPENING_DAY = "every_opening_day"
    DAY_AND_NIGHT = "day_and_night"
