"""Do the words beside a score leave it what it says? A closed class can change it; any other word is read by itself.

Only the clause of the number counts, and what another clause opens with; a reason, a contrast, a new subject open one.
"""

from collections.abc import Sequence

from services.conversation import locales
from services.conversation.reading import said, words
from services.conversation.reading.parts import (
    BODY,
    DENIAL,
    EXPLAINED,
    FILL,
    FREE,
    LABEL,
    LINK,
    MOOD,
    NOT,
    NUMBER,
    USED,
    ZERO,
    Scan,
)
from services.conversation.reading.tokens import BREAK, PAUSE

_MARKS = frozenset((BREAK, PAUSE))
_DOUBTS = words.joined("DOUBTS")
_CONTENT = frozenset((FREE, MOOD, BODY, LABEL))
_COUNTS, _NO_THINGS = words.beside_numbers("COUNTS"), words.beside_numbers("NO_THINGS") | said.joined("THANKS")
_CORRECTIONS = words.beside_numbers("CORRECTIONS")
_SURE_DOUBTS = locales.small_words("SURE_DOUBTS")
_RAISERS, _WHEN = words.beside_numbers("RAISERS"), words.beside_numbers("WHEN")
_DENIALS = words.joined("DENIALS")
_SMALL_TALK = words.POLITE | locales.small_words("OPENERS")
# "6 because I sat through it", "8 and I wish it over": what comes next changes no number.
_EVEN = locales.small_words("EVEN_OR_UNTIL")
_ASKS = locales.small_words("ASKS")
_REASONS, _JOINS = words.beside_numbers("REASONS"), words.beside_numbers("JOINS")
_SUBJECTS = words.beside_numbers("SUBJECTS")
_AT_TIMES, _RATES = words.beside_numbers("AT_TIMES"), words.beside_numbers("RATES")


def is_explained(scan: Scan, *, asked: bool) -> bool:
    """Whether no word beside the numbers can change what they say; any other word is handed on to be read (unread.py).

    asked: pain was asked about, or walks and one number told; else a label must name the pain.
    """
    if set(scan.parts) <= EXPLAINED:
        return True
    doubts = _DOUBTS - _CORRECTIONS if len(scan.numbers()) > 1 else _DOUBTS
    clauses = _clauses(scan)
    highest = max(scan.values[i] for i in scan.numbers()) if scan.numbers() else 0
    told = [clause for clause in clauses if _tells(scan, clause, highest)]
    if not told or not (asked or any(LABEL in scan.parts[c.start : c.stop] for c in told)):
        return False
    if any(_is_in_doubt(scan, clause, doubts, told=clause in told) for clause in clauses):
        return False
    after = clauses[clauses.index(told[-1]) + 1 :]
    return all(_leaves_number(scan, clause) for clause in told) and not any(_takes_back(scan, c) for c in after)


def _clauses(scan: Scan) -> list[range]:
    """The clauses of a text; a reason, a contrast and a new subject behind a number open one of their own."""
    found = []
    for clause in said.clauses(scan.parts, _MARKS):
        first = clause.start
        for i in clause:
            if (
                i > first
                and _opens_a_clause(scan, i, clause)
                and any(scan.parts[k] in (NUMBER, ZERO) for k in range(first, i))
            ):
                found.append(range(first, i))
                first = i
        found.append(range(first, clause.stop))
    return found


def _opens_a_clause(scan: Scan, i: int, clause: range) -> bool:
    token = scan.tokens[i]
    if token in _REASONS:
        return True
    return (token in _JOINS or token in _ASKS) and i + 1 < clause.stop and scan.tokens[i + 1] in _SUBJECTS


def _is_in_doubt(scan: Scan, clause: range, doubts: frozenset[str], *, told: bool) -> bool:
    """A doubt beside the number, or one that opens another clause: "2, if I sit"; "wrong" and "joking" anywhere."""
    places = [i for i in clause if scan.tokens[i] in doubts and scan.parts[i] != USED and not _is_even(scan, i)]
    if told:
        return bool(places)
    first = next((i for i in clause if scan.tokens[i] not in _SMALL_TALK), clause.start)
    return any(i <= first or scan.tokens[i] in _SURE_DOUBTS for i in places)


def _is_even(scan: Scan, i: int) -> bool:
    """ "Ya hasta barrí": even, and no "until"."""
    after = scan.parts[i + 1 : i + 2]
    return scan.tokens[i] in _EVEN and after == FREE


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
    plural = thing.endswith("s") and not thing.endswith("mos") and len(thing) > 3 and thing not in _NO_THINGS
    return before in _COUNTS or plural


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


def is_raised(scan: Scan) -> bool:
    """ "5, more when I walk": behind the last number it is more at another time, and nobody says how much."""
    if _RAISERS.isdisjoint(scan.tokens):
        return False
    last = max(scan.numbers(), default=len(scan.tokens))
    for i in range(last + 1, len(scan.tokens) - 1):
        if scan.tokens[i] in _RAISERS and not _WHEN.isdisjoint(scan.tokens[i + 1 : i + 3]):
            return scan.tokens[i - 1] not in _DENIALS
    return False
