"""Stores what waits in the spool, in a loop that survives every error: it logs and counts each, waits, and goes on.

It also reports the state of the spool to the database, where operators see it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from services import wiring
from services.operations import disks
from services.storage.database import now
from services.storage.inbox import Tell
from services.storage.spool import SpoolState

_EVERY_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 30.0
_TOLD_EVERY_SECONDS = 20.0


async def tell_of_refused(entry: str, why: str) -> bool:
    """Alert the operators to an entry that was put aside. While the database is away, it is tried again first."""
    try:
        await asyncio.to_thread(_in_a_unit_of_work, disks.tell_of_refused)
    except (OperationalError, InterfaceError, PoolTimeout):
        return False
    except Exception as error:
        # Put it aside even without the alert: the number of such entries is an alarm of its own.
        wiring.fault("spool.alert_failed", error)
    wiring.log("spool.refused", entry=entry, why=why)
    return True


async def close_what_was_told() -> None:
    """Close the alert: nothing is put aside here any more."""
    await asyncio.to_thread(_in_a_unit_of_work, disks.close_if_nothing_lies)


def _in_a_unit_of_work(work: Callable[[Session, datetime], None]) -> None:
    with wiring.database().unit_of_work() as session:
        work(session, now(session))


class Over(Protocol):
    """The destination of the spool's entries."""

    async def bring_over(self, tell: Tell) -> int:
        """Store what waits, once; returns how many were stored."""
        ...

    async def report(self, spool_state: SpoolState) -> bool:
        """Record the state of the spool; whether that was possible."""
        ...


class Waiting(Protocol):
    """The spool."""

    @property
    def waiting(self) -> int:
        """The number of waiting entries."""
        ...

    def look(self) -> SpoolState:
        """The state of the spool."""
        ...


class Bringing:
    """Stores waiting entries as soon as the database answers.

    wake is called after something was stored; tell alerts a person to entries put aside; over ends that alert.
    """

    def __init__(
        self,
        inbox: Over,
        spool: Waiting,
        *,
        wake: Callable[[], None],
        tell: Tell,
        over: Callable[[], Awaitable[None]],
    ) -> None:
        self._inbox, self._spool = inbox, spool
        self._wake, self._tell, self._over = wake, tell, over
        self._reported: tuple[SpoolState, float] | None = None
        self.faults = 0

    async def run(self, every: float = _EVERY_SECONDS) -> None:
        """Run until cancelled."""
        wait = every
        while True:
            await asyncio.sleep(wait)
            before = self.faults
            away = await self._guarded(self._catch_up)
            if not away:
                await self._guarded(self._say_how_it_stands)
            wait = min(2 * wait, _LONGEST_WAIT_SECONDS) if self.faults > before else every

    async def _guarded(self, work: Callable[[], Awaitable[bool]]) -> bool:
        try:
            return await work()
        except Exception as error:
            # Whatever the error was, later entries must not wait for a new process.
            self.faults += 1
            wiring.fault("spool.bringing_failed", error, times=self.faults)
            return False

    async def _catch_up(self) -> bool:
        """Store until nothing waits, new arrivals included. True if something waits because the database is away."""
        while self._spool.waiting:
            if not await self._inbox.bring_over(self._tell_and_report):
                return self._spool.waiting > 0
            self._wake()
        return False

    async def _tell_and_report(self, entry: str, why: str) -> bool:
        self._reported = None
        return await self._tell(entry, why)

    async def _say_how_it_stands(self) -> bool:
        """Report the state at once when the spool fills or empties, else now and then; whether it was reported."""
        holds = self._spool.waiting > 0
        if self._reported is not None:
            before, at = self._reported
            if holds == (before.waiting > 0) and time.monotonic() - at < _TOLD_EVERY_SECONDS:
                return False
        spool_state = await asyncio.to_thread(self._spool.look)
        if not await self._inbox.report(spool_state):
            return False
        if not spool_state.refused and (self._reported is None or self._reported[0].refused):
            await self._over()
        self._reported = spool_state, time.monotonic()
        return True
