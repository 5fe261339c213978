"""Does nothing get lost or doubled, whatever breaks? `make faults`: real processes, harm, and F1 to F6 after each.

make faults                              every harm once
make faults ARGS="--seed 7 --only redis" those whose name holds a word, from a seed
make faults ARGS="--rounds 3"            three times over, each from its own seed
make faults ARGS="--many"                ten thousand replies at once
make faults-long                         a thousand random kills
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from random import Random, SystemRandom

from rich.console import Console
from rich.table import Table

from infra.local.processes import ProcessFailed
from tests.faults import carrier_faces, clinics, harm, kills, nights, poison, spooling, traffic  # noqa: F401  (for their harms)
from tests.faults.checks import broken
from tests.faults.harm import HARMS, Harm
from tests.faults.kills import KILLS
from tests.faults.traffic import ten_thousand_replies_at_once
from tests.faults.world import NotTaken, World
from tests.waiting import StoodStill

_MORNINGS = 0.3
_FEW, _MANY = 8, 200
# Every check looks at all that a world has lived through, so a long run begins anew now and then.
_ROUNDS_OF_A_WORLD = 100
_AGAIN = 'make faults ARGS="--seed {seed} --only {name}"'


def run(world: World, work: Harm, seed: int) -> list[str]:
    """Do one harm, let all settle, and answer what does not hold."""
    try:
        work(world, Random(seed))
        world.run_out()
    except (StoodStill, NotTaken, ProcessFailed) as error:
        return [f"it did not settle: {error}"]
    return broken(world)


def one_kill(world: World, random: Random) -> None:
    """A pool child, every worker, the API or Redis dies at any moment of a morning or an evening."""
    if random.random() < _MORNINGS:
        harm.morning(world)
    else:
        harm.evening(world, settle=False)
    with harm.while_replying(world, random):
        time.sleep(random.random())
        random.choice(KILLS)(world, random)


def main() -> None:
    """Run the chosen harms; exit 1 if anything did not hold."""
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), help="to run the same again")
    parser.add_argument("--only", default="", help="harms whose name holds this")
    parser.add_argument("--rounds", type=int, default=1, help="how often, each from its own seed")
    parser.add_argument(
        "--many", action="store_true", help="ten thousand replies at once, of two hundred patients, instead"
    )
    parser.add_argument("--kills", type=int, default=0, help="so many random kills instead")
    options = parser.parse_args()
    err = Console(stderr=True, highlight=False)
    chosen = {name: work for name, work in HARMS.items() if options.only in name}
    if options.kills:
        chosen, options.rounds = {"kills": one_kill}, options.kills
    if options.many:
        chosen = {"ten_thousand_replies_at_once": ten_thousand_replies_at_once}
    if not chosen:
        parser.error(f"no harm has {options.only!r} in its name; there are: {', '.join(HARMS)}")
    results: list[dict[str, object]] = []
    for first in range(0, options.rounds, _ROUNDS_OF_A_WORLD):
        err.print(f"Seed {options.seed + first}. Starting servers, a stack and patients ...")
        last = min(first + _ROUNDS_OF_A_WORLD, options.rounds)
        with World(patients=_MANY if options.many else _FEW) as world:
            results += _rounds(world, chosen, range(options.seed + first, options.seed + last), err)
        if results[-1]["broken"]:
            break
    _print(results)
    sys.exit(1 if any(result["broken"] for result in results) else 0)


def _rounds(
    world: World, chosen: Mapping[str, Harm], seeds: Iterable[int], err: Console
) -> Iterator[dict[str, object]]:
    """Every harm with every seed, up to the first that breaks something."""
    for seed, (name, work) in product(seeds, chosen.items()):
        started = time.monotonic()
        wrong = run(world, work, seed)
        seconds = round(time.monotonic() - started, 1)
        err.print(f"{'ok    ' if not wrong else 'BROKEN'} {name} ({seconds} s)", *wrong[:5], sep="\n       ")
        yield {"harm": name, "seed": seed, "seconds": seconds, "broken": wrong}
        if wrong:
            err.print(f"       again: {_AGAIN.format(seed=seed, name=name)}")
            kept = Path(tempfile.mkdtemp(prefix="amble-faults-"))
            shutil.copytree(world.stack.directory, kept, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sock*"))
            err.print(f"       logs:  {kept}")
            return


def _print(results: list[dict[str, object]]) -> None:
    if not sys.stdout.isatty():
        for result in results:
            sys.stdout.write(json.dumps(result) + "\n")
        return
    table = Table("Harm", "Seed", "Seconds", "F1 to F6", title="Faults")
    for result in results:
        table.add_row(str(result["harm"]), str(result["seed"]), str(result["seconds"]),
                      "broken" if result["broken"] else "hold")  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main()
