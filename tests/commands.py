"""How is a command of the program run in a test? As `amble COMMAND` would be, in a process of its own.

The process is forked from one that has imported the program already: a test waits for the command, not for Python.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.doors.serving import PREPARED

_WITHIN_SECONDS = 120


def amble(environment: Mapping[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """What it printed, and how it ended. Raises TimeoutError where it does not end."""
    with tempfile.TemporaryDirectory() as folder:
        printed = [Path(folder, name) for name in ("stdout", "stderr")]
        process = PREPARED.Process(target=_run, args=(dict(environment), command, printed), daemon=True)
        process.start()
        process.join(_WITHIN_SECONDS)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"amble {' '.join(command)} did not end.\n{printed[1].read_text()}")
        out, err = (file.read_text() for file in printed)
        return subprocess.CompletedProcess(["amble", *command], process.exitcode, out, err)


def _run(environment: Mapping[str, str], command: tuple[str, ...], printed: list[Path]) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    for stream, file in enumerate(printed, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
    sys.argv = ["amble", *command]
    from services.command_line.main import run

    run()
