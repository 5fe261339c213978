"""From where does a request come when a proxy stands in front? A trusted proxy's word counts; who forwards is noted.

`amble doctor` compares the notes with AMBLE_TRUSTED_PROXIES: a proxy that is not trusted makes everybody behind it one
network, whose wrong sign-ins shut out all.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_NOTED_FOR_SECONDS = 600.0
# Whoever reaches the port may pretend to forward; notes must not grow with them.
_MOST_NOTED = 20
Note = Callable[[str], None]


class Proxied:
    """An app behind proxies. trusted: their addresses and networks, with commas; note: keeps who forwarded."""

    def __init__(self, app: ASGIApp, trusted: str, note: Note) -> None:
        # uvicorn spells the types of ASGI its own way.
        proxied: Any = app
        self._app: Any = ProxyHeadersMiddleware(proxied, trusted_hosts=trusted)
        self._note = note
        self._noted: dict[str, float] = {}
        self.noting: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and any(name == b"x-forwarded-for" for name, _ in scope["headers"]):
            self._see(str((scope.get("client") or ("unknown", 0))[0]))
        await self._app(scope, receive, send)

    def _see(self, peer: str) -> None:
        at = time.monotonic()
        if self._noted.get(peer, -_NOTED_FOR_SECONDS) > at - _NOTED_FOR_SECONDS or len(self._noted) >= _MOST_NOTED:
            return
        self._noted[peer] = at
        noting = asyncio.create_task(asyncio.to_thread(self._note, peer))
        self.noting.add(noting)
        noting.add_done_callback(self.noting.discard)
