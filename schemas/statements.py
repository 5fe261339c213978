"""Fills the words of our enums into hand-written SQL, by :names and nowhere else."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

Part = StrEnum | Collection[StrEnum] | sa.TextClause | sa.ColumnElement[Any]


def statement(sql: str, **parts: Part) -> sa.TextClause:
    """A statement whose given :names are filled: with a word, a list of words, or a part that statements share.

    These are our own constants, written in and not bound: a partial index on some states serves only a statement that
    names the same states. A caller's values are always bound: every other :name stays. Raises LookupError for a name
    that the statement does not have.
    """
    for name, part in parts.items():
        pieces = re.split(rf"(?<![:\w]):{name}(?![:\w])", sql)
        if len(pieces) == 1:
            raise LookupError(f"The statement has no :{name}.")
        sql = _written(part).join(pieces)
    return sa.text(sql)


def _written(part: Part) -> str:
    if isinstance(part, sa.TextClause):
        return part.text
    if isinstance(part, sa.ColumnElement):
        return _literal(part)
    if isinstance(part, StrEnum):
        return _literal(sa.literal(part.value))
    return _literal(sa.tuple_(*(word.value for word in part)))


def _literal(expression: sa.ColumnElement[Any]) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return str(expression.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
