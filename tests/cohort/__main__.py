"""What would a version of the rule do to a clinic? `make cohort`: the released 4.1 and this tree's rule, body for body.

make cohort                          2,000 bodies a stratum, about five minutes on two cores
make cohort ARGS=--quick             200 a stratum, under a minute
make cohort ARGS=--json              one JSON object a line, for a machine
make cohort ARGS="--seed 7"          other bodies
make cohort ARGS=--store             keep the figures of this tree: later runs are compared with them

Ends with 1 where a figure of this tree has fallen behind its stored value (tests/cohort/figures.json) by more than chance
explains in a sample of that size, with 2 where something is asked for that is not there. Aims are printed, and fail nothing.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from typing import TextIO

from rich.console import Console
from rich.progress import track

from services import wiring
from services.progression import boundary
from services.progression.boundary import Engine
from services.progression.rules import RULES_VERSION
from tests.cohort import printed
from tests.cohort.bodies import STRATA, Body, Stratum, drawn
from tests.cohort.figures import Lives, compared, differences, figures_of, never_stored, read, store
from tests.cohort.lives import lived

BASE = "4.1"
WHOLE, QUICK = 2000, 200
_AT_A_TIME = 20


def main(words: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """Walk the cohort and print its figures; answers the exit code."""
    options = _asked(words)
    bodies = options.bodies or (QUICK if options.quick else WHOLE)
    lives = _walked(options.seed, bodies, options.rules)
    base, tree = figures_of(lives, "base"), figures_of(lives, "tree")
    about = {"rules": RULES_VERSION, "seed": options.seed, "bodies": bodies}
    if options.store:
        store(tree, about)
    if missing := never_stored(read()):
        sys.stderr.write(f"Never stored: {', '.join(missing)}. Store this tree's figures: make cohort ARGS=--store\n")
        return 2
    rows = compared(tree, read())
    report = printed.Report(about | {"base": options.rules}, base, rows, differences(lives), lives)
    printed.as_json(report, out) if options.json else printed.as_table(report, Console(file=out))
    behind = [row.figure.name for row in rows if row.fell_behind]
    if behind:
        sys.stderr.write(f"Fell behind: {', '.join(behind)}.\n")
    return 1 if behind else 0


def walk(bodies: Iterable[Body], base: Engine, tree: Engine) -> list[Lives]:
    """Every body under both, in turns."""
    return [
        Lives(body.stratum, body.way.manner.value, body.ends_sore, lived(body, base), lived(body, tree))
        for body in bodies
    ]


def _walked(seed: int, bodies: int, base: str) -> list[Lives]:
    parts = [
        (stratum, range(first, min(first + _AT_A_TIME, bodies)))
        for first in range(0, bodies, _AT_A_TIME)
        for stratum in STRATA
    ]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        done = pool.map(partial(_part, seed, base), parts)
        shown = track(done, "Walking", len(parts), console=Console(stderr=True), disable=not sys.stderr.isatty())
        return list(chain.from_iterable(shown))


def _part(seed: int, base: str, part: tuple[Stratum, range]) -> list[Lives]:
    stratum, numbers = part
    bodies = (drawn(seed, stratum, number) for number in numbers)
    return walk(bodies, wiring.engines()[base], boundary.HERE)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make cohort")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} bodies a stratum instead of {WHOLE:,}")
    parser.add_argument("--bodies", type=int, metavar="N", help="so many bodies a stratum, 20 or more")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same bodies; 1 unless you say")
    parser.add_argument(
        "--rules", default=BASE, metavar="VERSION", help=f"compare with this release; {BASE} unless you say"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for a machine")
    parser.add_argument("--store", action="store_true", help="keep this tree's figures to compare with from now on")
    options = parser.parse_args(words)
    if options.rules not in wiring.engines():
        parser.error(
            f"there is no released version {options.rules!r}; there are: {', '.join(sorted(wiring.engines()))}"
        )
    if options.bodies is not None and options.bodies < 20:
        parser.error("--bodies must be 20 or more: fewer say nothing")
    if options.store and options.seed != 1:
        parser.error("--store takes the bodies of seed 1, with which later runs are compared: leave out --seed")
    return options


if __name__ == "__main__":
    sys.exit(main())
