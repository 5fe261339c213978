"""Generates documents and checks that they are current: rulebook, API, errors, metrics, the README's table."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from services import wiring
from services.progression.rulebook import render_rulebook
from services.storage.migrations import differences, migrate

ROOT = Path(__file__).resolve().parents[2]
_TABLE_BEGINS = "<!-- settings: written by `make docs` -->"
_TABLE_ENDS = "<!-- end of settings -->"
_METRICS_BEGIN = """# Metrics for Prometheus

Written by `make docs`. One process, `amble metrics`, serves them for the whole installation. They are counted from the
rows of the database, so it does not matter which worker did the work or whether it still runs. They hold nothing about
any patient.

| Name | Labels | Meaning |
|---|---|---|"""
_COMMANDS_BEGIN = """# Commands

Written by `make docs`. `amble COMMAND --help` says the same."""
_ERRORS_BEGIN = """# Errors

Written by `make docs`. Every 4xx and 5xx answer is an RFC 9457 problem. Its `type` is `urn:amble:problem:` followed by
one of these codes, `detail` is a sentence for people, and `errors` lists the fields that caused it, if any. Codes never
change; sentences may.

| Code | What to do |
|---|---|"""


def render_readme() -> str:
    """The README, with the table of settings between its two marks."""
    rows = ["| Variable | Default | Meaning |", "|---|---|---|"]
    for field in wiring.Configuration.model_fields.values():
        default = getattr(field.default, "value", field.default)
        shown = "" if "Secret" in type(default).__name__ or default == "" else f"`{default}`"
        rows.append(f"| `{field.alias}` | {shown} | {field.description} |")
    before, _, rest = (ROOT / "README.md").read_text().partition(_TABLE_BEGINS)
    _, _, after = rest.partition(_TABLE_ENDS)
    return "\n".join([before + _TABLE_BEGINS, *rows, _TABLE_ENDS + after])


def render_api() -> str:
    """The API's description."""
    from services.intake.app import openapi

    return json.dumps(openapi(), indent=1, sort_keys=True) + "\n"


def render_errors() -> str:
    """Every error code, and what to do about it."""
    from services.intake.request.problem_codes import CODES

    rows = [f"| `{code}` | {advice} |" for code, advice in sorted(CODES.items())]
    return "\n".join([_ERRORS_BEGIN, *rows, ""])


def render_metrics() -> str:
    """Every metric with its labels and meaning."""
    from services.command_line.metrics import OF_THE_PROCESS
    from services.operations.metrics import LATENESS, METRICS

    told = {
        **OF_THE_PROCESS,
        **METRICS,
        LATENESS: ("Seconds from due to accepted by the carrier (histogram)", ("urgency",)),
    }
    rows = [f"| `{name}` | {', '.join(labels)} | {text} |" for name, (text, labels) in sorted(told.items())]
    return "\n".join([_METRICS_BEGIN, *rows, ""])


def render_commands(program: Any) -> str:
    """Every command of the program with its arguments and options."""
    lines = [_COMMANDS_BEGIN]
    groups: list[tuple[str, Any]] = [("amble", program)]
    while groups:
        path, command = groups.pop(0)
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            groups[:0] = [(f"{path} {name}", one) for name, one in command.commands.items()]
            continue
        lines += ["", f"## {path}", "", " ".join((command.help or "").split()), ""]
        for option in command.params:
            if option.name != "help":
                shown = option.opts[0] if option.param_type_name == "option" else (option.name or "").upper()
                lines.append(f"- `{shown}` {option.help or ''}".rstrip())
    return "\n".join([*lines, ""])


def stale_documents(program: Any, *, write: bool) -> list[str]:
    """Paths of documents that differ from what the code says; with write they are written.

    program is the command line with every command added.
    """
    documents: dict[str, Callable[[], str]] = {
        "docs/rulebook.md": render_rulebook,
        "README.md": render_readme,
        "docs/openapi.json": render_api,
        "docs/errors.md": render_errors,
        "docs/metrics.md": render_metrics,
        "docs/commands.md": lambda: render_commands(program),
    }
    stale = []
    for path, render in documents.items():
        file, current = ROOT / path, render()
        if not file.exists() or file.read_text() != current:
            stale.append(path)
            if write:
                file.parent.mkdir(exist_ok=True)
                file.write_text(current)
    return stale


def check_migrations() -> list[str]:
    """The differences between a freshly migrated database and the tables of the code."""
    from infra.local.servers import EmbeddedServers

    with EmbeddedServers(durable=False) as servers:
        engine = sa.create_engine(servers.owner_url)
        migrate(engine)
        found = differences(engine)
        engine.dispose()
    return found
