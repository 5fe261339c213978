"""When has a clinic been open for so long? Hours and days of opening after a moment, in the clinic's own zone. Pure.

An hour that a change of the clocks skips or repeats while the clinic is open is counted as it really passes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from schemas.ladder import Ladder
from services.progression import calendar

_ONE_DAY = timedelta(days=1)
# Ten years of closed days are more than a ladder can name, and calendars end.
_MOST_DAYS = 3660
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Opening:
    """When a clinic is open: from opens to closes on some days of the week (0 is Monday), but not on closed days."""

    zone: str
    opens: time
    closes: time
    weekdays: tuple[int, ...]
    closed_days: frozenset[date] = frozenset()

    @classmethod
    def of(cls, ladder: Ladder, zone: str) -> "Opening":
        """As a clinic's ladder says."""
        return cls(zone, ladder.opens, ladder.closes, ladder.open_weekdays, frozenset(ladder.closed_days))

    def on_every_day(self) -> "Opening":
        """The same hours, at weekends and on closed days too."""
        return Opening(self.zone, self.opens, self.closes, EVERY_DAY)

    def is_open_on(self, day: date) -> bool:
        """Whether the clinic opens on a day at all."""
        return day.weekday() in self.weekdays and day not in self.closed_days

    def spans(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """From when to when the clinic is open, from a moment on; the span that the moment falls in comes first."""
        # The day before: its span may end after the moment where clocks go back over midnight.
        first = calendar.calendar_day(since, self.zone) - _ONE_DAY
        for number in range(_MOST_DAYS):
            day = first + timedelta(days=number)
            if not self.is_open_on(day):
                continue
            begins, ends = (calendar.instant(day, at, self.zone) for at in (self.opens, self.closes))
            if ends > max(since, begins):
                yield begins, ends


def after_open(opening: Opening, since: datetime, length: timedelta) -> datetime:
    """The moment at which the clinic has been open for a length of time since a moment. Never before that moment."""
    left = length
    for begins, ends in opening.spans(since):
        counted_from = max(begins, since)
        if ends - counted_from >= left:
            return counted_from + left
        left -= ends - counted_from
    return since + length


def after_open_days(opening: Opening, since: datetime, days: int) -> datetime:
    """The same time of day so many opening days later; outside of the hours the nearest end, of a closed day the later.

    The day of the moment itself does not count: three working days after a Friday noon is Wednesday noon.
    """
    local = since.astimezone(ZoneInfo(opening.zone))
    day, left = local.date(), days
    at = min(max(local.time(), opening.opens), opening.closes) if opening.is_open_on(day) else opening.closes
    for _ in range(_MOST_DAYS):
        day += _ONE_DAY
        left -= opening.is_open_on(day)
        if left <= 0:
            return max(calendar.instant(day, at, opening.zone), since)
    return since + timedelta(days=days)
