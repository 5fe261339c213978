"""Starts a program while its servers are still starting: it imports its modules first, then waits for its settings.

`python -m services.command_line.ahead FILE COMMAND...` then runs `amble COMMAND...` with the settings that FILE names.
"""

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path

from services.command_line.imports import importing

_POLL_SECONDS = 0.02
# What each command would import anyway, and can import without settings.
_PARTS = {
    "serve": ("services.command_line.main", "services.command_line.serving", "services.storage.migrations"),
    "worker": (
        "celery.apps.worker",
        "celery.concurrency.prefork",
        "kombu.transport.redis",
        "services.carrier.twilio",
        "services.command_line.main",
        "services.journey.deciding.decide",
        "services.journey.hearing.hear",
        "services.operations.repair",
        "services.storage.migrations",
    ),
}


def _import_parts(command: str) -> None:
    for part in _PARTS.get(command, ()):
        import_module(part)
    if command == "serve":
        # Building the routes takes a second by itself.
        from services.command_line.serving import app_of

        app_of(True, bool(os.environ.get("OIDC_ISSUER")), True)


def main() -> None:
    """Import, wait, run. If the settings never come, whoever started this process ends it."""
    file, command = Path(sys.argv[1]), sys.argv[2:]
    with importing():
        _import_parts(command[0])
    while not file.exists():
        time.sleep(_POLL_SECONDS)
    os.environ.update(json.loads(file.read_text()))
    sys.argv = ["amble", *command]
    from services.command_line.main import run

    run()


if __name__ == "__main__":
    main()
