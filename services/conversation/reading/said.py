"""Which sentences of a list stand in a text, and which of its words do they take?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from services.conversation.reading.words import ASIDES


def joined(name: str) -> frozenset[str]:
    """The words that all languages have under one name."""
    return frozenset(word for listed in told(name) for word in listed.split())


def patterns(name: str) -> tuple[str, ...]:
    """The patterns that all languages have under one name. A language that has none leaves it empty."""
    found: list[str] = []
    for listed in told(name):
        found += [listed] if isinstance(listed, str) else listed
    return tuple(pattern for pattern in found if pattern)


def numbers(name: str) -> dict[str, float]:
    """The numbers that all languages give to words under one name."""
    return {word: value for listed in told(name) for word, value in listed.items()}


def told(name: str) -> list[Any]:
    """What each language has under one name."""
    return [getattr(module, name) for module in ASIDES if hasattr(module, name)]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of one meaning: some words of which one must be there, and the patterns of all languages."""

    needs: frozenset[str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, told: Iterable[str], needs: Iterable[str]) -> "Sentences":
        """These patterns, tried only where one of the needed words stands."""
        return cls(frozenset(needs), re.compile(rf"\b(?:{'|'.join(told)})(?![^\W_])"))

    def find(self, present: frozenset[str], line: str) -> re.Match[str] | None:
        """The first of these sentences in a line of words."""
        return None if self.needs.isdisjoint(present) else self.pattern.search(line)

    def every(self, present: frozenset[str], line: str) -> list[re.Match[str]]:
        """All of these sentences in a line of words."""
        return [] if self.needs.isdisjoint(present) else list(self.pattern.finditer(line))


def places(line: str, match: re.Match[str]) -> range:
    """The numbers of the words that a match took in a line of words with one space between."""
    first = line.count(" ", 0, match.start())
    return range(first, first + len(match.group().split()))


def clauses(tokens: Sequence[str], marks: frozenset[str]) -> list[range]:
    """The places of the words of each clause; marks end a clause."""
    found, first = [], 0
    for i, token in enumerate((*tokens, "|")):
        if token in marks or i == len(tokens):
            if i > first:
                found.append(range(first, i))
            first = i + 1
    return found
