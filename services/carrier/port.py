"""The port: what any carrier must be able to do, and the possible outcomes of a call."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.carrier.errors import Remedy


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """One attempt to send one text. valid_for_seconds: the carrier must drop it if it cannot deliver within that time.

    sender: the sender it must come from; "": one of the senders that clinics share.
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
    """The request left and no response came: the text may or may not be on its way. Never retry it blindly."""

    why: str


Outcome = Accepted | Refused | Unknown


@dataclass(frozen=True, slots=True)
class SentRecord:
    """A text in the carrier's list: from one of our senders to a number, on its way or not.

    body is as the carrier shows it: it may have put words before ours, changed letters, or kept nothing of it. line is
    the clinic's own sender that it came from, "" for a shared one. error_code is the carrier's own.
    """

    sid: str
    body: str
    status: str
    created_at: datetime
    error_code: int | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class ListedText:
    """A text of either direction in the carrier's list: between a phone and one of our senders.

    Of an inbound text, sender is the number and, after a space, the Messaging Service to which it belongs, if any.
    """

    sid: str
    inbound: bool
    phone: str
    sender: str
    body: str
    status: str
    at: datetime


class CarrierIsAway(Exception):
    """The carrier's list is not available at the moment."""


class Carrier(Protocol):
    """A phone network."""

    def sender_for(self, to: str) -> str:
        """The sender of texts to this number: always the same one."""

    def send(self, text: OutgoingText) -> Outcome:
        """Hand over one text; never raises for a fault of the carrier or the network."""

    def find(self, to: str, since: datetime, lines: Collection[str] = ()) -> list[SentRecord]:
        """Texts to a number accepted since a moment, queued ones too, from the shared senders or from `lines`.

        The newest come first. Raises CarrierIsAway.
        """

    def list_texts(self, since: datetime) -> list[ListedText]:
        """Every text of this account since a moment, the newest first. Raises CarrierIsAway."""
