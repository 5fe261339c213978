"""What if ten thousand plan days end together, and nothing but beat at its default tick brings it to the workers?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from services.wiring.configuration import Configuration
from tests.bench.population import copy_patient
from tests.faults.harm import harm
from tests.faults.world import NotSettled, World

BOUNDARIES = 10_000
# A machine of two cores needs less than half a minute for them; one batch for each tick would be half an hour.
LONGEST_SECONDS = 200.0
_OPEN = "SELECT count(*) FROM enrolment WHERE next_boundary_at <= amble_now() AND status = 'active'"
_CLOSED_TWICE = """
    SELECT count(*) FROM (
        SELECT FROM event WHERE name = 'day.closed' GROUP BY patient_id, detail ->> 'day' HAVING count(*) > 1) AS twice
"""
_WITHOUT_PLAN = """
    SELECT count(*) FROM enrolment WHERE NOT EXISTS (
        SELECT FROM plan_day WHERE enrolment_id = enrolment.id
        AND day = (amble_now() AT TIME ZONE 'America/New_York')::date)
"""


@contextmanager
def a_night(patients: int, source: Path | None = None) -> Iterator[World]:
    """So many patients whose plan days have just ended, in the real processes; beat is not there yet."""
    with World(patients=1, source=source) as world:
        world.next_day(20)
        world.settle()
        world.stack.beat.kill()
        copy_patient(world.engine, patients - 1)
        world.stack.environment["AMBLE_TICK_SECONDS"] = str(Configuration.model_fields["tick_seconds"].default)
        world.into_the_night()
        yield world


def closed_by_beat(world: World, seconds: float = LONGEST_SECONDS) -> float:
    """Start beat; after how many seconds no plan day is open. Raises NotSettled where that takes too long."""
    started = time.monotonic()
    world.start_beat()
    world.until(lambda: world.ask(_OPEN) == 0, seconds=seconds, every=0.1)
    return time.monotonic() - started


@harm
def ten_thousand_boundaries_by_beat_alone(world: World, random: Random) -> None:
    """In a world of its own, of the same program: its patients are copies, of whose texts no carrier knows."""
    with a_night(BOUNDARIES, world.source) as night:
        try:
            closed_by_beat(night)
        except NotSettled:
            left = night.ask(_OPEN)
            world.wrong.append(f"D1: {left} of {BOUNDARIES} plan days are open after {LONGEST_SECONDS:.0f} s of beat")
            return
        twice, without = night.ask(_CLOSED_TWICE), night.ask(_WITHOUT_PLAN)
        world.wrong += [f"D2: {twice} plan days were closed twice"] if twice else []
        world.wrong += [f"D3: {without} patients have no plan after the night"] if without else []
