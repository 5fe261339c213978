"""How was each word of a text accounted for: as a number, a command, a danger, everyday, or by nothing?"""

from dataclasses import dataclass
from enum import StrEnum

from schemas.vocabulary import Language
from services.conversation.reading.parts import NUMBER, USED
from services.conversation.reading.taking_apart import Told, take_apart
from services.conversation.reading.tokens import BREAK


class Account(StrEnum):
    """What took a word."""

    NUMBER = "number"
    SCORE = "score"
    COMMAND = "command"
    DANGER = "danger"
    EVERYDAY = "everyday"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Accounted:
    """One word as it was written, and what took it."""

    word: str
    account: Account


@dataclass(frozen=True, slots=True)
class Accounts:
    """A text taken apart, the part that each word was left with in the score's grammar, and the places that were taken.

    left are the places of the words that nothing took.
    """

    told: Told
    parts: str = ""
    of_danger: frozenset[int] = frozenset()
    of_command: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()


NOTHING_SAID = Accounts(take_apart("", Language.ENGLISH))


def accounted(accounts: Accounts) -> list[Accounted]:
    """Each word of a text with what took it, in order; marks are left out."""
    words = enumerate(accounts.told.raw)
    return [Accounted(word, _account(accounts, i)) for i, word in words if word != BREAK and word.isalnum()]


def _account(accounts: Accounts, i: int) -> Account:
    if i in accounts.of_danger:
        return Account.DANGER
    if i in accounts.left:
        return Account.UNREAD
    part = accounts.parts[i : i + 1]
    if part == NUMBER or accounts.told.raw[i][0].isdigit():
        return Account.NUMBER
    if i in accounts.of_command:
        return Account.COMMAND
    in_phrase = any(phrase.first <= i < phrase.last for phrase in accounts.told.phrases)
    return Account.SCORE if in_phrase or part == USED or NUMBER in accounts.parts else Account.EVERYDAY
