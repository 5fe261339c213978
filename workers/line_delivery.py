"""Sends texts to staff phones and strangers: a few at once, each on its own, so that an error stops no other."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services import wiring
from services.carrier.errors import Remedy
from services.carrier.port import Outcome, OutgoingText, Refused, Unknown
from services.journey.alerting import line_texts
from services.storage.database import now
from workers.delivery import LATEST_CALL_SECONDS, seconds_awake_or_not

AT_ONCE = 8
# Well within a task's time; the next tick finds the rest.
LONGEST_SECONDS = 45.0
_LONGEST_WAIT_SECONDS = 5.0


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="line")


def forget() -> None:
    """Drop the threads of the parent process; a forked worker makes its own."""
    _threads.cache_clear()


def deliver() -> None:
    """Send whatever is due, some at once, until nothing is."""
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        with wiring.database().unit_of_work() as session:
            claimed = line_texts.claim(session, now(session), limit=AT_ONCE)
        if not claimed:
            return
        _deliver(claimed)


def _deliver(text_ids: Sequence[UUID]) -> None:
    list(_threads().map(_deliver_one, text_ids))


def _deliver_one(text_id: UUID) -> None:
    until = seconds_awake_or_not() + LATEST_CALL_SECONDS
    try:
        with wiring.database().unit_of_work() as session:
            ready = line_texts.make_ready(session, text_id, now(session))
        if ready is None:
            return
        leave = wiring.budget().wait(ready.outgoing.sender, [1], urgent=True, most_seconds=_LONGEST_WAIT_SECONDS)
        if not leave.texts:
            with wiring.database().unit_of_work() as session:
                line_texts.put_off(session, text_id, now(session), seconds=leave.more_seconds)
            return
        outcome = _call(ready.outgoing, until)
        with wiring.database().unit_of_work() as session:
            line_texts.settle(session, text_id, outcome, now(session))
        wiring.log("line_text.tried", text=str(text_id), outcome=type(outcome).__name__.lower())
    except (OperationalError, PoolTimeout) as error:
        # The database is away: the lease will end, and the text will be found again.
        wiring.log("line_text.left_behind", text=str(text_id), error=type(error).__name__)
    except Exception as error:
        wiring.fault("line_text.broke", error, text=str(text_id))
        with wiring.database().unit_of_work() as session:
            line_texts.count_break(session, text_id, now(session))


def _call(outgoing: OutgoingText, until: float) -> Outcome:
    if seconds_awake_or_not() > until:
        return Refused(True, None, Remedy.RETRY)
    try:
        outcome = wiring.carrier().send(outgoing)
    except Exception as error:
        # The request may or may not have been sent.
        wiring.fault("carrier.call_broke", error, text=outgoing.message_id)
        return Unknown(type(error).__name__)
    if isinstance(outcome, Refused) and outcome.retry_after_seconds:
        wiring.budget().hold(outgoing.sender, outcome.retry_after_seconds)
    return outcome
