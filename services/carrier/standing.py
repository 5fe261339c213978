"""What an operator may ask any carrier: the status of the account and its senders, and the outcome of one test text."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Why(StrEnum):
    """Why the carrier says nothing about an account."""

    NO_ANSWER = "no_answer"
    WRONG_CREDENTIALS = "wrong_credentials"
    TEST_CREDENTIALS = "test_credentials"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class CarrierGaveNoAnswer(Exception):
    """The carrier did not answer the question; why, and its own code if it gave one."""

    def __init__(self, why: Why, code: int | None = None) -> None:
        super().__init__(why.value)
        self.why, self.code = why, code


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """An account at the carrier. is_open: it may send. On trial the carrier prefixes each text, and only verified
    phones get any.
    """

    is_open: bool
    status: str
    on_trial: bool


@dataclass(frozen=True, slots=True)
class WayIn:
    """Where inbound texts go, and where in the carrier's console that is set. url "": nowhere."""

    place: str
    url: str
    posts: bool


@dataclass(frozen=True, slots=True)
class SenderStatus:
    """A sender at the carrier. is_ours: the account has it. numbers: how many of its numbers can send texts; 1 or 0 for
    a number.

    ways: where replies to it go. rewrites: the carrier replaces letters of a text by plainer ones.
    """

    is_ours: bool
    numbers: int = 0
    ways: tuple[WayIn, ...] = ()
    rewrites: bool = False


@dataclass(frozen=True, slots=True)
class TriedText:
    """What the carrier says of a test text: refused with a code, or accepted under a sid, and what followed.

    status is the carrier's latest, code the reason it gave; is_final: nothing more will follow.
    """

    sid: str | None
    status: str
    code: int | None
    is_final: bool


class CarrierInspection(Protocol):
    """What an operator may ask a carrier."""

    def account(self) -> AccountStatus:
        """The account. Raises CannotBeAsked."""

    def sender(self, sender: str) -> SenderStatus:
        """A number (E.164) or a Messaging Service. Raises CannotBeAsked."""

    def send_test(self, to: str, body: str) -> TriedText:
        """Hand over one text. Raises CannotBeAsked if nobody knows whether it was accepted."""

    def test_text(self, sid: str) -> TriedText:
        """What became of it. Raises CannotBeAsked."""
