"""Which numbers beside a score are none: an hour, a dose, an age, a count of legs, another's opinion, a scale?

Each is passed over only where another number stands in the text, and only by words that leave no other sense.
"""

from services.conversation import locales
from services.conversation.reading import said, words
from services.conversation.reading.frames import is_person
from services.conversation.reading.parts import BODY, FREE, LABEL, LATER, MOOD, NUMBER, PASSED, STRANGE, USED, Scan
from services.conversation.reading.tokens import BREAK, PAUSE

_MARKS = frozenset({BREAK, PAUSE, ":", "-", "="})
_TAKEN, _AT = words.beside_numbers("TAKEN"), words.beside_numbers("AT_THE_HOUR")
_AGED, _SAYS = words.beside_numbers("AGED"), words.beside_numbers("SAYS")
_I = words.joined("FIRST_PERSON") | locales.small_words("BY_ME")
_I_SAY, _OTHERS_TOO = locales.small_words("I_SAY"), locales.small_words("OTHERS_TOO")
_FOR_YOU, _THANKED = (
    locales.small_words("FOR_YOU"),
    locales.small_words("THANKED"),
)
_BUT = words.beside_numbers("REASONS") | locales.small_words("WHO_SPEAKS")
_TWO, _LIMBS = locales.small_words("TWO"), words.beside_numbers("LIMBS")
_OF_A_SCALE, _CHANGED = words.beside_numbers("OF_A_SCALE"), words.beside_numbers("CHANGED")
_YOUNGEST = 18
# Words of a pain or of another time: a number beside them may be a pain off the scale.
_WORDS = frozenset((FREE, STRANGE))
_OF_PAIN = frozenset((LABEL, MOOD, BODY, LATER))
_SCALES = ((0, 10), (1, 10))


def pass_over(scan: Scan) -> None:
    """Mark such numbers as passed over."""
    if len(scan.values) < 2:
        return
    _the_scale(scan)
    for clause in said.clauses(scan.tokens, _MARKS):
        for i in clause:
            if scan.parts[i] == NUMBER and (
                _is_limbs(scan, i) or _is_an_age(scan, i) or _is_taken(scan, clause, i) or _is_for(scan, i)
            ):
                scan.use(i, i + 1, PASSED)
    _of_another(scan)
    _far_away(scan)


def _far_away(scan: Scan) -> None:
    """Beside a clause that is a bare score no number over ten in other words is one: a floor, a psalm, an extension."""
    clauses = said.clauses(scan.tokens, _MARKS)
    if not any(_is_bare_score(scan, clause) for clause in clauses):
        return
    for clause in clauses:
        parts = set(scan.parts[clause.start : clause.stop])
        spoken = any(scan.tokens[i].isalpha() for i in clause)
        if spoken and parts & _WORDS and not parts & _OF_PAIN:
            for i in clause:
                if scan.parts[i] == NUMBER and scan.values[i] > words.HIGHEST:
                    scan.use(i, i + 1, PASSED)


def _is_bare_score(scan: Scan, clause: range) -> bool:
    numbers = [i for i in clause if scan.parts[i] == NUMBER]
    return len(numbers) == 1 and scan.values[numbers[0]] <= words.HIGHEST and clause.stop - clause.start == 1


def _others(scan: Scan, place: int) -> bool:
    return any(i != place for i in scan.numbers())


def _is_limbs(scan: Scan, i: int) -> bool:
    """ "Las dos piernas": no pain of two. "2 legs" may be one."""
    return scan.tokens[i] in _TWO and i + 1 < len(scan.tokens) and scan.tokens[i + 1] in _LIMBS and _others(scan, i)


def _is_an_age(scan: Scan, i: int) -> bool:
    """ "I'm 67 and it's a 5", "70 on Friday"."""
    before = scan.tokens[max(0, i - 2) : i]
    return scan.values[i] >= _YOUNGEST and not _AGED.isdisjoint(before) and _others(scan, i)


def _is_for(scan: Scan, i: int) -> bool:
    """ "Ty 4 asking"."""
    if scan.values[i] != 4 or not _others(scan, i):
        return False
    following = i + 1 < len(scan.tokens) and scan.tokens[i + 1] in _FOR_YOU
    return following and i > 0 and scan.tokens[i - 1] in _THANKED


def _is_taken(scan: Scan, clause: range, i: int) -> bool:
    """ "Took 2 pills at 8", "tramadol 50 a las 10": an hour, or a dose."""
    told = [scan.tokens[k] for k in range(clause.start, i)]
    if _TAKEN.isdisjoint(told) or not _others(scan, i):
        return False
    following = scan.tokens[i - 1] in _AT or (scan.tokens[i - 1] in _TAKEN and scan.values[i] > words.HIGHEST)
    return following or scan.tokens[i - 2 : i] in (["a", "las"], ["a", "la"])


def _the_scale(scan: Scan) -> None:
    """ "0-10: 4", "del 0 al 10, un 5": the question repeated, where nothing says that the pain went so."""
    numbers = scan.numbers()
    if len(numbers) != 3 or not _CHANGED.isdisjoint(scan.tokens):
        return
    low, high, _ = numbers
    if (scan.values[low], scan.values[high]) not in _SCALES or not 1 <= high - low <= 2:
        return
    if high - low == 2 and scan.tokens[low + 1] not in _OF_A_SCALE:
        return
    before, following = scan.tokens[:low], scan.tokens[high + 1 : high + 3]
    if following[:1] != ["="] and not any(token.isalpha() for token in before):
        # "0-10: 4" and "0 10, 0" may tell a day that went so.
        return
    closed = bool(_MARKS.intersection(following)) or scan.parts[high + 1 : high + 2] in (USED, FREE)
    if closed and all(token in _OF_A_SCALE or not token.isalnum() for token in before):
        # A colon behind it makes no time of the day.
        colon = high + 1 < len(scan.tokens) and scan.tokens[high + 1] == ":"
        scan.use(low, high + 1 + colon, PASSED)


def _of_another(scan: Scan) -> None:
    """ "She says 7 but I say 5": the patient's own number counts."""
    if _SAYS.isdisjoint(scan.tokens):
        return
    stretches = _stretches(scan)
    own = any(_has_number(scan, s) and _is_said_by_me(scan, s) for s in stretches)
    for stretch in stretches if own else []:
        told = [scan.tokens[i] for i in stretch]
        if _has_number(scan, stretch) and not _SAYS.isdisjoint(told) and any(map(_is_another, told)):
            for i in stretch:
                if scan.parts[i] == NUMBER:
                    scan.use(i, i + 1, PASSED)


def _stretches(scan: Scan) -> list[range]:
    found = []
    for clause in said.clauses(scan.tokens, _MARKS):
        first = clause.start
        for i in clause:
            if i > first and scan.tokens[i] in _BUT and _has_number(scan, range(first, i)):
                found.append(range(first, i))
                first = i
        found.append(range(first, clause.stop))
    return found


def _has_number(scan: Scan, stretch: range) -> bool:
    return any(scan.parts[i] == NUMBER for i in stretch)


def _is_said_by_me(scan: Scan, stretch: range) -> bool:
    told = [scan.tokens[i] for i in stretch]
    of_mine = not _I.isdisjoint(told) or not _I_SAY.isdisjoint(told)
    return not _SAYS.isdisjoint(told) and of_mine and not any(map(_is_another, told))


def _is_another(word: str) -> bool:
    return is_person(word) or word in _OTHERS_TOO
