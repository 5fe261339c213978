"""Where can a course get to, and is it ever stuck there with nobody told? The engine itself is asked, behind its boundary.

Courses that are alike (see abstraction) stand for one another; all kinds of day are tried from each until nothing new
comes. Then each steady way of answering is lived from each: within four weeks the dose must grow, a person must be
asked, or the goal be kept.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from schemas.settings import ProgressionSettings
from services.progression.boundary import Engine
from tests.traps.abstraction import ABSENT, COUNTED, MONDAY, Key, Record, key, moved
from tests.traps.letters import WAYS, Way, letters

WITHIN_DAYS = 28
_WEEK = 7
_ONE_DAY = timedelta(days=1)
# What asks nobody to do anything, and what comes by the calendar whatever a patient does.
ASKS_NOBODY = frozenset({"review_soon", "review_due", "paused"})
_KEEPS_THE_GOAL = ("active", "maintenance")
_LONGEST_DAYS = 400
# Of random days: the share that begins another course, is of any kind, is followed by a steady way.
_BEGINS_ANEW, _RARE, _LIVED_ON = 0.005, 0.1, 0.02
_EVERYDAY = "GGGG0YHsup"
_MOST_ROUNDS = 20
# Days away are told apart by what they cut from a dose: a word of days leads from one such class to the next.
_JUMPS = ("ssssss", "ss")
_PROFILE: Record = {"diagnosis": "ddd", "flags": [], "baseline_minutes": "not_asked", "orders": []}
PROFILES = (_PROFILE, _PROFILE | {"pain_now": 5}, _PROFILE | {"pain_now": 9}, _PROFILE | {"baseline_minutes": 2})
# A usual that was signed, where a version knows of such a thing.
SIGNED = 5


@dataclass(frozen=True, slots=True)
class World:
    """A version of the rule under one set of settings."""

    engine: Engine
    settings: ProgressionSettings

    @property
    def record(self) -> Record:
        """The settings as the boundary takes them, without what every version knows as its own default."""
        return self.settings.model_dump(mode="json", exclude_defaults=True)


@dataclass(frozen=True, slots=True)
class Trap:
    """A place and a way of answering by which nothing happens for four weeks. rule: the row that decides at the end."""

    way: Way
    state: str
    rule: str
    key: Key


@dataclass(slots=True)
class Explored:
    """Every class of courses that was reached, with one course of each."""

    courses: dict[Key, Record] = field(default_factory=dict)
    days: int = 0

    def add(self, found: Key, course: Record) -> bool:
        """Whether it was new."""
        if found in self.courses:
            return False
        self.courses[found] = course
        return True


class Walker:
    """Asks the engine of one world."""

    def __init__(self, world: World) -> None:
        self.settings, self._engine, self._record = world.settings, world.engine, world.record
        self.letters = letters(world.settings)

    def starts(self) -> Iterator[Record]:
        """The first days that a course can have, and each stage of one that only grows; also with a signed usual."""
        for profile in PROFILES:
            for signed in ({}, {"own_usual": SIGNED}):
                asked = {"taken": "first_day", "settings": self._record, "profile": profile | signed}
                decided = self._engine.decide(asked | {"day": MONDAY.isoformat()})
                if decided is not None:
                    yield from self._grown(moved(decided["course"]))

    def _grown(self, course: Record) -> Iterator[Record]:
        """A course on its first day, then wherever it is in another stage, until it has long kept its goal."""
        yield course
        stage: Any = None
        for _ in range(_LONGEST_DAYS):
            course, _ = self.live(course, "G")
            now = (course["dose"]["stage"], course["state"], keeps_the_goal(course))
            if now != stage:
                yield course
            stage = now
            if course["state"] not in _KEEPS_THE_GOAL[:1]:
                return

    def live(self, course: Record, days: str) -> tuple[Record, list[Record]]:
        """The course after a word of days, moved to its week again, and what was decided after each."""
        today = date.fromisoformat(course["day"])
        reports = [
            self.letters[letter] | {"day": (today + timedelta(days=number)).isoformat()}
            for number, letter in enumerate(days)
        ]
        followed = self._engine.follow({"course": course, "settings": self._record, "reports": reports})
        return moved(followed["course"]), followed["days"]

    def key(self, course: Record) -> Key:
        """The class of a course."""
        return key(course, self.settings)


def explored(walker: Walker, kinds: str = "") -> Explored:
    """Every class that days of these kinds lead to, until nothing new comes; without any, of every kind."""
    found = Explored()
    _explore(walker, found, walker.starts(), (*(kinds or walker.letters), *_JUMPS))
    return found


def _explore(walker: Walker, found: Explored, from_courses: Iterable[Record], words: Iterable[str]) -> None:
    waiting = deque(course for course in from_courses if found.add(walker.key(course), course))
    words = tuple(words)
    while waiting:
        course = waiting.popleft()
        for word in words:
            following, _ = walker.live(course, word)
            found.days += 1
            if found.add(walker.key(following), following):
                waiting.append(following)


@dataclass(frozen=True, slots=True)
class Checked:
    """What random days said of the classes. unknown: days that led to a class that exploring had not reached.

    missed: courses that were stuck although none of their class was.
    """

    days: int
    unknown: int
    missed: int


@dataclass(frozen=True, slots=True)
class Walk:
    """Random days: by which chance, how many, and of which kinds besides the everyday ones."""

    chance: Random
    days: int
    kinds: str


def checked(walker: Walker, found: Explored, stuck: set[tuple[str, Key]], walk: Walk) -> Checked:
    """Live random days, and now and then one steady way from where they led; stuck: ways and classes known to be so.

    What is new is learnt: a class is explored and lived on in its turn, and a course that was missed makes its class stuck.
    """
    unknown = missed = 0
    starts, chance = list(walker.starts()), walk.chance
    everyday = [letter for letter in _EVERYDAY if letter in walk.kinds] or list(walk.kinds)
    course = starts[0]
    for _ in range(walk.days):
        if chance.random() < _BEGINS_ANEW:
            course = chance.choice(starts)
        rare = chance.random() < _RARE
        course, _ = walker.live(course, chance.choice(walk.kinds if rare else everyday))
        place = walker.key(course)
        if place not in found.courses:
            unknown += 1
            fresh = Explored(dict(found.courses))
            _explore(walker, fresh, [course], (*walk.kinds, *_JUMPS))
            new = Explored({one: fresh.courses[one] for one in fresh.courses.keys() - found.courses.keys()})
            stuck |= {(one.way.name, one.key) for one in traps(walker, new)}
            found.courses |= new.courses
        if chance.random() < _LIVED_ON:
            way = chance.choice(WAYS)
            if (way.name, place) not in stuck and lived_on(walker, course, way) is not None:
                missed += 1
                stuck.add((way.name, place))
    return Checked(walk.days, unknown, missed)


def settle(walker: Walker, found: Explored, stuck: set[tuple[str, Key]], walk: Walk) -> None:
    """Let random days teach what exploring by one course of each class has not found, until a round teaches nothing."""
    for _ in range(_MOST_ROUNDS):
        told = checked(walker, found, stuck, walk)
        if not told.unknown and not told.missed:
            return


def happens(course: Record, days: list[Record]) -> bool:
    """Whether in the days that led to a course a step was taken, somebody was asked, or the goal was kept at their end."""
    if any(task not in ASKS_NOBODY for day in days for task in day["tasks"]):
        return True
    if keeps_the_goal(course):
        return True
    stepped = course["last_step"]
    return (
        stepped not in ABSENT and date.fromisoformat(course["day"]) - date.fromisoformat(stepped) < len(days) * _ONE_DAY
    )


def keeps_the_goal(course: Record) -> bool:
    """Whether all that there is to earn is earned and asked for."""
    return course["goal_reached"] != "not_asked" and course["state"] in _KEEPS_THE_GOAL


def is_paused_by_choice(course: Record, settings: ProgressionSettings) -> bool:
    """Whether somebody asked for the pause, which has a day on which it ends."""
    return bool(course["state"] == "paused" and course["silent_days"] < settings.silence_stop_day - 1)


def trap(walker: Walker, course: Record, way: Way) -> Trap | None:
    """What becomes of any course of this one's class that is answered in one way; None where something happens.

    Of all that only says when somebody is asked, it begins with the worst.
    """
    worst = {name: course["day"] if to is None else to for name, to in COUNTED.items() if name in course}
    return lived_on(walker, course | worst, way)


def lived_on(walker: Walker, course: Record, way: Way) -> Trap | None:
    """What becomes of this very course in four weeks of one way of answering; None where something happens."""
    if is_paused_by_choice(course, walker.settings):
        return None
    before, word = course, (way.days * WITHIN_DAYS)[:WITHIN_DAYS]
    days: list[Record] = []
    # Week by week, because mostly the first is enough.
    for start in range(0, WITHIN_DAYS, _WEEK):
        course, days = walker.live(course, word[start : start + _WEEK])
        if happens(course, days):
            return None
    return Trap(way, days[-1]["state"], days[-1]["rule"], walker.key(before))


def traps(walker: Walker, found: Explored, ways: Iterable[Way] = WAYS) -> Iterator[Trap]:
    """Every silent trap, from every class and by every way."""
    for way in ways:
        for course in found.courses.values():
            stuck = trap(walker, course, way)
            if stuck is not None:
                yield stuck


def grouped(found: Iterable[Trap]) -> dict[tuple[str, str, str], int]:
    """How many classes each way leads into a trap from, by the state and row at its end; the most first."""
    counted: Counter[tuple[str, str, str]] = Counter((one.way.name, one.state, one.rule) for one in found)
    return dict(counted.most_common())
