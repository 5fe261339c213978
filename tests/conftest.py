"""What do tests stand on? Embedded PostgreSQL and Valkey for each test process, a migrated database for each test."""

import itertools
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from services.storage.migrations import migrate_at

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def servers() -> Iterator[EmbeddedServers]:
    """One set of servers, with a template that the migrations made."""
    with EmbeddedServers(durable=False) as started:
        migrate_at(started.as_owner(started.create_database("template_migrated")))
        yield started


@pytest.fixture
def database_url(servers: EmbeddedServers) -> Iterator[str]:
    """A fresh, migrated database, by the program's login."""
    name = f"test_{next(_numbers)}"
    yield servers.create_database(name, template="template_migrated")
    # Hundreds left standing would keep the vacuum daemon busier than the tests.
    servers.drop_database(name)


@pytest.fixture
def owner(servers: EmbeddedServers, database_url: str) -> Iterator[sa.Engine]:
    """The same by the login that owns the tables: for what the program itself may not do."""
    engine = sa.create_engine(servers.as_owner(database_url), poolclass=sa.NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def database(servers: EmbeddedServers, database_url: str) -> Iterator[Database]:
    """The same, opened."""
    opened = Database(database_url, servers.keys)
    yield opened
    opened.close()
