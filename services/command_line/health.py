"""`amble health`: is this process well? It runs every few seconds, so it imports nothing that it does not need."""

import http.client
import sys
from pathlib import Path
from typing import NoReturn


def answer(what: str, port: int) -> NoReturn:
    """Exit 0 if it is well and 1 if not: the API or a worker answers, or the process of beat exists."""
    checks = {"serve": lambda: _serves(port), "worker": _works, "beat": _ticks}
    if what not in checks:
        sys.exit(f"`amble health` checks serve, worker or beat, not {what!r}.")
    sys.exit(0 if checks[what]() else 1)


def _serves(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _works() -> bool:
    from workers.app import app as celery

    return bool(celery.control.ping(timeout=10))


def _ticks() -> bool:
    command_lines = (path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists())
    return any(b"\x00beat" in line for line in command_lines)
