"""What happens becomes a delivery to each system that listens: due rows from events, each tried until it is taken."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from schemas.events import Event, Fact
from schemas.hooks import HookDelivery, HookState, HookType, NewSubscription, Subscription
from services.storage.database import save

LEASE = timedelta(minutes=2)
MOST_OF_ONE, MOST_TOGETHER = 10, 80
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
# Longer than any unit of work lasts: what is older has been committed, or never will be.
_SETTLED = timedelta(minutes=5)
_NAMES = {
    "plan.decided": HookType.PLAN_CHANGED,
    "reply.heard": HookType.REPLY_RECEIVED,
    "alert.raised": HookType.ALERT_OPENED,
    "patient.opted_out": HookType.PATIENT_OPTED_OUT,
}
_TYPE = "CASE event.name " + " ".join(f"WHEN '{name}' THEN '{kind.value}'" for name, kind in _NAMES.items()) + " END"
# An alert that is raised again while it stands was opened once.
_PLAN = sa.text(
    f"""
    INSERT INTO hook_delivery
        (id, clinic_id, subscription_id, event_id, type, payload, state, attempts, due_at, created_at)
    SELECT gen_random_uuid(), sub.clinic_id, sub.id, event.id, {_TYPE}, jsonb_build_object(
            'type', {_TYPE}, 'at', event.at, 'clinic_id', event.clinic_id, 'patient_id', event.patient_id,
            'detail', event.detail - 'rule'), 'planned', 0, :now, :now
    FROM subscription AS sub JOIN event ON event.clinic_id = sub.clinic_id AND event.id > sub.seen_up_to
    WHERE sub.ended_at IS NULL AND event.name = ANY(:names) AND sub.types ? ({_TYPE})
        AND (event.name <> 'alert.raised' OR EXISTS (SELECT 1 FROM alert WHERE alert.patient_id = event.patient_id
            AND alert.opened_at = event.at AND event.subject = 'alert:' || alert.kind)
            AND NOT EXISTS (SELECT 1 FROM event AS first WHERE first.patient_id = event.patient_id
                AND first.id < event.id AND first.name = event.name AND first.subject = event.subject
                AND first.at = event.at))
    ON CONFLICT (subscription_id, event_id) DO NOTHING
    """  # noqa: S608  (our own words only)
)
_ADVANCE = sa.text(
    """
    UPDATE subscription AS sub SET seen_up_to = latest.id FROM (
        SELECT own.id AS subscription_id, max(event.id) AS id FROM subscription AS own
        JOIN event ON event.clinic_id = own.clinic_id AND event.id > own.seen_up_to AND event.at < :settled
        WHERE own.ended_at IS NULL GROUP BY own.id
    ) AS latest WHERE latest.subscription_id = sub.id
    """
)


@dataclass(frozen=True, slots=True)
class ClaimedHook:
    """One delivery under a lease, and for which system."""

    id: uuid.UUID
    subscription_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class ReadyHook:
    """One delivery: where, what, and which secrets sign it."""

    id: uuid.UUID
    url: str
    body: bytes
    secrets: tuple[str, ...]


def subscribe(session: Session, clinic_id: uuid.UUID, wanted: NewSubscription, by: str, now: datetime) -> Subscription:
    """Tell a system from now on; the secret is shown once."""
    latest = session.exec(select(sa.func.max(col(Event.id)))).one() or 0
    row = Subscription(
        clinic_id=clinic_id,
        url=wanted.url,
        types=sorted({kind.value for kind in wanted.types}),
        secret=_secret(),
        seen_up_to=latest,
        created_at=now,
    )
    save(session, row, event=_fact("subscription.began", row, by, now))
    return row


def change_secret(session: Session, row: Subscription, by: str, now: datetime) -> None:
    """A new secret signs beside the old one, until the next change."""
    row.previous_secret, row.secret = row.secret, _secret()
    save(session, row, event=_fact("subscription.secret_changed", row, by, now))


def end(session: Session, row: Subscription, by: str, now: datetime) -> None:
    """Tell no more. Ending twice keeps the first time."""
    if row.ended_at is None:
        row.ended_at = now
        save(session, row, event=_fact("subscription.ended", row, by, now))


def plan_deliveries(session: Session, now: datetime) -> None:
    """Make a delivery of every event that somebody listens to; running twice makes none twice."""
    session.execute(_PLAN, {"now": now, "names": list(_NAMES)})
    session.execute(_ADVANCE, {"settled": now - _SETTLED})


def claim(session: Session, now: datetime) -> Sequence[ClaimedHook]:
    """Take due deliveries under a lease, the oldest first; of each system some, and none while some are under way."""
    busy = aliased(HookDelivery)
    due = sa.and_(
        col(HookDelivery.state) == HookState.PLANNED,
        col(HookDelivery.due_at) <= now,
        sa.or_(col(HookDelivery.lease_until).is_(None), col(HookDelivery.lease_until) <= now),
    )
    order = (col(HookDelivery.due_at), col(HookDelivery.event_id))
    place = sa.func.row_number().over(partition_by=col(HookDelivery.subscription_id), order_by=order)
    taken = sa.exists().where(
        col(busy.subscription_id) == col(HookDelivery.subscription_id),
        col(busy.state) == HookState.PLANNED,
        col(busy.lease_until) > now,
    )
    waiting = sa.select(col(HookDelivery.id), place.label("place")).where(due, ~taken).subquery()
    some = sa.select(waiting.c.id).where(waiting.c.place <= MOST_OF_ONE).order_by(waiting.c.place).limit(MOST_TOGETHER)
    statement = (
        select(HookDelivery)
        .where(due, col(HookDelivery.id).in_(some))
        .order_by(*order)
        .with_for_update(skip_locked=True)
    )
    claimed = []
    for delivery in session.exec(statement).all():
        delivery.lease_until = now + LEASE
        session.add(delivery)
        claimed.append(ClaimedHook(delivery.id, delivery.subscription_id))
    return claimed


def make_ready(session: Session, delivery_id: uuid.UUID) -> ReadyHook:
    """What is posted of a delivery. Whatever is wrong with its row is raised here, and stops no other."""
    delivery = session.get_one(HookDelivery, delivery_id)
    subscription = session.get_one(Subscription, delivery.subscription_id)
    signing = (subscription.secret, subscription.previous_secret)
    body = orjson.dumps({"id": str(delivery.id), **delivery.payload})
    return ReadyHook(delivery.id, subscription.url, body, tuple(filter(None, signing)))


def give_back(session: Session, delivery_ids: Sequence[uuid.UUID]) -> None:
    """Nobody began these: they are due as before."""
    session.execute(sa.update(HookDelivery).where(col(HookDelivery.id).in_(delivery_ids)).values(lease_until=None))


def settle(session: Session, delivery_id: uuid.UUID, now: datetime, *, status_code: int) -> None:
    """2xx is done; else it is tried again over most of a day, and then given up until somebody replays it."""
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
    """Tell once more, with the same id: a system knows by it what it has seen."""
    delivery.state, delivery.attempts, delivery.due_at, delivery.lease_until = HookState.PLANNED, 0, now, None
    event = Fact(
        at=now, name="hook.replayed", actor=by, clinic_id=delivery.clinic_id, subject=f"hook:{delivery.id}", detail={}
    )
    save(session, delivery, event=event)


def _secret() -> str:
    return f"amb_hook_{secrets.token_urlsafe(32)}"


def _fact(name: str, row: Subscription, by: str, now: datetime) -> Fact:
    return Fact(at=now, name=name, actor=by, clinic_id=row.clinic_id, subject=f"subscription:{row.id}", detail={})
