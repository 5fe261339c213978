"""How is the API served to a test? As `amble serve` does, in production mode, on a free port."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from infra.local.processes import Children, Program, free_port
from infra.local.servers import EmbeddedServers

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
def serve(children: Children, servers: EmbeddedServers, database_url: str, **settings: str) -> Iterator[httpx.Client]:
    """A client of a running API; PUBLIC is its public address and TOKEN signs its webhooks."""
    port = free_port()
    spool = {"AMBLE_SPOOL_DIRECTORY": str(children.directory / "spool")}
    environment = production(servers, database_url) | spool | settings
    command = [sys.executable, "-m", "services.command_line", "serve", "--port", str(port)]
    child = children.start(Program("api", command, environment))
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:

        def answers() -> bool:
            try:
                return client.get("/healthz").status_code == httpx.codes.OK
            except httpx.HTTPError:
                return False

        child.wait_until(answers, seconds=30)
        yield client
