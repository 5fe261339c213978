"""Can anybody be stuck with nobody told? `make traps`: every state that a course can reach, lived on in each steady way.

make traps                               the rule of this tree, under every set of settings of the grid
make traps ARGS="--rules 4.1"            a released version; 4.1 has traps, and this names them
make traps ARGS="--settings standard"    one set of settings
make traps ARGS="--random 1000000"       and so many random days, by which the classes of courses are checked

Ends with 1 where a trap was found, or where random days told of something that exploring had not.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TextIO

from rich.console import Console
from rich.table import Table

from schemas.settings import STANDARD
from services import wiring
from services.progression import boundary
from services.progression.boundary import Engine
from tests.traps.explore import WITHIN_DAYS, Checked, Walk, Walker, World, checked, explored, grouped, settle, traps
from tests.traps.grid import GRID
from tests.traps.letters import WAYS, letters

TREE = "tree"


@dataclass(frozen=True, slots=True)
class Result:
    """What was found under one set of settings. traps: how many classes each way is stuck from, by state and row.

    stuck: of all ways and classes, those also that random days taught.
    """

    settings: str
    classes: int
    days: int
    traps: dict[tuple[str, str, str], int]
    stuck: int
    checked: Checked

    @property
    def holds(self) -> bool:
        """Whether there is no silent trap, and random days knew of nothing else."""
        return not self.stuck and not self.checked.unknown and not self.checked.missed


def result(options: argparse.Namespace, settings: str) -> Result:
    """Explore one version under one set of settings."""
    walker = Walker(World(engine_of(options.rules), GRID[settings]))
    kinds = options.kinds or "".join(walker.letters)
    found = explored(walker, kinds)
    stuck = list(traps(walker, found))
    known = {(one.way.name, one.key) for one in stuck}
    settle(walker, found, known, Walk(Random(options.seed + 1), options.random // 10, kinds))
    told = checked(walker, found, known, Walk(Random(options.seed), options.random, kinds))
    return Result(settings, len(found.courses), found.days, grouped(stuck), len(known), told)


def engine_of(rules: str) -> Engine:
    """This tree's engine, or a released one."""
    return boundary.HERE if rules == TREE else wiring.engines()[rules]


def main(words: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """Explore and print; answers the exit code."""
    options = _asked(words)
    names = [options.settings] if options.settings else list(GRID)
    with ProcessPoolExecutor(min(len(names), os.cpu_count() or 1)) as pool:
        results = list(pool.map(partial(result, options), names))
    for found in results:
        _as_json(found, out) if options.json else _as_table(found, Console(file=out))
    return 0 if all(found.holds for found in results) else 1


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make traps")
    parser.add_argument("--rules", default=TREE, metavar="VERSION", help=f"a release, or {TREE}: the rule of this tree")
    parser.add_argument("--settings", metavar="NAME", help=f"one of {', '.join(GRID)}; all unless you say")
    parser.add_argument(
        "--random", type=int, default=20_000, metavar="DAYS", help="random days a set; 20,000 unless you say"
    )
    parser.add_argument(
        "--kinds", default="", metavar="LETTERS", help="only days of these kinds (tests/traps/letters.py)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the random days")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for a machine")
    options = parser.parse_args(words)
    if options.rules != TREE and options.rules not in wiring.engines():
        parser.error(
            f"there is no released version {options.rules!r}; there are: {', '.join([TREE, *wiring.engines()])}"
        )
    if options.settings is not None and options.settings not in GRID:
        parser.error(f"there are no settings {options.settings!r}; there are: {', '.join(GRID)}")
    if unknown := set(options.kinds) - set(letters(STANDARD)):
        parser.error(f"there are no days of kind {', '.join(sorted(unknown))}; there are: {''.join(letters(STANDARD))}")
    return options


def _as_json(found: Result, out: TextIO) -> None:
    told = {
        "settings": found.settings,
        "classes": found.classes,
        "days": found.days,
        "random_days": found.checked.days,
        "unknown": found.checked.unknown,
        "missed": found.checked.missed,
        "stuck": found.stuck,
        "holds": found.holds,
        "traps": [
            {"way": way, "state": state, "rule": rule, "classes": number}
            for (way, state, rule), number in found.traps.items()
        ],
    }
    out.write(json.dumps(told) + "\n")


def _as_table(found: Result, out: Console) -> None:
    tried = f"{found.classes:,} classes of courses by {found.days:,} days, {len(WAYS)} steady ways from each"
    random = f"{found.checked.days:,} random days: {found.checked.unknown} unknown, {found.checked.missed} missed"
    if not found.stuck:
        out.print(f"{found.settings}: no silent trap in {tried}; {random}.")
        return
    table = Table(title=f"{found.settings}: {WITHIN_DAYS} days and nobody asked; {tried}; {random}")
    for name in ("Way of answering", "Ends in", "By row", "From classes"):
        table.add_column(name, justify="right" if name == "From classes" else "left")
    for (way, state, rule), number in found.traps.items():
        table.add_row(way, state, rule, f"{number:,}")
    out.print(table)


if __name__ == "__main__":
    sys.exit(main())
