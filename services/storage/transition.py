"""May this state follow that one? Every door asks here before it writes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)


class TransitionRefused(Exception):
    """A state that may not follow the one that stands; nothing was written."""


def check(table: Mapping[Word, frozenset[Word]], what: str, stands: Word, to: Word) -> None:
    """Raises TransitionRefused, with a sentence that says what may follow instead."""
    if to not in table[stands]:
        may = ", ".join(repr(word.value) for word in sorted(table[stands])) or "nothing"
        raise TransitionRefused(f"{what} that is {stands.value!r} cannot become {to.value!r}; what may follow: {may}.")
