"""How are the cohort's figures shown: as tables to a person, as JSON lines to a machine?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from tests.cohort.bodies import STRATA
from tests.cohort.figures import Compared, Difference, Found, Lives, by, figures_of

# The policy judges the bound in so many bodies a stratum; of fewer it is only shown.
JUDGED_FROM = 2000
MOST_RED = 0.1
_BY_GROUP = ("30 minutes by week 26", "so, and nobody was asked", "red days", "new items")


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run found. about: versions, seed, size. base: the figures of the released version."""

    about: Mapping[str, Any]
    base: Mapping[str, Found]
    rows: Sequence[Compared]
    differences: Sequence[Difference]
    lives: Sequence[Lives]

    @property
    def red_is_judged(self) -> bool:
        """Whether there were bodies enough to judge how many more red days there are."""
        return bool(self.about["bodies"] >= JUDGED_FROM)


def as_json(report: Report, out: TextIO) -> None:
    """One object a line: the run, each figure, each difference, each group."""
    lines: list[dict[str, Any]] = [dict(report.about)]
    lines += [_figure(report, row) for row in report.rows]
    lines += [
        {"difference": "red days a month", **asdict(one), "days_for_a_minute": one.days_for_a_minute}
        | {"aim": MOST_RED, "met": one.bound <= MOST_RED if report.red_is_judged else None}
        for one in report.differences
    ]
    lines += [
        {"group": name, "patients": len(lives), "figures": {key: asdict(one) for key, one in found.items()}}
        for name, lives in _groups(report.lives).items()
        for found in (figures_of(lives, "tree"),)
    ]
    for line in lines:
        out.write(json.dumps(line) + "\n")


def _figure(report: Report, row: Compared) -> dict[str, Any]:
    return {
        "figure": row.figure.name,
        "unit": row.figure.unit,
        "base": report.base[row.figure.name].value,
        "tree": row.now.value,
        "error": row.now.error,
        "stored": row.stored,
        "allowed": row.allowed,
        "fell_behind": row.fell_behind,
        "aim": row.figure.aim,
        "met": _met(row),
    }


def _met(row: Compared) -> bool | None:
    if row.figure.aim is None:
        return None
    # Nothing is shown to more than one place.
    now = round(row.now.value, 1)
    return now >= row.figure.aim if row.figure.more else now <= row.figure.aim


def as_table(report: Report, out: Console) -> None:
    """Figures, differences in red days, and the groups."""
    about = report.about
    title = f"{about['bodies']:,} bodies a stratum, 26 weeks, seed {about['seed']}"
    figures = Table(title=title)
    for name in (
        "Figure",
        str(about["base"]),
        f"this tree ({about['rules']})",
        "stored",
        "behind by at most",
        "",
        "aim",
    ):
        figures.add_column(name, justify="left" if name in ("Figure", "", "aim") else "right")
    for row in report.rows:
        figure = row.figure
        sign = "at least" if figure.more else "at most"
        aim = "" if figure.aim is None else f"{sign} {figure.aim:g}: {'met' if _met(row) else 'not met'}"
        figures.add_row(
            f"{figure.name} ({figure.unit})", f"{report.base[figure.name].value:.1f}", f"{row.now.value:.1f}",
            f"{row.stored:.1f}", f"{row.allowed:.1f}", "FELL BEHIND" if row.fell_behind else "ok", aim,
        )  # fmt: skip
    out.print(figures)
    _print_differences(report, out)
    _print_groups(report, out)


def _print_differences(report: Report, out: Console) -> None:
    red = Table(title=f"Red days a month more than under {report.about['base']}, body for body")
    for name in ("Start pain", "more", "at most (95 %)", "minutes a day gained", "red days for a minute", "aim"):
        red.add_column(name, justify="right")
    for one in report.differences:
        days = one.days_for_a_minute
        met = "met" if one.bound <= MOST_RED else "not met"
        aim = f"at most {MOST_RED:g}: {met}" if report.red_is_judged else f"judged from {JUDGED_FROM:,} bodies"
        shown = "-" if days is None else f"{days:+.3f}"
        red.add_row(one.stratum, f"{one.red:+.2f}", f"{one.bound:+.2f}", f"{one.minutes:+.1f}", shown, aim)
    out.print(red)


def _print_groups(report: Report, out: Console) -> None:
    groups = Table(title="This tree, by start pain and by way of answering")
    for name in ("Group", "patients", *_BY_GROUP):
        groups.add_column(name, justify="left" if name == "Group" else "right")
    for name, lives in _groups(report.lives).items():
        found = figures_of(lives, "tree")
        groups.add_row(name, f"{len(lives):,}", *(f"{found[figure].value:.1f}" for figure in _BY_GROUP))
    out.print(groups)


def _groups(lives: Sequence[Lives]) -> dict[str, list[Lives]]:
    strata = by(lambda one: one.stratum, lives)
    return {f"start {stratum.name}": strata[stratum.name] for stratum in STRATA} | by(lambda one: one.way, lives)
