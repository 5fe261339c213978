"""Which words and marks does a text consist of, as they were written and as they were meant?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.vocabulary import Language
from services.conversation import locales
from services.conversation.reading import phrases, words
from services.conversation.reading.numerals import MISSPELT
from services.conversation.reading.parts import Phrase
from services.conversation.reading.spelling import SHORTEST, surely_meant
from services.conversation.reading.tokens import BREAK, plain
from services.conversation.reading.tokens import words as split

_DECIMAL_COMMA = {language: locales.part(language, "small_words").DECIMAL_COMMA for language in Language}
_OF_A_SCALE = "|".join(sorted(map(re.escape, words.beside_numbers("OF_A_SCALE"))))
# "0 to 10? 4": our question comes first, and its mark says that it is no answer.
_OUR_QUESTION = re.compile(rf"\A(?:(?:{_OF_A_SCALE}) )*[01] ?(?:{_OF_A_SCALE})? ?10 ?\?(?=.*\d)")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A text taken apart: as written, with its misspellings righted, and the phrases found in it."""

    text: str
    flat: str
    raw: Sequence[str]
    sure: Sequence[str]
    tokens: Sequence[str]
    phrases: Sequence[Phrase]
    line: str


def take_apart(text: str, language: Language) -> Told:
    """A text in words and marks, each as written and as meant."""
    flat = plain(text)
    if "?" in flat:
        flat = _OUR_QUESTION.sub("", flat)
    raw = split(flat)
    if "," in flat and not _DECIMAL_COMMA[language]:
        # Where a comma is no decimal mark, "4,2" are two numbers.
        raw = [part for token in raw for part in _split_at_comma(token)]
    tokens = [_righted(token, language) if len(token) >= SHORTEST else token for token in raw]
    return _told(text, flat, raw, tokens, language)


def _righted(token: str, language: Language) -> str:
    """A word as it was meant: "stooop", "tennn" and misspellings with one sure word near them.

    What may be a number of the patient's own language is not made another word: "spet" is no "spent" in French.
    """
    if _STRETCHED.search(token) and token.isalpha():
        for letters in (r"\1", r"\1\1"):
            shorter = _STRETCHED.sub(letters, token)
            if shorter in words.SPELLER.known:
                return shorter
    if token in words.COMMON[language]:
        return token
    if token in words.SHORT_SLIPS:
        return words.SHORT_SLIPS[token]
    righted = words.SPELLER.right(token)
    return token if righted != token and MISSPELT[language].meant_by(token) is not None else righted


def _told(text: str, flat: str, raw: Sequence[str], tokens: Sequence[str], language: Language) -> Told:
    found = phrases.find(tokens, words.NO_PHRASES[language])
    return Told(text, flat, raw, surely_meant(raw, tokens), tokens, found, " ".join(tokens))


def without(told: Told, places: frozenset[int], language: Language) -> Told:
    """A text without the words at some places; what stood before and behind them are sentences of their own."""
    kept = [i for i in range(len(told.raw)) if i not in places or i - 1 not in places]
    raw = [BREAK if i in places else told.raw[i] for i in kept]
    tokens = [BREAK if i in places else told.tokens[i] for i in kept]
    return _told(" ".join(raw), " ".join(raw), raw, tokens, language)


def _split_at_comma(token: str) -> list[str]:
    whole, comma, rest = token.partition(",")
    return [whole, comma, rest] if comma and rest else [token]
