"""Which words of a text did nothing account for? A person reads those: no list of what is harmless is ever whole.

The grammar of scores, a command, a danger that is meant, thanks and a few everyday words account for a word. A word
that was only righted, a denial that denies nothing known, a word of ending or farewell do not.
"""

from collections.abc import Sequence

from services.conversation import said, small_talk, words
from services.conversation.parts import EXPLAINED, FREE, MEANINGS, NOT, NUMBER, STRANGE, ZERO, Phrase, part_of
from services.conversation.tokens import BREAK, PAUSE

IN_PAUSE = "p"
_MARKS = frozenset({BREAK, PAUSE})
_SCORE = words.by_role("SCORE")
_NO = frozenset("no nope nah non not yes yeah yep yup si oui ok".split())
_BARE = _SCORE["mood"] | _SCORE["later"] | words.POLITE | said.joined("THANKS") | _NO | words.TODAY | words.YESTERDAY
_PAUSE_WORDS = (
    words.COMPANY | words.COMMANDS["pause"] | words.joined("PAUSE_COMPANY") | words.UNTIL | frozenset(words.DAY_WORDS)
    | frozenset(words.WEEKDAYS) | frozenset(words.MONTHS) | said.joined("DAYS_OFF")
)  # fmt: skip
_ENDINGS, _BESIDE = said.joined("ENDINGS"), said.joined("BESIDE")
_HEAVY = said.Sentences.of(said.patterns("HEAVY"), said.joined("HEAVY_WORDS"))
# Parts that a word has of itself, so that a doubt about its number does not make the word unread.
_OWN_PARTS = (EXPLAINED | {"N", "k", "D", "S", "P", "h"}) - {STRANGE, NOT}
# What makes a clause more than a sentence of its own: it holds the answer.
_ANSWERS = frozenset((NUMBER, ZERO, "D", "S", "P", "W", "N"))


def find(
    raw: Sequence[str],
    sure: Sequence[str],
    tokens: Sequence[str],
    phrases: Sequence[Phrase],
    parts: str,
    taken: frozenset[int],
    *,
    bare: bool,
) -> tuple[str, ...]:
    """The words as they were written, in order.

    sure are the words with only sure slips righted; parts are those that the score's grammar left, one letter a word;
    taken are the places of words that a command, a danger or a sender's sentence took. bare: the text gave no number,
    no walks and no command, so that of the grammar's words only the smallest account for themselves.
    """
    taken = taken.union(*(range(p.first, p.last) for p in phrases if p.meaning in MEANINGS or p.meaning == "flare"))
    left: set[int] = set()
    for clause in said.clauses(tokens, _MARKS):
        if _is_no(tokens, clause) or (not bare and small_talk.is_thanks(sure[clause.start : clause.stop])):
            continue
        beside = _is_beside(clause, parts, taken)
        left.update(i for i in clause if i not in taken and not _is_known(i, sure, tokens, parts, bare=bare))
        if beside:
            left -= {i for i in clause if tokens[i] in _BESIDE}
            left.update(i for i in clause if tokens[i] in _ENDINGS and i not in taken)
    left |= heavy_places(tokens) - taken
    return tuple(dict.fromkeys(raw[i] for i in sorted(left)))


def heavy_places(tokens: Sequence[str]) -> frozenset[int]:
    """The places of sentences that say much in small words: "it is all too much", "thanks for everything"."""
    line = " ".join(tokens)
    return frozenset(i for match in _HEAVY.every(frozenset(tokens), line) for i in said.places(line, match))


def every_word(raw: Sequence[str]) -> tuple[str, ...]:
    """All words of a text that nobody can take apart: one that is too long, one of a machine that speaks of danger."""
    return tuple(dict.fromkeys(token for token in raw if token not in _MARKS))


def _is_beside(clause: range, parts: str, taken: frozenset[int]) -> bool:
    return not any(parts[i] in _ANSWERS or i in taken for i in clause)


def _is_no(tokens: Sequence[str], clause: range) -> bool:
    return all(tokens[i] in _NO or tokens[i] in words.POLITE for i in clause)


def _is_known(i: int, sure: Sequence[str], tokens: Sequence[str], parts: str, *, bare: bool) -> bool:
    token, part = tokens[i], parts[i]
    if not token.isalpha():
        return token[0].isdigit() or small_talk.is_harmless_sign(token)
    if part == NUMBER:
        return True
    if sure[i] != token:
        return False
    if part == IN_PAUSE:
        return token in _PAUSE_WORDS or token in _SCORE["mood"]
    if bare:
        return token in _BARE and token not in _NO
    if token in words.POLITE:
        return True
    return part in _OWN_PARTS or (part in (STRANGE, FREE) and part_of(token) in _OWN_PARTS)
