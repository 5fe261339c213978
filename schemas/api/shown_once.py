"""Which part of an answer is a secret that is shown once? It is never kept, not for a repeat either."""

from typing import Annotated

from pydantic import Field

SHOWN_ONCE = "x-shown-once"
ShownOnce = Annotated[
    str | None,
    Field(
        description="Shown in this answer only; null where the answer is repeated under an Idempotency-Key",
        json_schema_extra={SHOWN_ONCE: True},
    ),
]
