"""Which commands does an operator have? Serve, work, tick, migrate, look, and rehearse the whole thing in a demo."""

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
from services.command_line.keys import keys
from services.command_line.metrics import metrics_commands
from services.command_line.repair import repair_commands
from services.command_line.servers import with_servers

app = typer.Typer(
    name="amble",
    help="Daily, pain-gated walking for people with sciatica, by text message.\n\n"
    "New here? `amble demo` shows the whole loop with no account anywhere. Then: `amble doctor`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.add_typer(rule_commands)
app.add_typer(repair_commands)
app.add_typer(backup_commands)
app.add_typer(metrics_commands)
app.add_typer(enrol_commands)
app.add_typer(doctor)
app.add_typer(admins, name="admin", rich_help_panel="Look and steer")
app.add_typer(keys, name="keys", rich_help_panel="Look and steer")
app.add_typer(ear, name="ear", rich_help_panel="Look and steer")
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
_RUN, _LOOK = "Run it", "Look and steer"


def run() -> None:
    """Run a command; what goes wrong is a sentence, never a stack trace."""
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
            f"[bold red]Something went wrong:[/] {type(error).__name__}. `amble doctor` looks for the cause; "
            "AMBLE_DEBUG=1 shows all of it."
        )
        if not isinstance(error, _database_errors()):
            err.print(str(error)[:600], style="dim")
        sys.exit(1)


def _database_errors() -> tuple[type[Exception], ...]:
    from sqlalchemy.exc import SQLAlchemyError

    return (SQLAlchemyError,)


@app.command(rich_help_panel=_RUN)
def demo(
    days: Annotated[int | None, typer.Option(help="Days to play with six patients, 0 to 60; 5 unless you say")] = None,
    patients: Annotated[int | None, typer.Option(help="Play a full clinic of so many patients, 1 to 200")] = None,
    weeks: Annotated[int | None, typer.Option(help="Weeks of the full clinic, 1 to 12; 6 unless you say")] = None,
    seed: Annotated[int, typer.Option(help="The same number plays the same full clinic again")] = 7,
    exit_: Annotated[bool, typer.Option("--exit", help="Stop afterwards; exit 0 only if every loop closed")] = False,
    browser: Annotated[bool, typer.Option(help="Open the console in a browser, where there is a screen")] = True,
    port: Annotated[int, typer.Option(help="Port of the API; 0 finds a free one", min=0, max=65535)] = 0,
) -> None:
    """Play a small clinic for some days, or a full one for weeks, on real parts, with no account anywhere."""
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
    from services.command_line.serving import serve_at

    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_configuration()
        wiring.spool()
        sys.exit(serve_at(host, port, say=err.print))


@app.command(rich_help_panel=_RUN)
def worker(
    queues: Annotated[str, typer.Option(help="Queues to work on, with commas")] = "safety,reply,prompt,bulk",
) -> None:
    """Work on what is due: hear replies, decide plans, send texts. Exit 1 when it could not go on."""
    os.environ["REMAP_SIGTERM"] = "SIGQUIT"
    with ExitStack() as stack:
        with_servers(stack)
        settings = wiring.check_configuration()
        wiring.check_database()
        wiring.forget()
        from workers.app import app as celery

        # Its own command would end with 0 however it ended: a supervisor must see that no pool could start.
        started = celery.Worker(
            quiet=True, loglevel="WARNING", without_gossip=True, without_mingle=True, without_heartbeat=True,
            concurrency=settings.worker_processes, queues=queues,
        )  # fmt: skip
        started.start()
        sys.exit(started.exitcode)


@app.command(rich_help_panel=_RUN)
def beat() -> None:
    """Ask every few seconds what is due. Any number of beats may run."""
    with ExitStack() as stack:
        with_servers(stack)
        wiring.check_configuration()
        from workers.app import app as celery

        celery.Beat(loglevel="WARNING", quiet=True).run()


@app.command(rich_help_panel=_RUN)
def migrate() -> None:
    """Bring the database to the newest shape, and its logins' rights to the rule; logs in by DATABASE_OWNER_URL."""
    from services.storage import migrations

    with ExitStack() as stack:
        with_servers(stack)
        migrations.migrate_at(wiring.owner_url(), wiring.keys())
    out.print("The database is at the newest shape.")


@app.command(rich_help_panel=_LOOK)
def alive(
    what: Annotated[str, typer.Argument(help="serve, worker or beat")],
    port: Annotated[int, typer.Option(help="Where serve listens", min=1, max=65535)] = 8000,
) -> None:
    """For health checks: whether the API or a worker answers, or beat's process is there."""
    from services.command_line.health import answer

    answer(what, port)


@app.command("operator-key", rich_help_panel=_LOOK)
def operator_key(
    name: Annotated[str, typer.Option(help="Whose key")] = "Operator",
    email: Annotated[str, typer.Option(help="Their address")] = "operator@localhost",
    as_json: Annotated[bool, typer.Option("--json", help="For a machine")] = False,
) -> None:
    """Make an operator and show their API key, once: it opens clinics."""
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
    write: Annotated[bool, typer.Option("--write", help="Write them anew; without it, only compare")] = False,
) -> None:
    """Check, or write, the documents that are generated: rulebook, settings, API."""
    from typer.main import get_command

    from services.command_line.documents import stale_documents

    stale = stale_documents(get_command(app), write=write)
    for path in stale:
        (out if write else err).print(f"{'Written' if write else 'Out of date'}: {path}")
    if stale and not write:
        err.print("Run `make docs` and commit what changes.")
        sys.exit(1)
    if not stale:
        out.print("Every generated document is up to date.")


@app.command(rich_help_panel=_LOOK, hidden=True)
def check() -> None:
    """For developers: the migrations make exactly the tables of the code, and generated documents are current."""
    from services.command_line.documents import check_migrations

    differences = check_migrations()
    for difference in differences:
        err.print(f"Migrations and tables differ: {difference}")
    if differences:
        sys.exit(1)
    out.print("The migrations make exactly the tables of the code.")
    documents()
