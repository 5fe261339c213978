"""Sends a claimed batch: several texts at once, each within its sender's rate. A slow carrier delays only this batch.

No database connection is held while the carrier is called.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from schemas.text_kinds import facts_of
from services import wiring
from services.carrier.errors import Remedy
from services.carrier.port import Outcome, Refused, Unknown
from services.journey.hearing import outcome
from services.journey.hearing.outcome import Called
from services.journey.texting import send
from services.journey.texting.send import Claimed, Ready
from services.storage.database import now
from services.wiring.telemetry import traced

AT_ONCE = 8
# Texts recorded as leaving together; fewer while the carrier is slow, so that a STOP takes effect soon.
MOST_TOGETHER = 64
_QUICK_SECONDS = 2.0
_together: dict[str, int] = {}
# Well within a claim's lease: texts that the rate does not admit by then are released and claimed again.
LONGEST_WAIT_SECONDS = 15.0
LONGEST_BATCH_SECONDS = 60.0
# If the carrier becomes slow, texts recorded as leaving are not sent now but tried again. So a STOP takes effect soon,
# the batch ends within its task's time, and no call outlives its lease, after which its text may be sent again.
LATEST_CALL_SECONDS = 15.0


@cache
def _threads(purpose: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix=purpose)


def forget() -> None:
    """Drop the threads of the parent process; a forked worker makes its own."""
    _threads.cache_clear()


def deliver(text_ids: list[UUID], *, urgent: bool) -> None:
    """Send every text of a batch, sender by sender; no sender waits for another."""
    with wiring.database().unit_of_work() as session:
        claimed = send.still_claimed(session, text_ids)
    of_sender: dict[str, dict[UUID, Claimed]] = defaultdict(dict)
    for text_id, text in claimed.items():
        of_sender[text.line or wiring.carrier().sender_for(text.phone)][text_id] = text
    lines = [
        _threads("sender").submit(_deliver_from, sender, texts, urgent=urgent) for sender, texts in of_sender.items()
    ]
    for line in lines:
        line.result()


def _deliver_from(sender: str, texts: dict[UUID, Claimed], *, urgent: bool) -> None:
    waiting = list(texts)
    end = time.monotonic() + LONGEST_BATCH_SECONDS
    while waiting:
        segments = [facts_of(texts[text_id].kind).segments for text_id in waiting[: _together.get(sender, AT_ONCE)]]
        most = min(LONGEST_WAIT_SECONDS, end - time.monotonic())
        leave = wiring.budget().wait(sender, segments, urgent=urgent, most_seconds=most)
        if not leave.texts:
            with wiring.database().unit_of_work() as session:
                send.give_back(session, waiting, now(session), seconds=leave.more_seconds)
            wiring.log("texts.wait_for_their_sender", texts=len(waiting))
            return
        quick = _hand_over(sender, waiting[: leave.texts]) < _QUICK_SECONDS
        waiting = waiting[leave.texts :]
        _together[sender] = min(2 * _together.get(sender, AT_ONCE), MOST_TOGETHER) if quick else AT_ONCE


def _hand_over(sender: str, text_ids: Sequence[UUID]) -> float:
    """Send these texts; returns the total time of the calls, in seconds."""
    until = seconds_awake_or_not() + LATEST_CALL_SECONDS
    ready = _make_ready(text_ids)
    if not ready:
        return 0.0
    started, began = time.monotonic(), time.time()
    outcomes = list(_threads("call").map(partial(call, until=until), ready))
    took = time.monotonic() - started
    for seconds in {made.retry_after_seconds for made in outcomes if isinstance(made, Refused)}:
        if seconds:
            wiring.budget().hold(sender, seconds)
    calls = [Called(text.text_id, text.outgoing.attempt, got) for text, got in zip(ready, outcomes, strict=True)]
    try:
        with wiring.database().unit_of_work() as session:
            outcome.settle_calls(session, calls, now(session))
    except (OperationalError, PoolTimeout) as error:
        # The database is away: these calls will be settled as calls without an answer.
        wiring.log("texts.left_in_doubt", texts=len(calls), error=type(error).__name__)
    else:
        for text in ready:
            traced("text.left", str(text.text_id), began, attempt=text.outgoing.attempt)
        wiring.log("texts.left", **Counter(type(outcome).__name__.lower() for outcome in outcomes))
    return took


def _make_ready(text_ids: Sequence[UUID]) -> list[Ready]:
    try:
        with wiring.database().unit_of_work() as session:
            return send.make_ready(session, text_ids, now(session))
    except (OperationalError, PoolTimeout) as error:
        # The database is away: the lease will end, and the rows will be found again.
        wiring.log("texts.left_behind", texts=len(text_ids), error=type(error).__name__)
        return []
    except Exception as error:
        if len(text_ids) > 1:
            return [ready for text_id in text_ids for ready in _make_ready([text_id])]
        # A text that cannot be prepared must neither be tried for ever nor stop the others.
        wiring.fault("text.parked", error, text=str(text_ids[0]))
        with wiring.database().unit_of_work() as session:
            outcome.park(session, text_ids[0], now(session))
        return []


def seconds_awake_or_not() -> float:
    """A clock in seconds that nobody can set and that, if the system has one, goes on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def call(ready: Ready, *, until: float) -> Outcome:
    """Send one text, unless this process was held up past `until` (a time of seconds_awake_or_not)."""
    if seconds_awake_or_not() > until:
        wiring.log("text.held_too_long", text=str(ready.text_id))
        return Refused(True, None, Remedy.RETRY)
    try:
        return wiring.carrier().send(ready.outgoing)
    except Exception as error:
        # The request may or may not have been sent.
        wiring.fault("carrier.call_broke", error, text=str(ready.text_id))
        return Unknown(type(error).__name__)
