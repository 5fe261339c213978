"""`amble keys new`, `show` and `rotate`: the keys that seal private values."""

import json
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from services import wiring
from services.command_line.servers import with_servers

keys = typer.Typer(help="Create and change the keys that seal names, numbers, texts and notes.", no_args_is_help=True)
_out, _err = Console(highlight=False), Console(stderr=True, highlight=False)
Json = Annotated[bool, typer.Option("--json", help="Print JSON")]


@keys.command("new")
def new(as_json: Json = False) -> None:
    """Print new keys, or the present ones with a new key at the end, which opens but does not seal yet.

    To change keys while everything runs: give every process the printed list; then put the new key first and give every
    process that list; then run `amble keys rotate`; then remove the old key.
    """
    from services.storage.sealing import KeyRing

    settings = wiring.configuration()
    if not settings.field_keys.get_secret_value():
        made = KeyRing.fresh().as_settings()
    else:
        ring = wiring.keys()
        listed = ring.with_new_key().as_settings()["AMBLE_FIELD_KEYS"].split(",")
        made = ring.as_settings() | {"AMBLE_FIELD_KEYS": ",".join([*listed[1:], listed[0]])}
    typer.echo(json.dumps(made) if as_json else "\n".join(f"{name}={value}" for name, value in made.items()))


@keys.command("show")
def show(as_json: Json = False) -> None:
    """Count what each key seals. A key that seals nothing may be removed from AMBLE_FIELD_KEYS."""
    from services.storage.resealing import sealed_with

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        counts = sealed_with(wiring.database())
        newest, known = wiring.keys().newest, wiring.keys().keys
    rows = [
        {"key": number, "values": counts.get(number, 0), "seals": number == newest, "known": number in known}
        for number in sorted({*counts, *known})
    ]
    if as_json:
        typer.echo(json.dumps(rows))
        return
    for row in rows:
        role = "seals" if row["seals"] else "opens" if row["known"] else "MISSING from AMBLE_FIELD_KEYS"
        _out.print(f"key {row['key']:>3}  {row['values']:>12,} values  {role}")


@keys.command("rotate")
def rotate(as_json: Json = False) -> None:
    """Seal everything again with the first key of AMBLE_FIELD_KEYS, while the program runs. It can be interrupted."""
    from services.storage.resealing import reseal, sealed_with

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        database, ring = wiring.database(), wiring.keys()
        left = sum(count for number, count in sealed_with(database).items() if number != ring.newest)
        progress = stack.enter_context(Progress(console=_err, disable=as_json or not _err.is_terminal))
        bar = progress.add_task("Sealing anew", total=left)
        changed = reseal(database, ring, lambda count: progress.advance(bar, count))
    if as_json:
        typer.echo(json.dumps({"values": changed, "key": ring.newest}))
    else:
        _out.print(f"{changed:,} values are now sealed with key {ring.newest}. `amble keys show` counts the rest.")
