"""Which settings judge the day of a change? The new ones shape tomorrow; of the bands, the stricter judge today."""

from collections.abc import Iterable
from functools import reduce

from schemas.settings import ProgressionSettings


def on_the_day_of_change(before: ProgressionSettings, after: ProgressionSettings) -> ProgressionSettings:
    """The settings for the decision about the day of a change: the new ones, with the stricter bands of the two.

    Tomorrow's plan follows the new settings; today's pain was told under the old bands, and a band that was raised
    counts from the next day's pain on (section 14).
    """
    red_min = min(before.red_min, after.red_min)
    green_max = min(before.green_max, after.green_max, red_min - 2)
    return after.model_copy(update={"red_min": red_min, "green_max": green_max})


def stricter_of(after: ProgressionSettings, before: Iterable[ProgressionSettings]) -> ProgressionSettings:
    """The settings in force, with the stricter bands of all that were in force earlier on the same day."""
    return reduce(lambda judging, earlier: on_the_day_of_change(earlier, judging), before, after)
