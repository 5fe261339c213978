"""What if ten thousand plan days end together, and nothing but beat at its default tick brings it to the workers?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from services.journey.deciding import decide
from services.storage import records
from services.storage.database import Database, now
from services.wiring.configuration import Configuration
from tests.bench.population import copy_patient
from tests.faults.harm import harm
from tests.faults.world import World
from tests.waiting import StoodStill, emptied

BOUNDARIES = 10_000
# Closed first by one process in a loop of its own: what this machine can do, measured beside the rest of its work.
ALONE, TOGETHER = 500, 50
# Beat and the workers need about as long as one process; one batch for each tick would need sixty times as long.
MOST_TIMES_AS_LONG = 10
TICK_SECONDS = float(Configuration.model_fields["tick_seconds"].default)
_OPEN = "SELECT count(*) FROM enrolment WHERE next_boundary_at <= amble_now() AND status = 'active'"
_PUT_AWAY = """
    UPDATE enrolment SET next_boundary_at = next_boundary_at + interval '30 days'
    WHERE next_boundary_at <= amble_now()
"""
_BRING_BACK = """
    UPDATE enrolment SET next_boundary_at = next_boundary_at - interval '30 days'
    WHERE id IN (SELECT id FROM enrolment WHERE next_boundary_at > amble_now() + interval '20 days' ORDER BY id LIMIT :some)
"""
_CLOSED_TWICE = """
    SELECT count(*) FROM (
        SELECT FROM event WHERE name = 'day.closed' GROUP BY patient_id, detail ->> 'day' HAVING count(*) > 1) AS twice
"""
_WITHOUT_PLAN = """
    SELECT count(*) FROM enrolment WHERE NOT EXISTS (
        SELECT FROM plan_day WHERE enrolment_id = enrolment.id
        AND day = (amble_now() AT TIME ZONE 'America/New_York')::date)
"""


class TooSlow(Exception):
    """Beat and the workers keep no pace with what one process can do on this machine."""


@contextmanager
def a_night(patients: int, source: Path | None = None) -> Iterator[World]:
    """So many patients whose plan days have just ended, in the real processes; beat is not there yet."""
    with World(patients=1, source=source) as world:
        world.next_day(20)
        world.settle()
        world.stack.beat.kill()
        copy_patient(world.engine, patients - 1)
        world.stack.environment["AMBLE_TICK_SECONDS"] = str(TICK_SECONDS)
        world.into_the_night()
        world.do(_PUT_AWAY)
        yield world


def closed_by_one_process(world: World, count: int) -> float:
    """So many of the open days closed by one process in a loop of its own; days a second."""
    world.do(_BRING_BACK, some=count)
    database, closed, done = Database(world.servers.database_url, world.servers.keys), -1, 0
    started = time.perf_counter()
    while closed:
        with database.unit_of_work() as session:
            at = now(session)
            due = records.enrolments_at_boundary(session, at, TOGETHER)
            decide.close_days_of(session, due, at)
            closed = len(due)
            done += closed
    seconds = time.perf_counter() - started
    database.close()
    return done / seconds


def closed_by_beat(world: World, count: int, slowest: float = 0.0) -> float:
    """So many of the open days closed after a start of beat; days a second, without the wait for its first tick.

    Raises StoodStill where nothing moves, and TooSlow once fewer than `slowest` a second are seen for certain.
    """
    world.do(_BRING_BACK, some=count)
    started = time.monotonic()

    def left() -> int:
        count_left = int(world.ask(_OPEN))
        if count_left and slowest and time.monotonic() - started > 2 * TICK_SECONDS + count / slowest:
            raise TooSlow(
                f"{count_left} of {count} plan days are open, and one process would have closed them long ago"
            )
        return count_left

    world.start_beat()
    return count / emptied(left, count, seconds=world.still_seconds)


@harm
def ten_thousand_boundaries_by_beat_alone(world: World, random: Random) -> None:
    """In a world of its own, of the same program: its patients are copies, of whose texts no carrier knows."""
    with a_night(BOUNDARIES + ALONE, world.source) as night:
        alone = closed_by_one_process(night, ALONE)
        try:
            closed_by_beat(night, BOUNDARIES, slowest=alone / MOST_TIMES_AS_LONG)
        except (StoodStill, TooSlow) as error:
            world.wrong.append(f"D1: beat alone does not bring a night to its end: {error}")
            return
        twice, without = night.ask(_CLOSED_TWICE), night.ask(_WITHOUT_PLAN)
        world.wrong += [f"D2: {twice} plan days were closed twice"] if twice else []
        world.wrong += [f"D3: {without} patients have no plan after the night"] if without else []
