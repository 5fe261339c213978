"""Which parts of danger stand together in one clause, in whatever order and spelling? A full frame is danger.

A list of sentences can never be whole. A frame is a set of parts (a place and a change, a function and its failure, a
wish and an end), each with all words for it (locales/*_frames.py). Half a frame beside words that nothing accounted
for is caution: so an unknown word raises, and silences nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.vocabulary import Tier
from services.conversation import locales
from services.conversation.reading import said, words
from services.conversation.reading.danger import Assertion, Danger
from services.conversation.reading.frame_tables import (
    CRISIS_HALF_FRAMES,
    DENIABLE,
    FEVER,
    FULL_FRAMES,
    HALF_FRAMES,
    HOT,
    LATTICE,
    MODULES,
    OF_CLAUSES,
    OF_DYING,
    OF_THE_BODY,
    ONE_LANGUAGE,
    RIGHT,
    RUNS,
    SHIFTS,
    SINGLE,
    SURE_HALF_FRAMES,
    TEMP,
    UNHEARD,
    Frame,
)
from services.conversation.reading.tokens import BREAK, PAUSE

DENIALS = words.joined("DENIALS")
# "Nothing numb", "rien d'endormi": these deny the very next word only; "nothing down there, numb" is danger.
_DENY_THE_NEXT = locales.small_words("DENY_THE_NEXT")
_ELIDED_OF = locales.small_words("ELIDED_OF")
_COMPANY = words.joined("DENIAL_COMPANY") | locales.small_words("DENY_COMPANY")
_DENY_AFTER, _BEFORE_DENIED = locales.small_words("DENY_AFTER"), locales.small_words("BEFORE_DENIED")
_ANSWERS_NO = locales.small_words("ANSWERS_NO")
_OR = locales.small_words("OR")
_FIRST_PERSON = words.joined("FIRST_PERSON")
_PERSONS = words.joined("PERSONS") | frozenset(w for m in MODULES for w in m.PERSONS.split())
_ROLES = words.by_role("DANGER")
_GONE, _AGAIN = _ROLES["GONE"], words.joined("AGAIN")
# When these are gone it is no better.
_LOST_WHEN_GONE = _ROLES["FEEL"] | _ROLES["HOLD"] | _ROLES["STRENGTH"]
_PROXY, _BUT = locales.small_words("PROXY"), locales.small_words("BUT")
_WRITERS = locales.small_words("WRITERS")
_IS_WRITER = re.compile(rf"\b(?:{'|'.join(locales.small_patterns('WRITER_PATTERNS'))})\b")
_I_HAVE = locales.small_tables("I_HAVE")
_IDIOMS = re.compile(rf"\b(?:{'|'.join(pattern for module in MODULES for pattern in module.IDIOMS)})\b")
_MOST_BACK = 8


@dataclass(frozen=True, slots=True)
class Heard:
    """The dangers in a text by full frames, and the places of clauses that hold half a frame.

    in_doubt: half a frame stands there of which nobody speaks in small talk. of_crisis: a half speaks of dying.
    leans: "crisis" where words of dying stand there and none of the body, "body" where any of the body does.
    """

    dangers: tuple[Danger, ...]
    halves: tuple[range, ...]
    in_doubt: bool = False
    of_crisis: bool = False
    leans: str = ""


_NOTHING = Heard((), ())


def is_part(word: str) -> bool:
    """Whether a word plays a part in any frame."""
    return word in SINGLE


def is_person(word: str) -> bool:
    """Whether a word names somebody else."""
    return word in _PERSONS


def idiom_places(tokens: Sequence[str]) -> frozenset[int]:
    """The places of the words of idioms: "fell in love" is no fall. Numbers in them keep their meaning."""
    line = " ".join(tokens)
    found = (i for match in _IDIOMS.finditer(line) for i in said.places(line, match))
    return frozenset(i for i in found if not tokens[i][0].isdigit())


def parts_in(tokens: Sequence[str], raw: Sequence[str]) -> tuple[list[int], list[int]]:
    """For each word the parts that it plays, and how many words the longest run takes that begins there.

    A word may be meant as written or as righted: for danger both count.
    """
    masks, spans = [SINGLE.get(token, UNHEARD) for token in tokens], [1] * len(tokens)
    options = _options(tokens, raw)
    for i, words_here in enumerate(options):
        if masks[i] == UNHEARD:
            masks[i] = HOT if tokens[i][0].isdigit() and _is_fever(tokens[i]) else 0
        if len(words_here) > 1:
            for word in words_here:
                masks[i] |= SINGLE.get(word, 0)
    for i, (here, there) in enumerate(pairwise(options)):
        for start in ((first, second) for first in here for second in there):
            for run, parts in RUNS.get(start, ()):
                if _fits_at(run, i, options):
                    masks[i] |= parts
                    spans[i] = max(spans[i], len(run))
    return masks, spans


def _options(tokens: Sequence[str], raw: Sequence[str]) -> list[Sequence[str]]:
    """The words that may be meant at each place; of a word that nobody knows, all that it may stand for."""
    options: list[Sequence[str]] = []
    meant: dict[str, Sequence[str]] = {}
    for token, written in zip(tokens, raw, strict=True):
        if written == token and (token in RIGHT or token in SINGLE or not token.isalpha()):
            options.append((token,))
            continue
        if written not in meant:
            known = written in RIGHT or written in SINGLE
            meant[written] = () if known else LATTICE.meant_by(written)
        options.append((token, written, *meant[written]))
    return options


def _fits_at(run: Sequence[str], first: int, options: Sequence[Sequence[str]]) -> bool:
    return first + len(run) <= len(options) and all(word in options[first + k] for k, word in enumerate(run))


def _is_fever(number: str) -> bool:
    """Degrees of a fever: 38-42 Celsius, 100-106 Fahrenheit."""
    whole = number.replace(",", ".").partition(".")[0]
    return len(whole) <= 3 and (38 <= int(whole) <= 42 or 100 <= int(whole) <= 106)


def find(tokens: Sequence[str], masks: Sequence[int], spans: Sequence[int]) -> Heard:
    """Every frame in the words of a text, by the parts that they play."""
    if not any(masks):
        return _NOTHING
    dangers: list[Danger] = []
    halves: list[range] = []
    whole, in_doubt, of_crisis = 0, False, False
    for clause in _clauses(tokens):
        meant, denied = _of_clause(tokens, masks, clause)
        whole |= meant
        full = _fit(meant)
        places = [place for i in clause if masks[i] for place in range(i, i + spans[i])]
        other = full and (full[0][0][5] == "THEY_FELL" or _is_of_another(tokens, masks, clause))
        assertion = Assertion.OTHER if other else Assertion.MEANT
        dangers += [Danger(tier, crisis, assertion, frame[5], places) for frame, tier, crisis in full]
        if not full and denied:
            of_denied = _fit(meant | denied)
            dangers += [Danger(tier, crisis, Assertion.DENIED, f[5], places) for f, tier, crisis in of_denied[:1]]
            # The places and functions of denied frames say nothing more: "no numbness in my groin".
            meant &= DENIABLE | ~_made_of(frame for frame, _, _ in of_denied)
        if not full and meant:
            sure = _holds(meant, SURE_HALF_FRAMES)
            in_doubt = in_doubt or sure
            if sure or _holds(meant, HALF_FRAMES):
                halves.append(clause)
                of_crisis = of_crisis or _holds(meant, CRISIS_HALF_FRAMES)
    if not dangers and whole and (full := _fit(whole)):
        everywhere = range(len(tokens))
        halves.append(everywhere)
        # A farewell, a burden, despair: each may have its own clause, where nobody else is spoken of.
        of_all = [entry for entry in full if entry[0][5] in OF_CLAUSES]
        other = _is_of_another(tokens, masks, everywhere)
        assertion = Assertion.OTHER if other else Assertion.MEANT
        places = [i for i in everywhere if masks[i]]
        dangers += [Danger(tier, crisis, assertion, frame[5], places) for frame, tier, crisis in of_all]
    leans = "body" if whole & OF_THE_BODY else "crisis" if whole & OF_DYING else ""
    return Heard(tuple(dangers), tuple(halves), in_doubt, of_crisis, leans)


def _fit(mask: int) -> list[tuple[Frame, Tier, bool]]:
    """The frames that are full within one language."""
    found = []
    for shift in SHIFTS:
        part = (mask >> shift) & ONE_LANGUAGE
        if part:
            for entry in FULL_FRAMES:
                a, b, c, d, without, _ = entry[0]
                if part & a and part & b and part & c and part & d and not part & without:
                    found.append(entry)
    return found


def _made_of(denied: Iterable[Frame]) -> int:
    """The parts of frames, in every language."""
    made = 0
    for frame in denied:
        for parts in frame[:4]:
            made |= parts if parts > 0 else 0
    return sum(made << shift for shift in SHIFTS)


def _holds(mask: int, frames: Sequence[Frame]) -> bool:
    """Whether half a frame stands in one language, or in all together."""
    parts = {(mask >> shift) & ONE_LANGUAGE for shift in SHIFTS}
    union = 0
    for part in parts:
        union |= part
    for part in (parts | {union}) - {0}:
        for a, b, c, d, without, _ in frames:
            if part & a and part & b and part & c and part & d and not part & without:
                return True
    return False


def _clauses(tokens: Sequence[str]) -> Iterator[range]:
    first = 0
    for i in range(len(tokens) + 1):
        if i == len(tokens) or tokens[i] in (BREAK, PAUSE) or tokens[i] in _BUT:
            if i > first:
                yield range(first, i)
            first = i + 1


def _of_clause(tokens: Sequence[str], masks: Sequence[int], clause: range) -> tuple[int, int]:
    """The parts that a clause means, and those that it denies."""
    meant = denied = 0
    answered = is_answered_no(tokens, clause)
    for i in clause:
        mask = masks[i]
        if mask & DENIABLE and (answered or _is_denied(tokens, masks, i, clause.start) or _is_gone(tokens, i, clause)):
            meant |= mask & ~DENIABLE & ~(TEMP if mask & FEVER else 0)
            denied |= mask & DENIABLE
        else:
            meant |= mask
    return meant, denied


def _is_denied(tokens: Sequence[str], masks: Sequence[int], place: int, first: int) -> bool:
    """A denial governs its own item, through "or"; two denials ("not without") leave a doubt, and doubt is danger."""
    i = place - 1
    if _denies_the_next(tokens, i, first) or _is_denied_after(tokens, place):
        return True
    while i >= max(first, place - _MOST_BACK):
        if tokens[i] in DENIALS:
            return not _is_doubled(tokens, i, first)
        listed = masks[i] and (tokens[i + 1] in _OR or not masks[i] & DENIABLE)
        if not (tokens[i] in _COMPANY or tokens[i] in _OR or listed):
            return False
        i -= 1
    return False


def _is_denied_after(tokens: Sequence[str], place: int) -> bool:
    """ "Elle ne lâche pas": in French the denial stands behind the verb, and "ne" before it."""
    following = place + 1 < len(tokens) and tokens[place + 1] in _DENY_AFTER
    return following and not _BEFORE_DENIED.isdisjoint(tokens[max(0, place - 3) : place])


def _denies_the_next(tokens: Sequence[str], i: int, first: int) -> bool:
    i -= i > first and tokens[i] in _ELIDED_OF
    return i >= first and tokens[i] in _DENY_THE_NEXT


def is_answered_no(tokens: Sequence[str], places: range) -> bool:
    """ "Numbness? No.": these words end a clause, and the next is a denial and no more."""
    end = next((i for i in range(places.start, len(tokens)) if tokens[i] in (BREAK, PAUSE)), len(tokens))
    after = end + 1
    alone = after + 1 >= len(tokens) or tokens[after + 1] in (BREAK, PAUSE)
    return end >= places.stop and after < len(tokens) and tokens[after] in _ANSWERS_NO and alone


def is_i_have(tokens: Sequence[str], i: int) -> bool:
    """Whether a word that may be a person is the writer here: "he" in Spanish "he perdido", I have lost."""
    return i + 1 < len(tokens) and tokens[i + 1].endswith(_I_HAVE.get(tokens[i], ()))


def _is_gone(tokens: Sequence[str], place: int, clause: range) -> bool:
    """ "The numbness in my groin has gone": the clause ends in it, and nothing says that it is back."""
    gone = next((i for i in range(place + 1, clause.stop) if tokens[i] in _GONE), None)
    if gone is None or not _LOST_WHEN_GONE.isdisjoint(tokens[clause.start : gone]):
        return False
    return all(tokens[i] in words.POLITE or tokens[i] in words.TODAY for i in range(gone + 1, clause.stop)) and (
        _AGAIN.isdisjoint(tokens[clause.stop :])
    )


def _is_doubled(tokens: Sequence[str], denial: int, first: int) -> bool:
    i = denial - 1
    while i >= first and tokens[i] in _COMPANY:
        if tokens[i] in DENIALS:
            return True
        i -= 1
    return i >= first and tokens[i] in DENIALS


def writes_for_another(tokens: Sequence[str]) -> bool:
    """Whether somebody writes for the patient: "typing for him", "soy su hija", "je suis sa femme"."""
    if not _PROXY.isdisjoint(tokens):
        return True
    return not _WRITERS.isdisjoint(tokens) and _IS_WRITER.search(" ".join(tokens)) is not None


def _is_of_another(tokens: Sequence[str], masks: Sequence[int], clause: range) -> bool:
    """A person at the head of a clause, and no I, me or my between them and the first word of danger."""
    if writes_for_another(tokens):
        return False
    person = next((i for i in clause if tokens[i] in _PERSONS and not is_i_have(tokens, i)), None)
    if person is None:
        return False
    danger = next((i for i in range(person + 1, clause.stop) if masks[i] & DENIABLE), clause.stop)
    return not any(tokens[i] in _FIRST_PERSON for i in range(person + 1, danger))
