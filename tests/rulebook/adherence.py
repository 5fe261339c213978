"""How much of what was asked for was walked? Ordered rest is never a miss, and what is unknown is not undone."""

from collections.abc import Iterable

from schemas.decisions import DayMark
from schemas.value import value
from schemas.vocabulary import Absent


@value
class Adherence:
    """Over some days: those with walks, those of them told about, and the mean share walked, 0 to 1.

    share is absent while nothing is known. Each day counts at most whole: walking more on one makes up for none
    (section 10).
    """

    asked_days: int
    known_days: int
    share: float | Absent

    @property
    def unknown_days(self) -> int:
        """Days with walks of which nobody said whether they were done."""
        return self.asked_days - self.known_days


def adherence(marks: Iterable[DayMark]) -> Adherence:
    """The adherence of the days that a course remembers, or of any others."""
    asked = known = 0
    done = 0.0
    for mark in marks:
        if mark.walked is Absent.NOT_ASKED:
            continue
        asked += 1
        if not isinstance(mark.walked, Absent):
            known += 1
            done += min(1.0, mark.walked)
    return Adherence(asked, known, done / known if known else Absent.NO_REPLY)
