"""How is the API served to a test? As `amble serve` does, in production mode, in a process of its own on a free port.

Processes are forked from one that has imported the program already: a test waits for its server, not for Python.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2

from infra.local.processes import LOOPBACK, Children, free_port
from infra.local.servers import EmbeddedServers

_START_WITHIN_SECONDS, _STOP_WITHIN_SECONDS = 30, 12
PREPARED = multiprocessing.get_context("forkserver")
PREPARED.set_forkserver_preload(["services.command_line.main", "tests.doors.prepared", "uvicorn"])
PUBLIC = "https://amble.test"
TOKEN = "12345"


def production(servers: EmbeddedServers, database_url: str) -> dict[str, str]:
    """The environment of a process in production mode."""
    return {
        **os.environ,
        "AMBLE_MODE": "production",
        "DATABASE_URL": database_url,
        "REDIS_URL": servers.redis_url,
        "PUBLIC_BASE_URL": PUBLIC,
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM_NUMBER": "+15005550006",
        "PYTHONWARNINGS": "ignore",
        **servers.keys.as_settings(),
    }


@contextmanager
def serve(
    children: Children, servers: EmbeddedServers, database_url: str, port: int = 0, /, **settings: str
) -> Iterator[httpx2.Client]:
    """A client of a running API; PUBLIC is its public address and TOKEN signs its webhooks. port 0: a free one."""
    port = port or free_port()
    spool = {"AMBLE_SPOOL_DIRECTORY": str(children.directory / "spool")}
    environment = production(servers, database_url) | spool | settings
    log = children.directory / "api.log"
    process = PREPARED.Process(target=_serve, args=(environment, port, log), daemon=True)
    process.start()
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, verify=LOOPBACK) as client:
            end = time.monotonic() + _START_WITHIN_SECONDS
            while not _answers(client):
                if not process.is_alive() or time.monotonic() > end:
                    raise RuntimeError(f"The API did not start:\n{log.read_text() if log.exists() else ''}")
                time.sleep(0.02)
            yield client
    finally:
        # Whatever it has answered is kept: to end well, which takes a while, is a matter of other tests.
        process.kill()
        process.join(_STOP_WITHIN_SECONDS)


def _answers(client: httpx2.Client) -> bool:
    try:
        return client.get("/healthz").status_code == httpx2.codes.OK
    except httpx2.HTTPError:
        return False


def _serve(environment: Mapping[str, str], port: int, log: Path) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.argv = ["amble", "serve", "--port", str(port)]
    from services.command_line.main import run

    run()
