"""Which parts of an event stand together in a text, in whatever order: a drug and a change, a death and whose phone?

A list of sentences can never be whole. A frame is a set of parts, each with what people say for it in one language
(locales/*_events.py), and of what must not stand beside them: a vaccine, a year long past, a visit. Whoever tells of
somebody else, or denies it, tells of no event.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import ModuleType

from schemas.vocabulary import ToldEvent
from services.conversation.reading import said, words
from services.conversation.reading.spelling import Speller
from services.conversation.reading.tokens import BREAK, PAUSE, plain
from services.conversation.reading.tokens import words as split


@dataclass(frozen=True, slots=True)
class Frame:
    """An event by its parts: one of the heads, one of each group beside it, and none of what must not stand there.

    whole: the parts may stand anywhere in the text, else in one clause. own_denial: its parts hold their denials
    themselves. of_another: it is told of somebody else, so that a person in it does not take it away. sure: it is of
    the patient; a death may be of somebody near.
    """

    event: ToldEvent
    gate: str
    heads: frozenset[str]
    beside: tuple[frozenset[str], ...]
    without: frozenset[str]
    whole: bool = False
    own_denial: bool = False
    of_another: bool = False
    sure: bool = True


def _frame(event: ToldEvent, gate: str, told: str, **how: bool) -> Frame:
    """ "A|B + C ! D": one of A and B, and C, and no D."""
    stands, _, without = told.partition(" ! ")
    heads, *beside = (frozenset(group.split("|")) for group in stands.split(" + "))
    return Frame(event, gate, heads, tuple(beside), frozenset(without.split("|")) - {""}, **how)


FRAMES = (
    _frame(
        ToldEvent.DEATH, "DEATH", "DIED|PARTED + THEIR_PHONE|YOUR_PATIENT|THEY_WONT|WRITER|TAKE_OFF ! LONG_AGO",
        whole=True, of_another=True,
    ),
    _frame(ToldEvent.DEATH, "DEATH", "DIED + CLOSE ! LONG_AGO|PETS", of_another=True, sure=False),
    _frame(ToldEvent.DEATH, "DEATH", "PARTED ! LONG_AGO|PETS", of_another=True, sure=False),
    _frame(ToldEvent.WRONG_PERSON, "SOMEBODY", "WRONG_NUMBER ! SLIPS|DIED|BODY", of_another=True),
    _frame(ToldEvent.WRONG_PERSON, "SOMEBODY", "SOMEBODY_ELSE ! JOKES|DIED|BODY", own_denial=True, of_another=True),
    _frame(ToldEvent.WRONG_PERSON, "SOMEBODY", "SOUGHT + HAS_IT_NO_MORE ! DIED", own_denial=True, of_another=True),
    _frame(ToldEvent.HOSPITAL, "HOSPITAL", "IN_HOSPITAL ! ONLY_NEAR|LONG_AGO"),
    _frame(ToldEvent.HOSPITAL, "HOSPITAL", "ADMITTED ! LONG_AGO"),
    _frame(ToldEvent.HOSPITAL, "HOSPITAL", "OPERATED ! NO_OPERATION|LONG_AGO"),
    _frame(ToldEvent.INJECTION_TODAY, "INJECTION", "SHOT + DONE ! VACCINE|LONG_AGO"),
    _frame(ToldEvent.PREGNANCY, "PREGNANCY", "PREGNANT ! LONG_AGO"),
    _frame(ToldEvent.NEW_MEDICINE, "MEDICINE", "CHANGED + DRUG|NAMED_DRUG ! AS_EVER|LONG_AGO"),
    _frame(ToldEvent.NEW_MEDICINE, "MEDICINE", "NAMED_DRUG + NOW_TAKES ! AS_EVER|LONG_AGO"),
    _frame(ToldEvent.NEW_MEDICINE, "MEDICINE", "PRESCRIBED ! LONG_AGO"),
    _frame(ToldEvent.MOVED_AWAY, "MOVE", "MOVED + AWAY ! MOVED_THINGS|LONG_AGO"),
    _frame(ToldEvent.MOVED_AWAY, "MOVE", "MOVED_AWAY ! MOVED_THINGS|LONG_AGO"),
    _frame(ToldEvent.MOVED_AWAY, "MOVE", "LIVES_ELSEWHERE ! LONG_AGO", own_denial=True),
    _frame(ToldEvent.NEW_NUMBER, "NUMBER", "OTHER_NUMBER ! SAME_NUMBER|SOMEBODY_ELSE", whole=True),
)  # fmt: skip
_MARKS = frozenset({BREAK, PAUSE})
_ENDS = _MARKS | words.of_events("BUT")
_DENIALS = words.joined("DENIALS")
_FIRST_PERSON = words.joined("FIRST_PERSON") | words.of_events("MORE_OF_ME")
_PRONOUNS = words.of_events("PRONOUNS")
_NAMES = words.of_events("NAMES")
_WRITTEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORD = re.compile(r"[a-z]{2,}")
# What may have a capital within a sentence and names nobody, and what has one at its start.
_NO_NAMES = words.of_events("NO_NAMES") | frozenset(words.WEEKDAYS) | frozenset(words.MONTHS)
_NO_NAMES_AT_FIRST = words.SPELLER.known | said.joined("SMALL") | said.joined("THANKS")
_SENTENCE_ENDS = '.!?…¡¿:;\n"“«('
_FEWEST = 4
_A_NAME = "NAME"
# A shorter word that nobody knows is too often another word: a patio is no passing.
_LONG_ENOUGH = 7


@dataclass(frozen=True, slots=True)
class _Language:
    """What one language says for each part, which words open each gate, and all the words that its parts hold.

    named are those that must hold a name; a name opens their gates. speller rights slips in the words that open one:
    "hopsital", "pregnent".
    """

    gates: Mapping[str, frozenset[str]]
    parts: Mapping[str, re.Pattern[str]]
    named: Mapping[str, re.Pattern[str]]
    words: frozenset[str]
    speller: Speller

    @classmethod
    def of(cls, module: ModuleType) -> "_Language":
        nothing = {frame.gate: frozenset[str]() for frame in FRAMES}
        gates = nothing | {name: frozenset(told.split()) for name, told in module.NEEDS.items()}
        opening = frozenset[str]().union(*gates.values())
        held = {word for told in module.PARTS.values() for word in _WORD.findall(" ".join(told))}
        parts, named = _compiled(module, named=False), _compiled(module, named=True)
        return cls(gates, parts, named, opening | held, Speller.of(opening))


def _compiled(module: ModuleType, *, named: bool) -> dict[str, re.Pattern[str]]:
    found = {
        name: [way for one in told for way in _ways(one) if _must_name(way) is named]
        for name, told in module.PARTS.items()
    }
    return {name: re.compile(rf"(?<!\S)(?:{'|'.join(told)})(?!\S)") for name, told in found.items() if told}


def _ways(pattern: str) -> Iterator[str]:
    """The ways to say a part: what stands between bars outside all brackets."""
    depth = first = 0
    for i, sign in enumerate(pattern):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            yield pattern[first:i]
            first = i + 1
    yield pattern[first:]


def _must_name(way: str) -> bool:
    return _A_NAME in way and not re.search(rf"\|{_A_NAME}|{_A_NAME}\|", way)


_LANGUAGES = tuple(_Language.of(module) for module in words.EVENTS)
_PEOPLE = words.of_events("PEOPLE") | words.joined("PERSONS")


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a text tells of, the places of the words that say so, and whether it is surely the patient's."""

    event: ToldEvent
    places: frozenset[int]
    sure: bool = True


def find(text: str, tokens: Sequence[str]) -> tuple[Told, ...]:
    """The events that a text tells of, the gravest first. text is as it was written: a capital may make a name."""
    if not any(token.isalpha() for token in tokens):
        return ()
    present, found = frozenset(tokens), dict[ToldEvent, Told]()
    names, slips = _names(text, present), [token for token in present if _may_be_a_slip(token)]
    for language in _LANGUAGES:
        righted = {slip: language.speller.right(slip) for slip in slips}
        spelled = [righted.get(token, token) for token in tokens] if slips else tokens
        for told in _of_language(language, spelled, names):
            known = found.get(told.event, Told(told.event, frozenset(), sure=False))
            found[told.event] = Told(told.event, known.places | told.places, sure=known.sure or told.sure)
    return tuple(found[event] for event in ToldEvent if event in found)


def _may_be_a_slip(token: str) -> bool:
    return len(token) >= _LONG_ENOUGH and token not in words.SPELLER.known


def _of_language(language: _Language, tokens: Sequence[str], names: Set[str]) -> Iterator[Told]:
    opened = [frame for frame in FRAMES if not language.gates[frame.gate].isdisjoint(tokens)]
    frames = opened + [frame for frame in FRAMES if frame not in opened and names]
    if not frames:
        return
    line = " ".join(_A_NAME if token in names else token for token in tokens)
    searched: dict[str, list[range]] = {}

    def places(name: str) -> list[range]:
        if name not in searched:
            tables = (language.parts, language.named) if names else (language.parts,)
            patterns = [table[name] for table in tables if name in table]
            searched[name] = [said.places(line, match) for pattern in patterns for match in pattern.finditer(line)]
        return searched[name]

    for frame in frames:
        heads = [place for name in sorted(frame.heads) for place in places(name)]
        if not heads:
            continue
        of_another = not frame.of_another and not places("WRITER")
        for clause in [range(len(tokens))] if frame.whole else said.clauses(tokens, _ENDS):
            stands = _stands(frame, clause, heads, places)
            if stands and any(_is_told(frame, tokens, head, of_another=of_another) for head in heads if head in stands):
                own = frozenset(i for place in stands for i in place if tokens[i] in language.words)
                yield Told(frame.event, own, sure=frame.sure)


def _stands(frame: Frame, clause: range, heads: Sequence[range], places: Callable[[str], list[range]]) -> list[range]:
    """What makes a frame within a clause: a head and all that goes beside it, and nothing that speaks against it."""

    def here(names: frozenset[str]) -> list[range]:
        return [place for name in names for place in places(name) if place.start in clause]

    within = [place for place in heads if place.start in clause]
    beside = [here(group) for group in frame.beside]
    if not within or here(frame.without) or not all(beside):
        return []
    return [*within, *(place for group in beside for place in group)]


def _is_told(frame: Frame, tokens: Sequence[str], head: range, *, of_another: bool) -> bool:
    """Whether a head is neither denied nor of somebody else."""
    first = _start_of_clause(tokens, head.start)
    if not frame.own_denial and not _DENIALS.isdisjoint(tokens[max(first, head.start - 3) : head.start]):
        return False
    return not (of_another and _is_of_another(tokens, first, head.start))


def _start_of_clause(tokens: Sequence[str], place: int) -> int:
    while place and tokens[place - 1] not in _ENDS:
        place -= 1
    return place


def _is_of_another(tokens: Sequence[str], first: int, place: int) -> bool:
    """A person before it in its clause and no first person between; or "she", after a person was named."""
    before = tokens[first:place]
    person = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _PEOPLE - _PRONOUNS), None)
    if person is not None:
        return _FIRST_PERSON.isdisjoint(before[person + 1 :])
    named = not _PEOPLE.isdisjoint(tokens[:first])
    return named and not _PRONOUNS.isdisjoint(before) and _FIRST_PERSON.isdisjoint(before)


def _names(text: str, tokens: Set[str]) -> frozenset[str]:
    """Words with a capital within a sentence, or at its start where nobody knows them; none where all have one."""
    known = _NAMES & tokens
    if text.islower():
        return known
    written = list(_WRITTEN.finditer(text))
    capital = [found for found in written if found.group()[0].isupper()]
    if len(written) >= _FEWEST and len(capital) * 2 > len(written):
        return known
    names = set(known)
    for found in capital:
        spelled = [token for token in split(plain(found.group())) if token.isalpha()]
        before = text[: found.start()].rstrip(" ")
        within = bool(before) and before[-1] not in _SENTENCE_ENDS
        names.update(
            token for token in spelled if token not in _NO_NAMES and (within or token not in _NO_NAMES_AT_FIRST)
        )
    return frozenset(names)
