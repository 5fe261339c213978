"""How soon is a night over where nothing but beat, at its default tick, brings it to the workers?"""

from collections.abc import Iterator

from tests.bench.measure import Measure, Round, a_second, against
from tests.faults.nights import a_night, closed_by_beat, closed_by_one_process

ROUNDS, WORKERS = 5, 2


def boundaries(days: int) -> Iterator[Measure]:
    """Days that ended together, a part of them in each round, against a few closed by one process in a loop."""
    together, alone = max(days // ROUNDS, 10), max(days // ROUNDS // 5, 10)
    rounds: list[Round] = []
    with a_night((together + alone) * ROUNDS) as world:
        for _ in range(ROUNDS):
            # A worker that still looks for more would help the one process.
            world.kill_workers()
            base = closed_by_one_process(world, alone)
            for _ in range(WORKERS):
                world.start_worker()
            rounds.append((base, closed_by_beat(world, together)))
            world.stack.beat.kill()
    detail = f"{together:,} days a round; {a_second(rounds)}; the wait for beat's first tick is not counted"
    yield against("days closed by beat alone, against one process in a loop", rounds, least=0.5, detail=detail)
