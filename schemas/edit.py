"""A requested change, together with the version that its author had seen."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Changes = TypeVar("Changes")


@dataclass(frozen=True, slots=True)
class Edit(Generic[Changes]):
    """A requested change; seen is the mark of the version its author looked at, so that nobody else's change is
    overwritten.
    """

    changes: Changes
    version: str
