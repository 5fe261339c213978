"""The entry point of `amble`. A health check starts without importing the rest of the program."""

import sys

from services.command_line.health import answer
from services.command_line.imports import importing


def run() -> None:
    """Run a health check directly, and everything else as a command."""
    if sys.argv[1:2] in (["health"], ["alive"]) and "--help" not in sys.argv:
        what, *rest = sys.argv[2:] or [""]
        port = int(rest[rest.index("--port") + 1]) if "--port" in rest[:-1] else 8000
        answer(what, port)
    with importing():
        from services.command_line.main import run

    run()
