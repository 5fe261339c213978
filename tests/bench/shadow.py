"""What does it cost to decide every stored day under two versions of the rule, against the bare decisions alone?"""

import gc
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from sqlmodel import Session

from infra.local.servers import EmbeddedServers
from schemas.decisions import Taken
from schemas.settings import STANDARD
from schemas.tables.plans import Cause, DayLight, PlanDay
from services.progression import boundary, engine, replay
from services.storage.database import Database
from services.storage.migrations import migrate_at
from services.storage.queries.decided import courses_with_plans, decided_runs
from services.views.shadow import EVERY_DAY, Asked, in_batches, summed
from services.wiring import engines
from tests.bench.measure import Measure, against, in_turns
from tests.bench.night import BEGAN
from tests.bench.population import copy_patient
from tests.clinic import ClinicInTests
from tests.days import silent, told

DAYS, ROUNDS = 365, 3
ONE_DAY = timedelta(days=1)
RELEASED = "4.1"


def shadow(patients: int) -> Iterator[Measure]:
    """A year of so many patients, and the same reports decided in memory under the same two versions."""
    with _year(patients) as database:
        asked = Asked(boundary.HERE, engines()[RELEASED])
        with database.unit_of_work() as session:
            bare = _bare(session)
        # What is held for the reference alone would be looked through by every collection of ours.
        gc.freeze()
        rounds = in_turns(
            partial(_seconds, partial(_decide, bare, asked)),
            partial(_seconds, partial(_shadow, database, asked)),
            rounds=ROUNDS,
        )
    gc.unfreeze()
    mine = sorted(whole for _, whole in rounds)[len(rounds) // 2]
    detail = f"{patients:,} patients, {DAYS} days each, {mine:.0f} s"
    yield against("shadow against its bare decisions", rounds, most=1.5, detail=detail)


def _seconds(work: Callable[[], None]) -> float:
    """By the clock, for the database works beside us."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _shadow(database: Database, asked: Asked) -> None:
    with database.unit_of_work() as session:
        summed(in_batches(session, asked)[1])


def _decide(bare: list[dict[str, Any]], asked: Asked) -> None:
    for version in (asked.one, asked.other):
        for question in bare:
            version.follow(question)


def _bare(session: Session) -> list[dict[str, Any]]:
    """What the versions are asked, course by course: the first day's course, and the reports from there on."""
    courses, settings, bare = dict(courses_with_plans(session, None, EVERY_DAY)), STANDARD.model_dump(mode="json"), []
    for run in decided_runs(session, list(courses), EVERY_DAY):
        began = engine.first_day(replay.profile_from_record(run.profile), STANDARD, BEGAN.date() + ONE_DAY)
        bare.append({"course": replay.to_record(began.course), "settings": settings, "reports": run.reports})
    return bare


@contextmanager
def _year(patients: int) -> Iterator[Database]:
    """So many patients who began a year ago and answered most evenings."""
    with EmbeddedServers(durable=False) as servers:
        migrate_at(servers.owner_url)
        database = Database(servers.database_url, servers.keys)
        clinic = ClinicInTests(database, BEGAN)
        clinic.begin()
        with database.unit_of_work() as session:
            _live(session)
        owner = Database(servers.owner_url, servers.keys)
        copy_patient(owner.engine, patients - 1)
        owner.close()
        yield database
        database.close()


def _live(session: Session) -> None:
    first = session.query(PlanDay).one()
    kept, chance = first.model_dump(exclude={"id", "day"}), random.Random(1)
    decision = replay.decision_from_record(first.decision)
    for _ in range(DAYS - 1):
        pain = float(chance.choice([1, 2, 2, 3, 3, 4, 5, 7]))
        report = told(decision, pain) if chance.random() < 0.8 else silent(decision)
        course, decision = decision.course, engine.next_day(decision.course, STANDARD, report)
        session.add(
            PlanDay(
                **kept
                | {
                    "day": decision.day,
                    "cause": Cause.REPLY,
                    "taken": Taken.NEXT_DAY,
                    "state": decision.state,
                    "light": DayLight(decision.light.value),
                    "rule": decision.rule,
                    "walks": list(decision.prescription.walks),
                    "minutes": decision.prescription.minutes,
                    "course_before": replay.to_record(course),
                    "report": replay.to_record(report),
                    "decision": replay.to_record(decision),
                }
            )
        )
