"""Column types for times, closed sets of words, documents and private values: one answer each, for every table.

Naive times are refused, words are stored by value behind a CHECK, documents are JSONB. Private values are sealed with
the keys with which the database was opened, and phone numbers are found by a keyed hash.
"""

import json
import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

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
    """timestamptz that refuses naive times and always returns UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored; pass an aware time.")
        return value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None


class FieldKeys(Protocol):
    """Seals, opens and indexes private values; a database is opened with one, as `engine.dialect.field_keys`."""

    def seal(self, place: str, plain: str) -> bytes:
        """Seal a text for a place."""
        ...

    def open(self, place: str, sealed: bytes) -> str:
        """The plain text of a value sealed for that place."""
        ...

    def index(self, phone: str) -> bytes:
        """The lookup index (keyed hash) of a phone number."""
        ...


def keys_of(dialect: Dialect) -> FieldKeys:
    """The keys with which a database was opened. Raises LookupError if it was opened without any."""
    keys: FieldKeys | None = getattr(dialect, "field_keys", None)
    if keys is None:
        raise LookupError("This database was opened without keys: private values can be neither written nor read.")
    return keys


class Sealed(sa.types.TypeDecorator[str]):
    """bytea that holds a sealed text; no comparison in the database can find it."""

    impl = sa.LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keys_of(dialect).seal(self.place, value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else keys_of(dialect).open(self.place, bytes(value))


class SealedDocument(sa.types.TypeDecorator[dict[str, Any]]):
    """bytea that holds a sealed JSON document."""

    impl = sa.LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keys_of(dialect).seal(self.place, json.dumps(value))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else json.loads(keys_of(dialect).open(self.place, bytes(value)))


class PhoneIndex(sa.types.TypeDecorator[str]):
    """bytea by which a number is found: a number goes in, its keyed hash (16 bytes, shown in hex) comes out.

    The hash that came out may go in again.
    """

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return (
            bytes.fromhex(value.removeprefix(INDEXED)) if value.startswith(INDEXED) else keys_of(dialect).index(value)
        )

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        return None if value is None else INDEXED + bytes(value).hex()


INDEXED = "index:"


def index_of(dialect: Dialect, phone: str) -> str:
    """The index of a number, as a column of this type returns it."""
    return INDEXED + keys_of(dialect).index(phone).hex()


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
    return Field(default=None if optional else ..., sa_type=word_type(words), nullable=optional, index=index)


def time(*, optional: bool = False, index: bool = False) -> Any:
    """A field for an aware UTC time."""
    return Field(default=None if optional else ..., sa_type=UtcTime, nullable=optional, index=index)


def document(*, optional: bool = False) -> Any:
    """A field for a JSON document."""
    return Field(default=None if optional else ..., sa_type=JSONB, nullable=optional)


def numbers() -> Any:
    """A field for a JSON list that starts empty."""
    return Field(default_factory=list, sa_type=JSONB, nullable=False)


def facts() -> Any:
    """A field for a JSON object that starts empty."""
    return Field(default_factory=dict, sa_type=JSONB, nullable=False)


def sealed(place: str, *, optional: bool = False) -> Any:
    """A field for a private text, sealed for its place (`table.column`)."""
    return Field(default=None if optional else ..., sa_type=Sealed(place), nullable=optional)


def sealed_document(place: str) -> Any:
    """A field for a private document that may be absent."""
    return Field(default=None, sa_type=SealedDocument(place), nullable=True)


def phone_index(*, optional: bool = False, index: bool = False) -> Any:
    """A field for the index of a phone number."""
    return Field(default=None if optional else ..., sa_type=PhoneIndex, nullable=optional, index=index)


def within(column: str, least: int, most: int, *, name: str) -> sa.CheckConstraint:
    """A CHECK that a column's number, if present, is between two others, both included."""
    return sa.CheckConstraint(sa.column(column, sa.Integer).between(least, most), name=name)


def key() -> Any:
    """A primary key that reveals nothing about its row."""
    return Field(default_factory=uuid.uuid4, primary_key=True)


def serial() -> Any:
    """A primary key in the order of arrival."""
    return Field(default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(), primary_key=True))


def link(target: str, *, optional: bool = False, index: bool = True) -> Any:
    """A field that refers to a row of another table."""
    return Field(default=None if optional else ..., foreign_key=target, nullable=optional, index=index)
