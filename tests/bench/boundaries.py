"""How soon is a night over where nothing but beat, at its default tick, brings it to the workers?"""

import time
from collections.abc import Iterator

from services.journey import advance
from services.storage import records
from services.storage.database import Database, now
from tests.bench.measure import Measure
from tests.faults.nights import BOUNDARIES, a_night, closed_by_beat
from tests.faults.world import World

ALONE, TOGETHER = 2000, 50
MOST_SECONDS = 60
_PUT_AWAY = """
    UPDATE enrolment SET next_boundary_at = next_boundary_at + interval '30 days'
    WHERE id IN (SELECT id FROM enrolment ORDER BY id LIMIT :some)
"""
_BRING_BACK = """
    UPDATE enrolment SET next_boundary_at = next_boundary_at - interval '30 days'
    WHERE next_boundary_at > amble_now() + interval '20 days'
"""


def boundaries() -> Iterator[Measure]:
    """Ten thousand days that ended together, against the days of others closed by one process in a loop of its own."""
    with a_night(BOUNDARIES + ALONE) as world:
        world.do(_PUT_AWAY, some=BOUNDARIES)
        base = ALONE / _by_one_process(world)
        world.do(_BRING_BACK)
        seconds = closed_by_beat(world, seconds=900)
    rate = BOUNDARIES / seconds
    yield Measure(
        "10,000 days closed by beat alone", round(seconds, 1), "seconds", f"<= {MOST_SECONDS}", seconds <= MOST_SECONDS,
        f"from the start of beat, whose first tick comes after ten; {rate:.0f}/s, {rate / base:.2f}x of one process "
        f"in a loop ({base:.0f}/s)",
    )  # fmt: skip


def _by_one_process(world: World) -> float:
    database, closed = Database(world.servers.database_url, world.servers.keys), -1
    started = time.perf_counter()
    while closed:
        with database.unit_of_work() as session:
            at = now(session)
            due = records.enrolments_at_boundary(session, at, TOGETHER)
            advance.close_days_of(session, due, at)
            closed = len(due)
    database.close()
    return time.perf_counter() - started
