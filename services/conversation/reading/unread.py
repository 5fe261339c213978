"""Which words of a text did nothing account for? A person reads those: no list of what is harmless is ever whole.

The grammar of scores, a command, a danger that is meant, thanks and a few everyday words account for a word. A word
that was only righted, a denial that denies nothing known, a word of ending or farewell do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.conversation import locales
from services.conversation.reading import heavy, orders, said, small_talk, words
from services.conversation.reading.frame_tables import MODULES
from services.conversation.reading.parts import (
    EXPLAINED,
    FREE,
    MEANINGS,
    NONE,
    NOT,
    NUMBER,
    STRANGE,
    USED,
    ZERO,
    Phrase,
    part_of,
)
from services.conversation.reading.tokens import BREAK, PAUSE

IN_PAUSE = "p"
_MARKS = frozenset({BREAK, PAUSE})
_SCORE = words.by_role("SCORE")
_NO = locales.small_words("ANSWERS")
_YES = locales.small_words("YES")
# Words of a day that went badly: nobody passes over these as talk.
_BAD = (_SCORE["mood"] - said.joined("THANKS") - said.joined("SMALL") - said.joined("WELL")) | said.joined("BAD")
_PAUSE_WORDS = (
    words.COMPANY | words.COMMANDS["pause"] | words.joined("PAUSE_COMPANY") | words.UNTIL | frozenset(words.DAY_WORDS)
    | frozenset(words.WEEKDAYS) | frozenset(words.MONTHS) | said.joined("DAYS_OFF")
    | orders.OF_A_PAUSE
)  # fmt: skip
_ENDINGS, _BESIDE = said.joined("ENDINGS"), said.joined("BESIDE")
_BODY, _BESIDE_BODY, _SMALL = said.joined("BODY"), said.joined("BESIDE_BODY"), said.joined("SMALL")
# What somebody may die of is no everyday word, though one may walk over a bridge; everybody takes a train.
_MEANS = frozenset(word for module in MODULES for word in module.CONCEPTS.get("MEANS", "").split())
_MEANS -= locales.small_words("TO_TRAVEL_BY")
_EVERYDAY = (
    (
        _BESIDE
        | _SMALL
        | _BESIDE_BODY
        | _SCORE["mood"]
        | _SCORE["later"]
        | _SCORE["walk"]
        | _SCORE["walks"]
        | _SCORE["nice"]
        | words.POLITE
        | said.joined("THANKS")
        | words.TODAY
        | words.YESTERDAY
        | frozenset(words.WEEKDAYS)
    )
    - _ENDINGS
    - words.joined("DENIALS")
    - _MEANS
)
_PLAIN = _EVERYDAY - _BODY
# Parts that a word has of itself, so that a doubt about its number does not make the word unread.
_OWN_PARTS = (EXPLAINED | {"N", "k", "D", "S", "P", "h"}) - {STRANGE, NOT}
# What makes a clause more than a sentence of its own: it holds the answer.
_ANSWERS = frozenset((NUMBER, ZERO, "D", "S", "P", "W", "N", NONE, IN_PAUSE))


@dataclass(frozen=True, slots=True)
class Left:
    """The places of the words that nothing accounted for, and whether clauses of everyday words stood beside."""

    places: frozenset[int]
    everyday: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words in order: with only sure slips righted, and with every slip righted.

    parts are those that the score's grammar left, one letter a word.
    """

    sure: Sequence[str]
    tokens: Sequence[str]
    parts: str


def find(
    text: Words, phrases: Sequence[Phrase], taken: frozenset[int], happened: frozenset[int], *, bare: bool
) -> Left:
    """What of a text is left for a person, clause by clause.

    taken are the places of words that a command, a danger or a sender's sentence took; happened those that tell of an
    event, which a person reads all the same. bare: the text gave no number,
    no walks and no command, so that of the grammar's words only the smallest account for themselves.
    """
    sure, tokens, parts = text.sure, text.tokens, text.parts
    taken = taken.union(*(range(p.first, p.last) for p in phrases if p.meaning in MEANINGS or p.meaning == "flare"))
    left: set[int] = set()
    everyday = False
    for clause in said.clauses(tokens, _MARKS):
        if _is_no(tokens, clause) or (not bare and small_talk.is_thanks(sure[clause.start : clause.stop])):
            everyday = everyday or any(tokens[i] in _YES or tokens[i] not in _NO for i in clause if tokens[i].isalpha())
            continue
        if not bare and not _is_beside(clause, tokens, parts, taken):
            left.update(i for i in clause if i not in taken and not _is_known(i, sure, tokens, parts))
            continue
        everyday = everyday or any(tokens[i].isalpha() for i in clause)
        left.update(i for i in clause if not _is_everyday(i, clause, sure, tokens, parts))
    much = heavy.places(tokens) - taken
    return Left(frozenset((left | much) - happened), everyday and not (bare and not _BAD.isdisjoint(tokens)))


def _is_everyday(i: int, clause: range, sure: Sequence[str], tokens: Sequence[str], parts: str) -> bool:
    """In a clause without an answer a list is closed, and a part of the body is harmless only as a bare label."""
    token = tokens[i]
    if not token.isalpha():
        return _is_known(i, sure, tokens, parts)
    if sure[i] != token or token in _ENDINGS:
        return False
    if token in _BODY:
        return all(not tokens[k].isalpha() or tokens[k] in _BODY or tokens[k] in _BESIDE_BODY for k in clause)
    return token in _EVERYDAY


def every_word(raw: Sequence[str]) -> tuple[str, ...]:
    """All words of a text that nobody can take apart: one that is too long, one of a machine that speaks of danger."""
    return tuple(dict.fromkeys(token for token in raw if token not in _MARKS))


def _is_beside(clause: range, tokens: Sequence[str], parts: str, taken: frozenset[int]) -> bool:
    return not any(parts[i] in _ANSWERS or i in taken or (parts[i] == USED and tokens[i].isalnum()) for i in clause)


def _is_no(tokens: Sequence[str], clause: range) -> bool:
    return all(tokens[i] in _NO or tokens[i] in words.POLITE for i in clause)


def _is_known(i: int, sure: Sequence[str], tokens: Sequence[str], parts: str) -> bool:
    token, part = tokens[i], parts[i]
    if not token.isalpha():
        return token[0].isdigit() or small_talk.is_harmless_sign(token)
    if part == NUMBER:
        return True
    if sure[i] != token:
        return False
    if part == IN_PAUSE:
        return token in _PAUSE_WORDS or token in _SCORE["mood"]
    if token in words.POLITE or token in _PLAIN:
        return True
    return part in _OWN_PARTS or (part in (STRANGE, FREE) and part_of(token) in _OWN_PARTS)
