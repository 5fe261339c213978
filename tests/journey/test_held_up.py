"""What if a worker is held up between writing an attempt down and calling? A machine that slept sends nothing late."""

from uuid import uuid4

from services.carrier.errors import Remedy
from services.carrier.port import OutgoingText, Refused
from services.journey.hearing.outcome import GRACE
from services.journey.texting.send import LEASE, Ready
from workers import delivery
from workers.app import app
from workers.delivery import seconds_awake_or_not


def test_a_call_that_would_begin_too_late_is_not_made() -> None:
    outgoing = OutgoingText(to="+12025550100", body="Day 1", message_id="a", attempt=1, valid_for_seconds=60)
    ready = Ready(uuid4(), outgoing, 1, None, {})
    # Had it been made, it would have found no carrier here, and its end would be unknown.
    assert delivery.call(ready, until=seconds_awake_or_not() - 1) == Refused(True, None, Remedy.RETRY)


def test_the_latest_call_ends_before_anybody_may_prove_it_absent() -> None:
    from services.carrier.twilio import TIMEOUT_SECONDS

    latest_end = delivery.LATEST_CALL_SECONDS + TIMEOUT_SECONDS
    assert latest_end < min(LEASE, GRACE).total_seconds()


def test_a_batch_whose_carrier_hangs_at_the_last_moment_ends_before_its_task_is_stopped() -> None:
    from services.carrier.twilio import TIMEOUT_SECONDS

    latest_end = delivery.LONGEST_BATCH_SECONDS + delivery.LATEST_CALL_SECONDS + TIMEOUT_SECONDS
    assert latest_end < app.conf.task_soft_time_limit
