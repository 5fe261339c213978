"""What is one measured number, and which bar must it hold?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One number and the bar that it must hold."""

    name: str
    value: float
    unit: str
    bar: str
    ok: bool
    detail: str
