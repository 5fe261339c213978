"""What is one danger that was found in a text, and of whom is it said?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from schemas.vocabulary import Tier


class Assertion(StrEnum):
    """Whether a danger phrase was meant of the writer, only mentioned, denied, or said of somebody else."""

    MEANT = "meant"
    MENTIONED = "mentioned"
    DENIED = "denied"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Danger:
    """One danger phrase that was found, by the rule that found it. crisis means words of wanting to die."""

    tier: Tier
    crisis: bool
    assertion: Assertion
    rule: str
    places: Sequence[int] = ()
    foot: bool = False
