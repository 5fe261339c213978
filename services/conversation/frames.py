"""Which parts of danger stand together in one clause, in whatever order and spelling? A full frame is danger.

A list of sentences can never be whole. A frame is a set of parts (a place and a change, a function and its failure, a
wish and an end), each with all words for it (locales/*_frames.py). Half a frame beside words that nothing accounted
for is caution: so an unknown word raises, and silences nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType

from schemas.vocabulary import Tier
from services.conversation import said, words
from services.conversation.danger import Danger, Standing
from services.conversation.lattice import Lattice
from services.conversation.locales import common, en_frames, es_frames, fr_frames
from services.conversation.tokens import BREAK, PAUSE

# "A|B + C": one of A and B, and C, in one clause. "! D": and no D there.
_CRISIS = (
    "SURELY_DIE ! FUNNY",
    "WANT + DIE ! FUNNY",
    "NOT + POINT + LIVE ! FUNNY|WAY",
    "BETTER + WITHOUT_ME",
    "TAKE + MANY + PILLS",
    "WANT + TAKE + TOTAL + PILLS",
    "HAVE + WEAPON ! FUNNY|HOUSE",
    "DESPAIR + WITHOUT_ME|WEAPON",
    "GOODBYE + WITHOUT_ME",
    "GOODBYE + DESPAIR",
)
_EMERGENCY = (
    "SADDLE + NUMB|ODD",
    "FUNCTION + CANT ! WAY|HOUSE",
    "FUNCTION + TROUBLE|ACCIDENT ! WAY|HOUSE",
    "FUNCTION + LEAK ! HOUSE",
    "FUNCTION + NUMB ! LEG",
    "FUNCTION + ODD ! HOUSE",
    "LEAK + SELF|TRIGGER|NUMB|ACCIDENT ! HOUSE",
    "SIT + UNREAL",
    "WET + SELF ! RAIN",
    "NOT + GONE ! NEED|FINE|FUNNY|HOUSE",
    "LEG + MOTOR",
    "LEG + CANT + MOVE ! ACHE",
    "LEG + TRIP + OWN",
    "SIDES + ACHE|NUMB|MOTOR ! BACK",
    "CHEST + PRESS",
    "BREATH + SHORT",
    "CALF + CLOT",
    "BLOOD + BRINGS",
    "FACE + STROKE",
)
_URGENT = (
    "FEVER ! FUNNY|RAIN",
    "FALL ! PILLS|FUNNY",
    "FAINT",
    "CRASH + VEHICLE",
    "LOST + WEIGHT ! DIET",
    "THEY_FELL",
    "TEMP + HOT",
    "WOUND + SMELL",
)
# Half a frame: a person reads it within the hour, if words of its clause are unread.
_HALF = (
    "SADDLE", "FUNCTION ! FINE|HOUSE", "LEAK ! HOUSE", "DIE", "DESPAIR", "STUPID", "WITHOUT_ME", "SIDES ! FINE",
    "CHEST", "FAINT", "CRASH", "STROKE", "BLOOD", "LEG + CANT", "TAKE + TOTAL + PILLS", "GOODBYE + FOREVER",
    "MEANS + WANT|NOT", "WAKES + NIGHT", "HAPPEN", "BREATH + CANT|NOT", "CALF + NUMB|ODD", "PILLS + MANY", "LEG + ODD",
    "LOST + WEIGHT", "GOODBYE",
)  # fmt: skip
_MODULES: tuple[ModuleType, ...] = (en_frames, es_frames, fr_frames)
_NAMES = sorted({name for module in _MODULES for name in module.CONCEPTS} | {"FUNNY", "HOT"})
_BIT = {name: 1 << i for i, name in enumerate(_NAMES)}
_WIDTH = len(_NAMES)
_ONE_LANGUAGE = (1 << _WIDTH) - 1
_SHIFTS = tuple(i * _WIDTH for i in range(len(_MODULES)))
# What a denial before it takes away; "cannot" and "never" are parts of danger themselves.
_DENIABLE = sum(
    _BIT[name] << shift
    for name in (
        "NUMB", "ODD", "TROUBLE", "LEAK", "ACCIDENT", "MOTOR", "ACHE", "FEVER", "FALL", "CRASH", "FAINT", "CLOT",
        "STROKE", "DIET", "WANT", "DIE", "SURELY_DIE", "WET", "TRIP", "PRESS", "HAPPEN", "DESPAIR", "LOST", "SHORT",
    )
    for shift in _SHIFTS
)  # fmt: skip
_DENIALS = words.joined("DENIALS")
_COMPANY = words.joined("DENIAL_COMPANY") | frozenset(
    "even trying am im hacer haciendo faire doing being getting".split()
)
_OR = frozenset("or nor o ni ou".split())
_FIRST_PERSON = words.joined("FIRST_PERSON")
_PERSONS = words.joined("PERSONS") | frozenset(w for m in _MODULES for w in m.PERSONS.split())
_ROLES = words.by_role("DANGER")
_GONE, _AGAIN = _ROLES["GONE"], words.joined("AGAIN")
# When these are gone it is no better.
_LOST_WHEN_GONE = _ROLES["FEEL"] | _ROLES["HOLD"] | _ROLES["STRENGTH"]
# Whoever writes for the patient speaks of the patient.
_PROXY = frozenset("typing writing texting escribo escribiendo ecris behalf".split())
_BUT = frozenset("but pero mais though although aunque".split())
_IDIOMS = re.compile(rf"\b(?:{'|'.join(pattern for module in _MODULES for pattern in module.IDIOMS)})\b")
_MOST_BACK = 8


# Four masks of which a clause must hold one bit each (all bits where fewer are asked), what it must not hold, the name.
_Frame = tuple[int, int, int, int, int, str]
_ANY_PART = -1


def _frames(told: Sequence[str]) -> list[_Frame]:
    def mask(names: str) -> int:
        return sum(_BIT[name] for name in names.split("|"))

    found = []
    for rule in told:
        needs, _, without = rule.partition(" ! ")
        masks = [*map(mask, needs.split(" + ")), _ANY_PART, _ANY_PART, _ANY_PART]
        found.append((masks[0], masks[1], masks[2], masks[3], mask(without) if without else 0, rule))
    return found


_FULL: tuple[tuple[_Frame, Tier, bool], ...] = (
    *((frame, Tier.EMERGENCY, True) for frame in _frames(_CRISIS)),
    *((frame, Tier.EMERGENCY, False) for frame in _frames(_EMERGENCY)),
    *((frame, Tier.URGENT, False) for frame in _frames(_URGENT)),
)
_HALF_FRAMES = _frames(_HALF)


_Runs = dict[tuple[str, str], tuple[tuple[tuple[str, ...], int], ...]]


def _tables() -> tuple[dict[str, int], _Runs]:
    """The parts of single words, and runs of words by their first two."""
    single: dict[str, int] = {}
    runs: dict[tuple[str, ...], int] = {}
    for module, shift in zip(_MODULES, _SHIFTS, strict=True):
        for name, told in {**module.CONCEPTS, "FUNNY": module.FUNNY}.items():
            for entry in told.split():
                run = tuple(entry.split("_"))
                if len(run) == 1:
                    single[entry] = single.get(entry, 0) | _BIT[name] << shift
                else:
                    runs[run] = runs.get(run, 0) | _BIT[name] << shift
    by_start: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = {}
    for run, mask in runs.items():
        by_start.setdefault((run[0], run[1]), []).append((run, mask))
    return single, {start: tuple(entries) for start, entries in by_start.items()}


_SINGLE, _RUNS = _tables()
_HOT = sum(_BIT["HOT"] << shift for shift in _SHIFTS)
# No word of a frame as it stands: a misspelling, or any other word.
_UNHEARD = -1
_LATTICE = Lattice.of({*_SINGLE, *(word for entries in _RUNS.values() for run, _ in entries for word in run)})
_RIGHT = words.SPELLER.known | frozenset(common.WORDS.split())


@dataclass(frozen=True, slots=True)
class Heard:
    """The dangers in a text by full frames, and the places of clauses that hold half a frame."""

    dangers: tuple[Danger, ...]
    halves: tuple[range, ...]


_NOTHING = Heard((), ())


def is_part(word: str) -> bool:
    """Whether a word plays a part in any frame."""
    return word in _SINGLE


def idiom_places(tokens: Sequence[str]) -> frozenset[int]:
    """The places of the words of idioms: "fell in love" is no fall. Numbers in them keep their meaning."""
    line = " ".join(tokens)
    found = (i for match in _IDIOMS.finditer(line) for i in said.places(line, match))
    return frozenset(i for i in found if not tokens[i][0].isdigit())


def parts_in(tokens: Sequence[str], raw: Sequence[str]) -> tuple[list[int], list[int]]:
    """For each word the parts that it plays, and how many words the longest run takes that begins there.

    A word may be meant as written or as righted: for danger both count.
    """
    masks, spans = [_SINGLE.get(token, _UNHEARD) for token in tokens], [1] * len(tokens)
    options = _options(tokens, raw)
    for i, words_here in enumerate(options):
        if masks[i] == _UNHEARD:
            masks[i] = _HOT if tokens[i][0].isdigit() and _is_fever(tokens[i]) else 0
        if len(words_here) > 1:
            for word in words_here:
                masks[i] |= _SINGLE.get(word, 0)
    for i, (here, there) in enumerate(pairwise(options)):
        for start in ((first, second) for first in here for second in there):
            for run, parts in _RUNS.get(start, ()):
                if _fits_at(run, i, options):
                    masks[i] |= parts
                    spans[i] = max(spans[i], len(run))
    return masks, spans


def _options(tokens: Sequence[str], raw: Sequence[str]) -> list[Sequence[str]]:
    """The words that may be meant at each place; of a word that nobody knows, all that it may stand for."""
    options: list[Sequence[str]] = []
    meant: dict[str, Sequence[str]] = {}
    for token, written in zip(tokens, raw, strict=True):
        if written == token and (token in _RIGHT or token in _SINGLE or not token.isalpha()):
            options.append((token,))
            continue
        if written not in meant:
            known = written in _RIGHT or written in _SINGLE
            meant[written] = () if known else _LATTICE.meant_by(written)
        options.append((token, written, *meant[written]))
    return options


def _fits_at(run: Sequence[str], first: int, options: Sequence[Sequence[str]]) -> bool:
    return first + len(run) <= len(options) and all(word in options[first + k] for k, word in enumerate(run))


def _is_fever(number: str) -> bool:
    """Degrees of a fever: 38-42 Celsius, 100-106 Fahrenheit."""
    whole = number.replace(",", ".").partition(".")[0]
    return len(whole) <= 3 and (38 <= int(whole) <= 42 or 100 <= int(whole) <= 106)


def find(tokens: Sequence[str], masks: Sequence[int], spans: Sequence[int]) -> Heard:
    """Every frame in the words of a text, by the parts that they play."""
    if not any(masks):
        return _NOTHING
    dangers: list[Danger] = []
    halves: list[range] = []
    whole = 0
    for clause in _clauses(tokens):
        meant, denied = _of_clause(tokens, masks, clause)
        whole |= meant
        full = _fit(meant)
        places = [place for i in clause if masks[i] for place in range(i, i + spans[i])]
        other = full and (full[0][0][5] == "THEY_FELL" or _is_of_another(tokens, masks, clause))
        standing = Standing.OTHER if other else Standing.MEANT
        dangers += [Danger(tier, crisis, standing, frame[5], places) for frame, tier, crisis in full]
        if not full and denied:
            of_denied = _fit(meant | denied)[:1]
            dangers += [Danger(tier, crisis, Standing.DENIED, f[5], places) for f, tier, crisis in of_denied]
        if not full and meant and _is_half(meant):
            halves.append(clause)
    if not dangers and whole and _fit(whole):
        halves.append(range(len(tokens)))
    return Heard(tuple(dangers), tuple(halves))


def _fit(mask: int) -> list[tuple[_Frame, Tier, bool]]:
    """The frames that are full within one language."""
    found = []
    for shift in _SHIFTS:
        part = (mask >> shift) & _ONE_LANGUAGE
        if part:
            for entry in _FULL:
                a, b, c, d, without, _ = entry[0]
                if part & a and part & b and part & c and part & d and not part & without:
                    found.append(entry)
    return found


def _is_half(mask: int) -> bool:
    """Whether half a frame stands in one language, or in all together."""
    parts = {(mask >> shift) & _ONE_LANGUAGE for shift in _SHIFTS}
    union = 0
    for part in parts:
        union |= part
    for part in (parts | {union}) - {0}:
        for a, b, c, d, without, _ in _HALF_FRAMES:
            if part & a and part & b and part & c and part & d and not part & without:
                return True
    return False


def _clauses(tokens: Sequence[str]) -> Iterator[range]:
    first = 0
    for i in range(len(tokens) + 1):
        if i == len(tokens) or tokens[i] in (BREAK, PAUSE) or tokens[i] in _BUT:
            if i > first:
                yield range(first, i)
            first = i + 1


def _of_clause(tokens: Sequence[str], masks: Sequence[int], clause: range) -> tuple[int, int]:
    """The parts that a clause means, and those that it denies."""
    meant = denied = 0
    for i in clause:
        mask = masks[i]
        if mask & _DENIABLE and (_is_denied(tokens, masks, i, clause.start) or _is_gone(tokens, i, clause)):
            meant |= mask & ~_DENIABLE
            denied |= mask & _DENIABLE
        else:
            meant |= mask
    return meant, denied


def _is_denied(tokens: Sequence[str], masks: Sequence[int], place: int, first: int) -> bool:
    """A denial governs its own item, through "or"; two denials ("not without") leave a doubt, and doubt is danger."""
    i = place - 1
    while i >= max(first, place - _MOST_BACK):
        if tokens[i] in _DENIALS:
            return not _is_doubled(tokens, i, first)
        listed = masks[i] and (tokens[i + 1] in _OR or not masks[i] & _DENIABLE)
        if not (tokens[i] in _COMPANY or tokens[i] in _OR or listed):
            return False
        i -= 1
    return False


def _is_spanish_i_have(tokens: Sequence[str], i: int) -> bool:
    """ "He perdido": in Spanish this "he" is the writer."""
    return tokens[i] == "he" and i + 1 < len(tokens) and tokens[i + 1].endswith(("ado", "ido"))


def _is_gone(tokens: Sequence[str], place: int, clause: range) -> bool:
    """ "The numbness in my groin has gone": the clause ends in it, and nothing says that it is back."""
    gone = next((i for i in range(place + 1, clause.stop) if tokens[i] in _GONE), None)
    if gone is None or not _LOST_WHEN_GONE.isdisjoint(tokens[clause.start : gone]):
        return False
    return all(tokens[i] in words.POLITE or tokens[i] in words.TODAY for i in range(gone + 1, clause.stop)) and (
        _AGAIN.isdisjoint(tokens[clause.stop :])
    )


def _is_doubled(tokens: Sequence[str], denial: int, first: int) -> bool:
    i = denial - 1
    while i >= first and tokens[i] in _COMPANY:
        if tokens[i] in _DENIALS:
            return True
        i -= 1
    return i >= first and tokens[i] in _DENIALS


def _is_of_another(tokens: Sequence[str], masks: Sequence[int], clause: range) -> bool:
    """A person at the head of a clause, and no I, me or my between them and the first word of danger."""
    if not _PROXY.isdisjoint(tokens):
        return False
    person = next((i for i in clause if tokens[i] in _PERSONS and not _is_spanish_i_have(tokens, i)), None)
    if person is None:
        return False
    danger = next((i for i in range(person + 1, clause.stop) if masks[i] & _DENIABLE), clause.stop)
    return not any(tokens[i] in _FIRST_PERSON for i in range(person + 1, danger))
