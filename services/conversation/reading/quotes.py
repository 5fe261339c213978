"""Which words of a text are our own, quoted back? They are no answer; what stands beside them is.

Of a sentence that speaks of danger nothing is ever taken away: who sends it back may mean it.
"""

import re
from collections.abc import Iterator, Sequence

from schemas.text_kinds import TEXT_KINDS
from services.conversation import locales
from services.conversation.reading import frames, words
from services.conversation.reading.said import clauses
from services.conversation.reading.tokens import BREAK, PAUSE, plain
from services.conversation.reading.tokens import words as split

_LEAST = 4
_MARKS = frozenset({BREAK, PAUSE, ":", "-", "+", "/"})
_ANY = "#"
_CATALOGUES = tuple(locales.SAID.values())
_NETS = frozenset(row.sentence for row in TEXT_KINDS.values() if row.net and row.sentence) | {"unclear"}
_SAFETY = frozenset(row.sentence for row in TEXT_KINDS.values() if row.answers_danger) | _NETS
_ENDS = frozenset({BREAK, PAUSE, ":"})
_PLACE = re.compile(r"\{(\w+)\}")
_NUMBERS = frozenset({"minutes", "count", "walks", "brisk"})


def _sentences() -> Iterator[str]:
    """Every sentence of ours that speaks of no danger, with "#" for a number and a break for any other place."""
    for ours in _CATALOGUES:
        counts = [*ours.WALK_COUNT.values(), ours.UNEQUAL]
        plans = [form.replace("{plan}", count) for form in (ours.EASY, ours.BRISK) for count in counts]
        turns = [ours.TURN, ours.TURN_SOME]
        for name, sentence in ours.SENTENCES.items():
            if name in _SAFETY:
                continue
            for plan in plans if "{plan}" in sentence else [""]:
                for turn in turns if "{turn}" in sentence else [""]:
                    yield _filled(sentence.replace("{plan}", plan).replace("{turn}", turn))
        yield from map(_filled, (*ours.STOP_RULES.values(), *ours.REASONS.values(), ours.NOTICE, *ours.LIGHTS.values()))


def _filled(sentence: str) -> str:
    return _PLACE.sub(lambda match: f" {_ANY} " if match[1] in _NUMBERS else " . ", sentence)


def _runs(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    said = [token for token in tokens if token not in _MARKS]
    for i in range(len(said) - _LEAST + 1):
        yield tuple(said[i : i + _LEAST])


def _ours() -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for sentence in _sentences():
        for part in plain(sentence).split(" . "):
            found.update(_runs(split(part)))
    # What a safety text says, too, may be meant, whichever text of ours says it besides.
    grave = {run for sentence in _safety_sentences() for part in sentence for run in _runs(split(part))}
    return frozenset(run for run in found - grave if not any(_may_be_meant(word) for word in run))


def _safety_sentences() -> Iterator[list[str]]:
    for ours in _CATALOGUES:
        for name in sorted(_SAFETY):
            yield plain(_filled(ours.SENTENCES[name])).split(" . ")


def _may_be_meant(word: str) -> bool:
    """Denials and parts of danger are never taken away: somebody may mean them."""
    return word in _DENIALS or (frames.is_part(word) and word not in _HARMLESS)


# Of these our ordinary sentences are full, though a frame may hold them.
_HARMLESS = locales.small_words("HARMLESS_QUOTED")
_DENIALS = words.joined("DENIALS") | locales.small_words("QUOTED_DENIALS")
# Of these a patient makes an answer of their own.
_OF_A_PLAN = locales.small_words("OF_A_PLAN")
_OURS = _ours()
_STARTS = frozenset(run[0] for run in _OURS)
# Its words are those of a wish to leave: only the whole of it is a quotation.
_STOP_QUESTIONS = tuple(
    tuple(words.SPELLER.right(w) for w in split(plain(ours.SENTENCES["stop_question"])) if w not in _MARKS)
    for ours in _CATALOGUES
)


def places(tokens: Sequence[str]) -> frozenset[int]:
    """The places of the words of every run of four words or more that stands in a sentence of ours."""
    if len(tokens) < _LEAST:
        return frozenset()
    said = [i for i, token in enumerate(tokens) if token not in _MARKS]
    spoken = [tokens[i] for i in said]
    found: set[int] = set()
    for k, word in enumerate(spoken):
        if word not in _STARTS and not word[0].isdigit():
            continue
        run = tuple(spoken[k : k + _LEAST])
        if run in _OURS or tuple([_ANY if word[0].isdigit() else word for word in run]) in _OURS:
            found.update(said[k : k + _LEAST])
    if all(tokens[i] in _OF_A_PLAN or tokens[i][0].isdigit() for i in found):
        # "2 walks of 10 min" may be what a patient did, as well as what we asked for.
        found.clear()
    for whole in _STOP_QUESTIONS:
        k = spoken.index(whole[0]) if whole[0] in spoken else len(spoken)
        if tuple(spoken[k : k + len(whole)]) == whole:
            found.update(said[k : k + len(whole)])
    return frozenset(found)


def _safety_clauses() -> dict[str, list[re.Pattern[str]]]:
    """Each clause of our safety texts as a pattern, by its first word of ours; what we fill in may be anything."""
    found: dict[str, list[re.Pattern[str]]] = {}
    for ours in _CATALOGUES:
        for name in sorted(_SAFETY):
            spoken = plain(_PLACE.sub(f" {_FILLED_IN} ", ours.SENTENCES[name]))
            tokens = split(spoken)
            for clause in clauses(tokens, _ENDS):
                words_here = [tokens[i] for i in clause if tokens[i] not in _MARKS]
                grave = name not in _NETS or any(frames.is_part(word) for word in words_here)
                ours_here = [word for word in words_here if word != _FILLED_IN]
                if len(words_here) > 1 and ours_here and grave:
                    parts = ["[a-z0-9& ]+" if word == _FILLED_IN else re.escape(word) for word in words_here]
                    found.setdefault(ours_here[0], []).append(re.compile(" ".join(parts)))
    return found


_FILLED_IN = "zzplacezz"
_SAFETY_CLAUSES = _safety_clauses()


def repeats_safety(tokens: Sequence[str]) -> bool:
    """Whether a clause of one of our safety texts stands in a text: who sends it back may mean it."""
    if _SAFETY_CLAUSES.keys().isdisjoint(tokens):
        return False
    for clause in clauses(tokens, _ENDS):
        spoken = [tokens[i] for i in clause if tokens[i] not in _MARKS]
        line = " ".join(spoken)
        if any(pattern.fullmatch(line) for word in spoken for pattern in _SAFETY_CLAUSES.get(word, ())):
            return True
    return False
