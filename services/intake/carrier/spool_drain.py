"""Who brings over what waits in the spool? A loop that outlives every fault: each is written down, counted, and after
a wait it goes on. How the spool stands is told where operators look.
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
    """Tell the operators of an entry that lies aside. Not while the database is away: then it is looked at again."""
    try:
        await asyncio.to_thread(_in_a_unit_of_work, disks.tell_of_refused)
    except (OperationalError, InterfaceError, PoolTimeout):
        return False
    except Exception as error:
        # It is put aside whatever became of the alert: the count of what lies there is an alarm of its own.
        wiring.fault("spool.alert_failed", error)
    wiring.log("spool.refused", entry=entry, why=why)
    return True


async def close_what_was_told() -> None:
    """Nothing lies aside here any more."""
    await asyncio.to_thread(_in_a_unit_of_work, disks.close_if_nothing_lies)


def _in_a_unit_of_work(work: Callable[[Session, datetime], None]) -> None:
    with wiring.database().unit_of_work() as session:
        work(session, now(session))


class Over(Protocol):
    """Stores what waits."""

    async def bring_over(self, tell: Tell) -> int:
        """One round; how many were stored."""
        ...

    async def report(self, spool_state: SpoolState) -> bool:
        """Write down how the spool stands; whether that was possible."""
        ...


class Waiting(Protocol):
    """Where it waits."""

    @property
    def waiting(self) -> int:
        """How many entries wait."""
        ...

    def look(self) -> SpoolState:
        """How it stands."""
        ...


class Bringing:
    """Whenever something waits, it is stored as soon as the database answers.

    wake is called when something was stored. tell tells a person of what is put aside; over, that nothing lies aside.
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
        """Until it is cancelled."""
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
            # Whatever it was, what comes later must not wait for a new process.
            self.faults += 1
            wiring.fault("spool.bringing_failed", error, times=self.faults)
            return False

    async def _catch_up(self) -> bool:
        """Whether something still waits because the database is away. What arrives meanwhile is caught up with."""
        while self._spool.waiting:
            if not await self._inbox.bring_over(self._tell_and_report):
                return self._spool.waiting > 0
            self._wake()
        return False

    async def _tell_and_report(self, entry: str, why: str) -> bool:
        self._reported = None
        return await self._tell(entry, why)

    async def _say_how_it_stands(self) -> bool:
        """At once where it begins or ends to hold something, else now and then; whether it was said."""
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
