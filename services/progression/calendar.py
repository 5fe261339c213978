"""Which plan day is it for a patient, and when, in UTC, is a local time of that day? Quiet hours are asked here too.

A local time that a change of the clocks skips becomes the first moment after the gap; one that comes twice is taken
the first time. The plan day runs from 04:00 to 04:00 patient-local.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PLAN_DAY_BOUNDARY = time(4, 0)


def instant(day: date, at: time, zone: str) -> datetime:
    """The UTC moment of a patient's local time."""
    local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    moment = local.astimezone(UTC)
    back = moment.astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _first_moment_after_gap(moment, zone)


def _first_moment_after_gap(moment: datetime, zone: str) -> datetime:
    """Both offsets of a skipped time bracket the gap; its end is where the offset changes."""
    early, late = moment - timedelta(hours=3), moment + timedelta(hours=3)
    before = early.astimezone(ZoneInfo(zone)).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(ZoneInfo(zone)).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def plan_day(now: datetime, zone: str) -> date:
    """The plan day that a moment belongs to."""
    local = now.astimezone(ZoneInfo(zone))
    if local.time() < PLAN_DAY_BOUNDARY:
        return local.date() - timedelta(days=1)
    return local.date()


def calendar_day(now: datetime, zone: str) -> date:
    """The date that a calendar on the wall shows."""
    return now.astimezone(ZoneInfo(zone)).date()


def utc_day(now: datetime) -> date:
    """The UTC calendar day of a moment."""
    return now.astimezone(UTC).date()


def next_boundary(day: date, zone: str) -> datetime:
    """The UTC moment at which a plan day ends."""
    return instant(day + timedelta(days=1), PLAN_DAY_BOUNDARY, zone)


def ended_at(boundary: datetime, zone: str) -> tuple[date, datetime]:
    """The plan day that ends at a boundary, and when the one after it ends, in UTC."""
    ended = plan_day(boundary - timedelta(minutes=1), zone)
    return ended, next_boundary(ended + timedelta(days=1), zone)


def instants(first: date, last: date, times: Sequence[time], zone: str) -> dict[date, list[datetime]]:
    """The UTC moments of several local times, on each day from the first to the last."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: [instant(day, at, zone) for at in times] for day in days}


def local_time(now: datetime, zone: str) -> time:
    """What a clock on the patient's wall shows."""
    return now.astimezone(ZoneInfo(zone)).time()


def is_quiet(now: datetime, zone: str, start: time, end: time) -> bool:
    """Whether a moment falls in the quiet hours, which run from start in the evening to end in the morning."""
    at = local_time(now, zone)
    return at >= start or at < end


def quiet_hours_end(now: datetime, zone: str, end: time) -> datetime:
    """The next UTC moment at which quiet hours are over."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < end else local.date() + timedelta(days=1)
    return instant(day, end, zone)
