"""Does it ever pay to have told more pain? A history and the same one with one score raised, plan beside plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

from schemas.decisions import Course, Decision
from schemas.settings import PRESETS, ProgressionSettings
from schemas.vocabulary import Absent, DayReport, Walked
from services.progression import engine
from tests.rulebook.histories import began

Told = dict[str, Any]
FOLLOWED = 28
_DAYS, _RAISED = 90, 6
_NOTHING: Told = {"pain_worst": Absent.NO_REPLY, "completed": Absent.NO_REPLY}


class Why(StrEnum):
    """How a score that was raised can lead to a higher plan days later, from what is known of both."""

    NOT_KNOWN = "not known"
    MORNING = "the same morning was judged against a usual that the raised score had raised"
    WEEK = "the week was compared with one that the raised score had raised, so it rose by less"
    WAY_BACK = "after red, the way back had come farther than the plan of a rising week"
    ROOM = "a step came later, and found more room under the caps or other walks to lengthen"


@dataclass(frozen=True, slots=True)
class Pair:
    """Plans after a day, as it was told and with its score raised; the first of each is decided from that day."""

    told: list[Decision]
    raised: list[Decision]

    def rises(self) -> list[int]:
        """Minutes by which each of the raised plans is higher; 0 where it is not."""
        both = zip(self.told, self.raised, strict=True)
        return [max(0, b.prescription.minutes - a.prescription.minutes) for a, b in both]

    def why(self) -> Why:
        """What the first rise came from."""
        first = next(number for number, rise in enumerate(self.rises()) if rise)
        told, raised = self.told[: first + 1], self.raised[: first + 1]
        if told[-1].light is not raised[-1].light:
            return Why.MORNING
        eased = any(decision.rule.startswith("trend") for decision in told)
        rose_by_less = any(_week(a) > _week(b) for a, b in zip(told, raised, strict=True))
        if any(decision.state.value in ("red_rest", "reentry") for decision in raised) and eased:
            return Why.WAY_BACK
        if eased and rose_by_less:
            return Why.WEEK
        was_behind = any(b.course.dose.minutes < a.course.dose.minutes or b.course.credits < a.course.credits
                         for a, b in zip(told, raised, strict=True))  # fmt: skip
        stepped = raised[-1].course.last_step != told[-1].course.last_step
        return Why.ROOM if was_behind or stepped else Why.NOT_KNOWN


def _week(decision: Decision) -> float:
    return float(dict(decision.numbers)["weekly_rise"])


def pairs(seed: int, histories: int) -> Iterator[Pair]:
    """Histories drawn from a seed under each preset in turn; of each, some told scores raised, one at a time.

    Nobody clears a hold in them: a person who is asked earlier may well let a patient walk earlier.
    """
    for number in range(histories):
        chance = Random(f"{seed}/{number}")
        settings = list(PRESETS.values())[number % len(PRESETS)]
        days = list(_told(chance))
        start = began(settings)
        lived = _lived(start.course, days, settings)
        told = [day for day in range(_DAYS - FOLLOWED) if _may_rise(days[day])]
        for day in chance.sample(told, min(_RAISED, len(told))):
            worse = days[day] | {"pain_worst": float(chance.randint(int(days[day]["pain_worst"]) + 1, 10))}
            before = lived[day - 1].course if day else start.course
            after = [worse, *days[day + 1 : day + 1 + FOLLOWED]]
            yield Pair(lived[day : day + 1 + FOLLOWED], _lived(before, after, settings))


def _may_rise(told: Told) -> bool:
    return isinstance(told["pain_worst"], float) and told["pain_worst"] < 10


def _lived(course: Course, days: list[Told], settings: ProgressionSettings) -> list[Decision]:
    decided = []
    for told in days:
        decision = engine.next_day(course, settings, DayReport(course.day, **told))
        course = decision.course
        decided.append(decision)
    return decided


def _told(chance: Random) -> Iterator[Told]:
    """What somebody tells of ninety days: a level that drifts, a spread of their own, mornings now and then."""
    level, spread, drift = chance.uniform(0.5, 7), chance.uniform(0.5, 1.5), chance.uniform(-0.04, 0.02)
    replies = chance.choice((1.0, 0.9, 0.7))
    for _ in range(_DAYS):
        level = max(0.0, level + drift)
        if chance.random() > replies:
            yield dict(_NOTHING)
            continue
        day = {
            "pain_worst": _score(chance, level, spread),
            "completed": Walked(chance.choice((1.0,) * 8 + (0.67, 0.0))),
        }
        if chance.random() < 0.1:
            day["pain_morning"] = _score(chance, level, spread)
        yield day


def _score(chance: Random, level: float, spread: float) -> float:
    return float(min(10, max(0, round(chance.gauss(level, spread)))))
