"""The requests already answered, so that a repeated one gets the same response."""

import uuid
from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from schemas.tables import columns


class IdempotencyKey(SQLModel, table=True):
    """The response to a request that named this key, so that a repeat gets the same."""

    __tablename__ = "idempotency_key"

    user_id: uuid.UUID = Field(primary_key=True, foreign_key="app_user.id")
    route: str = Field(primary_key=True, max_length=80)
    key: str = Field(primary_key=True, max_length=255)
    body_hash: str = Field(max_length=64)
    status_code: int | None = None
    answer: dict[str, Any] | None = columns.sealed_document("idempotency_key.answer")
    created_at: datetime = columns.time()
