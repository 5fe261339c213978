"""Sends notices and webhooks so that a failing or slow address does not delay the others.

Each item is guarded: any error counts as one of its tries. The items for one address go one after the other, and
addresses go side by side. After a while nothing more is begun; the next tick finds the rest.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import NoticeChannel
from services import wiring
from services.carrier.hooks import WebhookPoster
from services.carrier.staff import Notice, StaffChannel
from services.journey.alerting import notices
from services.journey.alerting.alerts import raise_for_operator
from services.journey.alerting.notices import ReadyNotice
from services.operations import webhooks
from services.operations.webhooks import ClaimedDelivery
from services.storage.case import in_hand
from services.storage.database import Database, now

LATEST_START_SECONDS = 15.0
_AT_ONCE = 8
_NOBODY = 0
Item = TypeVar("Item", ReadyNotice, ClaimedDelivery)


def tell_notices(database: Database, channel: NoticeChannel, way: StaffChannel) -> None:
    """Send the due notices of one channel to the care team."""

    def tell(notice: ReadyNotice) -> bool:
        told = Notice(notice.alert_id, notice.severity, notice.opened_at, notice.telling, notice.again)
        _settle_notice(database, notice.id, taken=way.tell(notice.address, told))
        return True

    def count(notice: ReadyNotice) -> None:
        _settle_notice(database, notice.id, taken=False)

    end = time.monotonic() + LATEST_START_SECONDS
    while time.monotonic() < end:
        with database.unit_of_work() as session:
            ready = notices.claim_notices(session, now(session), channel)
        if not ready:
            return
        _side_by_side([[notice] for notice in ready], tell, count, end)


def _settle_notice(database: Database, notice_id: UUID, *, taken: bool) -> None:
    with database.unit_of_work() as session:
        at = now(session)
        if notices.settle_notice(session, notice_id, at, taken=taken):
            with in_hand(session, at) as batch:
                raise_for_operator(batch, AlertKind.NOTICE_GIVEN_UP)
    wiring.log("notice.tried", notice=str(notice_id), taken=taken)


def deliver_webhooks(database: Database, poster: WebhookPoster) -> None:
    """Send due webhooks. If a system does not answer, its other claimed deliveries are not tried now."""

    def tell(hook: ClaimedDelivery) -> bool:
        with database.unit_of_work() as session:
            ready, at = webhooks.make_ready(session, hook.id), now(session)
        code = poster.post(ready.url, ready.body, ready.secrets, int(at.timestamp()))
        settle(hook, code)
        return code != _NOBODY

    def settle(hook: ClaimedDelivery, code: int = _NOBODY) -> None:
        with database.unit_of_work() as session:
            webhooks.settle(session, hook.id, now(session), status_code=code)
        wiring.log("hook.tried", hook=str(hook.id), status=code)

    end = time.monotonic() + LATEST_START_SECONDS
    while time.monotonic() < end:
        with database.unit_of_work() as session:
            claimed = webhooks.claim(session, now(session))
        if not claimed:
            return
        of_system: dict[UUID, list[ClaimedDelivery]] = defaultdict(list)
        for hook in claimed:
            of_system[hook.subscription_id].append(hook)
        left = _side_by_side(list(of_system.values()), tell, settle, end)
        with database.unit_of_work() as session:
            webhooks.give_back(session, [hook.id for hook in left])


def _side_by_side(
    lines: Sequence[Sequence[Item]], tell: Callable[[Item], bool], count: Callable[[Item], None], end: float
) -> list[Item]:
    """Send the items of every address; returns those not begun before the end. tell: whether the address answered."""

    def go_along(line: Sequence[Item]) -> Sequence[Item]:
        for number, item in enumerate(line):
            if time.monotonic() > end:
                return line[number:]
            if not _guarded(item, tell, count):
                for unasked in line[number + 1 :]:
                    _counted(unasked, count)
                return ()
        return ()

    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="telling") as threads:
        return [item for left in threads.map(go_along, lines) for item in left]


def _guarded(item: Item, tell: Callable[[Item], bool], count: Callable[[Item], None]) -> bool:
    """Send one item. An error counts as its try and does not affect the next. False if nobody answered."""
    try:
        return tell(item)
    except Exception as error:
        wiring.fault("telling.failed", error, item=str(item.id))
    _counted(item, count)
    return True


def _counted(item: Item, count: Callable[[Item], None]) -> None:
    try:
        count(item)
    except Exception as error:
        # The database is away, or this row is broken: its lease keeps it from being tried again at once.
        wiring.fault("telling.not_counted", error, item=str(item.id))
