"""`amble doctor`: is each part well, how is it repaired, and does a test text arrive?"""

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
# By (is it well, is it a warning).
_SAID = {(True, False): ("ok  ", "green"), (True, True): ("warn", "yellow"), (False, False): ("fail", "bold red")}


@doctor.command("doctor", rich_help_panel="Inspect and change")
def look(
    text: Annotated[
        str | None,
        typer.Option(help="Only send one test text to this phone, such as +12025550143, and report its outcome"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Check every part, including the carrier's account and our public address, and say how to repair what is wrong."""
    from services.command_line.doctor_checks import examine
    from services.command_line.test_text import try_text

    with ExitStack() as stack:
        with_servers(stack)
        found = _say(examine() if text is None else try_text(text), as_json=as_json)
    sys.exit(0 if all(finding.well for finding in found) else 1)


def _say(findings: Iterable[Finding], *, as_json: bool) -> list[Finding]:
    """Print each finding as soon as it is there; as JSON, all together."""
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
