"""Frozen records: whoever holds one may share it. The type checker keeps them frozen.

Frozen dataclasses also refuse changes at run time, which makes them take three times as long to create; the engine
creates dozens for each patient and night, and no code escapes the type checker.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True)
def value(cls: type[Kind]) -> type[Kind]:
    """Make a class of annotated fields a value: compared and hashed by its contents."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


class Word(StrEnum):
    """One word of a closed list. Hashed as the string that it is, because the engine looks words up for every patient,
    nightly.
    """

    __hash__ = str.__hash__
