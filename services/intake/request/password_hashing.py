"""Hashes passwords in two threads with a short queue, and never while a database connection is held.

If the queue is full, the caller is told at once. No other request waits behind a password.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from fastapi import Request

from services.intake.request.problems import ProblemError

Made = TypeVar("Made")
# Each hash takes 64 MiB while it is computed.
_AT_ONCE = 2
_MOST_PLACES = 16
_RETRY_AFTER_SECONDS = "2"


class Hashing:
    """The places of this process: two in work, and those that wait."""

    def __init__(self, places: int = _MOST_PLACES) -> None:
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="passwords")
        self._free = places

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place within this context. Raises a problem if none is free."""
        if self._free <= 0:
            detail = "Too many people are signing in at this moment: try again in a few seconds."
            raise ProblemError(429, "too-many-requests", detail, headers={"Retry-After": _RETRY_AFTER_SECONDS})
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    async def run(self, work: Callable[..., Made], *given: object) -> Made:
        """Run the work in one of the threads, and return its result."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(*given))

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def hashing_of(request: Request) -> Hashing:
    """The hashing threads of the request's app."""
    hashing: Hashing = request.app.state.hashing
    return hashing
