"""A requested change, together with the version that its author had seen."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Wanted = TypeVar("Wanted")


@dataclass(frozen=True, slots=True)
class Edit(Generic[Wanted]):
    """A requested change; seen is the mark of the version its author looked at, so that nobody else's change is
    overwritten.
    """

    wanted: Wanted
    seen: str
