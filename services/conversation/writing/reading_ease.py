"""How hard is a text to read? English by its school grade, Spanish and French by reading ease.

English: Flesch and Kincaid's grade. For Spanish and French no grade is agreed upon: the negative of reading ease
(Fernandez Huerta; Kandel and Moles), which runs from 100 (easy) to 0 (hard); plain language begins at 65.
"""

import re
from dataclasses import dataclass
from functools import cache

from pyphen import Pyphen

from schemas.vocabulary import Language


@dataclass(frozen=True, slots=True)
class _Formula:
    """constant + a_sentence * words a sentence + a_word * syllables a word; harder texts have the higher number."""

    dictionary: str
    constant: float
    a_sentence: float
    a_word: float
    hardest: float


_FORMULAS = {
    Language.ENGLISH: _Formula("en_US", -15.59, 0.39, 11.8, 6.0),
    Language.SPANISH: _Formula("es", -206.84, 1.02, 60.0, -65.0),
    Language.FRENCH: _Formula("fr", -207.0, 1.015, 73.6, -65.0),
}
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
