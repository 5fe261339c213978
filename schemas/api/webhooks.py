"""Subscriptions of clinics' own systems and the deliveries made to them, as requested and as shown."""

import uuid
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from pydantic import Field as Described

from schemas.addresses import WebAddress
from schemas.api.requests import RequestBody
from schemas.api.shown_once import ShownOnce
from schemas.tables.webhooks import HookState, HookType


class NewSubscription(RequestBody):
    """The address to deliver to, and the types of event."""

    url: WebAddress = Described(description="https, on the open internet, without a password")
    types: list[HookType] = Described(min_length=1, max_length=4)


class SubscriptionOut(BaseModel):
    """A subscription without its secret."""

    id: uuid.UUID
    url: str
    types: list[HookType]
    created_at: datetime
    ended_at: datetime | None


class SubscriptionWithSecret(SubscriptionOut):
    """A subscription and its signing secret, shown in this response only."""

    secret: ShownOnce


class HookDeliveryOut(BaseModel):
    """The outcome of delivering one event."""

    id: uuid.UUID
    type: HookType
    payload: dict[str, Any]
    state: HookState
    attempts: int
    status_code: int | None
    due_at: datetime
    sent_at: datetime | None
    created_at: datetime
