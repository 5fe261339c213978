"""Commands that ask the rule: `amble hear`, `rehearse`, `forecast` and `replay`."""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from schemas.vocabulary import Language
from services import wiring
from services.command_line.servers import with_servers

rule_commands = typer.Typer(rich_markup_mode="markdown")
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
_PANEL = "Ask the rule"
# What was not understood stands out, and danger most of all.
_COLOURS = {
    "number": "cyan",
    "score": "cyan",
    "command": "blue",
    "danger": "bold red",
    "everyday": "green",
    "unread": "bold yellow",
}


@rule_commands.command(rich_help_panel=_PANEL)
def hear(
    text: Annotated[str, typer.Argument(help="What a patient wrote")] = "",
    lang: Annotated[str, typer.Option(help=f"The patient's language: {', '.join(Language)}")] = "en",
    open_: Annotated[str, typer.Option("--open", help="pain, walks, pain_and_walks or none")] = "pain",
    planned: Annotated[int, typer.Option(help="Walks planned that day", min=0, max=6)] = 3,
    batch: Annotated[
        bool, typer.Option("--batch", help="Read JSON lines {text, lang, open, planned} from stdin")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each word was taken for")] = False,
) -> None:
    """Show how a text from a patient is read."""
    from services.command_line.readings import WrongReading, explain_one, in_lines, read_lines, read_one

    try:
        if batch:
            for line in read_lines(sys.stdin):
                typer.echo(json.dumps(line, ensure_ascii=False))
            return
        given = {"text": text, "lang": lang, "open": open_, "planned": planned}
        if explain:
            for word, account in explain_one(given):
                colour = _COLOURS[account]
                out.print(f"[{colour}]{escape(word):<20}[/]{account.value}")
        reading = read_one(given)
    except WrongReading as error:
        err.print(str(error), soft_wrap=True, markup=False)
        sys.exit(2)
    if as_json:
        typer.echo(json.dumps(reading, ensure_ascii=False))
        return
    if explain:
        out.print()
    for name, value in in_lines(reading).items():
        out.print(f"[bold]{name:<20}[/]{escape(value)}")


@rule_commands.command(rich_help_panel=_PANEL)
def rehearse(
    course: Annotated[
        Path, typer.Argument(help="A course file (YAML): patient, settings, days", exists=True, dir_okay=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a line")] = False,
) -> None:
    """Run a course from a file through the rule: each day's plan and its reason. Needs no servers."""
    from services.command_line import courses

    try:
        read = courses.read_course(course)
    except courses.CourseIsWrong as error:
        for sentence in error.sentences:
            err.print(f"{course}: {sentence}", soft_wrap=True, markup=False)
        sys.exit(2)
    for decision, settings in courses.walk(read):
        if as_json:
            typer.echo(json.dumps(courses.as_json(decision, settings)))
        else:
            out.print(courses.as_line(decision, settings), soft_wrap=True, markup=False)


@rule_commands.command(rich_help_panel=_PANEL)
def forecast(
    patients: Annotated[int, typer.Option(help="Simulated patients", min=1, max=100_000)] = 1000,
    days: Annotated[int, typer.Option(help="Days to simulate", min=1, max=3650)] = 365,
    seed: Annotated[int, typer.Option(help="The same seed gives the same patients")] = 1,
    preset: Annotated[str, typer.Option(help="cautious, standard or quick")] = "standard",
    mix: Annotated[str, typer.Option(help="Percentages of green/yellow/red days and of days answered")] = "75/20/5/82",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Simulate patients from their first day: when they reach 30 minutes and their goal, and how often they rest."""
    from services.command_line.forecast_options import look_ahead

    try:
        found = look_ahead(patients=patients, days=days, seed=seed, preset=preset, mix=mix)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if as_json:
        typer.echo(json.dumps(found))
        return
    out.print(f"{patients} patients, {days} days, preset {preset}, mix {mix}, seed {seed}", style="bold")
    for name, percentiles in found["percentiles"].items():
        told = ", ".join(
            f"{key[1:]} %: {'not reached' if value is None else value}" for key, value in percentiles.items()
        )
        out.print(f"  {name.replace('_', ' '):<22} {told}")


@rule_commands.command(rich_help_panel=_PANEL)
def replay(
    patient: Annotated[str, typer.Option(help="The patient's id")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Recompute every plan of a patient from the record. Exit 1 if one differs from what was decided."""
    from uuid import UUID

    from services.journey.deciding.recompute import replay_patient

    try:
        patient_id = UUID(patient)
    except ValueError:
        raise typer.BadParameter("must be a patient's id, such as GET /v1/patients shows") from None
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            found = replay_patient(session, patient_id, wiring.engines())
    if found is None:
        err.print("There is no such patient.")
        sys.exit(2)
    if as_json:
        typer.echo(json.dumps({"plans": found.plans, "differences": found.differences}))
    else:
        for difference in found.differences:
            err.print(difference, soft_wrap=True, markup=False)
        out.print(f"{found.plans} plans recomputed, {len(found.differences)} differ.")
    sys.exit(1 if found.differences else 0)
