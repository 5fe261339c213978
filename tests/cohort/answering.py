"""How do the cohort's patients answer, and what do they walk? Each keeps to one way, until somebody calls about it."""

from dataclasses import dataclass
from enum import StrEnum

_SATURDAY = 5


class Manner(StrEnum):
    """What is peculiar to a way of answering."""

    TOLD = "told"
    UNTOLD = "untold walks"
    PART = "part-done"
    SILENT = "silent days"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of answering. share: of all patients; replies: the chance of an answer on a day; both 0-1 and priors."""

    manner: Manner
    share: float
    replies: float


# Together they answer on eight days of ten, as in the studies that ask by text.
WAYS = (
    Way(Manner.TOLD, 0.60, 0.88),
    Way(Manner.UNTOLD, 0.12, 0.88),
    Way(Manner.PART, 0.12, 0.88),
    Way(Manner.SILENT, 0.09, 0.55),
    Way(Manner.WEEKEND, 0.07, 0.95),
)
# One told day in so many brings words that a person must read.
WORDS_ONE_DAY_IN = 40
# Who hurts so much walks half at most.
_HARDLY_WALKS = 7.0


def walked(manner: Manner, walks: list[int], pain: float, chance: float) -> list[int]:
    """Which of a day's walks are walked; pain is that before the first, chance from 0 to 1."""
    if pain >= _HARDLY_WALKS:
        return walks[: len(walks) // 2]
    if manner is Manner.PART and len(walks) > 1:
        return walks[:-1]
    if chance < 0.90:
        return walks
    return walks[:-1] if chance < 0.97 else []


def answers(way: Way, weekday: int, chance: float) -> bool:
    """Whether a text comes on a day; weekday 0 is Monday."""
    if way.manner is Manner.WEEKEND and weekday < _SATURDAY:
        return False
    return chance < way.replies
