"""What is one measured number, which bar must it hold, and may the run be trusted to judge it?

Nothing here is a time or a rate of its own: a machine is as quick as it is, and some days it is not. What is judged is a ratio
to a reference measured in the same run, in turns. Where the reference itself did not hold still, no verdict is given.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

# How far apart the middle half of the reference's rounds may lie, as a part of their median.
MOST_SPREAD = 0.25
Round = tuple[float, float]


class Verdict(StrEnum):
    """What a measure says of its bar."""

    HELD = "ok"
    MISSED = "MISSED"
    REFUSED = "refused"
    SHOWN = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number, the bar that it must hold, and whether it does."""

    name: str
    value: float
    unit: str
    bar: str
    verdict: Verdict
    detail: str

    def unjudged(self) -> "Measure":
        """Of another size than the one that its bar is for: shown. What was refused stays refused."""
        refused = self.verdict is Verdict.REFUSED
        return replace(self, bar="(of another size)", verdict=Verdict.REFUSED if refused else Verdict.SHOWN)


def judged(name: str, value: float, unit: str, *, least: float | None = None, most: float | None = None,
           detail: str = "", beside: Sequence[float] = ()) -> Measure:  # fmt: skip
    """A number that is the same on every machine: bytes, counts, parts of a whole. Without a bar it is only shown.

    beside: what a reference did in the same run, for a number that suffers where the machine is not steady.
    """
    if beside and spread(beside) > MOST_SPREAD:
        doubt = f"the machine was not steady, its reference within {spread(beside):.0%}"
        return Measure(name, value, unit, _bar(least, most), Verdict.REFUSED, f"{detail}; {doubt}")
    held = (least is None or value >= least) and (most is None or value <= most)
    verdict = Verdict.SHOWN if least is most is None else Verdict.HELD if held else Verdict.MISSED
    return Measure(name, value, unit, _bar(least, most), verdict, detail)


def against(name: str, rounds: Sequence[Round], *, least: float | None = None, most: float | None = None,
            detail: str = "") -> Measure:  # fmt: skip
    """Ours over the reference, the median of the rounds, each (reference, ours); refused where that was not steady.

    least: for rates, the smallest ratio that is well; most: for times, the largest. Without either it is only shown.
    """
    ratios = sorted(mine / base for base, mine in rounds)
    value = float(f"{statistics.median(ratios):.3g}")
    wide = spread(base for base, _ in rounds)
    if wide > MOST_SPREAD and not least is most is None:
        verdict, doubt = Verdict.REFUSED, ", too far apart to judge by"
    else:
        verdict, doubt = judged(name, value, "x", least=least, most=most).verdict, ""
    said = f"rounds {ratios[0]:.3g}-{ratios[-1]:.3g}; the reference's middle half within {wide:.0%}{doubt}"
    return Measure(name, value, "x", _bar(least, most), verdict, f"{detail}; {said}" if detail else said)


def spread(values: Iterable[float]) -> float:
    """How far apart the middle half lies, as a part of the median; at least two values."""
    quartiles = statistics.quantiles(values, n=4)
    return (quartiles[2] - quartiles[0]) / quartiles[1]


def in_turns(base: Callable[[], float], mine: Callable[[], float], rounds: int = 11, tries: int = 3) -> list[Round]:
    """Rounds of both, one after the other, without the first; measured anew while the reference is not steady."""
    made: list[Round] = []
    for _ in range(tries):
        made = [(base(), mine()) for _ in range(rounds + 1)][1:]
        if spread(reference for reference, _ in made) <= MOST_SPREAD:
            break
    return made


def a_second(rounds: Sequence[Round]) -> str:
    """What the rates of both were, for whoever knows this machine."""
    base, mine = (statistics.median(side) for side in zip(*rounds, strict=True))
    return f"{mine:.0f}/s against {base:.0f}/s"


def _bar(least: float | None, most: float | None) -> str:
    if least is most is None:
        return "(for comparison)"
    return f">= {least:g}" if least is not None else f"<= {most:g}"
