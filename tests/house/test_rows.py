"""Does no table that is made by our own constructor have what that constructor cannot do?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import field_validator, model_validator
from sqlalchemy.orm import registry
from sqlmodel import Field, Relationship, SQLModel

from schemas.tables.row import Row
from services.storage.database import METADATA

ROOT = Path(__file__).resolve().parents[2]


def _cannot(table: type[SQLModel]) -> Iterator[str]:
    """What a table has that must see each value as it is set, or be told of changes within one."""
    mapper = sa.inspect(table)
    said: dict[str, Any] = {
        "relationships": mapper.relationships,
        "composites": mapper.composites,
        "synonyms": mapper.synonyms,
        "validators of SQLAlchemy": mapper.validators,
        "a parent that is a table": mapper.inherits,
        "private attributes": table.__private_attributes__,
        "computed fields": table.model_computed_fields,
        "a step after construction": table.__pydantic_post_init__,
        "aliases": [field for field in table.__pydantic_fields__.values() if field.alias],
    }
    decorators = table.__pydantic_decorators__
    said["validators"] = [
        *decorators.validators, *decorators.field_validators, *decorators.root_validators, *decorators.model_validators,
    ]  # fmt: skip
    said["fields that are no column"] = set(table.__pydantic_fields__) - {column.key for column in mapper.column_attrs}
    yield from (what for what, there in said.items() if there)


def test_every_such_table_is_looked_at() -> None:
    assert {table.__tablename__ for table in Row.__subclasses__()} <= set(METADATA.tables)
    assert Row.__subclasses__()


@pytest.mark.parametrize("table", Row.__subclasses__(), ids=lambda table: table.__name__)
def test_a_table_has_nothing_that_its_constructor_cannot_do(table: type[Row]) -> None:
    assert list(_cannot(table)) == []


def test_no_value_of_a_column_is_followed_from_within() -> None:
    for folder in ("schemas", "services", "workers", "infra"):
        for path in (ROOT / folder).rglob("*.py"):
            assert "sqlalchemy.ext.mutable" not in path.read_text(), path


class _Apart(SQLModel, registry=registry()):
    """Tables of these tests, which are none of the program's."""


class _Parent(_Apart, table=True):
    id: int | None = Field(default=None, primary_key=True)
    children: list["_Child"] = Relationship(back_populates="parent")


class _Child(_Apart, table=True):
    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="_parent.id")
    parent: _Parent | None = Relationship(back_populates="children")


class _Validated(_Apart, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(alias="title")

    @field_validator("name")
    @classmethod
    def _small(cls, name: str) -> str:
        return name.casefold()

    @model_validator(mode="after")
    def _whole(self) -> "_Validated":
        return self

    def model_post_init(self, context: object, /) -> None:
        """Too late for a row that is never validated."""


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (_Parent, {"relationships"}),
        (_Child, {"relationships"}),
        (_Validated, {"validators", "aliases", "a step after construction"}),
    ],
)
def test_what_the_constructor_cannot_do_is_found(table: type[SQLModel], said: set[str]) -> None:
    assert set(_cannot(table)) == said
