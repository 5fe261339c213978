"""Which words of a text say how well a patient can do what matters to them? "F6": never a pain, in any language.

They are taken away before scores are read, as a quotation is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.limits import BEST_FUNCTION, LOWEST_RED
from schemas.vocabulary import Absent, ReplyKind
from services.conversation.reading.parts import LABEL
from services.conversation.reading.reading import Reading
from services.conversation.reading.taking_apart import Told
from services.conversation.reading.tokens import BREAK, PAUSE

_LETTER = "f"
_GLUED = re.compile(rf"{_LETTER}(\d{{1,2}})")
# "6F", and not "6f'ing".
_CLOSED_UP = re.compile(rf"(?<![\w.,])(\d{{1,2}}){_LETTER}(?![\w'*-])")
_BETWEEN = frozenset({":", "-", "="})
_ENDS = frozenset({BREAK, PAUSE})
_SAYS_NO_MORE = (ReplyKind.UNCLEAR, ReplyKind.THANKS)
_ASKED_BACK = "asked back"
_OUT_OF = ["/", str(BEST_FUNCTION)]


@dataclass(frozen=True, slots=True)
class Function:
    """What a text tells by the letter F: the numbers, 0 to 10, and the places of their words."""

    told: tuple[int, ...]
    places: frozenset[int]


NOTHING_TOLD = Function((), frozenset())


def find(told: Told, numbers: Mapping[str, float]) -> Function:
    """Every "F6", "F 6", "F: six" and "6F" of a text; numbers are those that the patient's language has words for.

    More than 10 is a temperature or a road, and stays.
    """
    tokens, found, places = told.raw, list[int](), set[int]()
    if not any(token.startswith(_LETTER) for token in tokens):
        return NOTHING_TOLD
    closed_up = frozenset(_CLOSED_UP.findall(told.flat))
    for i, token in enumerate(tokens):
        if not token.startswith(_LETTER) or i in places:
            continue
        number, first, last = _told_at(tokens, i, numbers, closed_up)
        if number is None or number > BEST_FUNCTION:
            continue
        if list(tokens[last : last + 2]) == _OUT_OF:
            last += 2
        found.append(number)
        places.update(range(first, last))
    return Function(tuple(dict.fromkeys(found)), frozenset(places)) if found else NOTHING_TOLD


def _told_at(
    tokens: Sequence[str], i: int, numbers: Mapping[str, float], closed_up: frozenset[str]
) -> tuple[int | None, int, int]:
    """The number that the F at a place stands beside, and the first and the end of its words."""
    if glued := _GLUED.fullmatch(tokens[i]):
        return int(glued[1]), i, i + 1
    if tokens[i] != _LETTER:
        return None, i, i
    before = tokens[i - 1 : i] if i else ()
    if before and before[0] in closed_up:
        return _whole(before, {}), i - 1, i + 1
    place = i + 2 if tokens[i + 1 : i + 2] and tokens[i + 1] in _BETWEEN else i + 1
    if (number := _whole(tokens[place : place + 1], numbers)) is not None:
        return number, i, place + 1
    # "6 F" at the end of a clause; "6 f-ing hours" goes on.
    ends = i + 1 == len(tokens) or tokens[i + 1] in _ENDS
    return (_whole(before, {}) if ends else None), i - 1, i + 1


def _whole(token: Sequence[str], numbers: Mapping[str, float]) -> int | None:
    if not token:
        return None
    if token[0].isdigit():
        return int(token[0])
    value = numbers.get(token[0])
    return int(value) if value is not None and value == int(value) else None


def beside(reading: Reading, parts: str, found: Function) -> Reading:
    """What the rest of a text says, with the function that was told beside it.

    A pain that no word calls one is asked about: it may be another function. So are two functions.
    """
    if reading.kind is ReplyKind.PAIN and isinstance(reading.pain, int) and LABEL not in parts:
        return _asked_back(reading, reading.pain)
    if not found.told:
        return reading
    if len(found.told) > 1 or (reading.kind is ReplyKind.UNCLEAR and (reading.candidates or reading.possible_red)):
        return reading.but(why=reading.why or _ASKED_BACK)
    if reading.kind in _SAYS_NO_MORE:
        reading = reading.but(kind=ReplyKind.FUNCTION, why="function")
    return reading.but(function=found.told[0])


def _asked_back(reading: Reading, pain: int) -> Reading:
    candidates = reading.candidates or (pain,)
    red = reading.possible_red or max(candidates) >= LOWEST_RED
    unsaid = {"pain": Absent.NOT_ASKED, "walks": Absent.NOT_ASKED}
    return reading.but(kind=ReplyKind.UNCLEAR, candidates=candidates, possible_red=red, why=_ASKED_BACK, **unsaid)
