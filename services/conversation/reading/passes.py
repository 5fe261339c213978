"""Which patterns explain the numbers of a text that are no pain: minutes, walks, scales, denials, times?

Each pass is a pattern over the parts of a text and what to do where it fits; explained tokens are marked as used, and
what stays in doubt as strange. The order matters: a scale is found before a range, a unit before a count of walks.
"""

import re
from collections.abc import Callable

from schemas.limits import WORST_PAIN
from schemas.vocabulary import OpenQuestion
from services.conversation import locales
from services.conversation.reading import walk_counts, words
from services.conversation.reading.parts import (  # fmt: skip
    ALL_WORDS,
    DENIAL,
    FILL,
    FREE,
    FROM,
    LABEL,
    NUMBER,
    STRANGE,
    USED,
    Scan,
)
from services.conversation.reading.scales import (
    bare_scale,
    half,
    mixed,
    percent,
    quoted_scale,
    scale,
    worded_decimal,
    worded_scale,
)
from services.conversation.reading.tokens import BREAK, PAUSE

_PREPOSITIONS = words.joined("PREPOSITIONS")
_WALK_WORDS = words.by_role("SCORE")["walks"]
_NO_WORDS = locales.small_words("NO_OR_NOT")
_CHANGES, _COMPARISONS = words.joined("CHANGES"), words.joined("COMPARISONS")
_CORRECTIONS = words.beside_numbers("CORRECTIONS") - {"no"}
_NOT_LINKS = words.joined("NOT_LINKS")
_DONE_WORDS = words.joined("DONE_WORDS")
# "AM 8 PM 3", "calf 8 feet 2", "sitting 8 min 2": words that are units, or the label of what follows.
_LABELS_TOO = words.joined("LABELS_TOO")
_SPENT = words.joined("SPENT")
_ROUGHLY, _THOSE = locales.small_words("ROUGHLY"), locales.small_words("THOSE")
_ONE_TIME, _PLUS = locales.small_words("ONE_TIME"), locales.small_words("PLUS")


def _time(scan: Scan, match: re.Match[str]) -> None:
    """9:30 is a time; 5:7 is nothing that we know."""
    minutes = scan.tokens[match.start() + 2]
    if len(minutes) == 2:
        scan.use(match.start(), match.end())
    else:
        scan.use(match.start() + 1, match.start() + 2, STRANGE)


def _unit(scan: Scan, match: re.Match[str]) -> None:
    """Minutes, miles, steps, o'clock, sets of 10: not a score. Right after "pain" it is in doubt.

    So it is where the unit may be the label of a number that follows, unless the words before speak of a time or a way.
    """
    if _may_label(scan, match):
        value = max(scan.values[i] for i in range(match.start(), match.end()) if i in scan.values)
        if value <= WORST_PAIN:
            scan.set_aside.append(value)
    doubtful = scan.parts[: match.start()].rstrip("iq_:").endswith(LABEL) and scan.parts[match.start() - 1] != FILL
    scan.use(match.end() - 1 if doubtful else match.start(), match.end(), STRANGE if doubtful else USED)


def _may_label(scan: Scan, match: re.Match[str]) -> bool:
    if scan.tokens[match.end() - 1] not in _LABELS_TOO:
        return False
    for token in reversed(scan.tokens[max(0, match.start() - 3) : match.start()]):
        if token in _SPENT:
            return False
        if token not in _ROUGHLY:
            break
    return True


def _not(scan: Scan, match: re.Match[str]) -> None:
    """ "Not 9, 6": the 9 is denied, if another number is told. "No 9, 6" may be an answer, "no es 9, es 6" is none."""
    others = len(scan.numbers()) > 1
    between = scan.tokens[match.start() + 1 : match.end() - 1]
    if others and (scan.tokens[match.start()] not in _NO_WORDS or not _NOT_LINKS.isdisjoint(between)):
        scan.use(match.start(), match.end())
    elif not _CORRECTIONS.isdisjoint(between):
        # "6, non pardon 7": what comes after is put right, and not denied.
        scan.use(match.start(), match.end() - 1)
    else:
        scan.use(match.start(), match.end() - 1, STRANGE)


def _answer_no(scan: Scan, match: re.Match[str]) -> None:
    """ "No, 6": an answer, not a denial of the 6."""
    if scan.tokens[match.start()] in _NO_WORDS:
        scan.use(match.start(), match.end())


def _walks_done(scan: Scan, match: re.Match[str]) -> None:
    """ "2 walks done"."""
    value = scan.values[match.start()]
    if scan.tokens[match.end() - 1] in _WALK_WORDS and value <= scan.walks_limit():
        scan.take_walks(value, match.start(), match.end())


def _share(scan: Scan, match: re.Match[str]) -> None:
    """2 of 3, when three walks were planned."""
    done, planned = scan.values[match.start(1)], scan.values[match.start(2)]
    slash = "/" in match.group()
    asked = scan.question in (OpenQuestion.WALKS, OpenQuestion.PAIN_AND_WALKS)
    if FROM in match.group() and "de" not in scan.tokens[match.start() : match.end()] and done != planned:
        return
    if planned == scan.planned and done <= planned and (asked or not slash):
        scan.take_walks(done, match.start(), match.end())


def _counted_walks(scan: Scan, match: re.Match[str]) -> None:
    """ "2 walks"; but "pain 8 walks 2" tells the 8 of the pain, and "4 walks 2" may be either."""
    value, before = scan.values[match.start()], scan.parts[: match.start()].rstrip("i_:")
    after = scan.parts[match.end() : match.end() + 1]
    if before.endswith(LABEL) and not before.endswith("_" + LABEL) and after in (NUMBER, ":"):
        return
    if after == NUMBER and scan.values[match.end()] <= scan.walks_limit():
        scan.use(match.start() + 1, match.end(), STRANGE)
    elif value <= scan.walks_limit():
        scan.take_walks(value, match.start(), match.end())
    else:
        scan.use(match.start() + 1, match.end(), STRANGE)


def _one_walk(scan: Scan, match: re.Match[str]) -> None:
    """ "One walk", "zéro sortie"."""
    if (count := scan.values[match.start()]) <= 1:
        scan.take_walks(count, match.start(), match.end())


def _walks_then_count(scan: Scan, match: re.Match[str]) -> None:
    """ "Walks 2"; but "on my walks 8" tells the pain."""
    number = match.end() - 1
    led = match.start() > 0 and scan.tokens[match.start() - 1] in _PREPOSITIONS
    if not led and scan.values[number] <= scan.walks_limit():
        scan.take_walks(scan.values[number], match.start(), match.end())


def _walk_by_walk(scan: Scan, match: re.Match[str]) -> None:
    """ "Walk 1: 3, walk 2: 5": the first number of each only counts the walks."""
    number = scan.values[match.start() + 1]
    if number <= scan.walks_limit():
        scan.set_aside.append(number)
        scan.use(match.start(), match.start() + 2)


# "Salí con 2 de dolor": the number is that of the pain.
_OF_PAIN = re.compile(r"[fd]q?L")


def _did(scan: Scan, match: re.Match[str]) -> None:
    """ "Did 2"; "done 5" may be a score, and "done 2" may be both."""
    number = match.end() - 1
    value, verb = scan.values[number], scan.tokens[match.start()]
    if value != int(value):
        scan.use(match.start(), match.end(), STRANGE)
        return
    if scan.parts[number + 1 : number + 2] == USED or _OF_PAIN.match(scan.parts, number + 1):
        return
    if verb in _DONE_WORDS:
        if scan.question is not OpenQuestion.PAIN and value <= scan.walks_limit():
            scan.use(match.start(), number, STRANGE)
    elif value <= scan.walks_limit():
        scan.take_walks(value, match.start(), match.end())
    else:
        scan.use(match.start(), number, STRANGE)


def _so_many_times(scan: Scan, match: re.Match[str]) -> None:
    """ "Walked twice." """
    scan.take_walks(1 if scan.tokens[match.end() - 1] in _ONE_TIME else 2, match.start(), match.end())


def _all_of(scan: Scan, match: re.Match[str]) -> None:
    if scan.values[match.end() - 1] == scan.planned:
        scan.take_walks(scan.planned, match.start(), match.end())


def both_walks(scan: Scan, match: re.Match[str]) -> None:
    """Both are two: of three walks that says nothing. "Both legs" says nothing of walks either."""
    after = scan.parts[match.end() : match.end() + 2].lstrip("_q")
    if scan.planned == 2 and not after.startswith(LABEL):
        scan.take_walks(2, match.start(), match.end())
    else:
        scan.use(match.start(), match.end())


def _all_done(scan: Scan, match: re.Match[str]) -> None:
    """ "Done", "fait"; but one such word in a sentence of other words tells no walks: "il a fait pipi"."""
    first, last = _clause_of(scan, match.start())
    one_word = scan.parts[match.end() : match.end() + 1] != USED or scan.tokens[match.start()] in _DONE_WORDS
    # One other word behind it may be a name: "done boss".
    others = scan.parts[first:last].rstrip("_").removesuffix(FREE)
    if LABEL in others and NUMBER not in others:
        # "All my walks hurt."
        scan.use(match.start(), match.end())
        return
    if one_word and not _OF_OTHER_THINGS.isdisjoint(others):
        scan.use(match.start(), match.end())
        return
    if scan.planned and scan.walks is None:
        scan.walks = scan.planned
    scan.use(match.start(), match.end())


_OF_OTHER_THINGS = frozenset((FREE, DENIAL))


def _clause_of(scan: Scan, place: int) -> tuple[int, int]:
    first = last = place
    while first and scan.parts[first - 1] not in (BREAK, PAUSE):
        first -= 1
    while last < len(scan.parts) and scan.parts[last] not in (BREAK, PAUSE):
        last += 1
    return first, last


def _done_and_number(scan: Scan, match: re.Match[str]) -> None:
    """ "Done 2" may tell the walks or the pain; "did all 3" tells the walks, "all done 4" the pain."""
    number = match.end() - 1
    one_word = number - match.start() == 1
    those = scan.tokens[number - 1] in _THOSE and scan.values[number] <= scan.walks_limit()
    if one_word and scan.question is not OpenQuestion.PAIN and scan.values[number] <= scan.walks_limit():
        scan.use(match.start(), number, STRANGE)
    elif not one_word and scan.tokens[number - 1] in ALL_WORDS and scan.values[number] == scan.planned:
        scan.take_walks(scan.planned, match.start(), match.end())
    elif those:
        scan.take_walks(scan.values[number], match.start(), match.end())


def _none_done(scan: Scan, match: re.Match[str]) -> None:
    scan.take_walks(0, match.start(), match.end())


def _range(scan: Scan, match: re.Match[str]) -> None:
    """5-6, 5 or 6, 6 to 7: the higher one. "From 8 to 5" is no range, and the 8 was today."""
    first, second = match.start(), match.end() - 1
    came_from = scan.parts[:first].rstrip("_iq").endswith(FROM)
    scan.ranged = scan.ranged or not came_from
    scan.use(first + 1, second)


def _change(scan: Scan, match: re.Match[str]) -> None:
    """ "Down 3" tells by how much, not how much; "2 worse than yesterday" may do so too."""
    word = match.start() if scan.parts[match.start()] != NUMBER else match.end() - 1
    compared = scan.tokens[word] in _COMPARISONS and scan.parts[word + 1 : word + 2] == USED
    if compared or scan.tokens[word] in _CHANGES:
        scan.use(word, word + 1, STRANGE)


def _share_of_another(scan: Scan, match: re.Match[str]) -> None:
    """3 of 5 is no score out of ten."""
    scan.use(match.start() + 1, match.end() - 1, STRANGE)


def _lone_slash(scan: Scan, match: re.Match[str]) -> None:
    """2/3 may be a range, a share or a date."""
    scan.use(match.start() + 1, match.start() + 2, STRANGE)


def _minus(scan: Scan, match: re.Match[str]) -> None:
    """ "-3" is in doubt; "pain -3" and "3 -" are a dash."""
    before = scan.parts[: match.start()].rstrip("_")
    scan.use(match.start(), match.start() + 1, USED if before and before[-1] not in (BREAK, PAUSE) else STRANGE)


def _plus(scan: Scan, match: re.Match[str]) -> None:
    """10+ is 10; 5+ may be anything above."""
    scan.use(match.start() + 1, match.end(), USED if scan.values[match.start()] == WORST_PAIN else STRANGE)


def _worded_plus(scan: Scan, match: re.Match[str]) -> None:
    """ "6 plus"."""
    if scan.tokens[match.end() - 1] in _PLUS:
        _plus(scan, match)


# Each with the parts of which one must be there for it to fit at all; none where that is not worth asking.
PASSES: tuple[tuple[re.Pattern[str], Callable[[Scan, re.Match[str]], None], frozenset[str]], ...] = tuple(
    (re.compile(pattern), take, frozenset(needs))
    for pattern, take, needs in (
        (r"0[-q_+?i]?0/0", mixed, "/"),
        (r"0[x?]0", worded_decimal, ""),
        (r"\?[fdirq_]{0,2}0[-_r]0", worded_scale, ""),
        (r"0h", half, "h"),
        (r"0[-r]0(?!u)", quoted_scale, "-r"),
        (r"0_*[/fd]f?_*[ir]?x?0", scale, "/fd"),
        (r"(?<![0_u])f0", bare_scale, "f"),
        (r"0\?", percent, ""),
        (r"s0(?=:|_*L_*i?_*0)", _walk_by_walk, "s"),
        (r"0:0(?:_*u)?", _time, ":"),
        (r"[vs][iq]{0,2}0_*u", walk_counts.so_many_times, "u"),
        (r"0(?:[-r]0)?_*-?u(?:f0)?", _unit, "u"),
        (r"n(?=[,|])", _answer_no, "n"),
        (r"n[iqf]*0", _not, "n"),
        (r"0D", _walks_done, "D"),
        (r"(0)_*[fd/]q?(0)(?:N?[ws])?", _share, "f/d"),
        (r"0_*(?:fq*)?N?w", _counted_walks, "w"),
        (r"0_*N?s", _one_walk, "s"),
        (r"w[:i]?0(?!_*[/u])", _walks_then_count, "w"),
        (r"v[iq]*0", _did, "v"),
        (r"v[iq]*t", _so_many_times, "t"),
        (r"[aq]0(?!u)", walk_counts.those, ""),
        (r"a[qf]*0(?:N?w)?", _all_of, "a"),
        (r"b(?:fq?)?[ws]?", both_walks, "b"),
        (r"D[_q]*0", _done_and_number, "D"),
        (r"D", _all_done, "D"),
        (r"S", _none_done, "S"),
        (r"0_*[-r]_*0", _range, "-r"),
        (r"0_*f_*0", _share_of_another, "f"),
        (r"[di]0|0[Nm]", _change, "diNm"),
        (r"0/0", _lone_slash, "/"),
        (r"-0", _minus, "-"),
        (r"0\+", _plus, "+"),
        (r"0_*m", _worded_plus, "m"),
    )
)
