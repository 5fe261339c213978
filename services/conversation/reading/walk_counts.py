"""How many walks does a text tell, beside a number of walks: all of them, the morning one, twice, two left to go?"""

import re

from schemas.vocabulary import OpenQuestion
from services.conversation import locales
from services.conversation.reading import said, words
from services.conversation.reading.parts import (
    ALL,
    BOTH,
    FILL,
    LINK,
    NONE,
    NUMBER,
    OF,
    STRANGE,
    USED,
    WALK,
    WALKS,
    Scan,
)
from services.conversation.reading.tokens import BREAK, PAUSE

_MARKS = frozenset({BREAK, PAUSE})
_TIMES = words.beside_numbers("TIMES_WORDS")
_LEFT, _ONE_DONE = words.beside_numbers("LEFT_WORDS"), words.beside_numbers("ONE_DONE")
_NAMED, _BESIDE_NAMED = words.beside_numbers("NAMED_WALKS"), words.beside_numbers("BESIDE_NAMED")
_PAIRS, _BESIDE_PAIR = (
    words.beside_numbers("PAIRS"),
    locales.small_words("BESIDE_A_PAIR"),
)
_THOSE = locales.small_words("THOSE_WALKS")
_BY_THE_CLOCK = locales.small_words("BY_THE_CLOCK")
_TWICE = {word: int(str(many)) for word, many in locales.small_tables("SO_OFTEN").items()}
_OF_WALKS = (OpenQuestion.WALKS, OpenQuestion.PAIN_AND_WALKS)
_ALL_OF_THEM = frozenset((ALL, FILL, USED, OF, WALKS, WALK, LINK, PAUSE, BREAK))
_AND = locales.small_words("AND_SO")


def so_many_times(scan: Scan, match: re.Match[str]) -> None:
    """ "Walked 2 times", "marché deux fois"."""
    number = next(i for i in range(match.start(), match.end()) if scan.parts[i] == NUMBER)
    if scan.tokens[match.end() - 1] in _TIMES and scan.values[number] <= scan.walks_limit():
        scan.take_walks(scan.values[number], match.start(), match.end())


def those(scan: Scan, match: re.Match[str]) -> None:
    """ "2, las tres", "4, les trois faites": as many as were planned, beside a pain or where walks are asked about."""
    number = match.end() - 1
    before = scan.tokens[match.start() - 1] if match.start() else ""
    if scan.tokens[match.start()] not in _THOSE or before in _BY_THE_CLOCK or scan.values[number] != scan.planned:
        return
    others = len(scan.numbers()) > 1
    asked = scan.question in _OF_WALKS and (others or scan.question is OpenQuestion.WALKS)
    told = not _DID_WORDS.isdisjoint(scan.tokens)
    if asked or (told and (others or scan.question is OpenQuestion.NONE)):
        scan.take_walks(scan.planned, match.start(), match.end())


_DID_WORDS = frozenset().union(*(module.ORDERS.get("DID", "").split() for module in words.ORDERS))


def left_to_go(scan: Scan) -> None:
    """ "One down, two to go", "faltan dos": what is left is no score, and what is done is the rest of the plan."""
    if not scan.planned or _LEFT.isdisjoint(scan.tokens) or scan.walks is not None:
        return
    place = next((i for i in scan.numbers() if _is_left(scan, i)), None)
    if place is None or scan.values[place] > scan.planned or scan.values[place] != int(scan.values[place]):
        return
    done = scan.planned - int(scan.values[place])
    others = [i for i in scan.numbers() if i != place]
    if all(scan.values[i] == done and _is_done(scan, i) for i in others):
        for i in others:
            scan.use(i, i + 1)
        scan.take_walks(done, place, place + 1)


def _is_left(scan: Scan, place: int) -> bool:
    near = [*scan.tokens[max(0, place - 2) : place], *scan.tokens[place + 1 : place + 4]]
    return not _LEFT.isdisjoint(near)


def _is_done(scan: Scan, place: int) -> bool:
    return not _ONE_DONE.isdisjoint(scan.tokens[place + 1 : place + 3])


def without_number(scan: Scan) -> None:
    """Walks told without a number: all, none, the morning one, a couple."""
    if scan.question is OpenQuestion.NONE or scan.walks is not None:
        return
    for clause in said.clauses(scan.tokens, _MARKS):
        if any(scan.parts[i] == NUMBER for i in clause):
            continue
        count = _of_clause(scan, clause)
        if count is not None:
            scan.take_walks(count, clause.start, clause.stop)
            return


def _of_clause(scan: Scan, clause: range) -> int | None:
    if scan.question not in _OF_WALKS:
        return None
    parts = {scan.parts[i] for i in clause}
    told = [scan.tokens[i] for i in clause if scan.tokens[i].isalpha()]
    if ALL in parts and parts <= _ALL_OF_THEM and scan.planned and STRANGE not in parts:
        return scan.planned
    named = sum(token in _NAMED for token in told)
    if named and all(token in _NAMED or token in _BESIDE_NAMED or token in _AND for token in told):
        return named if named <= scan.walks_limit() else None
    if scan.question is not OpenQuestion.WALKS:
        return None
    if not _TWICE.keys().isdisjoint(told):
        return next(_TWICE[token] for token in told if token in _TWICE)
    if not _PAIRS.isdisjoint(told) and all(t in _PAIRS or t in _BESIDE_PAIR for t in told):
        return 2
    first = next((i for i in clause if scan.tokens[i].isalpha()), clause.start)
    return 0 if scan.parts[first] == NONE and BOTH not in parts else None
