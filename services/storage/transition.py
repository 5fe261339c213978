"""Checks that one state may follow another; every door asks here before it writes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)


class TransitionRefused(Exception):
    """The new state may not follow the current one; nothing was written."""


def check(table: Mapping[Word, frozenset[Word]], what: str, stands: Word, to: Word) -> None:
    """Raise TransitionRefused, with a sentence that says what may follow instead, unless the change is allowed."""
    if to not in table[stands]:
        may = ", ".join(repr(word.value) for word in sorted(table[stands])) or "nothing"
        raise TransitionRefused(f"{what} that is {stands.value!r} cannot become {to.value!r}; what may follow: {may}.")
