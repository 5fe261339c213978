"""Outgoing webhooks: an event becomes a due row for each subscribed system, tried until the system accepts it."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
import sqlalchemy as sa
from sqlmodel import Session, col

from schemas.api.webhooks import NewSubscription
from schemas.tables.events import Fact
from schemas.tables.webhooks import HookDelivery, HookState, Subscription
from services.storage.database import save
from services.storage.queries import sending
from services.storage.queries.sending import ADVANCE_SUBSCRIPTIONS, PLAN_DELIVERIES, TYPES

LEASE = timedelta(minutes=2)
MOST_OF_ONE, MOST_TOGETHER = 10, 80
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
# Longer than any unit of work: an older event is committed by now, or never will be.
_SETTLED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """One delivery under a lease, and the system that it is for."""

    id: uuid.UUID
    subscription_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class ReadyDelivery:
    """One delivery: its address, its body, and the secrets that sign it."""

    id: uuid.UUID
    url: str
    body: bytes
    secrets: tuple[str, ...]


def subscribe(session: Session, clinic_id: uuid.UUID, wanted: NewSubscription, by: str, now: datetime) -> Subscription:
    """Subscribe a system from now on. Its secret is shown once."""
    row = Subscription(
        clinic_id=clinic_id,
        url=wanted.url,
        types=sorted({kind.value for kind in wanted.types}),
        secret=_secret(),
        seen_up_to=sending.newest_event(session),
        created_at=now,
    )
    save(session, row, event=_fact("subscription.began", row, by, now))
    return row


def change_secret(session: Session, row: Subscription, by: str, now: datetime) -> None:
    """Add a new secret. It signs beside the old one until the next change."""
    row.previous_secret, row.secret = row.secret, _secret()
    save(session, row, event=_fact("subscription.secret_changed", row, by, now))


def end(session: Session, row: Subscription, by: str, now: datetime) -> None:
    """End a subscription. Ending it twice keeps the first time."""
    if row.ended_at is None:
        row.ended_at = now
        save(session, row, event=_fact("subscription.ended", row, by, now))


def plan_deliveries(session: Session, now: datetime) -> None:
    """Create a delivery for every event that a system subscribes to. Running it twice creates none twice."""
    session.execute(PLAN_DELIVERIES, {"now": now, "names": list(TYPES)})
    session.execute(ADVANCE_SUBSCRIPTIONS, {"settled": now - _SETTLED})


def claim(session: Session, now: datetime) -> Sequence[ClaimedDelivery]:
    """Claim due deliveries, the oldest first: some for each system, and none for a system with some under way."""
    due = sending.lock_due_deliveries(session, now, most_of_one=MOST_OF_ONE, most_together=MOST_TOGETHER)
    claimed = []
    for delivery in due:
        delivery.lease_until = now + LEASE
        session.add(delivery)
        claimed.append(ClaimedDelivery(delivery.id, delivery.subscription_id))
    return claimed


def make_ready(session: Session, delivery_id: uuid.UUID) -> ReadyDelivery:
    """What to post for a delivery. An error in its row is raised here and stops no other delivery."""
    delivery = session.get_one(HookDelivery, delivery_id)
    subscription = session.get_one(Subscription, delivery.subscription_id)
    signing = (subscription.secret, subscription.previous_secret)
    body = orjson.dumps({"id": str(delivery.id), **delivery.payload})
    return ReadyDelivery(delivery.id, subscription.url, body, tuple(filter(None, signing)))


def give_back(session: Session, delivery_ids: Sequence[uuid.UUID]) -> None:
    """Release deliveries that were not begun: they are due as before."""
    session.execute(sa.update(HookDelivery).where(col(HookDelivery.id).in_(delivery_ids)).values(lease_until=None))


def settle(session: Session, delivery_id: uuid.UUID, now: datetime, *, status_code: int) -> None:
    """Record the answer: 2xx ends the delivery; anything else is retried for most of a day, then given up."""
    delivery = session.get_one(HookDelivery, delivery_id, with_for_update=True)
    if delivery.state is not HookState.PLANNED:
        return
    delivery.attempts, delivery.lease_until, delivery.status_code = delivery.attempts + 1, None, status_code
    if 200 <= status_code < 300:
        delivery.state, delivery.sent_at = HookState.SENT, now
    elif delivery.attempts > len(WAITS):
        delivery.state = HookState.GIVEN_UP
    else:
        delivery.due_at = now + WAITS[delivery.attempts - 1]
    session.add(delivery)


def replay(session: Session, delivery: HookDelivery, by: str, now: datetime) -> None:
    """Deliver again under the same id, by which a system recognises what it has received."""
    delivery.state, delivery.attempts, delivery.due_at, delivery.lease_until = HookState.PLANNED, 0, now, None
    event = Fact(
        at=now, name="hook.replayed", actor=by, clinic_id=delivery.clinic_id, subject=f"hook:{delivery.id}", detail={}
    )
    save(session, delivery, event=event)


def _secret() -> str:
    return f"amb_hook_{secrets.token_urlsafe(32)}"


def _fact(name: str, row: Subscription, by: str, now: datetime) -> Fact:
    return Fact(at=now, name=name, actor=by, clinic_id=row.clinic_id, subject=f"subscription:{row.id}", detail={})
