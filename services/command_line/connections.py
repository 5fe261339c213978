"""Limits on connections, which hold even without a proxy: how many may be open, and how long a head may take.

A connection is closed if the head of a request does not arrive in time or is too large.
"""

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_WITHIN_SECONDS = 10.0
LARGEST_HEAD_BYTES = 32 * 1024
MOST_CONNECTIONS = 1000


class BoundedProtocol(HttpToolsProtocol):
    """Uvicorn's HTTP, with limits on the time and size of a head and on the number of open connections."""

    head_within_seconds = HEAD_WITHIN_SECONDS
    most_connections = MOST_CONNECTIONS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        self._head_ends: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            # An honest client retries after its connection is closed; an open one would only wait.
            transport.abort()
            return
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting for its head."""
        self._head_came()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._head_bytes = 0
        if self._head_ends is None:
            self._expect_head()

    def on_url(self, url: bytes) -> None:
        """A part of the URL."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is complete. The API itself limits the body."""
        self._head_came()
        super().on_headers_complete()

    def _count(self, more: int) -> None:
        self._head_bytes += more
        if self._head_bytes > LARGEST_HEAD_BYTES:
            raise httptools.HttpParserError("The head of the request is too large.")

    def _expect_head(self) -> None:
        self._head_ends = self.loop.call_later(self.head_within_seconds, self._close)

    def _head_came(self) -> None:
        if self._head_ends is not None:
            self._head_ends.cancel()
            self._head_ends = None

    def _close(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()
