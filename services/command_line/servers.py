"""Which servers does a command use? Those that are named, else the embedded ones of this folder."""

import os
from contextlib import ExitStack
from pathlib import Path

from services import wiring


def with_servers(stack: ExitStack) -> None:
    """Where no servers are named, use the embedded ones, shared by all programs of this folder."""
    settings = wiring.configuration()
    if settings.database_url and settings.redis_url.get_secret_value():
        return
    try:
        from infra.local.shared import shared_servers
    except ImportError:
        return  # The check that follows says what is missing.
    os.environ.update(stack.enter_context(shared_servers(Path.cwd() / ".amble")))
    wiring.configuration.cache_clear()
    wiring.forget()
