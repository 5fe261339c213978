"""Is a text a command: stop, start, help, ready, done? Commands of every language are understood from everyone."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.vocabulary import ReplyKind
from services.conversation import locales
from services.conversation.reading import leaving, orders, said, small_talk, words
from services.conversation.reading.parts import FREE, LABEL, Phrase, is_everyday, part_of
from services.conversation.reading.taking_apart import Told
from services.conversation.reading.tokens import BREAK, PAUSE

_START = words.COMMANDS["start"]
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
_WHYS = locales.small_words("WHY_BEGINS")
_LOOK_BACK = 3
READY_OR_DONE = "ready or done"
_READY_OR_DONE = locales.small_words("READY_OR_DONE")


@dataclass(frozen=True, slots=True)
class Command:
    """The command that a text is, UNCLEAR for none, the name of what said so, and the places of its words.

    The name is stored unsealed: it is one of ours, and never a word of the text.
    """

    kind: ReplyKind
    why: str = ""
    taken: frozenset[int] = frozenset()


_NO_COMMAND = Command(ReplyKind.UNCLEAR)


def find(told: Told, *, answered: bool) -> Command:
    """The command in a text: opting out is looked for first, and only START words as written opt back in.

    answered: the text tells a number, so that of orders in other words only a call is looked for.
    """
    text, raw, tokens, phrases = told.text, told.raw, told.tokens, told.phrases
    wish = leaving.find(text, tokens, phrases)
    if wish is not None:
        return Command(ReplyKind.STOP, ReplyKind.STOP.value, wish.taken)
    spoken = [token for token in tokens if token.isalpha()]
    if not spoken:
        cheerful = bool(text.strip()) and set(text) <= _DONE_EMOJI and not set(text) <= {"!", " "}
        return Command(ReplyKind.DONE, "thumbs up") if cheerful else _NO_COMMAND
    present, all_of_them = frozenset(spoken), frozenset(i for i, token in enumerate(tokens) if token.isalpha())
    if _is_start(frozenset(token for token in raw if token.isalpha())):
        return Command(ReplyKind.START, ReplyKind.START.value, all_of_them)
    for kind, names in _WORDS:
        if not names.isdisjoint(present) and present <= names | words.COMPANY:
            why = READY_OR_DONE if len(spoken) == 1 and spoken[0] in _READY_OR_DONE else kind.value
            return Command(kind, why, all_of_them)
    if small_talk.asks_for_help(" ".join(tokens)):
        return Command(ReplyKind.HELP, "who or how", all_of_them)
    by_phrases = _from_phrases(tokens, phrases)
    if by_phrases.kind is not ReplyKind.UNCLEAR or any(phrase.meaning == "why" for phrase in phrases):
        return by_phrases
    order = orders.call(tokens) if answered else orders.find(tokens)
    return (
        by_phrases if order is None else Command(order.kind, f"{order.kind.value} {orders.IN_THEIR_WORDS}", order.taken)
    )


def _is_start(present: frozenset[str]) -> bool:
    return not _START.isdisjoint(present) and present <= _START | words.POLITE


def is_denied(tokens: Sequence[str], first: int) -> bool:
    """Whether a denial stands just before a phrase, in its own clause."""
    for token in reversed(tokens[max(0, first - _LOOK_BACK) : first]):
        if token in _DENIALS:
            return True
        if not token.isalpha():
            return False
    return False


def _is_a_clause_of_its_own(tokens: Sequence[str], taken: frozenset[int]) -> bool:
    """ "Skip, the sitter came", "all done boss": the phrase is a clause, or but one other word stands with it."""
    for clause in said.clauses(tokens, frozenset({BREAK, PAUSE})):
        rest = [tokens[i] for i in clause if i not in taken and not is_everyday(tokens[i])]
        if len(rest) < clause.stop - clause.start and any(i in taken for i in clause):
            return not rest or (len(rest) == 1 and rest[0] == tokens[clause.stop - 1] and part_of(rest[0]) == FREE)
    return False


def _from_phrases(tokens: Sequence[str], phrases: Sequence[Phrase]) -> Command:
    taken = frozenset(i for phrase in phrases for i in range(phrase.first, phrase.last))
    if any(phrase.meaning == "call" and not is_denied(tokens, phrase.first) for phrase in phrases):
        return Command(ReplyKind.CALL, ReplyKind.CALL.value, taken)
    if any(phrase.meaning == "why" and tokens[phrase.first] in _WHYS for phrase in phrases):
        return _NO_COMMAND
    others = [token for i, token in enumerate(tokens) if i not in taken]
    if not all(is_everyday(token) for token in others) and not _is_a_clause_of_its_own(tokens, taken):
        return _NO_COMMAND
    kinds = {_PHRASES[phrase.meaning] for phrase in phrases if phrase.meaning in _PHRASES}
    if len(kinds) != 1:
        return _NO_COMMAND
    kind = kinds.pop()
    if kind is ReplyKind.DONE and any(part_of(token) == LABEL for token in others):
        # "All my walks hurt."
        return _NO_COMMAND
    return Command(kind, kind.value, taken)
