"""Which word did a patient mean who missed a letter? Only a word of five letters and more, only if just one is near."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_RIGHTED_FROM = 5
# A shorter word as written is never righted.
SHORTEST = _RIGHTED_FROM - 1
_LONGEST = 24
_SHORTEST_SLIP = 4
# Of a shorter word nothing is recognised once a letter is missing.
_SHORTEST_LEFT_OUT = 4


@dataclass(frozen=True, slots=True)
class Speller:
    """Words that are right as they stand, and those one letter lost, added, changed or swapped away from them."""

    known: frozenset[str]
    near: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Speller":
        """A speller of these words; shorter ones are known but never guessed."""
        known = frozenset(words)
        near: dict[str, tuple[str, ...]] = {}
        for word in sorted(known):
            if len(word) >= _RIGHTED_FROM and word.isalpha():
                for variant in _deletions(word):
                    near[variant] = (*near.get(variant, ()), word)
        return cls(known, near)

    def knowing(self, words: Iterable[str]) -> "Speller":
        """The same speller, which lets these words stand and rights none to them."""
        return Speller(self.known | frozenset(words), self.near)

    def right(self, word: str) -> str:
        """The word meant, or the word itself when it is known, too short, or near to none or to several."""
        if word in self.known or not SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
            return word
        found: set[str] = set()
        for variant in _deletions(word):
            for candidate in self.near.get(variant, ()):
                if candidate not in found and is_one_edit(word, candidate):
                    found.add(candidate)
        return found.pop() if len(found) == 1 else word


def _deletions(word: str) -> set[str]:
    return {word, *[word[:i] + word[i + 1 :] for i in range(len(word))]}


def is_one_edit(a: str, b: str) -> bool:
    """Whether one letter lost, added, changed or swapped with its neighbour makes one word of the other."""
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


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_AT = {key: (row, place + 0.4 * row) for row, keys in enumerate(_ROWS) for place, key in enumerate(keys)}
_NEXT_TO = {
    key: [o for o, (r, p) in _AT.items() if o != key and abs(r - row) <= 1 and abs(p - place) <= 1.1]
    for key, (row, place) in _AT.items()
}


def swapped_or_doubled(word: str) -> set[str]:
    """A word with two neighbouring letters swapped, or one of them doubled."""
    found = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return (found | {word[:i] + letter + word[i:] for i, letter in enumerate(word)}) - {word}


def slips_of(word: str) -> set[str]:
    """A word as a hurried thumb types it: two letters swapped, one doubled, one left out, or the key beside it hit."""
    found = swapped_or_doubled(word)
    for i, letter in enumerate(word):
        if len(word) >= _SHORTEST_LEFT_OUT:
            found.add(word[:i] + word[i + 1 :])
        for other in _NEXT_TO.get(letter, ()):
            found |= {
                word[:i] + other + word[i + 1 :],
                word[:i] + other + word[i:],
                word[: i + 1] + other + word[i + 1 :],
            }
    return found - {word}


def surely_meant(written: Sequence[str], meant: Sequence[str]) -> list[str]:
    """The words as they were meant where that is sure, else as they were written."""
    return [
        right if word == right or is_slip(word, right) else word for word, right in zip(written, meant, strict=True)
    ]


def is_slip(written: str, meant: str) -> bool:
    """Two letters swapped, or one doubled: surely a slip, and no other word."""
    same = sorted(written) == sorted(meant) or _undoubled(written) == _undoubled(meant)
    return same and min(len(written), len(meant)) >= _SHORTEST_SLIP


def _undoubled(word: str) -> str:
    return "".join(letter for i, letter in enumerate(word) if i == 0 or word[i - 1] != letter)
