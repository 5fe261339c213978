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
from services.conversation.reading import other_days, said, words
from services.conversation.reading.parts import (  # fmt: skip
    ALL,
    BODY,
    BOTH,
    DENIAL,
    DID,
    EXPLAINED,
    FILL,
    FREE,
    LABEL,
    LINK,
    MOOD,
    NONE,
    NOT,
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
_DOUBTS = words.joined("DOUBTS")
_ZERO_COMPANY = words.joined("ZERO_COMPANY")
_BESIDE_PAIR_WORDS = words.POLITE | locales.small_words("BESIDE_PAIR")
_MARKS = frozenset((BREAK, PAUSE))
_CONTENT = frozenset((FREE, MOOD, BODY, LABEL))
_COUNTS, _NO_THINGS = words.beside_numbers("COUNTS"), words.beside_numbers("NO_THINGS") | said.joined("THANKS")
_CORRECTIONS = words.beside_numbers("CORRECTIONS")
_SURE_DOUBTS = locales.small_words("SURE_DOUBTS")
_SMALL_TALK = words.POLITE | locales.small_words("OPENERS")
_AT_TIMES, _RATES = words.beside_numbers("AT_TIMES"), words.beside_numbers("RATES")


@dataclass(frozen=True, slots=True)
class Score:
    """What the grammar made of the numbers: pain and walks if it is sure, else the candidates to ask about."""

    pain: int | None = None
    walks: int | None = None
    candidates: tuple[int, ...] = ()
    possible_red: bool = False
    ranged: bool = False
    why: str = ""
    parts: str = ""


def read_score(
    tokens: Sequence[str], phrases: Sequence[Phrase], language: Language, question: OpenQuestion, planned: int
) -> Score:
    """Read the numbers of a text of at most MOST_TOKENS from its tokens and the phrases found in them.

    The score keeps the parts that were left of its words: what is strange in them, nothing accounted for.
    """
    scan = scan_of(tokens, phrases, language, question, planned)
    if NUMBER not in scan.parts and ZERO not in scan.parts and NONE not in scan.parts:
        score = _without_number(scan)
        return replace(score, parts=scan.parts)
    for pattern, take in PASSES:
        position = 0
        while match := pattern.search(scan.parts, position):
            take(scan, match)
            position = match.start() + 1
    other_days.pass_over(scan)
    return replace(_decide(scan), parts=scan.parts)


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
        or not _is_explained(scan, _asks_pain(scan))
    ):
        return asked_back
    labelled = LABEL in scan.parts
    pair = set(scan.parts) <= _BESIDE_PAIR and all(
        scan.tokens[i] in _BESIDE_PAIR_WORDS for i, part in enumerate(scan.parts) if part == FILL
    )
    if scan.question is OpenQuestion.WALKS and len(found) == 1 and not labelled and scan.walks is None:
        return _only_walks(found[0], scan, asked_back)
    if scan.question is OpenQuestion.PAIN_AND_WALKS and len(found) == 1 and not labelled and _only_so_many(scan):
        return asked_back
    if scan.question is OpenQuestion.PAIN_AND_WALKS and scan.walks is None and pair:
        return _pain_then_walks(found, scan, asked_back)
    return _pain(found, scan, candidates)


def _asks_pain(scan: Scan) -> bool:
    return scan.question in (OpenQuestion.PAIN, OpenQuestion.PAIN_AND_WALKS)


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


def _settle_zero(scan: Scan, found: list[float]) -> None:
    """ "No pain" is a nought; so is "none" alone, unless it may answer how many walks."""
    others = {
        STRANGE if part == LINK and scan.tokens[i] not in _ZERO_COMPANY else part
        for i, part in enumerate(scan.parts)
        if part != ZERO
    }
    if ZERO in scan.parts:
        if found or others <= _BESIDE_ZERO:
            found.append(0)
        return
    if NONE in scan.parts and not found and others <= {NONE, FILL, LINK, USED, BREAK, PAUSE}:
        if scan.question is OpenQuestion.WALKS:
            scan.walks = 0
        elif scan.question is not OpenQuestion.PAIN_AND_WALKS:
            found.append(0)
            scan.parts = scan.parts.replace(NONE, USED)


def _is_explained(scan: Scan, question_of_pain: bool) -> bool:
    """No word beside the numbers can change what they say; any other word is handed on to be read (unread.py)."""
    if set(scan.parts) <= EXPLAINED:
        return True
    doubts = _DOUBTS - _CORRECTIONS if len(scan.numbers()) > 1 else _DOUBTS
    clauses = said.clauses(scan.parts, _MARKS)
    highest = max(scan.values[i] for i in scan.numbers()) if scan.numbers() else 0
    told = [clause for clause in clauses if _tells(scan, clause, highest)]
    if not told or not (question_of_pain or any(LABEL in scan.parts[c.start : c.stop] for c in told)):
        return False
    if any(_is_in_doubt(scan, clause, doubts, told=clause in told) for clause in clauses):
        return False
    after = clauses[clauses.index(told[-1]) + 1 :]
    return all(_leaves_number(scan, clause) for clause in told) and not any(_takes_back(scan, c) for c in after)


def _is_in_doubt(scan: Scan, clause: range, doubts: frozenset[str], *, told: bool) -> bool:
    """A doubt beside the number, or one that opens another clause: "2, if I sit"; "wrong" and "joking" anywhere."""
    places = [i for i in clause if scan.tokens[i] in doubts and scan.parts[i] != USED]
    if told:
        return bool(places)
    first = next((i for i in clause if scan.tokens[i] not in _SMALL_TALK), clause.start)
    return any(i <= first or scan.tokens[i] in _SURE_DOUBTS for i in places)


def _tells(scan: Scan, clause: range, highest: float) -> bool:
    """Whether a clause holds the number that counts."""
    return any(scan.parts[i] == ZERO or (scan.parts[i] == NUMBER and scan.values[i] == highest) for i in clause)


def _leaves_number(scan: Scan, clause: range) -> bool:
    parts = scan.parts[clause.start : clause.stop]
    if not set(parts) <= EXPLAINED | {FREE, DENIAL, NOT}:
        return False
    places = [i for i in clause if scan.parts[i] in (NUMBER, ZERO)]
    if any(scan.parts[i] == NUMBER and (_counts_things(scan, i) or _is_a_time(scan, i, clause)) for i in places):
        return False
    return not any(scan.parts[i] in (DENIAL, NOT) and _governs(scan, i, clause, places) for i in clause)


def _counts_things(scan: Scan, i: int) -> bool:
    """ "Took 2 paracetamols", "5 loads": a number of things, and not of pain."""
    if scan.parts[i + 1 : i + 2] != FREE:
        return False
    thing, before = scan.tokens[i + 1], scan.tokens[i - 1] if i else ""
    return before in _COUNTS or (thing.endswith("s") and len(thing) > 3 and thing not in _NO_THINGS)


def _is_a_time(scan: Scan, i: int, clause: range) -> bool:
    """ "Dinner at 6"; but "stayed at 6"."""
    if i - 1 <= clause.start or scan.tokens[i - 1] not in _AT_TIMES:
        return False
    before = i - 2
    if scan.parts[before] in (FILL, LINK) and before > clause.start and scan.tokens[before] not in _RATES:
        before -= 1
    return scan.tokens[before] not in _RATES and scan.parts[before] != LABEL


def _governs(scan: Scan, denial: int, clause: range, places: Sequence[int]) -> bool:
    """Whether a denial reaches a number: only small words stand between, or it ends the clause."""
    for place in places:
        between = scan.parts[min(denial, place) + 1 : max(denial, place)]
        if denial < place and FREE not in between:
            return True
        if denial > place and not _CONTENT & set(scan.parts[denial + 1 : clause.stop]):
            return True
    return False


def _takes_back(scan: Scan, clause: range) -> bool:
    """ "6, no": a clause that only denies."""
    parts = set(scan.parts[clause.start : clause.stop])
    return bool(parts & {DENIAL, NOT}) and parts <= {DENIAL, NOT, USED}


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
