"""The `amble` command: `serve`, `worker`, `beat`, `migrate`, `demo`, and the commands of the other modules here."""

import json
import os
import sys
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from services import wiring
from services.command_line.admins import admins
from services.command_line.ask_the_rule import rule_commands
from services.command_line.backups import backup_commands
from services.command_line.doctor import doctor
from services.command_line.ear import ear
from services.command_line.enrol import enrol_commands
from services.command_line.imports import importing
from services.command_line.keys import keys
from services.command_line.metrics import metrics_commands
from services.command_line.old_names import OLD_NAMES, old_name_of
from services.command_line.repair import repair_commands
from services.command_line.servers import with_servers
from services.command_line.shadow import shadow_commands

app = typer.Typer(
    name="amble",
    help="Daily, pain-gated walking for people with sciatica, by text message.\n\n"
    "New here? `amble demo` shows the whole loop with no account anywhere. Then: `amble doctor`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.add_typer(rule_commands)
app.add_typer(shadow_commands)
app.add_typer(repair_commands)
app.add_typer(backup_commands)
app.add_typer(metrics_commands)
app.add_typer(enrol_commands)
app.add_typer(doctor)
app.add_typer(admins, name="admin", rich_help_panel="Inspect and change")
app.add_typer(keys, name="keys", rich_help_panel="Inspect and change")
app.add_typer(ear, name="ear", rich_help_panel="Inspect and change")
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
_RUN, _LOOK = "Run it", "Inspect and change"


def run() -> None:
    """Run a command. An error is a sentence, never a stack trace."""
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        err.print("Stopped.")
        sys.exit(130)
    except wiring.ConfigurationIsWrong as error:
        err.print(f"[bold red]Cannot start.[/] {escape(str(error))}")
        sys.exit(2)
    except Exception as error:
        if os.environ.get("AMBLE_DEBUG"):
            raise
        err.print(
            f"[bold red]Something went wrong:[/] {type(error).__name__}. `amble doctor` looks for the cause, and "
            "AMBLE_DEBUG=1 shows the whole error."
        )
        if not isinstance(error, _database_errors()):
            err.print(str(error)[:600], style="dim")
        sys.exit(1)


def _database_errors() -> tuple[type[Exception], ...]:
    from sqlalchemy.exc import SQLAlchemyError

    return (SQLAlchemyError,)


@app.command(rich_help_panel=_RUN)
def demo(
    days: Annotated[int | None, typer.Option(help="Days to play with six patients, 0 to 60 (default 5)")] = None,
    patients: Annotated[int | None, typer.Option(help="Play a full clinic of this many patients, 1 to 200")] = None,
    weeks: Annotated[int | None, typer.Option(help="Weeks to play the full clinic, 1 to 12 (default 6)")] = None,
    seed: Annotated[int, typer.Option(help="The same seed plays the same full clinic")] = 7,
    exit_: Annotated[bool, typer.Option("--exit", help="Stop at the end; exit 0 only if every loop closed")] = False,
    browser: Annotated[bool, typer.Option(help="Open the console in a browser, if there is a screen")] = True,
    port: Annotated[int, typer.Option(help="The API's port; 0 finds a free one", min=0, max=65535)] = 0,
) -> None:
    """Play a small clinic for some days, or a full one for weeks, on real servers and without any account."""
    try:
        from infra.local.demo import play, story_of
    except ImportError as error:
        raise wiring.ConfigurationIsWrong(
            f"The demo's stand-ins are not installed ({error.name}): run `make setup`, or `pip install 'amble[local]'`."
        ) from None
    try:
        story = story_of(out, days=days, patients=patients, weeks=weeks, seed=seed)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    sys.exit(play(story, console=out, stay=not exit_, port=port, browser=browser))


@app.command(rich_help_panel=_RUN)
def serve(
    port: Annotated[int, typer.Option(help="Port to listen on", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
) -> None:
    """Serve the API and the carrier's webhooks."""
    with importing():
        from services.command_line.serving import serve_at

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_configuration()
        wiring.spool()
        sys.exit(serve_at(host, port, say=err.print))


@app.command(rich_help_panel=_RUN)
def worker(
    queues: Annotated[
        str, typer.Option(help="The queues to work on, separated by commas")
    ] = "safety,reply,prompt,bulk",
) -> None:
    """Do what is due: hear replies, decide plans, send texts. Exit 1 if it could not continue."""
    os.environ["REMAP_SIGTERM"] = "SIGQUIT"
    with ExitStack() as stack:
        with_servers(stack)
        settings = wiring.check_configuration()
        wiring.check_database()
        wiring.forget()
        with importing():
            from celery.worker import state

            from workers.app import app as celery

        # Celery's own command always exits with 0; a supervisor must see that no pool could start.
        started = celery.Worker(
            quiet=True, loglevel="WARNING", without_gossip=True, without_mingle=True, without_heartbeat=True,
            concurrency=settings.worker_processes, queues=queues,
        )  # fmt: skip
        started.start()
        # Told to stop just as it came up, it finds no pool either, and that is no fault.
        sys.exit(started.exitcode if state.should_terminate is None else 0)


@app.command(rich_help_panel=_RUN)
def beat() -> None:
    """Wake the workers every few seconds to look for due work. Any number of beats may run."""
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_configuration()
        from workers.app import app as celery

        celery.Beat(loglevel="WARNING", quiet=True).run()


@app.command(rich_help_panel=_RUN)
def migrate() -> None:
    """Bring the database and the rights of its logins up to date. Logs in with DATABASE_OWNER_URL."""
    from services.storage import migrations

    with ExitStack() as stack:
        with_servers(stack)
        migrations.migrate_at(wiring.owner_url(), wiring.keys())
    out.print("The database is up to date.")


@app.command("alive", rich_help_panel=OLD_NAMES, help=old_name_of("health"), deprecated=True)
@app.command(rich_help_panel=_LOOK)
def health(
    what: Annotated[str, typer.Argument(help="serve, worker or beat")],
    port: Annotated[int, typer.Option(help="The port of serve", min=1, max=65535)] = 8000,
) -> None:
    """For health checks: exit 0 if the API or a worker answers, or the process of beat exists."""
    from services.command_line.health import answer

    answer(what, port)


@app.command("operator-key", rich_help_panel=_LOOK)
def operator_key(
    name: Annotated[str, typer.Option(help="The operator's name")] = "Operator",
    email: Annotated[str, typer.Option(help="The operator's email address")] = "operator@localhost",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Create an operator and show their API key, once. It opens clinics."""
    from schemas.tables.identity import Role
    from services.accounts.clinics import Newcomer, add_program
    from services.storage.database import now

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_database()
        with wiring.database().unit_of_work() as session:
            operator = Newcomer(name, email, Role.OPERATOR)
            _, key = add_program(session, None, operator, by="command-line", now=now(session))
    typer.echo(json.dumps({"api_key": key}) if as_json else key)


@app.command(rich_help_panel=_LOOK)
def openapi() -> None:
    """Print the API's description (OpenAPI 3.1)."""
    from services.intake.app import openapi as describe

    typer.echo(json.dumps(describe(), indent=1, sort_keys=True))


@app.command(rich_help_panel=_LOOK)
def documents(
    write: Annotated[
        bool, typer.Option("--write", help="Write them; without this option they are only compared")
    ] = False,
) -> None:
    """Check or write the generated documents: rulebook, settings, API, errors, metrics, commands."""
    from typer.main import get_command

    from services.command_line.documents import stale_documents

    stale = stale_documents(get_command(app), write=write)
    for path in stale:
        (out if write else err).print(f"{'Written' if write else 'Out of date'}: {path}")
    if stale and not write:
        err.print("Run `make docs` and commit the changes.")
        sys.exit(1)
    if not stale:
        out.print("Every generated document is up to date.")


@app.command(rich_help_panel=_LOOK, hidden=True)
def check() -> None:
    """For developers: check that migrations create exactly the tables of the code, and that documents are current."""
    from services.command_line.documents import check_migrations

    differences = check_migrations()
    for difference in differences:
        err.print(f"Migrations and tables differ: {difference}")
    if differences:
        sys.exit(1)
    out.print("The migrations create exactly the tables of the code.")
    documents()
