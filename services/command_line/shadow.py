"""What does an operator see of another version of the rule, decided beside the one in force on the stored days?"""

import json
import sys
from contextlib import ExitStack
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from services import wiring
from services.command_line.servers import with_servers
from services.progression import boundary
from services.progression.boundary import Engine
from services.views.shadow import EVERY_DAY, Asked, Shadow, in_batches, summed

shadow_commands = typer.Typer()
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
TREE = "tree"
_MOST_RULES = 8


@shadow_commands.command(rich_help_panel="Ask the rule")
def shadow(
    rules: Annotated[str, typer.Option(help="The other version: a wheel of `make rules`, a release, or `tree`")],
    against: Annotated[str, typer.Option(help="Beside which: the same choice; without it the newest other one")] = "",
    clinic: Annotated[UUID | None, typer.Option(help="Only this clinic's patients")] = None,
    days: Annotated[int | None, typer.Option(help="Only so many days until today", min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For a machine")] = False,
) -> None:
    """Decide every stored day under two versions of the rule and say what would differ. Nothing is stored or texted.

    Both begin where the record begins; what patients told stays as it was. `tree` is the rule of this installation.
    """
    from services.storage.database import now
    from services.storage.queries.decided import read_only

    other = _engine(rules, "--rules")
    one = _engine(against, "--against") if against else _beside(other)
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            read_only(session)
            after = EVERY_DAY if days is None else now(session).date() - timedelta(days=days)
            number, compared = in_batches(session, Asked(one, other, clinic, after))
            shown = track(compared, "Deciding", number, console=err, disable=not sys.stderr.isatty())
            found = summed(shown)
    names = (_name(one), _name(other))
    if as_json:
        typer.echo(json.dumps(as_record(found, names)))
    else:
        _print(found, names)


def _engine(named: str, option: str) -> Engine:
    if named == TREE:
        return boundary.HERE
    if named in wiring.engines():
        return wiring.engines()[named]
    if not Path(named).is_file():
        known = ", ".join([TREE, *wiring.engines()])
        raise typer.BadParameter(f"{option}: there is no file {named}, and no such version; there are: {known}")
    return wiring.engine_of(Path(named))


def _beside(other: Engine) -> Engine:
    """The version in force; beside itself the newest release."""
    return boundary.HERE if other is not boundary.HERE else list(wiring.engines().values())[-1]


def _name(engine: Engine) -> str:
    return f"{TREE} {engine.versions[-1]}" if engine is boundary.HERE else engine.versions[-1]


def as_record(found: Shadow, names: tuple[str, str]) -> dict[str, Any]:
    """All of it as one JSON object; names: of the two versions."""
    return {
        "versions": list(names),
        "patients": found.patients,
        "days": found.days,
        "days_with_another_plan": found.days_with_another_plan,
        "plans": dict(found.plans),
        "minutes": list(found.minutes),
        "lights": _pairs(found.lights),
        "states": _pairs(found.states),
        "rules": _pairs(found.rules),
        "tasks": {task: list(times) for task, times in found.tasks.items()},
        "most_different": [{**asdict(one), "patient_id": str(one.patient_id)} for one in found.most_different],
        "refused": {str(patient): error for patient, error in found.refused.items()},
    }


def _pairs(counted: dict[tuple[str, str], int]) -> list[dict[str, Any]]:
    return [
        {"one": one, "other": other, "days": days}
        for (one, other), days in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]


def _print(found: Shadow, names: tuple[str, str]) -> None:
    one, other = names
    out.print(f"{found.patients:,} patients, {found.days:,} days: as {one} and as {other} decides them.", style="bold")
    share = found.days_with_another_plan / found.days if found.days else 0.0
    out.print(f"Another plan on {found.days_with_another_plan:,} days ({share:.1%}).")
    for how, number in found.plans.most_common():
        out.print(f"  {how:<30} {number:>9,}")
    a_day = [minutes / found.days if found.days else 0.0 for minutes in found.minutes]
    out.print(f"Minutes a day: {a_day[0]:.1f} under {one}, {a_day[1]:.1f} under {other}.")
    for title, counted in (("Light", found.lights), ("State", found.states)):
        for pair in _pairs(counted):
            out.print(f"  {title}: {pair['one']} would be {pair['other']} on {pair['days']:,} days", markup=False)
    _print_tasks(found, names)
    for pair in _pairs(found.rules)[:_MOST_RULES]:
        out.print(f"  {pair['days']:>9,} days by {pair['one']} would be by {pair['other']}", markup=False)
    if found.most_different:
        out.print("Most different:", style="bold")
        for patient in found.most_different:
            out.print(f"  {patient.patient_id}: {patient.days:,} days, {patient.minutes:,} minutes")
    for patient_id, error in found.refused.items():
        err.print(f"{patient_id}: a version could not decide the stored days ({error}).")


def _print_tasks(found: Shadow, names: tuple[str, str]) -> None:
    table = Table("Asks a person", *names, title="By cause, each time it is asked")
    for task, times in found.tasks.items():
        table.add_row(task.replace("_", " "), *(f"{number:,}" for number in times))
    if found.tasks:
        out.print(table)
