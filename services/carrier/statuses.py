"""What do the carrier's words for how a text goes on mean to us?"""

from schemas.tables.messages import TextState

CARRIER_STATES = {
    "sent": TextState.SENT,
    "delivered": TextState.DELIVERED,
    "read": TextState.DELIVERED,
    "undelivered": TextState.UNDELIVERED,
    "failed": TextState.FAILED,
    "canceled": TextState.FAILED,
}
# What a list may say at once; anything worse counts as a receipt does, with its consequence.
GOING_WELL = ("accepted", "scheduled", "queued", "sending", "sent", "delivered", "read")


def known(status: str) -> str:
    return status if status in GOING_WELL else "queued"


def state_of(status: str) -> TextState:
    return CARRIER_STATES.get(known(status), TextState.ACCEPTED)
