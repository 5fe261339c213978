"""A text's way: accepted or queued, sending, sent, delivered, over time, on the carrier's own clock."""

import asyncio
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from infra.local.carrier_emulator.faces import CODES, FAILED, UNDELIVERED
from infra.local.carrier_emulator.network import Message, Network

# Waiting for calm includes changes that are this close.
_SOON = timedelta(seconds=2)
# Changes due within this time are written together: one sync of the disk for many texts.
_TOGETHER_SECONDS = 0.02
_OPTED_OUT, _OVER, _NOT_REACHED = 21610, 30036, 30003
FINAL = frozenset(("delivered", "undelivered", "failed", "canceled"))


@dataclass
class Fate:
    """What a fault does to one text. callbacks: twice, reversed, late, never, or "" for the usual."""

    code: int | None = None
    recovers: bool = False
    callbacks: str = ""
    held: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, faults: frozenset[str]) -> "Fate":
        """What the named faults mean for a text that is accepted."""
        recovers = "undelivered_then_delivered" in faults
        codes = [int(fault) for fault in faults if fault.isdecimal() and int(fault) in CODES]
        told = [fault.removeprefix("callbacks_") for fault in faults if fault.startswith("callbacks_")]
        return cls(_NOT_REACHED if recovers else next(iter(codes), None), recovers, next(iter(told), ""))


@dataclass(frozen=True)
class Change:
    """A text's status from a moment on."""

    at: datetime
    status: str
    code: int | None = None


Tell = Callable[[Message, Fate, Change], None]


class Timeline:
    """Moves every text on, and reports each change of status but the first, as the carrier does."""

    def __init__(self, network: Network, tell: Tell) -> None:
        self.network, self._tell = network, tell
        self._waiting: list[tuple[datetime, int, Change, Message, Fate]] = []
        self._number = count()
        self._woken = asyncio.Event()

    def begin(self, message: Message, fate: Fate) -> None:
        """Start an accepted text on its way."""
        self._plan(message, fate, self.network.clock.now())
        self._woken.set()

    def resume(self) -> None:
        """After a crash: continue every text that had not reached its end."""
        for message in self.network.messages.values():
            if message.direction == "outbound-api" and message.status not in FINAL:
                self.begin(message, Fate())

    @property
    def moving(self) -> int:
        """How many texts change within the next moment; one that stays queued for long is not counted."""
        soon = self.network.clock.now() + _SOON
        return sum(1 for at, _, _, message, _ in self._waiting if at <= soon and message.status != "canceled")

    def wake(self) -> None:
        """Notice that the clock was set."""
        self.advance()
        self._woken.set()

    async def run(self) -> None:
        """Move texts on while the carrier runs."""
        while True:
            self._woken.clear()
            self.advance()
            try:
                async with asyncio.timeout(self._seconds_to_next()):
                    await self._woken.wait()
            except TimeoutError:
                continue
            await asyncio.sleep(_TOGETHER_SECONDS)

    def _seconds_to_next(self) -> float | None:
        if not self._waiting:
            return None
        return max(_TOGETHER_SECONDS, (self._waiting[0][0] - self.network.clock.now()).total_seconds())

    def advance(self) -> None:
        """Make every change that is due; it is on disk before anybody learns of it."""
        now, changed = self.network.clock.now(), []
        while self._waiting and self._waiting[0][0] <= now:
            _, _, change, message, fate = heapq.heappop(self._waiting)
            if message.status == "canceled":
                continue
            if change.status == "queued":
                self.network.choose_sender(message)
            self.network.set_status(message, change.status, change.code, change.at)
            changed.append((message, fate, change))
            self._plan(message, fate, change.at)
        if changed:
            self.network.keep()
        for told in changed:
            self._tell(*told)

    def _plan(self, message: Message, fate: Fate, since: datetime) -> None:
        change = self._next(message, fate, since)
        if change is not None:
            heapq.heappush(self._waiting, (change.at, next(self._number), change, message, fate))

    def _next(self, message: Message, fate: Fate, since: datetime) -> Change | None:
        face = self.network.face
        step = since + timedelta(seconds=face.step)
        match message.status:
            case "scheduled":
                return Change(max(since, datetime.fromisoformat(message.send_at or message.at)), "accepted")
            case "accepted":
                service = message.messaging_service_sid
                stopped = fate.code == _OPTED_OUT or self.network.is_opted_out(message.to, message.sender, service)
                return Change(step, FAILED, _OPTED_OUT) if stopped else Change(step, "queued")
            case "queued":
                return self._out_of_the_queue(message, fate, since)
            case "sending":
                return Change(step, "sent")
            case "sent":
                return _end(since + timedelta(seconds=face.final), fate)
            case "undelivered" if fate.recovers:
                return Change(step, "delivered")
        return None

    def _out_of_the_queue(self, message: Message, fate: Fate, since: datetime) -> Change:
        sending = since + timedelta(seconds=self.network.face.queued)
        over = datetime.fromisoformat(message.valid_until) if message.valid_until else None
        if over is not None and over < sending:
            return Change(over, FAILED, _OVER)
        if fate.code is not None and CODES[fate.code][0] == FAILED:
            return Change(sending, FAILED, fate.code)
        return Change(sending, "sending")


def _end(at: datetime, fate: Fate) -> Change:
    return Change(at, "delivered") if fate.code is None else Change(at, UNDELIVERED, fate.code)
