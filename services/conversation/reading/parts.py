"""What part does each word of a text play in a score: a number, a unit, a label, a denial, or nothing known?

Each part is one letter, so that a text becomes a string of parts and a rule about it a pattern over them.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.vocabulary import Language, OpenQuestion
from services.conversation import locales
from services.conversation.reading import words
from services.conversation.reading.numerals import MISSPELT, dictated
from services.conversation.reading.tokens import BREAK, PAUSE

_MOST_WALKS = 6
LABEL, LINK, WALKS, WALK, DID, OF, RANGE, FROM, NOT, BOTH, ALL, NONE, UNIT, NICE, MOOD, LATER, FILL, TIMES = (
    "LiwsvfrdnbaouNmkqt"
)
NUMBER, STRANGE, USED, HALF = "0", "?", "_", "h"
# A word that can change no number, and a denial: what it denies is looked at where it stands.
FREE, DENIAL = "x", "z"
ZERO, DONE, SKIP, PART, BODY = "ZDSPW"
# What was told of another day.
PASSED = "y"
_UNKNOWN = frozenset((FREE, STRANGE, DENIAL))
_AND, _THAN = locales.small_words("AND_SO"), words.beside_numbers("THAN")
_DICTATED = frozenset(locales.small_tables("HEARD_AS_NUMBERS"))
# In this order: the first table that knows a word gives its part.
_ORDER = (
    ("label", LABEL), ("walks", WALKS), ("walk", WALK), ("not", NOT), ("both", BOTH), ("all", ALL), ("none", NONE),
    ("range", RANGE), ("from", FROM), ("of", OF), ("did", DID), ("times", TIMES), ("unit", UNIT), ("link", LINK),
    ("later", LATER), ("nice", NICE), ("mood", MOOD), ("fill", FILL),
)  # fmt: skip
_CHANGERS = words.beside_numbers("CHANGERS")
_DENIES = words.joined("DENIALS") | words.by_role("DANGER")["CANT"]
_OVER = locales.small_words("OVER")
_MARKS = {mark: mark for mark in ("/", ":", "+", "-", PAUSE, BREAK)} | dict.fromkeys(_OVER, "/")
_STRANGE_MARKS = frozenset("%$€£<>^")
MEANINGS = {
    "done": DONE, "skip": SKIP, "part": PART, "stopped": BODY, "sore": BODY, "flare": BODY, "zero": ZERO, "half": HALF,
    "of": OF, "mood": MOOD, "at_least": STRANGE, "at_most": USED,
    "aside": USED,
}  # fmt: skip
_table = words.by_role("SCORE")
ALL_WORDS = _table["all"] | locales.small_words("ALL_OF")
_NUMBER_ENDINGS = locales.small_words("NUMBER_ENDINGS")


def _parts_of(*tables: dict[str, frozenset[str]]) -> dict[str, str]:
    """The part of each word; the first table that knows a word says."""
    found: dict[str, str] = {}
    for table in tables:
        for name, letter in _ORDER:
            for word in table.get(name, ()):
                found.setdefault(word, letter)
    for word in words.TODAY | words.YESTERDAY:
        found.setdefault(word, FILL)
    return found


_PART_OF = _parts_of(_table)
# In English "a" is an article, in Spanish it may join a range: a patient's own language is asked first.
_PARTS_IN = {language: _parts_of(words.roles_of(language, "SCORE"), _table) for language in Language}
NUMBERS_IN = {language: words.numbers(language) for language in Language}
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# "Only one" and "only 2" may tell the walks.
ONLY = words.joined("ONLY")
_PREPOSITIONS = words.joined("PREPOSITIONS")
# Before a shy number ("one") one of these parts must stand, or nothing.
_BEFORE_SHY = frozenset((LABEL, WALKS, LINK, RANGE, "-", "/", "+", OF, DID, ALL, PAUSE, BREAK, ":"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that means one thing: "had to stop" means stopped."""

    meaning: str
    first: int
    last: int


@dataclass(slots=True)
class Scan:
    """A text on its way through the passes: parts has one letter for each token, values the number of each number."""

    tokens: Sequence[str]
    parts: str
    values: dict[int, float]
    question: OpenQuestion
    planned: int
    walks: int | None = None
    ranged: bool = False
    doubtful: bool = False
    set_aside: list[float] = field(default_factory=list)

    def use(self, first: int, last: int, mark: str = USED) -> None:
        self.parts = self.parts[:first] + mark * (last - first) + self.parts[last:]

    def numbers(self) -> list[int]:
        return [i for i, part in enumerate(self.parts) if part == NUMBER]

    def walks_limit(self) -> int:
        """More walks than these are no number of walks."""
        return self.planned or _MOST_WALKS

    def take_walks(self, count: float, first: int, last: int) -> None:
        """Explain these tokens as a number of walks, unless it is none or another was told."""
        if count != int(count) or self.walks not in (None, int(count)):
            self.use(first, last, STRANGE)
            return
        self.walks = int(count)
        self.use(first, last)


def scan_of(
    tokens: Sequence[str], phrases: Sequence[Phrase], language: Language, question: OpenQuestion, planned: int
) -> Scan:
    numbers, known = NUMBERS_IN[language], _PARTS_IN[language]
    parts: list[str] = []
    values: dict[int, float] = {}
    for i, token in enumerate(tokens):
        value = _number(token, numbers)
        if value is not None and token in words.SHY_NUMBERS and not _stands_alone(tokens, parts, i, question):
            value = None
        if value is None:
            parts.append(part_of(token, known))
        else:
            values[i] = value
            parts.append(NUMBER)
    _settle_words_of_place(tokens, parts)
    if not _DICTATED.isdisjoint(tokens):
        _take_dictated(tokens, parts, values)
    if not values:
        _take_a_misspelt_number(tokens, parts, values, language)
    scan = Scan(tokens, "".join(parts), values, question, planned)
    scan.doubtful = any(_is_two_numbers(tokens[i]) for i in values if tokens[i][0].isdigit())
    for phrase in phrases:
        mark = MEANINGS.get(phrase.meaning)
        if phrase.meaning == "at_least" and _is_no_bound(scan, phrase):
            continue
        if mark and (NUMBER not in scan.parts[phrase.first : phrase.last] or phrase.meaning == "skip"):
            scan.use(phrase.first, phrase.first + 1, mark)
            scan.use(phrase.first + 1, phrase.last)
    return scan


def _take_dictated(tokens: Sequence[str], parts: list[str], values: dict[int, float]) -> None:
    for i in range(len(tokens)):
        value = dictated(tokens, i)
        if value is not None:
            values[i], parts[i] = value, NUMBER


def _settle_words_of_place(tokens: Sequence[str], parts: list[str]) -> None:
    """ "Over" and "than" change a number only beside one."""
    for i, token in enumerate(tokens):
        if token in _THAN and parts[i - 1 : i] == [FREE] and NUMBER not in parts[i + 1 : i + 5]:
            # "Meaner than a snake": no number is compared.
            parts[i] = FREE
        if token in _OVER and NUMBER not in parts[max(0, i - 1) : i]:
            parts[i] = STRANGE if NUMBER in parts[i + 1 : i + 3] else FREE


def _is_no_bound(scan: Scan, phrase: Phrase) -> bool:
    """ "And a bit wobbly": of what comes next, and no more of the number."""
    following = scan.parts[phrase.last : phrase.last + 1] == FREE
    return following and scan.tokens[phrase.first] in _AND


def _take_a_misspelt_number(
    tokens: Sequence[str], parts: list[str], values: dict[int, float], language: Language
) -> None:
    """The one word of a text that can only be a misspelt number, where no other word of its clause is unknown."""
    told = [(i, MISSPELT[language].meant_by(token)) for i, token in enumerate(tokens) if parts[i] in _UNKNOWN]
    found = [(i, value) for i, value in told if value is not None]
    if len(found) == 1 and all(i == found[0][0] for i, _ in told):
        place, value = found[0]
        values[place], parts[place] = value, NUMBER


def _number(token: str, numbers: dict[str, int]) -> float | None:
    if not token[0].isdigit():
        for ending in _NUMBER_ENDINGS:
            token = token.removesuffix(ending)
        return numbers.get(token)
    return _size(token.replace(",", ".")) if _PLAIN_NUMBER.fullmatch(token) else math.inf


def _is_two_numbers(token: str) -> bool:
    """ "3.8" may be 3 and 8; nobody tells a pain to the tenth, but for halves."""
    whole, _, fraction = token.replace(",", ".").partition(".")
    return fraction not in ("", "0", "5") and (len(fraction) > 1 or int(fraction) > int(whole) + 1)


def _size(digits: str) -> float:
    return float(digits) if len(digits) <= 6 else math.inf  # more digits are no score anyway


def _stands_alone(tokens: Sequence[str], parts: list[str], i: int, question: OpenQuestion) -> bool:
    after = tokens[i + 1] if i + 1 < len(tokens) else BREAK
    if after in ONLY and i + 2 < len(tokens):
        # "Une seule balade."
        after = tokens[i + 2]
    if part_of(after) in (WALK, WALKS) and i and tokens[i - 1] not in _PREPOSITIONS:
        # "And one walk", "solo una vuelta": it counts the walks.
        return True
    if i and tokens[i - 1] in ONLY:
        return question is OpenQuestion.WALKS
    alone = after in (BREAK, PAUSE, "/") or part_of(after) in (OF, RANGE, WALK)
    return alone and (not parts or parts[-1] in _BEFORE_SHY)


def part_of(token: str, known: Mapping[str, str] = _PART_OF) -> str:
    part = known.get(token) or _MARKS.get(token)
    if part:
        return part
    if len(token) == 1 and not token.isalpha():
        return STRANGE if token in _STRANGE_MARKS else USED
    if token in _DENIES:
        return DENIAL
    return STRANGE if token in _CHANGERS or not token[0].isalpha() else FREE


# Parts that stand beside a number and change nothing; a denial or a slash left over is not among them.
EXPLAINED = frozenset((
    LABEL, LINK, WALKS, WALK, DID, OF, RANGE, FROM, BOTH, ALL, UNIT, NICE, MOOD, LATER, FILL, NUMBER, USED,
    PART, BODY, ZERO, PASSED, BREAK, PAUSE, ":", "-", "+",
))  # fmt: skip


def is_everyday(token: str) -> bool:
    """Whether a word beside a command changes nothing of it: no denial, no unknown word."""
    return (part_of(token) in EXPLAINED and token not in words.SHY_NUMBERS) or token in words.POLITE
