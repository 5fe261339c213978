"""How are the parts found that the words of a text play, and the frames that need several of them?

A frame is a rule such as "DID + ALL|WALK ! NOT": one word of each group in one clause, in any order and in one
language, and none of those behind the mark. The words stand in tables of each language; "a_b" are two words in a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What a clause must hold, one of each mask, and what it must not."""

    name: str
    needs: tuple[int, ...]
    without: int

    def fits(self, part: int, everything: int) -> bool:
        """Whether one language holds all that is needed, and none of them what must not be there."""
        return not everything & self.without and all(part & need for need in self.needs)


class PartTable:
    """The parts of all languages' words. One mask holds the parts of each language side by side."""

    def __init__(self, concepts: Sequence[Mapping[str, str]]) -> None:
        names = sorted({name for of_language in concepts for name in of_language})
        self._bits = {name: 1 << i for i, name in enumerate(names)}
        self._width = len(names)
        self._all = (1 << self._width) - 1
        self._shifts = [i * self._width for i in range(len(concepts))]
        self._single: dict[str, int] = {}
        self._runs: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for of_language, shift in zip(concepts, self._shifts, strict=True):
            for name, told in of_language.items():
                for entry in told.split():
                    self._take(tuple(entry.split("_")), self._bits[name] << shift)
        self.starts = frozenset(self._single) | frozenset(self._runs)

    def _take(self, run: tuple[str, ...], mask: int) -> None:
        if len(run) == 1:
            self._single[run[0]] = self._single.get(run[0], 0) | mask
        else:
            self._runs.setdefault(run[0], []).append((run, mask))

    def rules(self, told: Sequence[str]) -> list[Rule]:
        """Rules by their text."""

        def mask(names: str) -> int:
            return sum(self._bits[name] for name in names.split("|"))

        found = []
        for rule in told:
            needs, _, without = rule.partition(" ! ")
            found.append(Rule(rule, tuple(map(mask, needs.split(" + "))), mask(without) if without else 0))
        return found

    def masks(self, tokens: Sequence[str]) -> list[int]:
        """The parts of each word; every word of a run in a row plays the run's part."""
        masks = [self._single.get(token, 0) for token in tokens]
        for i, token in enumerate(tokens):
            for run, mask in self._runs.get(token, ()):
                if tuple(tokens[i : i + len(run)]) == run:
                    for place in range(i, i + len(run)):
                        masks[place] |= mask
        return masks

    def fits_any(self, rules: Sequence[Rule], masks: Sequence[int], places: range) -> bool:
        """Whether the words at some places hold any of these frames."""
        whole = 0
        for i in places:
            whole |= masks[i]
        if not whole:
            return False
        parts = list(self.by_language(whole))
        everything = 0
        for part in parts:
            everything |= part
        return any(rule.fits(part, everything) for part in parts for rule in rules)

    def by_language(self, mask: int) -> Iterator[int]:
        """The parts within each language that plays any."""
        for shift in self._shifts:
            if part := (mask >> shift) & self._all:
                yield part

    def of(self, name: str) -> int:
        """A part in every language."""
        return sum(self._bits[name] << shift for shift in self._shifts)
