"""How does a claimed batch leave? Several texts at once, each at its sender's pace; a slow carrier holds up only these.

Between the two writes of a text nothing of the database is held.
"""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services import wiring
from services.carrier.port import Outcome, Refused
from services.conversation.texts import LONG
from services.journey import send, settle
from services.journey.send import Claimed
from services.storage.database import now

AT_ONCE = 8
# Well inside the lease of a claim: what has no leave by then is given back and claimed again.
LONGEST_WAIT_SECONDS = 15.0


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="delivery")


def forget() -> None:
    """A forked worker makes its own threads."""
    _threads.cache_clear()


def deliver(text_ids: list[UUID], *, urgent: bool) -> None:
    """Hand every text of a batch to the carrier; what one of them does is nothing to the others."""
    with wiring.database().unit_of_work() as session:
        claimed = send.still_claimed(session, text_ids)
    running: list[Future[None]] = [
        _threads().submit(_deliver_one, text_id, text, urgent=urgent) for text_id, text in claimed.items()
    ]
    wait(running)
    for future in running:
        future.result()


def _deliver_one(text_id: UUID, claimed: Claimed, *, urgent: bool) -> None:
    try:
        _hand_over(text_id, claimed, urgent=urgent)
    except (OperationalError, PoolTimeout) as error:
        # The database is away: the lease ends, and the row is found again.
        wiring.log("text.left_behind", text=str(text_id), error=type(error).__name__)
    except Exception as error:
        # One text that cannot be made ready must never be tried for ever, nor stop the others.
        wiring.log("text.parked", text=str(text_id), error=type(error).__name__)
        with wiring.database().unit_of_work() as session:
            settle.park(session, text_id, now(session))


def _hand_over(text_id: UUID, claimed: Claimed, *, urgent: bool) -> None:
    database, carrier, budget = wiring.database(), wiring.carrier(), wiring.budget()
    sender = carrier.sender_for(claimed.phone)
    segments = 2 if claimed.kind in LONG else 1
    more = budget.wait(sender, segments, urgent=urgent, most_seconds=LONGEST_WAIT_SECONDS)
    if more:
        with database.unit_of_work() as session:
            send.give_back(session, text_id, now(session), seconds=more)
        wiring.log("text.waits_for_its_sender", text=str(text_id))
        return
    with database.unit_of_work() as session:
        ready = send.make_ready(session, text_id, now(session))
    if ready is None:
        return
    outcome = carrier.send(ready.outgoing)
    _hold_if_asked(outcome, sender)
    with database.unit_of_work() as session:
        settle.settle_call(session, ready.text_id, ready.outgoing.attempt, outcome, now(session))
    wiring.log("text.left", text=str(text_id), outcome=type(outcome).__name__)


def _hold_if_asked(outcome: Outcome, sender: str) -> None:
    if isinstance(outcome, Refused) and outcome.retry_after_seconds:
        wiring.budget().hold(sender, outcome.retry_after_seconds)
