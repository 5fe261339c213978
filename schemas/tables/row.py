"""A fast way to make rows of tables that get thousands of them: a fifth of the time that SQLModel takes.

SQLModel sets each column through pydantic, through SQLAlchemy's record of changes, and once more: a third of the cost
of storing a roster. A new row has no changes to record, so its columns are set directly. What such a table must not
have, and why, is in decision 33.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, time
from functools import cache, partial
from typing import Any, cast

from sqlmodel import SQLModel

_NEVER_CHANGES = (type(None), bool, int, float, str, bytes, date, time)


class Row(SQLModel):
    """The parent class of tables that get thousands of rows.

    Raises TypeError for a column that the table does not have, and for a missing one without a default.
    """

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - type(self).__pydantic_fields__.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no column {', '.join(sorted(unknown))}.")
        required, shared, fresh = _columns(type(self))
        if not required <= values.keys():
            raise TypeError(f"{type(self).__name__} lacks {', '.join(sorted(required - values.keys()))}.")
        self.__dict__.update(shared)
        self.__dict__.update((name, make()) for name, make in fresh if name not in values)
        self.__dict__.update(values)
        object.__setattr__(self, "__pydantic_fields_set__", set(values))


@cache
def _columns(table: type[Row]) -> tuple[frozenset[str], dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """The columns that must be given, the constants that all rows share, and the defaults that each row makes for
    itself.
    """
    optional = {name: field for name, field in table.__pydantic_fields__.items() if not field.is_required()}
    required = frozenset(table.__pydantic_fields__.keys() - optional.keys())
    shared = {
        name: field.default
        for name, field in optional.items()
        if field.default_factory is None and isinstance(field.default, _NEVER_CHANGES)
    }
    fresh = tuple(
        (name, cast(Callable[[], Any], field.default_factory or partial(deepcopy, field.default)))
        for name, field in optional.items()
        if name not in shared
    )
    return required, shared, fresh
