"""Which number of a text is that of another day, so that today's number stands alone?

"Yesterday 7, today 3", "better than the 6 of Sunday: 5". Only a clause of its own that names another day, beside a
clause that names today, or a comparison: in any other order both are asked about.
"""

from collections.abc import Sequence

from services.conversation.reading import said, words
from services.conversation.reading.parts import NUMBER, PASSED, Scan
from services.conversation.reading.reading import ReplyDay
from services.conversation.reading.tokens import BREAK, PAUSE

_MARKS = frozenset({BREAK, PAUSE, ":", "-", "=", "|"})
_DAYS = words.YESTERDAY | frozenset(words.WEEKDAYS) | words.beside_numbers("OTHER_DAYS")
_NIGHTS = words.beside_numbers("LAST_NIGHT")
_TODAY = words.TODAY | words.beside_numbers("THIS_EVENING")
_THAN = words.beside_numbers("THAN")
_NUMBERS_OF = words.beside_numbers("NUMBER_OF_A_DAY")
_FURTHEST = 4
_COMPARED = words.joined("COMPARED")


def pass_over(scan: Scan) -> None:
    """Mark the numbers of other days, and the words that name those days, as passed over."""
    if _DAYS.isdisjoint(scan.tokens) or len(scan.numbers()) < 2:
        return
    clauses = said.clauses(scan.tokens, _MARKS)
    for clause in clauses:
        _pass_over_compared(scan, clause)
    today = any(_has_number(scan, c) and not _TODAY.isdisjoint(_words(scan, c)) for c in clauses)
    for clause in clauses if today else ():
        told = _words(scan, clause)
        if _has_number(scan, clause) and _names_another_day(told) and _TODAY.isdisjoint(told):
            for i in clause:
                if scan.parts[i] == NUMBER or scan.tokens[i] in _DAYS:
                    scan.use(i, i + 1, PASSED)


def _pass_over_compared(scan: Scan, clause: range) -> None:
    """ "Better than yesterday's 6", "mejor que el 6 de ayer": what is compared with is not today's."""
    than = next((i for i in clause if scan.tokens[i] in _THAN), None)
    if than is None:
        return
    stretch = range(than + 1, min(clause.stop, than + 1 + _FURTHEST))
    numbers = [i for i in stretch if scan.parts[i] == NUMBER]
    days = [i for i in stretch if scan.tokens[i] in _DAYS]
    if len(numbers) != 1 or not days or not _names_another_day([scan.tokens[i] for i in stretch]):
        return
    last = max(*days, *numbers)
    if len(scan.numbers()) > 1 and all(
        i in numbers or i in days or scan.tokens[i] in _NUMBERS_OF for i in range(than + 1, last + 1)
    ):
        for i in (*days, *numbers):
            scan.use(i, i + 1, PASSED)
        # "Less than" says nothing of a number that is passed over, and no mark behind it makes a time of it.
        scan.use(max(clause.start, than - 1), than + 1, PASSED)
        if clause.stop < len(scan.tokens) and scan.tokens[clause.stop] == ":":
            scan.use(clause.stop, clause.stop + 1, PASSED)


def _words(scan: Scan, clause: range) -> Sequence[str]:
    return [scan.tokens[i] for i in clause]


def _has_number(scan: Scan, clause: range) -> bool:
    return any(scan.parts[i] == NUMBER for i in clause)


def _names_another_day(told: Sequence[str]) -> bool:
    """Last night may be of the day that is asked about: it is no other day."""
    return not _DAYS.isdisjoint(told) and _NIGHTS.isdisjoint(told)


def day_of(tokens: Sequence[str]) -> ReplyDay:
    """The day that a text says it speaks of; a day that is only compared with is none."""
    today = not words.TODAY.isdisjoint(tokens)
    yesterday = any(
        token in words.YESTERDAY and (i == 0 or tokens[i - 1] not in _COMPARED) for i, token in enumerate(tokens)
    )
    if yesterday and not today:
        return ReplyDay.YESTERDAY
    return ReplyDay.TODAY if today and not yesterday else ReplyDay.UNSAID
