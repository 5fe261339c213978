"""Commands that list what is overdue and repair it: `amble overdue`, `redeliver`, `settle`, `forget-disk`."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from schemas.tables.messages import OutboundText
from services import wiring
from services.command_line.old_names import OLD_NAMES, old_name_of
from services.command_line.servers import with_servers

repair_commands = typer.Typer()
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
_PANEL = "Inspect and change"
_BY = "command-line"
Repair = Callable[[Session, datetime], OutboundText]


@repair_commands.command("behind", rich_help_panel=OLD_NAMES, help=old_name_of("overdue"), deprecated=True)
@repair_commands.command("overdue", rich_help_panel=_PANEL)
def show_overdue(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a line")] = False,
) -> None:
    """List what should have happened by now and has not. Exit 0 if there is nothing, 1 otherwise."""
    from services.operations.overdue import find_overdue, unclosed_days
    from services.storage.database import now

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            at = now(session)
            found, days = find_overdue(session, at), unclosed_days(session, at)
    if as_json:
        for item in found:
            typer.echo(json.dumps({**asdict(item), "since": item.since.isoformat()}, default=str))
    elif found:
        if days.oldest is not None:
            since = f"{days.oldest:%Y-%m-%d %H:%M} UTC, {(at - days.oldest).total_seconds() / 60:.0f} minutes ago"
            out.print(f"{days.number:,} plan days have ended and are not closed, the first at {since}.")
        table = Table("What", "Since", "Minutes", "Row", "Patient", title=f"{len(found)} overdue")
        for item in found:
            minutes = f"{(at - item.since).total_seconds() / 60:.0f}"
            table.add_row(item.what, f"{item.since:%Y-%m-%d %H:%M} UTC", minutes, item.id, str(item.patient_id or ""))
        out.print(table)
    else:
        out.print("Nothing is overdue.")
    sys.exit(1 if found else 0)


@repair_commands.command("redeliver", rich_help_panel=_PANEL)
def redeliver_text(
    text_id: Annotated[
        UUID, typer.Argument(help="The id of a text that failed, or that the carrier's list does not show")
    ],
) -> None:
    """Send a failed text again, while its time lasts."""
    from services.operations.repair import redeliver

    _repair(lambda session, at: redeliver(session, text_id, _BY, at))


@repair_commands.command("settle", rich_help_panel=_PANEL)
def settle_text(
    text_id: Annotated[UUID, typer.Argument(help="The id of a text whose call ended without an answer")],
    accepted: Annotated[str, typer.Option(help="The sid under which the carrier took it")] = "",
    absent: Annotated[
        bool, typer.Option("--absent", help="The carrier never received it: it may be sent again")
    ] = False,
) -> None:
    """Record what became of a call without an answer, after a look at the carrier's log."""
    from services.operations.repair import say_what_became

    if bool(accepted) == absent:
        err.print("Give either --accepted SID or --absent.")
        sys.exit(2)
    _repair(lambda session, at: say_what_became(session, text_id, accepted or None, _BY, at))


@repair_commands.command("forget-disk", rich_help_panel=_PANEL)
def forget_disk(
    disk: Annotated[str, typer.Argument(help="The id of an API's disk, as `amble overdue` shows it")],
) -> None:
    """Record that an API's disk is gone for good. What waited on it is lost, and is no longer overdue."""
    from services.operations.disks import forget_disk as forget
    from services.storage.database import now

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            known = forget(session, disk, _BY, now(session))
    if not known:
        err.print("No disk has that id.")
        sys.exit(1)
    out.print("The disk is forgotten.")


def _repair(work: Repair) -> None:
    from services.operations.repair import RepairError
    from services.storage.database import now

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        try:
            with wiring.database().unit_of_work() as session:
                text = work(session, now(session))
                state = text.state.value
        except RepairError as error:
            err.print(str(error))
            sys.exit(1)
    out.print(f"The text is now {state!r}.")
