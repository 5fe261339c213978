"""How does a clinic's own system begin and stop to listen, and get what it missed? Webhook subscriptions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from sqlmodel import Session

from schemas.api.webhooks import HookDeliveryOut, NewSubscription, SubscriptionOut, SubscriptionWithSecret
from schemas.tables.webhooks import HookDelivery, HookState, Subscription
from services.intake.request import queries
from services.intake.request.caller import AsAdmin, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS
from services.operations import webhooks

router = APIRouter(route_class=OnceRoute, prefix="/v1/webhooks", tags=["webhooks"], responses=PROBLEMS)
SubscriptionId = Annotated[UUID, Path(description="The subscription's id")]


def _subscription(session: Session, caller: Caller, subscription_id: UUID) -> Subscription:
    row = session.get(Subscription, subscription_id)
    if row is None or row.clinic_id != caller.clinic_id:
        raise ProblemError(404, "webhook-not-found", "This clinic has no webhook with that id.")
    return row


def _with_secret(row: Subscription) -> SubscriptionWithSecret:
    return SubscriptionWithSecret(**row.model_dump(include=set(SubscriptionWithSecret.model_fields)))


@router.post("", status_code=201)
def subscribe(wanted: NewSubscription, session: Work, caller: AsAdmin) -> SubscriptionWithSecret:
    """Tell a system of the clinic from now on. The secret that signs is shown in this answer only."""
    by = f"user:{caller.user.id}"
    return _with_secret(webhooks.subscribe(session, caller.clinic_id, wanted, by, caller.now))


@router.get("")
def list_subscriptions(session: Work, caller: AsAdmin) -> list[SubscriptionOut]:
    """Every webhook of the clinic, those that have ended too."""
    rows = queries.subscriptions_of_clinic(session, caller.clinic_id)
    return [SubscriptionOut(**row.model_dump(include=set(SubscriptionOut.model_fields))) for row in rows]


@router.post("/{subscription_id}/secret")
def change_secret(subscription_id: SubscriptionId, session: Work, caller: AsAdmin) -> SubscriptionWithSecret:
    """A new secret, shown in this answer only; until the next change the old one signs too."""
    row = _subscription(session, caller, subscription_id)
    webhooks.change_secret(session, row, f"user:{caller.user.id}", caller.now)
    return _with_secret(row)


@router.delete("/{subscription_id}", status_code=204)
def end_subscription(subscription_id: SubscriptionId, session: Work, caller: AsAdmin) -> None:
    """Tell this system no more."""
    webhooks.end(session, _subscription(session, caller, subscription_id), f"user:{caller.user.id}", caller.now)


@router.get("/{subscription_id}/deliveries")
def list_deliveries(
    subscription_id: SubscriptionId,
    session: Work,
    caller: AsAdmin,
    state: HookState | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[HookDeliveryOut]:
    """What was told and what was not, the newest first."""
    row = _subscription(session, caller, subscription_id)
    rows = queries.newest_deliveries(session, row.id, state, limit)
    return [HookDeliveryOut(**delivery.model_dump(include=set(HookDeliveryOut.model_fields))) for delivery in rows]


@router.post("/{subscription_id}/deliveries/{delivery_id}/replay", status_code=202)
def replay_delivery(
    subscription_id: SubscriptionId,
    delivery_id: Annotated[UUID, Path(description="The delivery's id")],
    session: Work,
    caller: AsAdmin,
) -> HookDeliveryOut:
    """Tell once more, with the same id."""
    row = _subscription(session, caller, subscription_id)
    delivery = session.get(HookDelivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.subscription_id != row.id:
        raise ProblemError(404, "delivery-not-found", "This webhook has no delivery with that id.")
    if row.ended_at is not None:
        raise ProblemError(409, "webhook-has-ended", "This webhook has ended: begin a new one.")
    webhooks.replay(session, delivery, f"user:{caller.user.id}", caller.now)
    return HookDeliveryOut(**delivery.model_dump(include=set(HookDeliveryOut.model_fields)))
