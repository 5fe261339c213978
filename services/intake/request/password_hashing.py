"""Where are passwords hashed? By two threads of their own with a short queue, and never with a connection held.

Whoever finds the queue full is told so at once: nobody else's request waits behind a password.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from fastapi import Request

from services.intake.request.problems import ProblemError

Made = TypeVar("Made")
# Each hash takes 64 MiB while it is made.
_AT_ONCE = 2
_MOST_PLACES = 16
_RETRY_AFTER_SECONDS = "2"


class Hashing:
    """The places of this process: two that are worked on, and those that wait."""

    def __init__(self, places: int = _MOST_PLACES) -> None:
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="passwords")
        self._free = places

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place, held within. Raises a problem where none is free."""
        if self._free <= 0:
            detail = "Too many people sign in at this moment; try again in a few seconds."
            raise ProblemError(429, "too-many-requests", detail, headers={"Retry-After": _RETRY_AFTER_SECONDS})
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1

    async def run(self, work: Callable[..., Made], *given: object) -> Made:
        """What the work makes, by a thread that does nothing else."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(*given))

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def hashing_of(request: Request) -> Hashing:
    """The places of the app that was asked."""
    hashing: Hashing = request.app.state.hashing
    return hashing
