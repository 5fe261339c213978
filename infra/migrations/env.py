"""Connects Alembic to the database: with the connection from `amble migrate`, or with DATABASE_OWNER_URL."""

import os

import sqlalchemy as sa
from alembic import context

from services.storage.database import METADATA


def _run(connection: sa.Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Migrate over the given connection, or a new one."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _run(connection)
        return
    with sa.create_engine(os.environ["DATABASE_OWNER_URL"]).connect() as fresh:
        _run(fresh)


main()
