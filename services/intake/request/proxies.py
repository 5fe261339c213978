"""The client's address behind a proxy: only a trusted proxy is believed. Every forwarding address is noted.

`amble doctor` compares these notes with AMBLE_TRUSTED_PROXIES: behind a proxy that is not trusted all clients count as
one network, and the wrong sign-ins of some lock all of them out.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_NOTED_FOR_SECONDS = 600.0
# Anybody who reaches the port may pretend to forward; the notes must not grow without limit.
_MOST_NOTED = 20
Note = Callable[[str], None]


class Proxied:
    """An app behind proxies. trusted: addresses and networks, separated by commas; note: records who forwarded."""

    def __init__(self, app: ASGIApp, trusted: str, note: Note) -> None:
        # Uvicorn has its own names for the types of ASGI.
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
