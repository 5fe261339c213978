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

# What it says of a text that it has and has done nothing with yet, and of one that has reached the phone.
TAKEN = "queued"
REACHED = ("delivered", "read")


def known(status: str) -> str:
    """A status that says that a text goes on well; whatever else is said at once counts as taken."""
    return status if status in GOING_WELL else TAKEN


def state_of(status: str) -> TextState:
    """The state of a text of which the carrier says this at once."""
    return CARRIER_STATES.get(known(status), TextState.ACCEPTED)
