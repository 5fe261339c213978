"""Which words may a patient have meant who wrote one that nobody knows? All of them count, for danger only.

Candidates are one letter away (lost, added, changed, swapped) or sound alike. What is found may only raise a reading:
for a score or a command one sure word is asked for (spelling.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from services.conversation.spelling import is_one_edit

_SHORTEST, _LONGEST = 3, 20
# Words that have fewer sounds are as like to others as to one another.
_LEAST_SOUNDS = 4
_SOUNDS = (
    (re.compile(r"ph"), "f"), (re.compile(r"kn|gn(?!o)"), "n"), (re.compile(r"wr"), "r"), (re.compile(r"mb\b"), "m"), (re.compile(r"g?ht"), "t"),
    (re.compile(r"ck|qu|c(?![eih])|k"), "k"), (re.compile(r"c(?=[ei])|z|ss"), "s"), (re.compile(r"[aeiouy]+"), "a"), (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=.)h"), ""), (re.compile(r"b"), "v"), (re.compile(r"ll"), "y"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lattice:
    """Words with the parts that they play, by every way in which they may be misspelt."""

    parts: Mapping[str, int]
    near: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, int]

    @classmethod
    def of(cls, parts: Mapping[str, int]) -> "Lattice":
        """A lattice of these words; words of three letters are found only by a doubled or an added letter."""
        near: dict[str, tuple[str, ...]] = {}
        sounds: dict[str, int] = {}
        for word, mask in parts.items():
            if len(word) < _SHORTEST or not word.isalpha():
                continue
            for variant in _deletions(word) if len(word) > _SHORTEST else {word}:
                near[variant] = (*near.get(variant, ()), word)
            key = _sound(word)
            if len(key) >= _LEAST_SOUNDS:
                sounds[key] = sounds.get(key, 0) | mask
        return cls(parts, near, sounds)

    def parts_of(self, word: str) -> int:
        """The parts of every word that this one may stand for; 0 for none."""
        if not _SHORTEST < len(word) <= _LONGEST:
            return 0
        found = self.sounds.get(_sound(word), 0)
        for variant in _deletions(word):
            for meant in self.near.get(variant, ()):
                if meant[0] == word[0] and is_one_edit(word, meant):
                    found |= self.parts[meant]
        return found


def _deletions(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _sound(word: str) -> str:
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word
