"""How does a claimed batch leave? Several texts at once, each at its sender's pace; a slow carrier holds up only these.

While the carrier is called nothing of the database is held.
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
# Texts that are written down as leaving together; fewer while the carrier is slow, so that no STOP is long too late.
MOST_TOGETHER = 64
_QUICK_SECONDS = 2.0
_together: dict[str, int] = {}
# Well inside the lease of a claim: what has no leave by then is given back and claimed again.
LONGEST_WAIT_SECONDS = 15.0
LONGEST_BATCH_SECONDS = 60.0
# What was written down as leaving and finds the carrier grown slow is not called, and tried again: no STOP is long too
# late, the batch ends within its task's time, and no call outlives its lease, after which its text may leave again.
LATEST_CALL_SECONDS = 15.0


@cache
def _threads(purpose: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix=purpose)


def forget() -> None:
    """A forked worker makes its own threads."""
    _threads.cache_clear()


def deliver(text_ids: list[UUID], *, urgent: bool) -> None:
    """Hand every text of a batch to the carrier, sender by sender; none of them waits for another's pace."""
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
    """Let these leave; how many seconds all the calls took together."""
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
        # The database is away: these are calls whose end nobody heard, and are settled as such.
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
        # The database is away: the lease ends, and the rows are found again.
        wiring.log("texts.left_behind", texts=len(text_ids), error=type(error).__name__)
        return []
    except Exception as error:
        if len(text_ids) > 1:
            return [ready for text_id in text_ids for ready in _make_ready([text_id])]
        # One text that cannot be made ready must never be tried for ever, nor stop the others.
        wiring.fault("text.parked", error, text=str(text_ids[0]))
        with wiring.database().unit_of_work() as session:
            outcome.park(session, text_ids[0], now(session))
        return []


def seconds_awake_or_not() -> float:
    """A clock in seconds that goes on while the machine sleeps, where there is one; nobody can turn it."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def call(ready: Ready, *, until: float) -> Outcome:
    """Hand one text to the carrier; not at all if this process was held up past `until`, in seconds_awake_or_not."""
    if seconds_awake_or_not() > until:
        wiring.log("text.held_too_long", text=str(ready.text_id))
        return Refused(True, None, Remedy.RETRY)
    try:
        return wiring.carrier().send(ready.outgoing)
    except Exception as error:
        # Nobody knows whether the request had left.
        wiring.fault("carrier.call_broke", error, text=str(ready.text_id))
        return Unknown(type(error).__name__)
