"""Which parts of danger stand together in one clause, in whatever order and spelling? A full frame is danger.

A list of sentences can never be whole. A frame is a set of parts (a place and a change, a function and its failure, a
wish and an end), each with all words for it (locales/*_frames.py). Half a frame beside words that nothing accounted
for is caution: so an unknown word raises, and silences nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
)
_EMERGENCY = (
    "SADDLE + NUMB|ODD",
    "FUNCTION + CANT ! WAY|HOUSE",
    "FUNCTION + TROUBLE|ACCIDENT ! WAY|HOUSE",
    "FUNCTION + LEAK ! HOUSE",
    "FUNCTION + NUMB ! LEG",
    "FUNCTION + ODD ! HOUSE",
    "LEAK + SELF|TRIGGER ! HOUSE",
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
_URGENT = ("FEVER ! FUNNY|RAIN", "FALL ! PILLS|FUNNY", "FAINT", "CRASH + VEHICLE", "LOST + WEIGHT ! DIET", "THEY_FELL")
# Half a frame: a person reads it within the hour, if words of its clause are unread.
_HALF = (
    "SADDLE", "FUNCTION ! FINE|HOUSE", "LEAK ! HOUSE", "DIE", "DESPAIR", "STUPID", "WITHOUT_ME", "SIDES ! FINE", "CHEST", "FAINT", "CRASH",
    "STROKE", "BLOOD", "LEG + CANT", "TAKE + TOTAL + PILLS", "GOODBYE + FOREVER", "MEANS + WANT|NOT", "WAKES + NIGHT", "HAPPEN",
    "BREATH + CANT|NOT", "CALF + NUMB|ODD", "PILLS + MANY", "LEG + ODD", "LOST + WEIGHT", "GOODBYE",
)  # fmt: skip
_MODULES: tuple[ModuleType, ...] = (en_frames, es_frames, fr_frames)
_NAMES = sorted({name for module in _MODULES for name in module.CONCEPTS} | {"FUNNY"})
_BIT = {name: 1 << i for i, name in enumerate(_NAMES)}
_WIDTH = len(_NAMES)
_ONE_LANGUAGE = (1 << _WIDTH) - 1
_SHIFTS = tuple(i * _WIDTH for i in range(len(_MODULES)))
# What a denial before it takes away; "cannot" and "never" are parts of danger themselves.
_DENIABLE = sum(
    _BIT[name] << shift
    for name in (
        "NUMB", "ODD", "TROUBLE", "LEAK", "ACCIDENT", "MOTOR", "ACHE", "FEVER", "FALL", "CRASH", "FAINT", "CLOT", "STROKE", "DIET",
        "WANT", "DIE", "SURELY_DIE", "WET", "TRIP", "PRESS", "HAPPEN", "DESPAIR", "LOST", "SHORT",
    )
    for shift in _SHIFTS
)  # fmt: skip
_DENIALS = words.joined("DENIALS")
_COMPANY = words.joined("DENIAL_COMPANY") | frozenset("even trying am im".split())
_OR = frozenset("or nor o ni ou".split())
_FIRST_PERSON = words.joined("FIRST_PERSON")
_PERSONS = words.joined("PERSONS") | frozenset(w for m in _MODULES for w in m.PERSONS.split())
_ROLES = words.by_role("DANGER")
_GONE, _AGAIN = _ROLES["GONE"], words.joined("AGAIN")
# When these are gone it is no better.
_LOST_WHEN_GONE = _ROLES["FEEL"] | _ROLES["HOLD"] | _ROLES["STRENGTH"]
_BUT = frozenset("but pero mais though although aunque".split())
_IDIOMS = re.compile(rf"\b(?:{'|'.join(pattern for module in _MODULES for pattern in module.IDIOMS)})\b")
_MOST_BACK = 8


@dataclass(frozen=True, slots=True)
class _Frame:
    name: str
    needs: tuple[int, ...]
    without: int

    def fits(self, mask: int) -> bool:
        return not mask & self.without and all(mask & need for need in self.needs)


def _frames(told: Sequence[str]) -> tuple[_Frame, ...]:
    def mask(names: str) -> int:
        return sum(_BIT[name] for name in names.split("|"))

    found = []
    for rule in told:
        needs, _, without = rule.partition(" ! ")
        found.append(_Frame(rule, tuple(map(mask, needs.split(" + "))), mask(without) if without else 0))
    return tuple(found)


_FULL: tuple[tuple[_Frame, Tier, bool], ...] = (
    *((frame, Tier.EMERGENCY, True) for frame in _frames(_CRISIS)),
    *((frame, Tier.EMERGENCY, False) for frame in _frames(_EMERGENCY)),
    *((frame, Tier.URGENT, False) for frame in _frames(_URGENT)),
)
_HALF_FRAMES = _frames(_HALF)


def _tables() -> tuple[dict[str, int], dict[str, tuple[tuple[tuple[str, ...], int], ...]]]:
    """The parts of single words, and runs of words by their first."""
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
    by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for run, mask in runs.items():
        by_first.setdefault(run[0], []).append((run, mask))
    return single, {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in by_first.items()}


_SINGLE, _RUNS = _tables()
_LATTICE = Lattice.of(_SINGLE)
_RIGHT = words.SPELLER.known | frozenset(common.WORDS.split())


@dataclass(frozen=True, slots=True)
class Heard:
    """The dangers in a text by full frames, and the places of clauses that hold half a frame."""

    dangers: tuple[Danger, ...]
    halves: tuple[range, ...]


_NOTHING = Heard((), ())


def without_idioms(tokens: Sequence[str]) -> Sequence[str]:
    """The words with those of an idiom made neutral: "fell in love" is no fall."""
    line = " ".join(tokens)
    if _IDIOMS.search(line) is None:
        return tokens
    kept = list(tokens)
    for match in _IDIOMS.finditer(line):
        for i in said.places(line, match):
            if not kept[i][0].isdigit():
                kept[i] = NEUTRAL
    return kept


NEUTRAL = "~"


def find(tokens: Sequence[str], raw: Sequence[str]) -> Heard:
    """Every frame in the words of a text, as righted and as written; idioms are neutral already."""
    masks, spans = _masks(tokens)
    if raw != tokens:
        masks, spans = _both(masks, spans, *_masks([r if t != NEUTRAL else t for r, t in zip(raw, tokens, strict=True)]))
    if not any(masks):
        return _NOTHING
    dangers: list[Danger] = []
    halves: list[range] = []
    whole = 0
    for clause in _clauses(tokens):
        meant, denied = _of_clause(tokens, masks, spans, clause)
        whole |= meant
        full = list(_fit(meant, _FULL))
        other = full and (full[0][0].name == "THEY_FELL" or _is_of_another(tokens, masks, clause))
        standing = Standing.OTHER if other else Standing.MEANT
        places = [place for i in clause if masks[i] for place in range(i, i + spans[i])]
        dangers += [Danger(tier, crisis, standing, frame.name, places) for frame, tier, crisis in full]
        if not full and denied:
            dangers += [
                Danger(tier, crisis, Standing.DENIED, frame.name, places)
                for frame, tier, crisis in list(_fit(meant | denied, _FULL))[:1]
            ]
        if not full and any(frame.fits(part) for part in _parts(meant) for frame in _HALF_FRAMES):
            halves.append(clause)
    if not dangers and any(True for _ in _fit(whole, _FULL)):
        halves.append(range(len(tokens)))
    return Heard(tuple(dangers), tuple(halves))


def _parts(mask: int) -> Iterator[int]:
    """The parts in each language, and all together."""
    union = 0
    for shift in _SHIFTS:
        part = (mask >> shift) & _ONE_LANGUAGE
        union |= part
        if part:
            yield part
    yield union


def _fit(mask: int, frames: Sequence[tuple[_Frame, Tier, bool]]) -> Iterator[tuple[_Frame, Tier, bool]]:
    """The frames that are full within one language."""
    parts = [part for shift in _SHIFTS if (part := (mask >> shift) & _ONE_LANGUAGE)]
    for entry in frames:
        if any(entry[0].fits(part) for part in parts):
            yield entry


def _masks(tokens: Sequence[str]) -> tuple[list[int], list[int]]:
    """For each word the parts that it plays, and how many words the longest run takes that begins there."""
    masks, spans = [0] * len(tokens), [1] * len(tokens)
    for i, token in enumerate(tokens):
        if not token.isalpha():
            continue
        mask = _SINGLE.get(token)
        if mask is None:
            mask = 0 if token in _RIGHT else _LATTICE.parts_of(token)
        masks[i] |= mask
        for run, parts in _RUNS.get(token, ()):
            if tuple(tokens[i : i + len(run)]) == run:
                masks[i] |= parts
                spans[i] = max(spans[i], len(run))
    return masks, spans


def _both(
    masks: list[int], spans: list[int], other_masks: list[int], other_spans: list[int]
) -> tuple[list[int], list[int]]:
    """A word may be meant as written or as righted: for danger both count."""
    either = [a | b for a, b in zip(masks, other_masks, strict=True)]
    return either, [max(pair) for pair in zip(spans, other_spans, strict=True)]


def _clauses(tokens: Sequence[str]) -> Iterator[range]:
    first = 0
    for i in range(len(tokens) + 1):
        if i == len(tokens) or tokens[i] in (BREAK, PAUSE) or tokens[i] in _BUT:
            if i > first:
                yield range(first, i)
            first = i + 1


def _of_clause(tokens: Sequence[str], masks: Sequence[int], spans: Sequence[int], clause: range) -> tuple[int, int]:
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
    person = next((i for i in clause if tokens[i] in _PERSONS and not _is_spanish_i_have(tokens, i)), None)
    if person is None:
        return False
    danger = next((i for i in range(person + 1, clause.stop) if masks[i] & _DENIABLE), clause.stop)
    return not any(tokens[i] in _FIRST_PERSON for i in range(person + 1, danger))

