"""How are the parts found that the words of a text play, and the frames that need several of them?

A frame is a rule such as "DID + ALL|WALK ! NOT": one word of each group in one clause, in any order and in one
language, and none of those behind the mark. The words stand in tables of each language; "a_b" are two words in a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What a clause must hold, one of each mask, and what it must not."""

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

    def _take(self, run: tuple[str, ...], mask: int) -> None:
        if len(run) == 1:
            self._single[run[0]] = self._single.get(run[0], 0) | mask
        else:
            self._runs.setdefault(run[0], []).append((run, mask))

    def rules(self, told: Sequence[str]) -> "Rules":
        """Rules by their text."""

        def mask(names: str) -> int:
            return sum(self._bits[name] for name in names.split("|"))

        found, starts = [], set[str]()
        for rule in told:
            needs, _, without = rule.partition(" ! ")
            groups = needs.split(" + ")
            found.append(Rule(tuple(map(mask, groups)), mask(without) if without else 0))
            starts |= min((self._starts(group) for group in groups), key=len)
        return Rules(self, tuple(found), frozenset(starts))

    def _starts(self, names: str) -> set[str]:
        """The words with which some parts begin."""
        wanted = sum(self._bits[name] << shift for name in names.split("|") for shift in self._shifts)
        starts = {word for word, mask in self._single.items() if mask & wanted}
        return starts | {word for word, runs in self._runs.items() if any(mask & wanted for _, mask in runs)}

    def masks(self, tokens: Sequence[str]) -> list[int]:
        """The parts of each word; every word of a run in a row plays the run's part."""
        single, runs = self._single, self._runs
        masks = [single.get(token, 0) for token in tokens]
        for i, token in enumerate(tokens):
            for run, mask in runs.get(token, ()):
                if tuple(tokens[i : i + len(run)]) == run:
                    for place in range(i, i + len(run)):
                        masks[place] |= mask
        return masks

    def by_language(self, mask: int) -> Iterator[int]:
        """The parts within each language that plays any."""
        for shift in self._shifts:
            if part := (mask >> shift) & self._all:
                yield part

    def of(self, name: str) -> int:
        """A part in every language."""
        return sum(self._bits[name] << shift for shift in self._shifts)


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of one meaning. No clause fits them that holds none of the words in starts."""

    table: PartTable
    rules: tuple[Rule, ...]
    starts: frozenset[str]

    def may_fit(self, present: frozenset[str]) -> bool:
        """Whether any of these rules may fit a text of these words."""
        return not self.starts.isdisjoint(present)

    def fit(self, masks: Sequence[int], places: range) -> bool:
        """Whether the words at some places hold any of these frames."""
        whole = 0
        for i in places:
            whole |= masks[i]
        if not whole:
            return False
        parts = list(self.table.by_language(whole))
        everything = 0
        for part in parts:
            everything |= part
        return any(rule.fits(part, everything) for part in parts for rule in self.rules)
