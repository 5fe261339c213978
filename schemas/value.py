"""What is a value? A frozen record: whoever holds one may share it. The type checker keeps it frozen.

Frozen dataclasses also refuse at run time, which costs three times as long to make; the engine makes dozens for each
patient and night, and nothing outside the type checker's sight touches them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True)
def value(cls: type[Kind]) -> type[Kind]:
    """Make a class of annotated fields a value: compared and hashed by what it holds."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


class Word(StrEnum):
    """One word of a closed list. Hashed as the string that it is: the engine looks words up for everybody, nightly."""

    __hash__ = str.__hash__
