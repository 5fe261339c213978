"""Cursors: where a page of a list ended, as an opaque word that begins the next page."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any

from services.intake.request.problems import ProblemError

# Later than any row, and a day before dates end. The timeline's LATEST is never sent.
_FIRST, _LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_MOST = 2**31 - 1


def cursor(*parts: object) -> str:
    """The parts joined into one word."""
    written = json.dumps([part.isoformat() if isinstance(part, datetime) else part for part in parts], default=str)
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def parts_of(word: str, *kinds: Any) -> list[Any]:
    """The parts of a word, each converted to its type. Raises a problem for a word that we did not issue."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        read = [kind(part) for kind, part in zip(kinds, parts, strict=True)]
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, binascii.Error):
        read = []
    if not read or not all(_can_be_asked_for(part) for part in read):
        raise ProblemError(422, "cursor-unknown", "after must be next_after of the previous page.")
    return read


def _can_be_asked_for(part: object) -> bool:
    """Whether the database can compare with a value: numbers and days in range, texts without NUL."""
    match part:
        case datetime():
            return part.tzinfo is not None and _FIRST < part < _LAST
        case int():
            return abs(part) <= _MOST
        case str():
            return "\0" not in part and not any("\ud800" <= sign <= "\udfff" for sign in part)
        case _:
            return True
