"""Which runs of words in a text mean one thing: done, skipped, no pain, stop texting me?"""

from collections.abc import Sequence

from services.conversation.reading import words
from services.conversation.reading.parts import Phrase

_Entry = tuple[tuple[str, ...], str]


def _tables() -> tuple[dict[str, str], dict[tuple[str, str], tuple[_Entry, ...]]]:
    single: dict[str, str] = {}
    longer: dict[tuple[str, str], list[_Entry]] = {}
    for meaning in words.MEANINGS:
        for phrase in words.phrases(meaning):
            parts = tuple(phrase.split(" "))
            if len(parts) == 1:
                single.setdefault(phrase, meaning)
            else:
                longer.setdefault((parts[0], parts[1]), []).append((parts, meaning))
    return single, {start: tuple(sorted(entries, key=lambda e: -len(e[0]))) for start, entries in longer.items()}


# Phrases of one word, and longer ones by their first two words: one look-up for each word of a text.
_SINGLE, _LONGER = _tables()


def find(tokens: Sequence[str], no_phrases: frozenset[str] = frozenset()) -> tuple[Phrase, ...]:
    """The phrases of a text in order; the longest that begins at a word wins, and none lies inside another.

    no_phrases are words that mean something else in the patient's own language: "rate" is no French "raté".
    """
    found: list[Phrase] = []
    i = 0
    while i < len(tokens):
        entry = None if tokens[i] in no_phrases else _longest(tokens, i)
        if entry is None:
            i += 1
        else:
            length, meaning = entry
            found.append(Phrase(meaning, i, i + length))
            i += length
    return tuple(found)


def _longest(tokens: Sequence[str], i: int) -> tuple[int, str] | None:
    if i + 1 < len(tokens):
        for parts, meaning in _LONGER.get((tokens[i], tokens[i + 1]), ()):
            if len(parts) == 2 or tuple(tokens[i : i + len(parts)]) == parts:
                return len(parts), meaning
    meaning = _SINGLE.get(tokens[i], "")
    return (1, meaning) if meaning else None
