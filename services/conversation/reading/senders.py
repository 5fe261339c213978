"""Who wrote a text that answers nothing: somebody with a wrong number, a mourner, a machine?"""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.vocabulary import Absent, ReplyKind, ToldEvent
from services.conversation import locales
from services.conversation.reading import events, said, taking_apart, words
from services.conversation.reading.reading import Reading
from services.conversation.reading.tokens import BREAK, PAUSE

_WRONG = said.Sentences.of(said.patterns("WRONG_PERSON"), said.joined("WRONG_WORDS"))
_SLIPS = said.joined("SLIPS")
_PRONOUNS = "|".join(sorted(said.joined("DEATH_PRONOUNS")))
_DEATH_WORDS = said.joined("DEATH_WORDS")
_DIED = said.Sentences.of(said.patterns("DIED"), _DEATH_WORDS)
_DEAD_OF_PRONOUN = said.Sentences.of(
    [rf"(?:{_PRONOUNS}) (?:{told})" for told in said.patterns("DEAD_OF_PRONOUN")], _DEATH_WORDS
)
_MOURNER = said.Sentences.of(said.patterns("MOURNER"), locales.small_words("MOURNER_WORDS"))
_IS_DEAD = said.Sentences.of(said.patterns("DEAD_OF_PRONOUN"), _DEATH_WORDS)
_POSSESSIVES = said.joined("POSSESSIVES")
# Of these words nobody makes a joke.
_SURE = locales.small_words("SURELY_DIED")
_NO_NAMES = said.joined("NO_NAMES") | (words.joined("PERSONS") - locales.small_words("HE_OR_SHE"))
_PRONOUN_WORDS = said.joined("DEATH_PRONOUNS")
_AUTO = said.Sentences.of(said.patterns("AUTO_REPLY"), said.joined("AUTO_WORDS"))
_DRIVING = re.compile("|".join(said.patterns("DRIVING")))
_AUTO_TALK = said.joined("AUTO_TALK")
_DENIALS = words.joined("DENIALS")
# Beside these a machine's words, too, are for a person to read.
EMERGENCY_WORDS = said.joined("EMERGENCY_WORDS")


def says_wrong_person(tokens: Sequence[str], line: str) -> range | None:
    """The places of the words that say that the texts reach somebody else."""
    for match in _WRONG.every(frozenset(tokens), line):
        places = said.places(line, match)
        if _SLIPS.isdisjoint(tokens[max(0, places.start - 3) : places.start]):
            return places
    return None


def says_died(tokens: Sequence[str], line: str) -> range | None:
    """The places of the words that say that the person whom we text has died; not that "my mother" has."""
    present = frozenset(tokens)
    if _DEATH_WORDS.isdisjoint(present):
        return None
    mourner = _MOURNER.find(present, line)
    for sentences in (_DIED, _DEAD_OF_PRONOUN, *((_IS_DEAD,) if mourner else ())):
        for match in sentences.every(present, line):
            places = said.places(line, match)
            if _is_of_the_person_texted(tokens, places, with_pronoun=sentences is _DEAD_OF_PRONOUN):
                first, last = max(_start_of_clause(tokens, places.start), places.start - 1), places.stop
                if mourner is not None:
                    of_mourner = said.places(line, mourner)
                    first, last = min(first, of_mourner.start), max(last, of_mourner.stop)
                return range(first, last)
    return None


def _start_of_clause(tokens: Sequence[str], place: int) -> int:
    while place and tokens[place - 1] not in (BREAK, PAUSE):
        place -= 1
    return place


def _is_of_the_person_texted(tokens: Sequence[str], places: range, *, with_pronoun: bool) -> bool:
    first = _start_of_clause(tokens, places.start)
    clause = tokens[first : places.stop + 3]
    if not _POSSESSIVES.isdisjoint(clause):
        return False
    before = tokens[first : places.start]
    if with_pronoun or (before and before[-1] in _PRONOUN_WORDS):
        return True
    if not _NO_NAMES.isdisjoint(before):
        return False
    verb = tokens[places.start : places.stop]
    if not before:
        # "Passed away on Sunday", "Falleció el domingo"; but "murió la batería".
        return _NO_NAMES.isdisjoint(tokens[places.stop : places.stop + 3])
    named = len(before) <= 4 and _may_be_a_name(before[-1])
    return named or (not _SURE.isdisjoint(verb) and len(before) <= 2)


def _may_be_a_name(word: str) -> bool:
    return word.isalpha() and word not in words.SPELLER.known


def with_sender(
    reading: Reading, told: taking_apart.Told, happened: Sequence[events.Told], *, opt_out: bool
) -> tuple[Reading, frozenset[int]]:
    """A wrong number, a death; a number beside "wrong number" may be the wrong one, and is asked about."""
    of_frames = {one.event: one.places for one in happened if one.sure}
    died = _both(says_died(told.tokens, told.line), of_frames.get(ToldEvent.DEATH))
    wrong = _both(says_wrong_person(told.tokens, told.line), of_frames.get(ToldEvent.WRONG_PERSON))
    if reading.candidates and not opt_out:
        # "Died on the 3rd" is no score; of "passed away, 3" nobody knows.
        died, wrong = (died if isinstance(reading.pain, Absent) else None), None
    if died is None and wrong is None:
        return reading, frozenset()
    reading = replace(reading, died=died is not None, wrong_person=wrong is not None)
    taken = (died or frozenset()) | (wrong or frozenset())
    if opt_out:
        return reading, taken
    kind, why = (ReplyKind.WRONG_PERSON, "wrong person") if died is None else (ReplyKind.DEATH, "a death")
    return replace(reading, kind=kind, walks=Absent.NOT_ASKED, why=why), taken


def _both(sentence: range | None, frame: frozenset[int] | None) -> frozenset[int] | None:
    """The places of what a sentence says, and of what a frame does; None where neither says it."""
    if sentence is None and frame is None:
        return None
    return frozenset(sentence or ()) | (frame or frozenset())


def is_automatic(tokens: Sequence[str], line: str, *, tells_of_the_day: bool) -> bool:
    """Whether a machine wrote this: an automatic reply, an office, a driver's phone."""
    match = _AUTO.find(frozenset(tokens), line)
    if match is not None:
        first = said.places(line, match).start
        return _DENIALS.isdisjoint(tokens[max(0, first - 3) : first])
    driving = _DRIVING.search(line)
    if driving is None or tells_of_the_day:
        return False
    return all(token in _AUTO_TALK for token in line[driving.end() :].split() if token.isalpha())
