"""How is the end of a page told, so that the next begins there? An opaque word, refused when it is not ours."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any

from services.intake.problems import ProblemError


def cursor(*parts: object) -> str:
    """The parts as one word."""
    written = json.dumps([part.isoformat() if isinstance(part, datetime) else part for part in parts], default=str)
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def parts_of(word: str, *kinds: Any) -> list[Any]:
    """The parts again, each read by its kind. Raises a problem for a word that is not ours."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        read = [kind(part) for kind, part in zip(kinds, parts, strict=True)]
    except (ValueError, TypeError, AttributeError, binascii.Error):
        read = []
    if not read or any(isinstance(part, datetime) and part.tzinfo is None for part in read):
        raise ProblemError(422, "cursor-unknown", "after must be next_after of the page before.")
    return read
