"""Is what must stay quick still quick? `make bench`: one JSON object a line in a pipe, a table on a terminal.

make bench                              all of it, at most 25 minutes on two cores
make bench ARGS=webhook                 one, or several
make bench ARGS="loop --size 200"       one, smaller or larger than usual

Ratios compare two sides in one run, in turns (ABAB), and take the median of the rounds (tests/bench/measure.py). Bars are of
the usual sizes; at another, a value is only shown. Values are kept in .amble/bench.json, and each run says what has changed
since the last of the same size. Ends with 1 where a bar was missed or could not be judged, with 2 where it was asked for
something that is not there.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from infra.local.processes import ProcessFailed
from tests.bench import boundaries, claim, delivery, dispatch, night, rule, shadow, therapist, webhook
from tests.bench.measure import Measure, Verdict
from tests.bench.results import Results, change
from tests.waiting import StoodStill


@dataclass(frozen=True, slots=True)
class Bench:
    """work: measures, given its size where it has one. counted: what the size counts. least: the smallest that tells."""

    work: Callable[..., Iterator[Measure]]
    size: int | None = None
    counted: str = ""
    least: int = 1

    def run(self, size: int | None) -> Iterator[Measure]:
        """Measure; size: the usual one, or another."""
        return self.work() if size is None else self.work(size)


BENCHES = {
    "engine": Bench(rule.engine_decision),
    "reading": Bench(rule.reply_reading),
    "ear": Bench(rule.second_ear),
    "memory": Bench(webhook.memory),
    "webhook": Bench(webhook.webhook, 4000, "requests a round", 200),
    "budget": Bench(delivery.budget),
    "loop": Bench(delivery.loop, 1000, "patients", 50),
    "dispatch": Bench(dispatch.dispatch, 20_000, "texts", 500),
    "usual": Bench(dispatch.usual_design, 2000, "texts", 50),
    "night": Bench(night.night, 5000, "patients", 100),
    "size": Bench(night.size, 100_000, "patients of the larger clinic, ten times the smaller", 2000),
    "boundaries": Bench(boundaries.boundaries, 10_000, "plan days", 250),
    "therapist": Bench(therapist.therapist, 20_000, "patients in one clinic", 100),
    "shadow": Bench(shadow.shadow, 250, "patients, a year each", 10),
    "claim": Bench(claim.claim, 1_000_000, "texts in the larger table, ten times the smaller", 500_000),
}


def _asked(words: list[str] | None) -> tuple[list[str], int | None]:
    sizes = "; ".join(f"{name} {bench.size:,} {bench.counted}" for name, bench in BENCHES.items() if bench.size)
    parser = argparse.ArgumentParser(prog="make bench", epilog=f"Usual sizes: {sizes}.")
    parser.add_argument("names", nargs="*", metavar="bench", help=f"of {', '.join(BENCHES)}; without any, all")
    parser.add_argument("--size", type=int, help="another size than the usual one, of the one bench that is named")
    options = parser.parse_args(words)
    if unknown := set(options.names) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}; there are: {', '.join(BENCHES)}")
    if options.size is not None:
        if len(options.names) != 1 or BENCHES[options.names[0]].size is None:
            having = ", ".join(name for name, bench in BENCHES.items() if bench.size)
            parser.error(f"--size goes with one bench that has a size: {having}")
        least = BENCHES[options.names[0]].least
        if options.size < least:
            parser.error(f"{options.names[0]} tells nothing with fewer than {least:,}; --size {least} is the smallest")
    return options.names or list(BENCHES), options.size


def main(words: list[str] | None = None) -> None:
    """Run all, or those named on the command line."""
    names, wanted = _asked(words)
    try:
        results = Results()
    except ValueError as error:
        sys.exit(str(error))
    table, held = Table(title="Bench"), True
    for column in ("What", "Measured", "Bar", "", "Before", "Detail"):
        table.add_column(column)
    for name in names:
        size = wanted or BENCHES[name].size
        print(f"Measuring {name} ...", file=sys.stderr, flush=True)
        started = time.monotonic()
        try:
            for measured in BENCHES[name].run(size):
                measure = measured if size == BENCHES[name].size else measured.unjudged()
                before = results.before(name, measure, size)
                results.keep(name, measure, size)
                held = held and measure.verdict in (Verdict.HELD, Verdict.SHOWN)
                if sys.stdout.isatty():
                    table.add_row(*_row(measure, before))
                else:
                    _print(name, size, measure, before)
        except (StoodStill, ProcessFailed) as error:
            held = False
            print(f"  {name} could not be measured: {error}", file=sys.stderr, flush=True)
        print(f"  {name} took {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    if sys.stdout.isatty():
        Console().print(table)
    sys.exit(0 if held else 1)


def _print(bench: str, size: int | None, measure: Measure, before: float | None) -> None:
    told: dict[str, Any] = {"bench": bench, "size": size, **asdict(measure), "before": before}
    print(json.dumps(told | {"change": change(measure.value, before)}), flush=True)


def _row(measure: Measure, before: float | None) -> tuple[str, ...]:
    return (
        measure.name,
        f"{measure.value:g} {measure.unit}",
        measure.bar,
        measure.verdict,
        change(measure.value, before),
        measure.detail,
    )


if __name__ == "__main__":
    main()
