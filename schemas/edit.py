"""What does somebody want changed, and what had they looked at when they said so?"""

from dataclasses import dataclass
from typing import Generic, TypeVar

Wanted = TypeVar("Wanted")


@dataclass(frozen=True, slots=True)
class Edit(Generic[Wanted]):
    """A change that is asked for; seen is the mark of what its author looked at, so that no other is written over."""

    wanted: Wanted
    seen: str
