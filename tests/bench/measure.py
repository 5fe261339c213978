"""What is one measured number, and which bar must it hold?"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

MOST_SPREAD = 0.25


@dataclass(frozen=True, slots=True)
class Measure:
    """One number and the bar that it must hold."""

    name: str
    value: float
    unit: str
    bar: str
    ok: bool
    detail: str


def ratio(name: str, rounds: Sequence[tuple[float, float]], bar: float) -> Measure:
    """Our rate over the baseline's, the median of the rounds; refused where the baseline itself was not steady."""
    ratios = sorted(mine / base for base, mine in rounds)
    bases = [base for base, _ in rounds]
    quartiles = statistics.quantiles(bases, n=4)
    spread = (quartiles[2] - quartiles[0]) / quartiles[1]
    median = statistics.median(ratios)
    rate = statistics.median(mine for _, mine in rounds)
    detail = (
        f"{rate:.0f}/s against {statistics.median(bases):.0f}/s; rounds {ratios[0]:.2f}-{ratios[-1]:.2f}; "
        f"baseline's middle half within {spread:.0%}{'' if spread <= MOST_SPREAD else ', too wide to judge'}"
    )
    return Measure(name, round(median, 3), "x", f">= {bar}", median >= bar and spread <= MOST_SPREAD, detail)
