"""Which numbers are a scale or a part of another: 7/10, 7 out of 10, 6 1/2, 100%? Passes of the score's grammar."""

import re

from schemas.limits import WORST_PAIN
from schemas.vocabulary import OpenQuestion
from services.conversation import locales
from services.conversation.reading.parts import FROM, NUMBER, STRANGE, Scan

_AND = locales.small_words("AND") | {"-", "&", "+"}
_FROM_OR_OF = locales.small_words("FROM_OR_OF")
_FRACTIONS = frozenset({(1, 2), (1, 4), (3, 4), (1, 3), (2, 3)})


def mixed(scan: Scan, match: re.Match[str]) -> None:
    """6 1/2, 6 and 1/2, 3-1/2: a whole number and a part of one. Thirds of three planned walks are walks."""
    whole, above, below = (match.start(), match.end() - 3, match.end() - 1)
    between = scan.tokens[whole + 1 : above]
    share = (scan.values[above], scan.values[below])
    if (between and between[0] not in _AND) or share not in _FRACTIONS or scan.values[whole] != int(scan.values[whole]):
        return
    may_be_walks = scan.planned == share[1] and share[1] > 2 and scan.question is not OpenQuestion.PAIN
    if may_be_walks and share[1] == 3:
        return
    scan.values[whole] += 0.5  # a quarter, a third, three quarters: all are rounded up
    scan.use(whole + 1, match.end())
    scan.doubtful = scan.doubtful or may_be_walks


def half(scan: Scan, match: re.Match[str]) -> None:
    scan.values[match.start()] += 0.5
    scan.use(match.start() + 1, match.end())


def scale(scan: Scan, match: re.Match[str]) -> None:
    """7/10, 7 out of 10, 7 sobre 10, 7 de 10; but "9 down 10" is none."""
    between = scan.tokens[match.start() + 1 : match.end() - 1]
    changes = FROM in match.group() and _FROM_OR_OF.isdisjoint(between)
    if scan.values[match.start()] <= WORST_PAIN == scan.values[match.end() - 1] and not changes:
        scan.use(match.start() + 1, match.end())


def bare_scale(scan: Scan, match: re.Match[str]) -> None:
    """ "Sur dix" behind a word that is no number to us: the score itself was not understood."""
    if scan.values[match.end() - 1] == WORST_PAIN and scan.tokens[match.start()] not in _FROM_OR_OF:
        scan.use(match.start(), match.start() + 1, STRANGE)


def percent(scan: Scan, match: re.Match[str]) -> None:
    """100% is no score."""
    if scan.tokens[match.end() - 1] == "%" and scan.values[match.start()] > WORST_PAIN:
        scan.use(match.start(), match.end())


def quoted_scale(scan: Scan, match: re.Match[str]) -> None:
    """ "0-10: 4" may repeat the question, or tell a day that went from 0 to 10."""
    if (scan.values[match.start()], scan.values[match.end() - 1]) in ((0, WORST_PAIN), (1, WORST_PAIN)):
        scan.use(match.start() + 1, match.start() + 2, STRANGE)


_POINT = locales.small_words("POINT")


def worded_decimal(scan: Scan, match: re.Match[str]) -> None:
    """ "Six point five" is no six."""
    if scan.tokens[match.end() - 2] in _POINT and scan.values[match.end() - 1] < WORST_PAIN:
        scan.values[match.start()] += scan.values[match.end() - 1] / 10
        scan.use(match.start() + 1, match.end())


_SCALES = locales.small_words("SCALES")


def worded_scale(scan: Scan, match: re.Match[str]) -> None:
    """ "On a scale of 1 to 10" repeats the question."""
    first = match.start()
    ends = [scan.values[i] for i in range(first, match.end()) if scan.parts[i] == NUMBER]
    if scan.tokens[first] in _SCALES and ends in ([0, WORST_PAIN], [1, WORST_PAIN]):
        scan.use(first, match.end())
