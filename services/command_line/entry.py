"""What does `amble` run? A health check at once, everything else by its own command."""

import sys

from services.command_line.health import answer


def run() -> None:
    """What `amble` runs: a health check at once, everything else by its own command."""
    if sys.argv[1:2] == ["alive"] and "--help" not in sys.argv:
        what, *rest = sys.argv[2:] or [""]
        port = int(rest[rest.index("--port") + 1]) if "--port" in rest[:-1] else 8000
        answer(what, port)
    from services.command_line.main import run

    run()
