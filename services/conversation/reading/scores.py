"""Which numbers does a text hold, and which of them is the pain? A closed grammar: what it cannot explain, it asks.

Of the numbers that no pass explains otherwise the highest counts, and a word that nothing explains means asking back.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.limits import LOWEST_RED, WORST_PAIN
from schemas.vocabulary import Language, OpenQuestion
from services.conversation import locales
from services.conversation.reading import no_scores, other_days, said, walk_counts, words
from services.conversation.reading.beside_scores import is_explained, is_raised
from services.conversation.reading.parts import (  # fmt: skip
    ALL,
    BOTH,
    DID,
    FILL,
    LABEL,
    LINK,
    NONE,
    NUMBER,
    OF,
    ONLY,
    STRANGE,
    USED,
    WALK,
    WALKS,
    ZERO,
    Phrase,
    Scan,
    scan_of,
)
from services.conversation.reading.passes import PASSES, both_walks
from services.conversation.reading.tokens import BREAK, PAUSE

# The lowest score that any therapist may call red: an unclear reply from there up holds progression.
MOST_TOKENS = 80
# "No pain" is sure only beside these: "no pain now", "no pain, worse tonight" are not.
_BESIDE_ZERO = frozenset((LABEL, LINK, WALKS, WALK, DID, FILL, USED, ZERO, BREAK, PAUSE, ":", "-", ALL, BOTH, "N"))
# "4 2", "6 and 2": nothing but a pair; "5 sitting, 3 standing" are two pains.
_BESIDE_PAIR = frozenset((NUMBER, USED, PAUSE, BREAK, "-", ":", LINK, FILL))
_ZERO_COMPANY = words.joined("ZERO_COMPANY")
_BESIDE_PAIR_WORDS = words.POLITE | locales.small_words("BESIDE_PAIR")
# From here up a pain halts a course whatever else is said of it.
_SURELY_HIGH = 7
_MARKS = frozenset((BREAK, PAUSE))
_SINCE = locales.small_words("SINCE")
_WHOLE_DAYS = frozenset(words.WEEKDAYS) | frozenset(words.DAY_WORDS) | words.YESTERDAY
_RESTRICTS = words.beside_numbers("RESTRICTS")


@dataclass(frozen=True, slots=True)
class Score:
    """What the grammar made of the numbers: pain and walks if it is sure, else the candidates to ask about."""

    pain: int | None = None
    walks: int | None = None
    candidates: tuple[int, ...] = ()
    possible_red: bool = False
    ranged: bool = False
    why: str = ""


_ASKING = words.beside_numbers("ASKING")
_ASKING_WORDS = frozenset(told.split()[0] for told in _ASKING)


def _asks(scan: Scan) -> bool:
    """ "Why only 2 walks?": a number in a question is asked about, and tells no day."""
    for clause in said.clauses(scan.tokens, _MARKS):
        if NUMBER not in scan.parts[clause.start : clause.stop]:
            continue
        told = [scan.tokens[i] for i in clause]
        spoken = [token for token in told if token not in words.POLITE]
        if not any(
            words_here and (words_here[0] in _ASKING or " ".join(words_here[:2]) in _ASKING)
            for words_here in (told, spoken)
        ):
            return False
    return True


def read_score(
    tokens: Sequence[str], phrases: Sequence[Phrase], language: Language, question: OpenQuestion, planned: int
) -> tuple[Score, str]:
    """Read the numbers of a text of at most MOST_TOKENS from its tokens and the phrases found in them.

    Answers the score, and the parts that were left of its words: what is strange in them, nothing accounted for.
    """
    scan = scan_of(tokens, phrases, language, question, planned)
    if not _ASKING_WORDS.isdisjoint(tokens) and _asks(scan):
        return _in_a_question(scan), scan.parts
    if NUMBER not in scan.parts and ZERO not in scan.parts and NONE not in scan.parts:
        walk_counts.without_number(scan)
        score = _without_number(scan)
        return score, scan.parts
    present = frozenset(scan.parts)
    for pattern, take, needs in PASSES:
        if needs and needs.isdisjoint(present):
            continue
        position = 0
        while match := pattern.search(scan.parts, position):
            take(scan, match)
            position = match.start() + 1
    other_days.pass_over(scan)
    no_scores.pass_over(scan)
    walk_counts.left_to_go(scan)
    walk_counts.without_number(scan)
    score = _decide(scan)
    return score, scan.parts


def _in_a_question(scan: Scan) -> Score:
    """Numbers that are asked about: of walks they say nothing, and else they may be a pain."""
    asked = [scan.values[i] for i in scan.numbers() if scan.values[i] <= WORST_PAIN]
    if WALK in scan.parts or WALKS in scan.parts:
        asked = []
    red = any(value >= LOWEST_RED for value in asked)
    return Score(candidates=tuple(map(_whole, asked)), possible_red=red, why="a question")


def of_a_long_text(tokens: Sequence[str]) -> Score:
    """Nobody tells a score in a letter of this length: a person reads it."""
    numbers = [int(token) for token in tokens if token.isdigit() and len(token) <= 2]
    candidates = tuple(dict.fromkeys(number for number in numbers if number <= WORST_PAIN))
    return Score(candidates=candidates, possible_red=any(n >= LOWEST_RED for n in candidates), why="a long text")


def _decide(scan: Scan) -> Score:
    found = [scan.values[i] for i in scan.numbers()]
    _settle_zero(scan, found)
    if not found and (len(scan.set_aside) > 1 or (scan.set_aside and (ZERO in scan.parts or NONE in scan.parts))):
        return _with_set_aside(scan, Score(walks=scan.walks, why="asked back"))
    if not found:
        return _without_number(scan)
    candidates = tuple(dict.fromkeys(_whole(value) for value in found if value <= WORST_PAIN))
    red = any(value >= LOWEST_RED for value in found)
    asked_back = Score(walks=scan.walks, candidates=candidates, possible_red=red, why="asked back")
    if any(value > max(found) for value in scan.set_aside):
        return _with_set_aside(scan, asked_back)
    two_days = len(found) > 1 and not words.YESTERDAY.isdisjoint(scan.tokens)
    if (
        any(value > WORST_PAIN for value in found)
        or two_days
        or scan.doubtful
        or (max(found) < _SURELY_HIGH and is_raised(scan))
        or not is_explained(scan, asked=_asks_pain(scan) or _asks_walks(scan))
    ):
        return asked_back
    labelled = LABEL in scan.parts
    pair = _is_pair(scan)
    if scan.question is OpenQuestion.WALKS and len(found) == 1 and not labelled and scan.walks is None:
        return _only_walks(found[0], scan, asked_back)
    if scan.question is OpenQuestion.PAIN_AND_WALKS and len(found) == 1 and not labelled and _only_so_many(scan):
        return asked_back
    if scan.question is OpenQuestion.PAIN_AND_WALKS and scan.walks is None and pair:
        return _pain_then_walks(found, scan, asked_back)
    return _pain(found, scan, candidates)


def _is_pair(scan: Scan) -> bool:
    """ "4 2", "6 and 2": all numbers in one clause, and nothing else in it."""
    clauses = [c for c in said.clauses(scan.parts, frozenset((BREAK,))) if NUMBER in scan.parts[c.start : c.stop]]
    if len(clauses) != 1:
        return False
    numbers = [i for i in clauses[0] if scan.parts[i] == NUMBER]
    # What stands behind the last number and a comma is another sentence.
    stop = next((i for i in clauses[0] if i > numbers[-1] and scan.parts[i] == PAUSE), clauses[0].stop)
    return all(
        scan.parts[i] in _BESIDE_PAIR and (scan.parts[i] != FILL or scan.tokens[i] in _BESIDE_PAIR_WORDS)
        for i in range(clauses[0].start, stop)
    )


def _asks_pain(scan: Scan) -> bool:
    return scan.question in (OpenQuestion.PAIN, OpenQuestion.PAIN_AND_WALKS)


def _asks_walks(scan: Scan) -> bool:
    """Whether only walks were asked about, so that one number alone tells them."""
    return scan.question is OpenQuestion.WALKS and len(scan.numbers()) == 1


def _with_set_aside(scan: Scan, asked_back: Score) -> Score:
    """Numbers that a label after them took for a time or a way may be the pain."""
    aside = [value for value in scan.set_aside if value <= WORST_PAIN]
    candidates = tuple(dict.fromkeys((*asked_back.candidates, *map(_whole, aside))))
    red = asked_back.possible_red or any(value >= LOWEST_RED for value in aside)
    return replace(asked_back, candidates=candidates, possible_red=red)


def _only_so_many(scan: Scan) -> bool:
    """ "Only 2", where two walks may be meant."""
    first = scan.numbers()[:1]
    return any(i and scan.tokens[i - 1] in ONLY and scan.values[i] <= scan.walks_limit() for i in first)


def _pain(found: list[float], scan: Scan, candidates: tuple[int, ...]) -> Score:
    pain = _whole(max(found))
    return Score(pain=pain, walks=scan.walks, candidates=candidates, ranged=scan.ranged, why=f"pain {pain}")


def _whole(value: float) -> int:
    return math.ceil(value)


def _use_since_a_day(scan: Scan) -> None:
    """ "Since Monday", "depuis trois jours": all of today lies in it."""
    first = next((i for i, token in enumerate(scan.tokens) if token in _SINCE), None)
    if first is not None:
        last = next((i for i, token in enumerate(scan.tokens[first : first + 4], first) if token in _WHOLE_DAYS), None)
        if last is not None:
            scan.use(first, last + 1)


def _settle_zero(scan: Scan, found: list[float]) -> None:
    """ "No pain" is a nought; so is "none" alone, unless it may answer how many walks."""
    if ZERO in scan.parts:
        _use_since_a_day(scan)
    others = {
        STRANGE if part == LINK and scan.tokens[i] not in _ZERO_COMPANY else part
        for i, part in enumerate(scan.parts)
        if part != ZERO
    }
    if ZERO in scan.parts:
        if found or (others <= _BESIDE_ZERO and _RESTRICTS.isdisjoint(scan.tokens)):
            found.append(0)
        return
    if NONE in scan.parts and not found and others <= {NONE, FILL, LINK, USED, BREAK, PAUSE}:
        if scan.question is OpenQuestion.WALKS:
            scan.walks = 0
        elif scan.question is not OpenQuestion.PAIN_AND_WALKS:
            found.append(0)
            scan.parts = scan.parts.replace(NONE, USED)


def _without_number(scan: Scan) -> Score:
    if scan.question is OpenQuestion.WALKS and set(scan.parts) <= _BESIDE_ALL and ALL in scan.parts and scan.planned:
        scan.walks = scan.planned
    if match := _BOTH_WALKS.search(scan.parts):
        both_walks(scan, match)
    return Score(walks=scan.walks, why="walks" if scan.walks is not None else "")


_SURELY_LOW = 3
_BESIDE_ALL = frozenset((ALL, FILL, USED, BREAK, PAUSE, OF, WALKS))
_BOTH_WALKS = re.compile(r"b(?=[fqNa]*[ws]|[_q,|]*$)|(?<=v)b")


def _only_walks(value: float, scan: Scan, asked_back: Score) -> Score:
    if value == int(value) and 0 <= value <= max(scan.planned, 1) and not scan.ranged:
        return Score(walks=int(value), candidates=asked_back.candidates, why="walks")
    return asked_back


def _pain_then_walks(found: list[float], scan: Scan, asked_back: Score) -> Score:
    """ "4 2": four and two walks. In the order that the question shows: "1 2" is one and two walks.

    Where the second may be the pain, and a pain of four or more, or is no number of walks, it is asked back.
    """
    if len(found) != 2 or scan.ranged:
        return _pain(found, scan, asked_back.candidates)
    first, second = found
    if second > scan.planned or second != int(second):
        return _pain(found, scan, asked_back.candidates)
    if second > max(first, _SURELY_LOW):
        return asked_back
    return Score(pain=_whole(first), walks=int(second), candidates=asked_back.candidates, why="pain, then walks")
