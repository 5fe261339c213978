"""The servers that a command uses: those in the settings, or else the embedded ones of this folder."""

import os
from contextlib import ExitStack
from pathlib import Path

from services import wiring


def with_servers(stack: ExitStack) -> None:
    """If the settings name no servers, use the embedded ones that all programs of this folder share."""
    settings = wiring.configuration()
    if settings.database_url and settings.redis_url.get_secret_value():
        return
    try:
        from infra.local.shared import shared_servers
    except ImportError:
        return  # The next check says what is missing.
    os.environ.update(stack.enter_context(shared_servers(Path.cwd() / ".amble")))
    wiring.configuration.cache_clear()
    wiring.forget()
