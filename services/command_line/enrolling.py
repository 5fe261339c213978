"""How is a whole list of patients enrolled from a terminal? Looked at first, then sent in parts, with progress."""

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

import httpx
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from services.journey.roster import MOST_ROWS, RosterError, read_columns

enrolling = typer.Typer()
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
# While one part is written to the database, the next is looked at.
PARTS_AT_ONCE = 2
_SHOWN = 20


@enrolling.command("enrol", rich_help_panel="Look and steer")
def enrol_file(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8, or XLSX; docs/roster.csv is one to copy from")],
    take: Annotated[
        str, typer.Option(help="none: only report; all: every row or none; good: the rows that are right")
    ] = "none",
    url: Annotated[str, typer.Option(envvar="AMBLE_URL", help="Where the API answers")] = "http://127.0.0.1:8000",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a row")] = False,
) -> None:
    """Enrol patients from a CSV or a workbook, with an admin's key in AMBLE_KEY. Exit 1 if any row was refused."""
    key = os.environ.get("AMBLE_KEY", "")
    if take not in ("none", "all", "good") or not key:
        err.print("--take is none, all or good." if key else "Set AMBLE_KEY to the API key of an admin of the clinic.")
        sys.exit(2)
    try:
        parts = list(_parts(file.read_bytes()))
    except (OSError, RosterError) as error:
        err.print(f"{file}: {error}", markup=False)
        sys.exit(2)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "text/csv"}
    with httpx.Client(base_url=url, headers=headers, timeout=120) as api:
        rows = _send(api, parts, "none", "Looking")
        refused = [row for row in rows if row["outcome"] == "refused"]
        if take == "good" or (take == "all" and not refused):
            rows = _send(api, parts, "good", "Enrolling")
    _show(rows, as_json=as_json)
    sys.exit(1 if refused else 0)


def _parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The table in pieces that the API takes at once, each with the header and the number of lines before it."""
    header, rows = read_columns(content)
    for start in range(0, len(rows), MOST_ROWS):
        piece = io.StringIO()
        writer = csv.writer(piece)
        writer.writerow(header)
        writer.writerows(cells for _, cells in rows[start : start + MOST_ROWS])
        yield start, piece.getvalue().encode()


def _send(api: httpx.Client, parts: list[tuple[int, bytes]], take: str, doing: str) -> list[dict[str, Any]]:
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
        except (httpx.HTTPError, _PartRefused) as error:
            sending.shutdown(cancel_futures=True)
            away = f"The API at {api.base_url} cannot be reached ({type(error).__name__})."
            err.print(str(error) if isinstance(error, _PartRefused) else away, markup=False)
            sys.exit(2)
    return rows


def _send_part(api: httpx.Client, take: str, part: tuple[int, bytes]) -> list[dict[str, Any]]:
    start, piece = part
    answer = api.post("/v1/roster", params={"take": take}, content=piece)
    if answer.status_code != httpx.codes.OK:
        raise _PartRefused(str(answer.json().get("detail", answer.status_code)))
    return [row | {"line": row["line"] + start} for row in answer.json()["rows"]]


class _PartRefused(Exception):
    """The API took nothing of a part; the sentence is its own."""


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row))
        return
    refused = [row for row in rows if row["outcome"] == "refused"]
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
