"""The carrier's words for a text's progress, and what they mean to us."""

from schemas.tables.messages import TextState

CARRIER_STATES = {
    "sent": TextState.SENT,
    "delivered": TextState.DELIVERED,
    "read": TextState.DELIVERED,
    "undelivered": TextState.UNDELIVERED,
    "failed": TextState.FAILED,
    "canceled": TextState.FAILED,
}
# What a list may report at once; anything worse is handled like a receipt, with its consequences.
GOING_WELL = ("accepted", "scheduled", "queued", "sending", "sent", "delivered", "read")

# Its status for a text that it has and has not started on, and for one that has reached the phone.
TAKEN = "queued"
REACHED = ("delivered", "read")


def normal_status(status: str) -> str:
    """A status that says a text is going well; any other counts as accepted."""
    return status if status in GOING_WELL else TAKEN


def state_of(status: str) -> TextState:
    """The state of a text when the carrier reports this status at once."""
    return CARRIER_STATES.get(normal_status(status), TextState.ACCEPTED)
