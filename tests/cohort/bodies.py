"""Who walks in the cohort? Bodies drawn from a seed: how their pain goes, and how it answers to walking.

The mix is that of a spine clinic (clinical policy, section 18): worst pain at the start 6.0, SD 2.0; from day to day
SD 0.8 to 1.5; 55 % improve over a year. What is not published is a prior of ours, and stands here by name. Walking
cures nothing here: it can only hurt, so that no version of the rule looks good by what walking is hoped to do.
"""

import math
from dataclasses import dataclass
from random import Random
from statistics import NormalDist

from tests.cohort.answering import WAYS, Way

DAYS = 182
WORST = 10.0
START = NormalDist(6.0, 2.0)
IMPROVE = 0.55
DAILY_SD = (0.8, 1.5)
# Whom the policy speaks of as ending above 3.
STILL_SORE = 3.0

# Priors: a day resembles the one before; a flare comes by itself every seventy days, and sooner to whoever walks
# beyond what the body bears; it fades by a third a day.
_RESEMBLES = 0.3
_FLARE_A_DAY, _FLARE_BY_LOAD = 1 / 70, 4.0
_FLARE_POINTS, _FLARE_LEFT = (1.5, 3.5), 0.68
# What a body bears, minutes a day: less where it hurts more, more as the pain goes, more by walking, less by resting.
_BEARS_WITHOUT_PAIN, _LESS_BY_A_POINT, _MORE_BY_A_POINT = 36.0, 2.6, 0.12
_TRAINED, _UNUSED = 1.008, 0.996
_TRAINS_FROM, _UNUSED_BELOW = 0.6, 0.3
_LEAST, _MOST = 8.0, 90.0


@dataclass(frozen=True, slots=True)
class Stratum:
    """Bodies whose worst pain at the start is from low to below high; share: their part of the clinic, 0-1."""

    name: str
    low: float
    high: float

    @property
    def share(self) -> float:
        """The part of all who are enrolled."""
        whole = START.cdf(WORST) - START.cdf(0.0)
        return (START.cdf(self.high) - START.cdf(self.low)) / whole


STRATA = (
    Stratum("0-4", 0.0, 4.0),
    Stratum("4-6", 4.0, 6.0),
    Stratum("6-7.5", 6.0, 7.5),
    Stratum("above 7.5", 7.5, WORST),
)


@dataclass(frozen=True, slots=True)
class Luck:
    """What chance brings a body on one day, whatever it walks: the same under every version of the rule.

    noise: points of pain. flare and points: whether a flare begins (a chance, 0-1) and how grave it is. answers,
    walks, writes: chances, 0-1, that the way of answering reads.
    """

    noise: float
    flare: float
    points: float
    answers: float
    walks: float
    writes: float


@dataclass(frozen=True, slots=True)
class Body:
    """One body. start, end: worst pain that it comes from and goes to, 0-10; in days: how long that takes.

    bears: minutes a day that it bears at the start; tender: points of pain for a day of twice as much.
    """

    stratum: str
    number: int
    start: float
    end: float
    in_days: float
    bears: float
    tender: float
    way: Way
    days: tuple[Luck, ...]

    def underlying(self, day: int) -> float:
        """Pain of a day without chance and without walks; day 0 is the first."""
        return self.end + (self.start - self.end) * math.exp(-day / self.in_days)

    @property
    def ends_sore(self) -> bool:
        """Whether the last four weeks are above 3, chance and walks left out."""
        return sum(self.underlying(day) for day in range(DAYS - 28, DAYS)) / 28 > STILL_SORE


def drawn(seed: int, stratum: Stratum, number: int) -> Body:
    """The same body from the same seed, stratum and number, however many are drawn beside it."""
    chance = Random(f"{seed}/{stratum.name}/{number}")
    start = _start(chance, stratum)
    if chance.random() < IMPROVE:
        end, in_days = start * chance.uniform(0.05, 0.45), chance.uniform(25, 140)
    else:
        end, in_days = min(9.5, max(0.5, start + chance.gauss(-0.2, 0.7))), 60.0
    bears = max(_LEAST, (_BEARS_WITHOUT_PAIN - _LESS_BY_A_POINT * start) * math.exp(chance.gauss(0, 0.3)))
    way = chance.choices(WAYS, [way.share for way in WAYS])[0]
    tender, spread = chance.uniform(0.5, 2.5), chance.uniform(*DAILY_SD)
    return Body(stratum.name, number, start, end, in_days, bears, tender, way, _days(chance, spread))


def _start(chance: Random, stratum: Stratum) -> float:
    place = chance.uniform(START.cdf(stratum.low), START.cdf(stratum.high))
    return min(stratum.high, max(stratum.low, START.inv_cdf(place)))


def _days(chance: Random, spread: float) -> tuple[Luck, ...]:
    days, noise = [], chance.gauss(0, spread)
    fresh = spread * math.sqrt(1 - _RESEMBLES**2)
    for _ in range(DAYS):
        days.append(Luck(noise, chance.random(), chance.uniform(*_FLARE_POINTS), *(chance.random() for _ in range(3))))
        noise = _RESEMBLES * noise + chance.gauss(0, fresh)
    return tuple(days)


class Flesh:
    """A body on its way: what it bears by now, and what is left of a flare."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self._trained = 1.0
        self._flare = 0.0
        self._load = 0.0

    def bears(self, day: int) -> float:
        """Minutes that it bears on a day."""
        eased = 1 + _MORE_BY_A_POINT * (self.body.start - self.body.underlying(day))
        return min(_MOST, max(_LEAST, self.body.bears * eased * self._trained))

    def before_walking(self, day: int) -> float:
        """Pain of a day before it walks."""
        return self.body.underlying(day) + self.body.days[day].noise + self._flare

    def live(self, day: int, minutes: int) -> float:
        """Walk so many minutes: the worst pain of that day, 0-10, whole as patients tell it."""
        luck, bears = self.body.days[day], self.bears(day)
        beyond = max(0.0, minutes / bears - 1)
        self._load = 0.8 * self._load + 0.2 * beyond
        self._flare *= _FLARE_LEFT
        if luck.flare < _FLARE_A_DAY * (1 + _FLARE_BY_LOAD * self._load):
            self._flare = max(self._flare, luck.points)
        pain = self.body.underlying(day) + luck.noise + self._flare + self.body.tender * min(2.0, beyond)
        if minutes >= _TRAINS_FROM * bears:
            self._trained *= _TRAINED
        elif minutes < _UNUSED_BELOW * bears:
            self._trained *= _UNUSED
        return float(min(10, max(0, round(pain))))
