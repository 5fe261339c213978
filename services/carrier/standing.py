"""What may an operator ask any carrier? How our account and senders stand there, and what becomes of one test text."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Why(StrEnum):
    """Why the carrier tells nothing of an account."""

    NO_ANSWER = "no_answer"
    WRONG_CREDENTIALS = "wrong_credentials"
    TEST_CREDENTIALS = "test_credentials"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class CannotBeAsked(Exception):
    """The carrier did not tell; why, and its own code where it gave one."""

    def __init__(self, why: Why, code: int | None = None) -> None:
        super().__init__(why.value)
        self.why, self.code = why, code


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """is_open: it may send. On trial the carrier puts words of its own before each text, and few phones get any."""

    is_open: bool
    status: str
    on_trial: bool


@dataclass(frozen=True, slots=True)
class WayIn:
    """Where replies go, and in which place of the carrier's console that is said. url "": nowhere."""

    place: str
    url: str
    posts: bool


@dataclass(frozen=True, slots=True)
class SenderStanding:
    """is_ours: the account has it. numbers: how many of its numbers can send texts; 1 or 0 for a number.

    ways: where replies to it go. rewrites: the carrier exchanges letters of a text for plainer ones.
    """

    is_ours: bool
    numbers: int = 0
    ways: tuple[WayIn, ...] = ()
    rewrites: bool = False


@dataclass(frozen=True, slots=True)
class TriedText:
    """What the carrier says of a test text: refused with its code, or taken under a sid, and how it went on.

    status is the carrier's last word, code what it gave as the reason; is_final: nothing more will follow.
    """

    sid: str | None
    status: str
    code: int | None
    is_final: bool


class Standing(Protocol):
    """What an operator may ask a carrier."""

    def account(self) -> AccountStanding:
        """The account. Raises CannotBeAsked."""

    def sender(self, sender: str) -> SenderStanding:
        """A number, E.164, or a Messaging Service. Raises CannotBeAsked."""

    def send_test(self, to: str, body: str) -> TriedText:
        """Hand one text over. Raises CannotBeAsked where nobody knows whether it was taken."""

    def test_text(self, sid: str) -> TriedText:
        """How it went on. Raises CannotBeAsked."""
