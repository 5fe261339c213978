"""What do many lives say of a version of the rule, how surely, and has anything fallen behind what was stored?"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from tests.cohort.bodies import DAYS, STRATA
from tests.cohort.lives import Life

STORED = Path(__file__).with_name("figures.json")
MONTHS = DAYS * 12 / 365.25
CASELOAD = 40
# A figure has fallen behind where chance alone would make it look so less than once in seven hundred times.
_SURELY = 3.0
_BOUND = 1.96
_SHARES = {stratum.name: stratum.share for stratum in STRATA}


@dataclass(frozen=True, slots=True)
class Lives:
    """One body's lives. name: of the stratum. base: under the released version; tree: under the rule of this tree."""

    stratum: str
    way: str
    ends_sore: bool
    base: Life
    tree: Life


Counted = Callable[[Life], float]
Among = Callable[[Lives], bool]


def _everybody(_: Lives) -> bool:
    return True


def _sore(lives: Lives) -> bool:
    return lives.ends_sore


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a version. more: whether more is better. aim: what version 5 is to reach, with the policy's number.

    counted: of one life. among: of whom it is the mean.
    """

    name: str
    unit: str
    counted: Counted
    more: bool
    among: Among = _everybody
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A mean over the clinic's mix, and its standard error."""

    value: float
    error: float


def _reached(day: int) -> Counted:
    return lambda life: 100.0 * (life.reached is not None and life.reached <= day)


def _a_month(counted: Counted) -> Counted:
    return lambda life: counted(life) / MONTHS


def _of_a_caseload(counted: Counted) -> Counted:
    return lambda life: counted(life) * CASELOAD / DAYS


def _week(number: int) -> Counted:
    return lambda life: sum(life.minutes[7 * number - 7 : 7 * number])


FIGURES = (
    Figure("30 minutes by week 12", "%", _reached(84), more=True),
    Figure("30 minutes by week 26", "%", _reached(182), more=True, aim=60),
    Figure("30 minutes by week 12, ends above 3", "%", _reached(84), more=True, among=_sore),
    Figure("30 minutes by week 26, ends above 3", "%", _reached(182), more=True, among=_sore, aim=25),
    Figure("28 days without a step", "% of patients", lambda life: 100.0 * (life.stuck > 0), more=False),
    Figure("so, and nobody was asked", "% of patients", lambda life: 100.0 * (life.unseen > 0), more=False, aim=0),
    Figure("rest days", "a month", _a_month(lambda life: life.rest), more=False),
    Figure("held or paused days", "a month", _a_month(lambda life: life.held), more=False),
    Figure("red days", "a month", _a_month(lambda life: life.red), more=False),
    Figure("new items", "a day for 40", _of_a_caseload(lambda life: life.new), more=False, aim=4),
    Figure("new items of the same day", "a day for 40", _of_a_caseload(lambda life: life.same_day), more=False, aim=2),
    Figure("repeats of open items", "a day for 40", _of_a_caseload(lambda life: life.repeats), more=False),
    Figure("false alarms of a rising week", "a month", _a_month(lambda life: life.false_alarms), more=False),
    Figure("minutes in week 4", "a week", _week(4), more=True),
    Figure("minutes in week 12", "a week", _week(12), more=True),
    Figure("minutes in week 26", "a week", _week(26), more=True),
)


def mean(pairs: Sequence[tuple[Lives, float]], among: Among = _everybody) -> Found:
    """The mean of a number over the clinic's mix, each stratum by its share; of nobody it is 0."""
    sizes: dict[str, int] = {}
    for lives, _ in pairs:
        sizes[lives.stratum] = sizes.get(lives.stratum, 0) + 1
    whole = sum(_SHARES[name] for name in sizes)
    weights = {name: _SHARES[name] / whole / size for name, size in sizes.items()}
    counts = [(weights[lives.stratum], value, among(lives)) for lives, value in pairs]
    base = sum(weight for weight, _, counted in counts if counted)
    if not base:
        return Found(0.0, 0.0)
    value = sum(weight * value for weight, value, counted in counts if counted) / base
    # Of a part of all it is a ratio, so what scatters is each one's distance from it; those outside have none.
    apart: dict[str, list[float]] = {name: [] for name in sizes}
    for lives, told in pairs:
        apart[lives.stratum].append((told - value) / base if among(lives) else 0.0)
    error = sum(weights[name] ** 2 * len(values) * _variance(values) for name, values in apart.items())
    return Found(value, math.sqrt(error))


def _variance(values: Sequence[float]) -> float:
    middle = fmean(values)
    return sum((value - middle) ** 2 for value in values) / max(1, len(values) - 1)


def figures_of(lives: Sequence[Lives], version: str) -> dict[str, Found]:
    """Every figure; version is base or tree."""
    return {
        figure.name: mean([(one, figure.counted(getattr(one, version))) for one in lives], figure.among)
        for figure in FIGURES
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """Red days a patient-month that the tree's rule brings more, and what for. bound: the upper end of the 95 %.

    minutes: a day gained, the mean of the 26 weeks; days_for_a_minute: red days a month for each, if any was gained.
    """

    stratum: str
    red: float
    bound: float
    minutes: float

    @property
    def days_for_a_minute(self) -> float | None:
        """Red days a month for each minute a day gained; None where none was."""
        return self.red / self.minutes if self.minutes > 0.05 else None


def differences(lives: Sequence[Lives]) -> list[Difference]:
    """Of the whole clinic, then of each stratum. Each body is compared with itself: chance was the same."""
    return [_difference("all", lives)] + [
        _difference(stratum.name, [one for one in lives if one.stratum == stratum.name]) for stratum in STRATA
    ]


def _difference(name: str, lives: Sequence[Lives]) -> Difference:
    red = mean([(one, (one.tree.red - one.base.red) / MONTHS) for one in lives])
    gained = mean([(one, (sum(one.tree.minutes) - sum(one.base.minutes)) / DAYS) for one in lives])
    return Difference(name, red.value, red.value + _BOUND * red.error, gained.value)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside what was stored; allowed: how far it may lie behind without having fallen behind."""

    figure: Figure
    now: Found
    stored: float
    allowed: float

    @property
    def fell_behind(self) -> bool:
        """Whether it is worse than stored by more than chance explains."""
        behind = self.stored - self.now.value if self.figure.more else self.now.value - self.stored
        return behind > self.allowed


def never_stored(stored: Mapping[str, Any]) -> list[str]:
    """The figures of which no value is kept."""
    return [figure.name for figure in FIGURES if figure.name not in stored["figures"]]


def compared(found: Mapping[str, Found], stored: Mapping[str, Any]) -> list[Compared]:
    """Each figure with its stored value; all of them were stored."""
    return [_compared(figure, found[figure.name], Found(**stored["figures"][figure.name])) for figure in FIGURES]


def _compared(figure: Figure, now: Found, then: Found) -> Compared:
    # Rare things are counted as none in a small sample: what is stored of a larger one knows better how they scatter.
    error = math.hypot(now.error, then.error)
    return Compared(figure, now, then.value, _SURELY * error)


def read(path: Path = STORED) -> dict[str, Any]:
    """What was stored."""
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return stored


def store(found: Mapping[str, Found], about: Mapping[str, Any], path: Path = STORED) -> None:
    """Keep the figures to be compared with from now on; about: version, seed and size."""
    rounded = {name: {key: round(value, 4) for key, value in asdict(one).items()} for name, one in found.items()}
    path.write_text(json.dumps({**about, "figures": rounded}, indent=1) + "\n", encoding="utf-8")


def by(key: Callable[[Lives], str], lives: Iterable[Lives]) -> dict[str, list[Lives]]:
    """The lives in groups."""
    groups: dict[str, list[Lives]] = {}
    for one in lives:
        groups.setdefault(key(one), []).append(one)
    return groups
