"""How hard is a text to read? By the formula that its language's module gives (READING_EASE)."""

import re
from dataclasses import dataclass
from functools import cache

from pyphen import Pyphen

from schemas.vocabulary import Language
from services.conversation import locales


@dataclass(frozen=True, slots=True)
class _Formula:
    """constant + a_sentence * words a sentence + a_word * syllables a word; harder texts have the higher number.

    dictionary is Pyphen's, for the syllables; a text above hardest is too hard for a patient.
    """

    dictionary: str
    constant: float
    a_sentence: float
    a_word: float
    hardest: float


_FORMULAS = {language: _Formula(**module.READING_EASE) for language, module in locales.SAID.items()}
HARDEST = {language: formula.hardest for language, formula in _FORMULAS.items()}


@cache
def _syllables(language: Language) -> Pyphen:
    return Pyphen(lang=_FORMULAS[language].dictionary)


def hardness(text: str, language: Language) -> float:
    """How hard a text is; above HARDEST[language] it is too hard for a patient."""
    formula = _FORMULAS[language]
    said = re.sub(r"\+?\d[\d ]{6,}", "the number", text)
    sentences = [part for part in re.split(r"[.!?:¿]+\s*", said) if re.search(r"\w", part)]
    words = re.findall(r"[^\W\d_]+(?:'\w+)?|\d+", said)
    if not words:
        return formula.constant
    syllables = sum(len(_syllables(language).positions(word)) + 1 for word in words)
    return formula.constant + formula.a_sentence * len(words) / len(sentences) + formula.a_word * syllables / len(words)
