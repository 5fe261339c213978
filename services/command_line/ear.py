"""`amble ear export`: a clinic's answered texts for training the second ear, without names and numbers."""

import json
import sys
from contextlib import ExitStack
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console

from services import wiring
from services.command_line.servers import with_servers

ear = typer.Typer(help="Export texts that may train the second ear.", no_args_is_help=True)
_err = Console(stderr=True, highlight=False)


@ear.command("export")
def export(
    clinic: Annotated[UUID, typer.Option(help="Id of a clinic that has agreed (PUT /v1/clinic/ear-consent)")],
) -> None:
    """Write a clinic's answered texts, one JSON object a line, with "_" in place of whatever could name somebody.

    Only texts that came after the clinic agreed; no ids, numbers, names or times. Exit 1 if the clinic has not agreed.
    """
    from services.views.ear_export import EarIsNotAgreed, texts

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        try:
            with wiring.database().unit_of_work() as session:
                taught = texts(session, clinic)
        except EarIsNotAgreed as error:
            _err.print(str(error))
            sys.exit(1)
    for one in taught:
        line = {"lang": one.language.value, "text": one.text, "answer": one.answer.value, "pain": one.pain}
        typer.echo(json.dumps(line, ensure_ascii=False))
    _err.print(f"{len(taught)} texts. Read them before you pass them on: a name that is also a common word may remain.")
