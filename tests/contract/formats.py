"""What do generated requests look like where the description names a format? Like what the door takes, mostly.

Schemathesis loads this by SCHEMATHESIS_HOOKS. Without it every phone, zone and id would be refused at the door, and
nothing behind the door would ever be asked.
"""

import os
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import schemathesis
from hypothesis import strategies as st

from tests.contract import KNOWN_IDS, STARTED_AT

_IDS = dict(part.split("=", 1) for part in os.environ.get(KNOWN_IDS, "").split(";") if part)
_NOW = datetime.fromisoformat(os.environ.get(STARTED_AT, "2026-03-02T15:00:00+00:00"))
_TODAY = _NOW.date()

_phones = st.one_of(
    st.integers(0, 9999).map(lambda number: f"+1202555{number:04}"),
    st.integers(0, 9999).map(lambda number: f"+52155123{number:04}5"),
    st.integers(0, 9999).map(lambda number: f"+54911234{number:04}5"),
    st.sampled_from(["+14365550123", "+18005550199", "+1 202 555 0194 x12", "+442079460123"]),
)
_zones = st.sampled_from(["America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe", "Etc/UTC"])
_words = st.from_regex(r"[a-z][a-z0-9]{0,20}", fullmatch=True)
_days = st.one_of(st.dates(_TODAY - timedelta(days=300), _TODAY + timedelta(days=60)), st.dates(), st.just(date.min))
_moments = st.one_of(
    st.timedeltas(timedelta(days=-300), timedelta(days=7)).map(lambda away: _NOW + away),
    st.datetimes(timezones=st.just(UTC)),
    st.just(datetime.min.replace(tzinfo=UTC)),
)

schemathesis.openapi.format("phone", _phones)
schemathesis.openapi.format("iana-zone", _zones)
schemathesis.openapi.format("uri", st.builds("https://{}.example.org/{}".format, _words, _words))
schemathesis.openapi.format("email", st.builds("{}@{}.example".format, _words, _words))
schemathesis.openapi.format("date", _days.map(date.isoformat))
schemathesis.openapi.format("date-time", _moments.map(datetime.isoformat))


@schemathesis.hook
def map_path_parameters(_: Any, path_parameters: Any) -> Any:
    """Half of the well-formed ids in addresses are ids of the clinic's own."""
    return _with_known_ids(path_parameters)


@schemathesis.hook
def map_body(_: Any, body: Any) -> Any:
    """Half of the well-formed ids in bodies are the clinic's own, and half of the screens are clear."""
    known = _with_known_ids(body)
    screen = known.get("red_flag_screen") if isinstance(known, Mapping) else None
    if not isinstance(screen, Mapping) or not all(isinstance(answer, bool | str) for answer in screen.values()):
        return known
    clear = {name: False if isinstance(answer, bool) else answer for name, answer in screen.items()}
    return {**known, "red_flag_screen": clear} if sum(map(len, screen)) % 2 == 0 else known


def _with_known_ids(given: Any) -> Any:
    if not isinstance(given, Mapping):
        return given
    return {name: _IDS[name] if name in _IDS and _is_even(value) else value for name, value in given.items()}


def _is_even(value: Any) -> bool:
    try:
        return uuid.UUID(value).int % 2 == 0
    except (ValueError, TypeError, AttributeError):
        return False
