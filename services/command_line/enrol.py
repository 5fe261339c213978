"""`amble enrol`: enrols a list of patients through the API. It checks the list first and sends it in parts."""

import csv
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import httpx2
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from schemas.api.rosters import Outcome
from services.journey.enrolling.roster import MOST_ROWS, read_table
from services.journey.enrolling.roster_table import Row
from services.journey.enrolling.roster_table import Table as ToldTable
from services.journey.refusals import TableError

enrol_commands = typer.Typer()
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
# While one part is saved, the next is checked.
PARTS_AT_ONCE = 2
_SHOWN, _MOST_IN_A_FILE = 20, 1_000_000
_Part = tuple[list[int], bytes]


@enrol_commands.command("enrol", rich_help_panel="Inspect and change")
def enrol_file(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8, or XLSX; docs/roster.csv is an example")],
    take: Annotated[
        str, typer.Option(help="none: only report; all: enrol every row or none; good: enrol the rows that are right")
    ] = "none",
    url: Annotated[str, typer.Option(envvar="AMBLE_URL", help="The address of the API")] = "http://127.0.0.1:8000",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a row")] = False,
) -> None:
    """Enrol patients from a CSV file or a workbook, with an admin's key in AMBLE_KEY. Exit 1 if any row was refused."""
    key = os.environ.get("AMBLE_KEY", "")
    if take not in ("none", "all", "good") or not key:
        err.print("--take is none, all or good." if key else "Set AMBLE_KEY to the API key of an admin of the clinic.")
        sys.exit(2)
    try:
        told = read_table(file.read_bytes(), _MOST_IN_A_FILE)
    except (OSError, TableError) as error:
        err.print(f"{file}: {error}", markup=False)
        sys.exit(2)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "text/csv"}
    with httpx2.Client(base_url=url, headers=headers, timeout=120) as api:
        parts, wrong = list(_parts(told)), _refused_here(told)
        rows = wrong + _send(api, parts, "none", "Looking")
        refused = [row for row in rows if row["outcome"] == Outcome.REFUSED]
        if take == "good" or (take == "all" and not refused):
            rows = wrong + _send(api, parts, "good", "Enrolling")
    _show(sorted(rows, key=lambda row: row["line"]), as_json=as_json)
    sys.exit(1 if refused else 0)


def _parts(told: ToldTable) -> Iterator[_Part]:
    """The table in parts that the API accepts, each with the header and the file's line numbers."""
    rows = [row for row in told.rows if not row.wrong]
    for start in range(0, len(rows), MOST_ROWS):
        piece, part = io.StringIO(), rows[start : start + MOST_ROWS]
        writer = csv.writer(piece)
        writer.writerow(told.columns)
        writer.writerows(row.cells for row in part)
        yield [row.line for row in part], piece.getvalue().encode()


def _refused_here(told: ToldTable) -> list[dict[str, Any]]:
    """Rows that cannot be sent at all, as the API would report them."""
    return [_report(row) for row in told.rows if row.wrong]


def _report(row: Row) -> dict[str, Any]:
    errors = [{"field": field, "detail": detail} for field, detail in row.wrong]
    return {"line": row.line, "outcome": Outcome.REFUSED.value, "patient_id": None, "errors": errors}


def _send(api: httpx2.Client, parts: list[_Part], take: str, doing: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    with (
        Progress(console=err, disable=not sys.stderr.isatty()) as progress,
        ThreadPoolExecutor(PARTS_AT_ONCE) as sending,
    ):
        task = progress.add_task(doing, total=len(parts))
        try:
            for found in sending.map(partial(_send_part, api, take), parts):
                rows += found
                progress.advance(task)
        except (httpx2.HTTPError, _PartRefused) as error:
            sending.shutdown(cancel_futures=True)
            away = f"The API at {api.base_url} cannot be reached ({type(error).__name__})."
            err.print(str(error) if isinstance(error, _PartRefused) else away, markup=False)
            sys.exit(2)
    return rows


def _send_part(api: httpx2.Client, take: str, part: _Part) -> list[dict[str, Any]]:
    lines, piece = part
    answer = api.post("/v1/roster", params={"take": take}, content=piece)
    if answer.status_code != httpx2.codes.OK:
        raise _PartRefused(str(answer.json().get("detail", answer.status_code)))
    return [row | {"line": line} for line, row in zip(lines, answer.json()["rows"], strict=True)]


class _PartRefused(Exception):
    """The API refused a whole part; the sentence is its own."""


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row))
        return
    refused = [row for row in rows if row["outcome"] == Outcome.REFUSED]
    if refused:
        table = Table("Line", "Column", "What would be right", title=f"{len(refused)} refused")
        for row in refused[:_SHOWN]:
            for error in row["errors"]:
                table.add_row(str(row["line"]), error["field"], error["detail"])
        out.print(table)
        if len(refused) > _SHOWN:
            out.print(f"... and {len(refused) - _SHOWN} more: --json lists all.")
    counted = Counter(row["outcome"].replace("_", " ") for row in rows)
    out.print(", ".join(f"{count} {name}" for name, count in sorted(counted.items())) or "No rows.")
