"""Which events does a text tell that are no score: a hospital stay, an injection today, a pregnancy, a new number?"""

from collections.abc import Sequence

from schemas.vocabulary import ToldEvent
from services.conversation.reading import said, words

_NEEDS = said.joined("EVENT_WORDS")
_PATTERNS = tuple(
    (event, said.Sentences.of(said.patterns(name), _NEEDS))
    for event, name in (
        (ToldEvent.HOSPITAL, "HOSPITAL"),
        (ToldEvent.INJECTION_TODAY, "INJECTION_TODAY"),
        (ToldEvent.PREGNANCY, "PREGNANCY"),
        (ToldEvent.NEW_MEDICINE, "NEW_MEDICINE"),
        (ToldEvent.MOVED_AWAY, "MOVED_AWAY"),
        (ToldEvent.NEW_NUMBER, "NEW_NUMBER"),
    )
)
_DENIALS = words.joined("DENIALS")


def find(tokens: Sequence[str], line: str) -> tuple[ToldEvent, ...]:
    """The events that a text tells, each once."""
    present = frozenset(tokens)
    if _NEEDS.isdisjoint(present):
        return ()
    return tuple(event for event, sentences in _PATTERNS if _is_told(sentences, present, tokens, line))


def _is_told(sentences: said.Sentences, present: frozenset[str], tokens: Sequence[str], line: str) -> bool:
    for match in sentences.every(present, line):
        first = said.places(line, match).start
        if _DENIALS.isdisjoint(tokens[max(0, first - 3) : first]):
            return True
    return False
