"""How is a text made comparable? Accents, cases, digits of all scripts, signatures, and words misspelt by a letter."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 1600
_SIGNATURE = re.compile(r"\b(?:sent from my|enviado desde mi|envoye de(?:puis)? mon|get outlook for)\b.*", re.S)
_DROPPED = dict.fromkeys(map(ord, "\ufe0f\u20e3\u200d\u200b\u00ad"))
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "−": "-", "…": "."})
_MISSPELT_FROM = 5


def plain(text: str) -> str:
    """Lower case without accents, with ASCII digits and quotes, without a mail signature."""
    text = text[:LONGEST].translate(_DROPPED).translate(_QUOTES)
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = [_ascii_digit(character) for character in folded if unicodedata.category(character) != "Mn"]
    return _SIGNATURE.sub("", "".join(kept)).strip()


def _ascii_digit(character: str) -> str:
    if character.isascii():
        return character
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def letters(text: str) -> str:
    """Words and clause breaks only: apostrophes closed up, every other mark a space, commas and stops as ` | `."""
    text = re.sub(r"[.,;:!?\n()]+", " | ", text.replace("'", ""))
    return re.sub(r"[^a-z0-9|]+", " ", text).strip()


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows words of five letters and more, and finds the one that a misspelt word is a single letter away from."""

    words: frozenset[str]
    near: dict[str, str | None]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Speller":
        """A speller of these words; shorter ones are known but never guessed."""
        known = frozenset(words)
        near: dict[str, str | None] = {}
        for word in known:
            if len(word) >= _MISSPELT_FROM:
                for variant in _deletions(word):
                    near[variant] = word if near.get(variant, word) == word else None
        return cls(known, near)

    def right(self, word: str) -> str:
        """The word meant: itself if known or too short, else the only known word one edit away, else itself."""
        if word in self.words or len(word) < _MISSPELT_FROM - 1 or word.isdigit():
            return word
        candidates = {
            found
            for variant in _deletions(word)
            if (found := self.near.get(variant)) is not None and _one_edit(word, found)
        }
        return candidates.pop() if len(candidates) == 1 else word


def _deletions(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _one_edit(a: str, b: str) -> bool:
    """One letter added, lost, changed, or two neighbours swapped."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    swapped = a[i + 1 : i + 2] == b[i : i + 1] and a[i : i + 1] == b[i + 1 : i + 2] and a[i + 2 :] == b[i + 2 :]
    return a[i + 1 :] == b[i + 1 :] or swapped
