"""What would another version of the rule have decided? Every stored day under two; nothing is stored or texted.

Both begin where the record begins and go their own way from there. What patients told stays as it was, although other
walks might have changed it; a single day that a therapist ordered counts for neither.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlmodel import Session

from schemas.decisions import Taken
from services.progression.boundary import Engine, Record
from services.progression.transition import stricter_of
from services.storage import in_force
from services.storage.queries.decided import Run, courses_with_plans, decided_runs

MOST_DIFFERENT = 5
_TOGETHER = 50
EVERY_DAY = date.min
_LIKE_A_DAY = ("state", "light", "rule", "reason", "tasks")
Judges = Mapping[tuple[uuid.UUID, ...], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Two versions of the rule, and what they are asked about: one clinic or all, every day or those after one."""

    one: Engine
    other: Engine
    clinic_id: uuid.UUID | None = None
    after: date = EVERY_DAY


@dataclass(slots=True)
class Compared:
    """One patient's days under both, in pairs. refused: the error's name, where a version could not decide them."""

    patient_id: uuid.UUID
    days: list[tuple[Record, Record]] = field(default_factory=list)
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Different:
    """How different one patient's plans would be. minutes: the sum of the days' differences, each counted as more."""

    patient_id: uuid.UUID
    days: int
    minutes: int


@dataclass(slots=True)
class Shadow:
    """What would differ. Pairs are (one, other). minutes and tasks: of all days, under one and under the other."""

    patients: int = 0
    days: int = 0
    lights: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    plans: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    minutes: tuple[int, int] = (0, 0)
    tasks: dict[str, tuple[int, int]] = field(default_factory=dict)
    most_different: list[Different] = field(default_factory=list)
    refused: dict[uuid.UUID, str] = field(default_factory=dict)

    @property
    def days_with_another_plan(self) -> int:
        """Days whose walks would differ."""
        return sum(self.plans.values())


def in_batches(session: Session, asked: Asked) -> tuple[int, Iterator[Compared]]:
    """How many patients there are, and each of them under both versions, one after another."""
    courses = courses_with_plans(session, asked.clinic_id, asked.after)
    return len(courses), _compared(session, asked, courses)


def _compared(session: Session, asked: Asked, courses: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> Iterator[Compared]:
    batches = [dict(courses[start : start + _TOGETHER]) for start in range(0, len(courses), _TOGETHER)]

    def read(batch: Mapping[uuid.UUID, uuid.UUID]) -> tuple[list[Run], Judges]:
        runs = decided_runs(session, list(batch), asked.after)
        return runs, _judges(session, runs)

    # While one batch is decided the database reads the next; only that thread asks it anything.
    with ThreadPoolExecutor(1, thread_name_prefix="shadow") as ahead:
        reading = [ahead.submit(read, batch) for batch in batches[:1]]
        for number, batch in enumerate(batches):
            runs, judges = reading.pop().result()
            reading += [ahead.submit(read, following) for following in batches[number + 1 : number + 2]]
            for enrolment_id, own in groupby(runs, key=attrgetter("enrolment_id")):
                yield compare(batch[enrolment_id], list(own), judges, asked)


def _judges(session: Session, runs: Iterable[Run]) -> Judges:
    """The settings that judged, by the versions in force then and earlier on that day."""
    versions = {run.versions for run in runs}
    known = in_force.parsed(session, {key for together in versions for key in together})
    return {
        together: stricter_of(known[together[0]], (known[key] for key in together[1:])).model_dump(mode="json")
        for together in versions
    }


def compare(patient_id: uuid.UUID, runs: Sequence[Run], judges: Judges, asked: Asked) -> Compared:
    """One patient's days, in order, under both versions."""
    compared = Compared(patient_id)
    try:
        one, other = (_decided(engine, runs, judges) for engine in (asked.one, asked.other))
        compared.days = list(zip(one, other, strict=True))
    except Exception as error:
        # What a version makes of a record that it cannot read is its own: it is told, and all others are gone through.
        compared.refused = type(error).__name__
    return compared


def _decided(engine: Engine, runs: Sequence[Run], judges: Judges) -> list[Record]:
    """What a version decides of each day, in the words of `follow`."""
    decided: list[Record] = []
    course: dict[str, Any] = {}
    for run in runs:
        settings = judges[run.versions]
        if run.first_day is not None:
            first = engine.decide(_first(run, run.first_day, settings))
            if first is None:
                raise ValueError("A first day was not decided.")
            course = first["course"]
            decided.append(_in_short(first))
        elif run.course is not None:
            course = run.course
        if run.reports:
            course = {**course, "profile": run.profile}
            followed = engine.follow({"course": course, "settings": settings, "reports": run.reports})
            course = followed["course"]
            decided += followed["days"]
    return decided


def _first(run: Run, day: date, settings: Mapping[str, Any]) -> Record:
    return {"taken": Taken.FIRST_DAY, "settings": settings, "profile": run.profile, "day": day.isoformat()}


def _in_short(decided: Record) -> Record:
    """A whole decision in the words of `follow`."""
    told = {name: decided[name] for name in _LIKE_A_DAY}
    walks, earned = decided["prescription"]["walks"], decided["course"]["dose"]["minutes"]
    return told | {"day": decided["day"], "walks": walks, "earned": earned}


def summed(compared: Iterable[Compared]) -> Shadow:
    """All patients together, and the few whose plans would differ most."""
    shadow, one_minutes, other_minutes = Shadow(), 0, 0
    one_tasks: Counter[str] = Counter()
    other_tasks: Counter[str] = Counter()
    different: list[Different] = []
    for patient in compared:
        shadow.patients += 1
        if patient.refused:
            shadow.refused[patient.patient_id] = patient.refused
        days = minutes = 0
        for one, other in patient.days:
            shadow.days += 1
            ours = theirs = sum(one["walks"])
            for task in one["tasks"]:
                one_tasks[task] += 1
            for task in other["tasks"]:
                other_tasks[task] += 1
            if one["walks"] != other["walks"]:
                theirs = sum(other["walks"])
                shadow.plans[_how(ours, theirs)] += 1
                shadow.rules[one["rule"], other["rule"]] += 1
                days, minutes = days + 1, minutes + abs(ours - theirs)
            one_minutes, other_minutes = one_minutes + ours, other_minutes + theirs
            if one["light"] != other["light"]:
                shadow.lights[one["light"], other["light"]] += 1
            if one["state"] != other["state"]:
                shadow.states[one["state"], other["state"]] += 1
        if days:
            different.append(Different(patient.patient_id, days, minutes))
    shadow.minutes = (one_minutes, other_minutes)
    shadow.tasks = {task: (one_tasks[task], other_tasks[task]) for task in sorted(one_tasks | other_tasks)}
    shadow.most_different = sorted(different, key=lambda one: (-one.minutes, -one.days))[:MOST_DIFFERENT]
    return shadow


def _how(ours: int, theirs: int) -> str:
    if not ours or not theirs:
        return "rest instead of walks" if ours else "walks instead of rest"
    if ours == theirs:
        return "other walks, as many minutes"
    return "more minutes" if theirs > ours else "fewer minutes"
