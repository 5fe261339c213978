"""Is each part well, and how is it mended? And does a text from here arrive? `amble doctor` says it in lines."""

import json
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from services.command_line.doctor_findings import Finding
from services.command_line.servers import with_servers

doctor = typer.Typer()
out = Console(highlight=False)
# By whether it is well, and whether it is a warning.
_SAID = {(True, False): ("ok  ", "green"), (True, True): ("warn", "yellow"), (False, False): ("mend", "bold red")}


@doctor.command("doctor", rich_help_panel="Look and steer")
def look(
    text: Annotated[
        str | None,
        typer.Option(help="Only send one test text to this phone, such as +12025550143, and tell what becomes of it"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For a machine")] = False,
) -> None:
    """Look at every part, the carrier's account and our public address too, and say how to mend what is wrong."""
    from services.command_line.doctor_checks import examine
    from services.command_line.test_text import try_text

    with ExitStack() as stack:
        with_servers(stack)
        found = _say(examine() if text is None else try_text(text), as_json=as_json)
    sys.exit(0 if all(finding.well for finding in found) else 1)


def _say(findings: Iterable[Finding], *, as_json: bool) -> list[Finding]:
    """Each as soon as it is found; for a machine all at once."""
    if as_json:
        found = list(findings)
        typer.echo(json.dumps([finding.as_json() for finding in found]))
        return found
    said = []
    for finding in findings:
        word, style = _SAID[finding.well, finding.warning]
        out.print(f"[{style}]{word}[/] [bold]{finding.part:<11}[/] {escape(finding.sentence)}", soft_wrap=True)
        said.append(finding)
    return said
