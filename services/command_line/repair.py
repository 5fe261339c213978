"""How does an operator see what is behind, and mend one text by hand?"""

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
from services.command_line.servers import with_servers

repair_commands = typer.Typer()
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
_PANEL = "Look and steer"
_BY = "command-line"
Repair = Callable[[Session, datetime], OutboundText]


@repair_commands.command("behind", rich_help_panel=_PANEL)
def show_behind(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line")] = False) -> None:
    """Who should have had something and did not? Exit 0 if nobody, 1 otherwise."""
    from services.operations.overdue import behind, days_behind
    from services.storage.database import now

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            at = now(session)
            found, days = behind(session, at), days_behind(session, at)
    if as_json:
        for item in found:
            typer.echo(json.dumps({**asdict(item), "since": item.since.isoformat()}, default=str))
    elif found:
        if days.oldest is not None:
            since = f"{days.oldest:%Y-%m-%d %H:%M} UTC, {(at - days.oldest).total_seconds() / 60:.0f} minutes ago"
            out.print(f"Days behind: {days.number:,} plan days have ended and are not closed, the first at {since}.")
        table = Table("What", "Since", "Minutes", "Row", "Patient", title=f"{len(found)} behind")
        for item in found:
            minutes = f"{(at - item.since).total_seconds() / 60:.0f}"
            table.add_row(item.what, f"{item.since:%Y-%m-%d %H:%M} UTC", minutes, item.id, str(item.patient_id or ""))
        out.print(table)
    else:
        out.print("Nobody is behind.")
    sys.exit(1 if found else 0)


@repair_commands.command("redeliver", rich_help_panel=_PANEL)
def redeliver_text(
    text_id: Annotated[UUID, typer.Argument(help="Id of a text that failed, or that the carrier listed nowhere")],
) -> None:
    """Let a text that failed go once more, while its time lasts."""
    from services.operations.repair import redeliver

    _repair(lambda session, at: redeliver(session, text_id, _BY, at))


@repair_commands.command("settle", rich_help_panel=_PANEL)
def settle_text(
    text_id: Annotated[UUID, typer.Argument(help="Id of a text whose call ended unheard")],
    accepted: Annotated[str, typer.Option(help="The sid under which the carrier took it")] = "",
    absent: Annotated[bool, typer.Option("--absent", help="The carrier never had it: it may be sent again")] = False,
) -> None:
    """Say what became of a lost call, after a look at the carrier's own log."""
    from services.operations.repair import say_what_became

    if bool(accepted) == absent:
        err.print("Give either --accepted SID or --absent.")
        sys.exit(2)
    _repair(lambda session, at: say_what_became(session, text_id, accepted or None, _BY, at))


@repair_commands.command("forget-disk", rich_help_panel=_PANEL)
def forget_disk(
    disk: Annotated[str, typer.Argument(help="Id of an API's disk, as `amble behind` names it")],
) -> None:
    """Say that an API's disk is gone for good: what waited on it is lost, and nobody asks for it any more."""
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
