"""What must any carrier be able to do for us, and what may come of a call?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.carrier.errors import Remedy


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """One attempt to send one text. valid_for_seconds: the carrier must drop it when it cannot deliver by then.

    sender is what it must come from; "": one of the senders that clinics share.
    """

    to: str
    body: str
    message_id: str
    attempt: int
    valid_for_seconds: int
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The carrier has the text, under this sid."""

    sid: str
    status: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier does not have the text: nothing was sent. code is the carrier's own, None when it never answered."""

    retryable: bool
    code: int | None
    remedy: Remedy
    retry_after_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request left and no answer came: the text may or may not be on its way. Never to be retried blindly."""

    why: str


Outcome = Accepted | Refused | Unknown


@dataclass(frozen=True, slots=True)
class SentRecord:
    """A text that the carrier lists: from one of our senders to a number, on its way or not.

    body is as the carrier shows it: it may have put words before ours, changed letters, or keep nothing of it. line is
    the clinic's own sender from which it came, "" for one that clinics share. error_code is the carrier's own.
    """

    sid: str
    body: str
    status: str
    created_at: datetime
    error_code: int | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class ListedText:
    """A text of either direction that the carrier lists: between a phone and one of our senders.

    Of an inbound text sender is the number and, after a space, the Messaging Service to which it belongs, if it does.
    """

    sid: str
    inbound: bool
    phone: str
    sender: str
    body: str
    status: str
    at: datetime


class CarrierIsAway(Exception):
    """The carrier's list cannot be had just now."""


class Carrier(Protocol):
    """A phone network."""

    def sender_for(self, to: str) -> str:
        """From which sender texts to this number come: always the same one."""

    def send(self, text: OutgoingText) -> Outcome:
        """Hand over one text; never raises for what the carrier or the network does."""

    def find(self, to: str, since: datetime, lines: Collection[str] = ()) -> list[SentRecord]:
        """Texts to a number accepted since a moment, queued ones too, from the senders that clinics share or `lines`.

        The newest come first. Raises CarrierIsAway.
        """

    def listed(self, since: datetime) -> list[ListedText]:
        """Every text of this account since a moment, the newest first. Raises CarrierIsAway."""
