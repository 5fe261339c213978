"""How many minutes or miles does a text say were walked? Facts of their own, beside any score.

An amount counts unless a word in its clause says that something else took it: sleep, a drive, rest. Several add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.vocabulary import Absent
from services.conversation.reading import said, words
from services.conversation.reading.tokens import BREAK, PAUSE

MOST_MINUTES, MOST_MILES = 600, 50.0
_MILES_A_KM = 0.621371
_MINUTES = said.numbers("MINUTES_OF")
_MILES = said.joined("MILES")
_KM = said.joined("KILOMETRES")
_NOT_WALKED = said.joined("NOT_WALKED")
_HALF, _AN = said.joined("HALF"), said.joined("AN")
_CLAUSE_ENDS = frozenset({BREAK, PAUSE})


@dataclass(frozen=True, slots=True)
class Amounts:
    """Minutes (1-600) and miles (above 0, to 50.0) of walking that were told."""

    minutes: int | Absent = Absent.NOT_ASKED
    miles: float | Absent = Absent.NOT_ASKED


NONE_TOLD = Amounts()


def find(tokens: Sequence[str], numbers: Mapping[str, int]) -> Amounts:
    """The amounts of walking in a text."""
    if _UNITS.isdisjoint(tokens):
        return NONE_TOLD
    minutes = miles = 0.0
    for clause in said.clauses(tokens, _CLAUSE_ENDS):
        if any(tokens[i] in _NOT_WALKED for i in clause):
            continue
        for i in clause:
            count = _count_before(tokens, i, clause.start, numbers) if tokens[i] in _UNITS else None
            if count is None:
                continue
            if tokens[i] in _MINUTES:
                minutes += count * _MINUTES[tokens[i]]
            else:
                miles += count * (_MILES_A_KM if tokens[i] in _KM else 1)
    return Amounts(
        round(minutes) if 1 <= minutes <= MOST_MINUTES else Absent.NOT_ASKED,
        round(miles, 2) if 0 < miles <= MOST_MILES else Absent.NOT_ASKED,
    )


_UNITS = frozenset(_MINUTES) | _MILES | _KM


def _count_before(tokens: Sequence[str], unit: int, first: int, numbers: Mapping[str, int]) -> float | None:
    """ "45 min", "an hour", "half an hour", "1.5 miles", "una hora y media"; of "10-15 min" the 15."""
    place = unit - 1
    if place < first:
        return None
    half = 0.5 if any(token in _HALF for token in tokens[unit + 1 : unit + 3]) else 0.0
    token = tokens[place]
    if token in _HALF:
        return 0.5
    if token in _AN:
        return 0.5 if place > first and tokens[place - 1] in _HALF else 1 + half
    value = words.value_of(token, numbers)
    return None if value is None or value > MOST_MINUTES else value + half
