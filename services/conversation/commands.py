"""Is a text a command: stop, start, help, ready, done? Commands of every language are understood from everyone."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.vocabulary import ReplyKind
from services.conversation import words
from services.conversation.parts import Phrase, is_everyday

_START = words.COMMANDS["start"]
_STOP = words.COMMANDS["stop"]
_DONE_EMOJI = frozenset("👍✅✔☑💪👌🙌🏻🏼🏽🏾🏿\ufe0f! ")
_DENIALS = words.joined("DENIALS")
_WORDS = (
    (ReplyKind.HELP, words.COMMANDS["help"]),
    (ReplyKind.READY, words.COMMANDS["ready"]),
    (ReplyKind.RESUME, words.COMMANDS["resume"]),
    (ReplyKind.CALL, words.COMMANDS["call"]),
    (ReplyKind.SHOES, words.COMMANDS["shoes"]),
)
_PHRASES = {"done": ReplyKind.DONE, "part": ReplyKind.PART, "skip": ReplyKind.SKIP}
_LOOK_BACK = 3
_WHY = 40


@dataclass(frozen=True, slots=True)
class Command:
    """The command that a text is, UNCLEAR for none, and the words that said so."""

    kind: ReplyKind
    why: str = ""


_NO_COMMAND = Command(ReplyKind.UNCLEAR)


def find(text: str, raw: Sequence[str], tokens: Sequence[str], phrases: Sequence[Phrase]) -> Command:
    """The command in a text: opting out is looked for first, and only START words as written opt back in."""
    said = [token for token in tokens if token.isalpha()]
    if not said:
        cheerful = bool(text.strip()) and set(text) <= _DONE_EMOJI and not set(text) <= {"!", " "}
        return Command(ReplyKind.DONE, "thumbs up") if cheerful else _NO_COMMAND
    present, why = frozenset(said), " ".join(said)[:_WHY]
    if _is_stop(present, tokens, phrases):
        return Command(ReplyKind.STOP, why)
    if _is_start(frozenset(token for token in raw if token.isalpha())):
        return Command(ReplyKind.START, why)
    for kind, names in _WORDS:
        if not names.isdisjoint(present) and present <= names | words.COMPANY:
            return Command(kind, why)
    return _from_phrases(tokens, phrases, why)


def _is_start(present: frozenset[str]) -> bool:
    return not _START.isdisjoint(present) and present <= _START | words.POLITE


def _is_stop(present: frozenset[str], tokens: Sequence[str], phrases: Sequence[Phrase]) -> bool:
    """A stop word alone or with politeness, or a phrase that can mean only the texts. "Don't stop" is neither."""
    meanings = {phrase.meaning for phrase in phrases}
    if "why" in meanings:
        return False
    if not _STOP.isdisjoint(present) and present <= _STOP | words.POLITE:
        return True
    if "stop_texts" in meanings:
        return True
    return any(
        phrase.meaning == "stop_wish" and all(t in words.POLITE or not t.isalpha() for t in tokens[phrase.last :])
        for phrase in phrases
    )


def is_denied(tokens: Sequence[str], first: int) -> bool:
    """Whether a denial stands just before a phrase, in its own clause."""
    for token in reversed(tokens[max(0, first - _LOOK_BACK) : first]):
        if token in _DENIALS:
            return True
        if not token.isalpha():
            return False
    return False


def _from_phrases(tokens: Sequence[str], phrases: Sequence[Phrase], why: str) -> Command:
    if any(phrase.meaning == "call" and not is_denied(tokens, phrase.first) for phrase in phrases):
        return Command(ReplyKind.CALL, why)
    taken = {i for phrase in phrases for i in range(phrase.first, phrase.last)}
    if not all(is_everyday(token) for i, token in enumerate(tokens) if i not in taken):
        return _NO_COMMAND
    kinds = {_PHRASES[phrase.meaning] for phrase in phrases if phrase.meaning in _PHRASES}
    return Command(kinds.pop(), why) if len(kinds) == 1 else _NO_COMMAND
