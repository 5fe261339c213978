"""How are times, closed sets of words and documents stored? One answer each, for every table.

Naive times are refused, words are stored by value behind a CHECK, documents are JSONB.
"""

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


class UtcTime(sa.types.TypeDecorator[datetime]):
    """timestamptz that refuses naive times and always answers in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored; pass an aware time.")
        return value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None


def word_type(words: type[StrEnum]) -> sa.Enum:
    """A column type holding one of the words, by value, with a CHECK in the database."""
    return sa.Enum(
        words,
        name=words.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=40,
        values_callable=lambda enum: [member.value for member in enum],
    )


def word(words: type[StrEnum], *, optional: bool = False, index: bool = False) -> Any:
    """A field for one of the words."""
    return Field(sa_type=word_type(words), nullable=optional, index=index)


def time(*, optional: bool = False, index: bool = False) -> Any:
    """A field for an aware UTC time."""
    return Field(default=None if optional else ..., sa_type=UtcTime, nullable=optional, index=index)


def document(*, optional: bool = False) -> Any:
    """A field for a JSON document."""
    return Field(default=None if optional else ..., sa_type=JSONB, nullable=optional)


def key() -> Any:
    """A primary key that tells nothing about its row."""
    return Field(default_factory=uuid.uuid4, primary_key=True)


def serial() -> Any:
    """A primary key in the order of arrival."""
    return Field(default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(), primary_key=True))


def link(target: str, *, optional: bool = False, index: bool = True) -> Any:
    """A field that names a row of another table."""
    return Field(default=None if optional else ..., foreign_key=target, nullable=optional, index=index)
