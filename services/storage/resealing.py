"""Brings every private value under the newest key while the program runs: batch by batch, value by value.

A value that somebody changes meanwhile is left alone: it was sealed with the newest key anyway.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from schemas.tables.columns import Sealed, SealedDocument
from services.storage.database import METADATA, Database
from services.storage.sealing import KeyRing

_BATCH = 1000
# Until the transaction ends, append-only rows may be sealed anew or emptied.
MAY_RESEAL = sa.text("SELECT set_config('amble.resealing', 'on', true)")


@dataclass(frozen=True, slots=True)
class Place:
    """One sealed column."""

    table: sa.Table
    column: str

    @property
    def name(self) -> str:
        """The name that is bound into each sealed value."""
        return f"{self.table.name}.{self.column}"


def places() -> list[Place]:
    """Every column that holds sealed values."""
    return [
        Place(table, column.name)
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, Sealed | SealedDocument)
    ]


def sealed_with(database: Database) -> dict[int, int]:
    """How many values each key still seals, by the key's number."""
    counts: dict[int, int] = {}
    with database.engine.connect() as connection:
        for place in places():
            byte = sa.func.get_byte(_raw(place), 0)
            statement = sa.select(byte, sa.func.count()).where(_raw(place).is_not(None)).group_by(byte)
            for number, count in connection.execute(statement):
                counts[number] = counts.get(number, 0) + count
    return counts


def reseal(database: Database, keys: KeyRing, told: Callable[[int], object]) -> int:
    """Reseal, with the newest key, every value that another key sealed; told is called with the count of each batch."""
    changed = 0
    for place in places():
        for count in _reseal_place(database, keys, place):
            changed += count
            told(count)
    return changed


def _reseal_place(database: Database, keys: KeyRing, place: Place) -> Iterator[int]:
    key, raw = list(place.table.primary_key.columns), _raw(place)
    old = sa.select(*key, raw.label("raw")).where(sa.func.get_byte(raw, 0) != keys.newest).order_by(*key).limit(_BATCH)
    same = [column == sa.bindparam(f"key_{column.name}") for column in key]
    update = (
        sa.update(place.table)
        .where(*same, raw == sa.bindparam("before", type_=sa.LargeBinary))
        .values({place.column: sa.bindparam("after", type_=sa.LargeBinary)})
    )
    last: tuple[object, ...] | None = None
    while True:
        with database.engine.begin() as connection:
            connection.execute(MAY_RESEAL)
            statement = old if last is None else old.where(sa.tuple_(*key) > sa.tuple_(*last))
            rows = connection.execute(statement).all()
            if not rows:
                return
            last = tuple(rows[-1][:-1])
            values = [
                {f"key_{column.name}": value for column, value in zip(key, row, strict=False)}
                | {"before": row.raw, "after": keys.seal(place.name, keys.open(place.name, row.raw))}
                for row in rows
            ]
            connection.execute(update, values)
        yield len(rows)


def _raw(place: Place) -> sa.ColumnElement[bytes]:
    return sa.type_coerce(place.table.c[place.column], sa.LargeBinary)
