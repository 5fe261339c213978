"""Moments of the days around the course's first Monday, in local time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = "America/New_York"
MONDAY = date(2026, 3, 2)


def at(hour: int, minute: int = 0, day: int = 0, zone: str = ZONE) -> datetime:
    """A local moment of a day counted from Monday."""
    moment = datetime.combine(MONDAY + timedelta(days=day), datetime.min.time(), ZoneInfo(zone))
    return moment.replace(hour=hour, minute=minute).astimezone(UTC)
