"""`amble backup FILE`, `amble restore FILE` and the list of erasures."""

import os
import shutil
import subprocess
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import sqlalchemy as sa
import typer
from rich.console import Console

from services import wiring
from services.carrier.port import CarrierIsAway, ListedText
from services.command_line.servers import with_servers
from services.journey.caring.erasures import Erased, ListIsWrong, lines, read
from services.storage.database import is_empty, set_clock

backup_commands = typer.Typer()
_out, _err = Console(highlight=False), Console(stderr=True, highlight=False)
_PANEL = "Inspect and change"


class _Failed(wiring.ConfigurationIsWrong):
    """A program of PostgreSQL failed."""


def _program(name: str) -> str:
    """The path of a PostgreSQL program. Raises ConfigurationIsWrong if it is not installed."""
    try:
        from infra.local.programs import EmbeddedServersUnavailable, client_program
    except ImportError:
        found = shutil.which(name)
    else:
        try:
            found = client_program(name)
        except EmbeddedServersUnavailable as error:
            raise wiring.ConfigurationIsWrong(str(error)) from None
    if found is None:
        raise wiring.ConfigurationIsWrong(
            f"{name} is not installed here: install PostgreSQL's client programs, in the server's version or newer."
        )
    return found


def _run(name: str, owner: str, *options: str) -> None:
    url = sa.make_url(owner)
    environment = {
        **os.environ,
        "PGHOST": url.host or "127.0.0.1",
        "PGPORT": str(url.port or 5432),
        "PGUSER": url.username or "",
        "PGPASSWORD": url.password or "",
        "PGDATABASE": url.database or "",
    }
    done = subprocess.run([_program(name), *options], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise _Failed(f"{name} failed: {done.stderr.strip()[-600:]}")


@backup_commands.command("backup", rich_help_panel=_PANEL)
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet")],
) -> None:
    """Write everything to one file while the program runs. Private values stay sealed: keep the keys elsewhere."""
    if file.exists():
        raise wiring.ConfigurationIsWrong(f"{file} exists already: choose another name.")
    half = file.with_name(file.name + ".half")
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        owner = wiring.owner_url()
        half.touch(mode=0o600)
        stack.callback(half.unlink, missing_ok=True)
        # The owner sees all rows by a policy; without this option pg_dump stops at row security.
        _run("pg_dump", owner, "--enable-row-security", "--format=custom", "--no-owner", f"--file={half}")
        half.rename(file)
    _out.print(f"The backup is in {file} ({file.stat().st_size / 1e6:,.1f} MB). Without the keys nobody can read it.")


@backup_commands.command("erasures", rich_help_panel=_PANEL)
def list_erasures(
    file: Annotated[Path, typer.Argument(help="The file to write; an existing list is replaced")],
) -> None:
    """List who was erased, naming nobody, so that a restore erases them again. Keep the list away from the database."""
    half = file.with_name(file.name + ".half")
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)
        stack.callback(half.unlink, missing_ok=True)
        with wiring.database().unit_of_work() as session, half.open("w") as out:
            count = sum(1 for line in lines(session) if out.write(f"{line}\n"))
        half.replace(file)
    _out.print(f"{file} lists {count} erasures. Write it again after every erasure, or every hour.")


def _erased(files: list[Path]) -> list[Erased]:
    """The erasures in these lists. Raises ConfigurationIsWrong if one cannot be read, before anything is restored."""
    try:
        return [one for file in files for one in read(file.read_text().splitlines())]
    except (ListIsWrong, UnicodeDecodeError) as error:
        said = str(error) if isinstance(error, ListIsWrong) else "The list of erasures is not a text file."
        raise wiring.ConfigurationIsWrong(said) from None


@backup_commands.command("restore", rich_help_panel=_PANEL)
def restore(
    file: Annotated[
        Path | None, typer.Argument(help="The file that `amble backup` wrote", exists=True, dir_okay=False)
    ] = None,
    rows_are_back: Annotated[
        bool,
        typer.Option(
            "--rows-are-back", help="The rows are back already, by PostgreSQL's own recovery or by pg_restore"
        ),
    ] = False,
    without_the_carrier: Annotated[
        bool,
        typer.Option("--without-the-carrier", help="Do not ask the carrier for replies that came since the backup"),
    ] = False,
    erasures: Annotated[
        list[Path] | None,
        typer.Option(
            help="A list that `amble erasures` wrote; repeat the option for several", exists=True, dir_okay=False
        ),
    ] = None,
    at: Annotated[datetime | None, typer.Option(help="For a rehearsal: the time to set its clock to, UTC")] = None,
) -> None:
    """Restore everything into an empty database, before serve, worker and beat start.

    What happened since the backup is replayed from the carrier's list: replies are heard at their own time, texts that
    left count as sent, and nothing is sent twice. Patients who were erased since the backup are erased again.
    """
    from services.operations.restore import Gap, known_until, replay_gap
    from services.storage.database import now
    from services.storage.migrations import migrate_at

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_configuration()
        if (file is None) != rows_are_back:
            raise wiring.ConfigurationIsWrong("Name the backup file, or use --rows-are-back.")
        erased = _erased(erasures or [])
        owner = wiring.owner_url()
        if file is not None:
            _bring_back(owner, file)
        migrate_at(owner, wiring.keys())
        wiring.check_database()
        _check_keys()
        if at is not None:
            _turn_the_clock(at)
        with wiring.database().unit_of_work() as session:
            moment, since = now(session), known_until(session)
        listed = [] if without_the_carrier or since is None else _listed(since)
        with _out.status("Replaying what happened since the backup ...") as status:
            gap = Gap(listed, erased, moment)
            replayed = replay_gap(
                wiring.database(), gap, wiring.ear(), lambda lived: status.update(f"{lived:%Y-%m-%d %H:%M} UTC")
            )
    _out.print(
        f"{replayed.sent} texts left after the backup, and {replayed.heard} replies came: they are recorded again."
    )
    _out.print(f"{replayed.let_go} more texts were due and are not sent, because they may have left.")
    if erasures:
        _out.print(f"{replayed.erased} patients who were erased after the backup are erased again.")
    else:
        _err.print(
            "No list of erasures was named, so patients who were erased after the backup are back. With the "
            "list that `amble "
            "erasures` wrote, run `amble restore --rows-are-back --erasures FILE`."
        )
    if without_the_carrier:
        _err.print("The carrier was not asked: replies that came after the backup are missing.")


def _bring_back(owner: str, file: Path) -> None:
    engine = sa.create_engine(owner)
    with engine.connect() as connection:
        if not is_empty(connection):
            raise wiring.ConfigurationIsWrong("This database is not empty: restore into a new one.")
    engine.dispose()
    _out.print("Restoring the rows ...")
    name = f"--dbname={sa.make_url(owner).database}"
    _run("pg_restore", owner, "--no-owner", "--exit-on-error", "--single-transaction", name, str(file))


def _turn_the_clock(to: datetime) -> None:
    if wiring.configuration().mode is not wiring.Mode.REHEARSAL:
        raise wiring.ConfigurationIsWrong("--at sets a rehearsal's clock; in production the time is now.")
    with wiring.database().unit_of_work() as session:
        set_clock(session, to.replace(tzinfo=UTC))


def _listed(since: datetime) -> list[ListedText]:
    try:
        return wiring.carrier().list_texts(since)
    except CarrierIsAway as error:
        raise wiring.ConfigurationIsWrong(
            f"The rows are back, but the carrier does not answer ({error}): replies that came after the backup are "
            "missing. When it answers: `amble restore --rows-are-back`. If that cannot wait, add --without-the-carrier "
            "and call the patients who may be in danger."
        ) from None


def _check_keys() -> None:
    """Raises ConfigurationIsWrong if the present keys cannot open the sealed values."""
    from services.storage.resealing import sealed_with

    unknown = set(sealed_with(wiring.database())) - set(wiring.keys().keys)
    if unknown:
        listed = ", ".join(map(str, sorted(unknown)))
        raise wiring.ConfigurationIsWrong(
            f"AMBLE_FIELD_KEYS lacks the keys {listed}, which seal values of this backup: add the keys that "
            "were in use then."
        )
