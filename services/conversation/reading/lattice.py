"""Which words may a patient have meant who wrote one that nobody knows? All of them count, for danger only.

Candidates are one letter away (lost, added, changed, swapped) or sound alike. What is found may only raise a reading:
for a score or a command one sure word is asked for (spelling.py).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.conversation.reading.spelling import is_one_edit

_SHORTEST, _LONGEST = 3, 20
# Words that have fewer sounds are as like to others as to one another.
_LEAST_SOUNDS = 4
_SOUNDS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"ph", "f"), (r"kn|gn(?!o)", "n"), (r"wr", "r"), (r"mb\b", "m"), (r"g?ht", "t"), (r"ck|qu|c(?![eih])|k", "k"),
        (r"c(?=[ei])|z|ss", "s"), (r"[aeiouy]+", "a"), (r"(.)\1+", r"\1"), (r"(?<=.)h", ""), (r"b", "v"), (r"ll", "y"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lattice:
    """Words by every way in which they may be misspelt."""

    near: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Lattice":
        """A lattice of these words; words of three letters are found only by a doubled or an added letter."""
        near: dict[str, tuple[str, ...]] = {}
        sounds: dict[str, tuple[str, ...]] = {}
        for word in sorted(words):
            if len(word) < _SHORTEST or not word.isalpha():
                continue
            for variant in _deletions(word) if len(word) > _SHORTEST else {word}:
                near[variant] = (*near.get(variant, ()), word)
            key = _sound(word)
            if len(key) >= _LEAST_SOUNDS:
                sounds[key] = (*sounds.get(key, ()), word)
        return cls(near, sounds)

    def meant_by(self, word: str) -> list[str]:
        """Every word that this one may stand for."""
        if not _SHORTEST <= len(word) <= _LONGEST:
            return []
        found = []
        for variant in _deletions(word) if len(word) > _SHORTEST else {word}:
            found += [w for w in self.near.get(variant, ()) if w[0] == word[0] and w != word and is_one_edit(word, w)]
        return found or (list(self.sounds.get(_sound(word), ())) if len(word) >= _LEAST_SOUNDS else [])


def _deletions(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _sound(word: str) -> str:
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word
