"""Marks the part of a response that is a secret shown once: it is never stored, not even for a repeated request."""

from typing import Annotated

from pydantic import Field

SHOWN_ONCE = "x-shown-once"
ShownOnce = Annotated[
    str | None,
    Field(
        description="Shown in this response only; null if the response is repeated for an Idempotency-Key",
        json_schema_extra={SHOWN_ONCE: True},
    ),
]
