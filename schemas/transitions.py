"""The tables of transitions: which state may follow which, for texts, enrolments and alerts, and named groups of
states.

Code changes a state through its door in services/storage, which checks here and writes the event.
"""

from collections.abc import Mapping
from enum import StrEnum

from schemas.tables.messages import TextState as Text
from schemas.tables.people import EnrolmentStatus as Status

NOT_YET_GONE = (Text.PLANNED, Text.CLAIMED)
# A call was made, and nobody knows how it ended.
IN_DOUBT = (Text.SENDING, Text.UNKNOWN)
# A worker holds it for a while; when its lease ends, the text counts as lost.
UNDER_A_LEASE = (Text.CLAIMED, *IN_DOUBT)
WITH_THE_CARRIER = (Text.ACCEPTED, Text.SENT)
REACHED_THE_CARRIER = (*WITH_THE_CARRIER, Text.DELIVERED, Text.UNDELIVERED)
MAY_HAVE_LEFT = (*IN_DOUBT, *REACHED_THE_CARRIER)
DID_NOT_ARRIVE = (Text.UNDELIVERED, Text.FAILED)
# It was due, and was suppressed or expired.
LET_GO = (Text.SUPPRESSED, Text.EXPIRED)
NEVER_LEFT = (*LET_GO, Text.FAILED)

# Sent and delivered may come in the carrier's own response, or in a receipt that arrived before it.
TAKEN = frozenset({*WITH_THE_CARRIER, Text.DELIVERED})
TEXT: Mapping[Text, frozenset[Text]] = {
    # Expired: after a restore, if it may have left all the same. Failed: it cannot be prepared.
    Text.PLANNED: frozenset({Text.CLAIMED, Text.SUPPRESSED, Text.EXPIRED, Text.FAILED, *TAKEN}),
    # Claimed again: after a restore, by the worker that runs through it.
    Text.CLAIMED: frozenset({*NOT_YET_GONE, Text.SENDING, *LET_GO, Text.FAILED, *TAKEN}),
    Text.SENDING: frozenset({Text.UNKNOWN, Text.PLANNED, Text.FAILED, Text.EXPIRED, *TAKEN}),
    Text.UNKNOWN: frozenset({Text.PLANNED, Text.EXPIRED, *TAKEN}),
    Text.ACCEPTED: frozenset({*REACHED_THE_CARRIER, Text.FAILED}),
    Text.SENT: frozenset({Text.SENT, Text.DELIVERED, *DID_NOT_ARRIVE}),
    Text.DELIVERED: frozenset({Text.DELIVERED}),
    # It is sent again while its time lasts; a report that it arrived may come late.
    Text.UNDELIVERED: frozenset({Text.PLANNED, Text.EXPIRED, Text.DELIVERED}),
    Text.FAILED: frozenset({Text.PLANNED, Text.EXPIRED, Text.DELIVERED}),
    # A lost call that the carrier's list did not show: an operator has it sent again, or a receipt comes late.
    Text.EXPIRED: frozenset({Text.PLANNED, *TAKEN}),
    # What kept it back is over, or an earlier call turns out to have arrived.
    Text.SUPPRESSED: frozenset({Text.PLANNED, Text.DELIVERED}),
}

NOT_BEGUN = (Status.AWAITING_CONSENT, Status.AWAITING_SHOES)
IN_THE_LOOP = (Status.ACTIVE, Status.PAUSED)
HAS_CONSENTED = (*IN_THE_LOOP, Status.AWAITING_SHOES)
# Plan days end for these, with or without texts.
DAYS_END = (*IN_THE_LOOP, Status.OPTED_OUT)
OUT_OF_REACH = (Status.OPTED_OUT, Status.DISCHARGED)

ENROLMENT: Mapping[Status, frozenset[Status]] = {
    # The same status again: START from a phone that sent STOP before READY.
    Status.AWAITING_CONSENT: frozenset({*NOT_BEGUN, Status.ACTIVE, *OUT_OF_REACH}),
    Status.AWAITING_SHOES: frozenset({Status.AWAITING_CONSENT, Status.ACTIVE, *OUT_OF_REACH}),
    Status.ACTIVE: frozenset({*IN_THE_LOOP, *OUT_OF_REACH}),
    # The same status again: until another day.
    Status.PAUSED: frozenset({*IN_THE_LOOP, *OUT_OF_REACH}),
    Status.OPTED_OUT: frozenset({Status.AWAITING_CONSENT, Status.ACTIVE, Status.DISCHARGED}),
    # Readmitted after a new screen, to consent anew.
    Status.DISCHARGED: frozenset({Status.AWAITING_CONSENT}),
}


class AlertState(StrEnum):
    """Whether an alert is open; the table shows it by the time at which it was closed, or none."""

    OPEN = "open"
    CLOSED = "closed"


ALERT: Mapping[AlertState, frozenset[AlertState]] = {
    AlertState.OPEN: frozenset({AlertState.CLOSED}),
    # What closed it was undone.
    AlertState.CLOSED: frozenset({AlertState.OPEN}),
}
