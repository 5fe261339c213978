"""The days, moments, hours and time zones that Amble accepts: written ones that mean the same to everybody.

Never a number: 46357 is what a spreadsheet makes of a date, 20261201 a date without its dashes, and both would be read
as seconds since 1970.
"""

import re
from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

# Far from where a calendar ends, so that any date of ours may be moved by years in both directions.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}([.]\d+)?)?([Zz]|[+-]\d{2}:?\d{2})", re.ASCII)
_HOUR = re.compile(r"\d{2}:\d{2}(:\d{2}([.]\d{1,6})?)?", re.ASCII)


def _day(value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        value = _or_none(date.fromisoformat, value.strip())
    if not isinstance(value, date) or isinstance(value, datetime):
        raise PydanticCustomError("day", "must be a date, such as 2026-12-24")
    return _within(value)


def _moment(value: Any) -> Any:
    if isinstance(value, str) and _MOMENT.fullmatch(value.strip()):
        value = _or_none(datetime.fromisoformat, value.strip().upper())
    if not isinstance(value, datetime):
        raise PydanticCustomError("moment", "must be a date and time with its zone, such as 2026-11-20T15:00:00Z")
    return _within(value)


def _hour(value: Any) -> Any:
    if isinstance(value, str) and _HOUR.fullmatch(value.strip()):
        value = _or_none(time.fromisoformat, value.strip())
    if not isinstance(value, time):
        raise PydanticCustomError("local_time", "must be a local time, such as 08:30")
    return value


def _or_none(read: Any, value: str) -> Any:
    try:
        return read(value)
    except ValueError:
        return None


def _within(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("day_out_of_range", f"must be in the years {FIRST_YEAR} to {LAST_YEAR}")
    return value


def _whole_minutes(value: time) -> time:
    if value.tzinfo is not None or value.second or value.microsecond:
        raise PydanticCustomError("local_time", "must be a local time in whole minutes without a zone, such as 08:30")
    return value


_SERVERS_OWN = {"localtime", "posixrules", "Factory"}
# Names without a place, which tzdata keeps for compatibility; they follow no place's rules.
_NO_PLACE = {
    "CET", "CST6CDT", "EET", "EST", "EST5EDT", "GMT", "GMT+0", "GMT-0", "GMT0", "Greenwich", "HST", "MET", "MST",
    "MST7MDT", "PST8PDT", "UCT", "UTC", "Universal", "WET", "Zulu",
}  # fmt: skip
_NO_PLACES = ("Etc/", "SystemV/", "posix/", "right/")
_ZONES = frozenset(name for name in available_timezones() - _SERVERS_OWN - _NO_PLACE if not name.startswith(_NO_PLACES))


def is_place(zone: str) -> bool:
    """Whether an IANA zone keeps the clock of a place, the same on every server."""
    return zone in _ZONES


def _zone(value: str) -> str:
    if not is_place(value):
        raise PydanticCustomError("zone", "must be an IANA time zone of a place, such as America/New_York")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
# RFC 3339 has no time of day without an offset, and this one is the patient's own.
_LOCAL_TIME = {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$", "examples": ["08:30"]}
LocalTime = Annotated[time, AfterValidator(_whole_minutes), BeforeValidator(_hour), WithJsonSchema(_LOCAL_TIME)]
Zone = Annotated[
    str,
    Field(max_length=64),
    AfterValidator(_zone),
    WithJsonSchema(
        {"type": "string", "format": "iana-zone", "maxLength": 64, "examples": ["America/New_York"],
         "description": "An IANA time zone of a place"}
    ),
]  # fmt: skip
