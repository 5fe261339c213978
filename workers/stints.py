"""Lets a task continue while there is work, in short stints, so that urgent work soon finds a free process.

A stint that finds a full batch wakes another worker, which wakes the next, so that every process helps.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from services import wiring
from services.storage.database import Database, now
from services.wiring.broker import MANY, enough_wait
from workers.app import TICKS, app

# A patient may report a danger while every process is busy: this is the longest that they wait for one.
LONGEST_SECONDS = 5.0
TOGETHER = 50
# Each stint wakes one worker, so a few waiting wake-ups keep all at work; many would delay the queue's other work.
_FEW = 8
Row = TypeVar("Row", UUID, int)
Work = Callable[[Session, Sequence[Row], datetime], object]


class Take(Protocol[Row]):
    """Finds due rows and locks them, except those that another worker has locked and those in besides."""

    def __call__(self, session: Session, now: datetime, /, limit: int, besides: Sequence[Row]) -> Sequence[Row]: ...


def wake(name: str, queue: str, enough: int = MANY) -> None:
    """Send a wake-up, which saves waiting for the next tick and may get lost, unless enough wait in the queue."""
    try:
        if not enough_wait(queue, enough):
            app.send_task(name, queue=queue, retry=False)
    except Exception as error:
        # The present work must not end because the broker is away.
        wiring.log("wake_up.lost", task=name, error=type(error).__name__)


class Stint:
    """One stint of a task: how long it may go on, in seconds, and whether another worker was called."""

    def __init__(
        self,
        name: str,
        database: Database | None = None,
        *,
        call: Callable[[str, str, int], object] = wake,
        seconds: float = LONGEST_SECONDS,
    ) -> None:
        self._name, self._call, self._called = name, call, False
        self._database = database or wiring.database()
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time of this stint is over."""
        return time.monotonic() > self._end

    def call_another(self) -> None:
        """Wake another worker to join in or to continue after this stint; once a stint."""
        if not self._called:
            self._call(self._name, TICKS[self._name][0], _FEW)
        self._called = True

    def go_on(self, batch: Callable[[], bool]) -> None:
        """Do batch after batch while each says that it was full, until the stint is over."""
        while batch():
            self.call_another()
            if self.is_over:
                return

    def in_batches(self, take: Take[Row], work: Work[Row], together: int = TOGETHER) -> None:
        """Do what is due, some rows in one unit of work. If a batch fails, do each row alone and leave the failing one.

        A row that was left is not taken again in this stint, so that it delays nobody behind it.
        """
        left: list[Row] = []

        def batch() -> bool:
            rows: Sequence[Row] = ()
            try:
                with self._database.unit_of_work() as session:
                    at = now(session)
                    rows = take(session, at, limit=together, besides=left)
                    work(session, rows, at)
            except Exception as error:
                if not rows:
                    raise
                wiring.fault("work.failed", error, task=self._name, rows=len(rows))
                left.extend(row for row in rows if not self._done_alone(row, work))
            else:
                if rows:
                    wiring.log("work.done", task=self._name, rows=len(rows))
            return len(rows) == together

        self.go_on(batch)

    def _done_alone(self, row: Row, work: Work[Row]) -> bool:
        try:
            with self._database.unit_of_work() as session:
                work(session, [row], now(session))
        except Exception as error:
            wiring.fault("work.failed", error, task=self._name, row=str(row))
            return False
        return True
