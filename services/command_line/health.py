"""Is this process well? For health checks, which ask every few seconds: nothing is imported that need not be."""

import http.client
import sys
from pathlib import Path
from typing import NoReturn


def answer(what: str, port: int) -> NoReturn:
    """Exit 0 where it is well, 1 where it is not: the API and a worker answer, beat's process is there."""
    looks = {"serve": lambda: _serves(port), "worker": _works, "beat": _ticks}
    if what not in looks:
        sys.exit(f"`amble alive` looks at serve, worker or beat, not {what!r}.")
    sys.exit(0 if looks[what]() else 1)


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
