"""What do tests stand on? Embedded PostgreSQL and Valkey for each test process, an empty, migrated database for each test."""

import gc
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from services.storage.migrations import migrate_at
from tests.one_database import OneDatabase

# A file is one worker's: those that take the longest begin first, so that none of them is left alone at the end.
_LONGEST_FIRST = (
    "tests/conversations/test_conversations.py",
    "tests/journey/test_end_to_end.py",
    "tests/faults/test_quick.py",
    "tests/running/test_backups.py",
    "tests/contract/test_contract.py",
    "tests/console/test_pages.py",
    "tests/console/test_every_page.py",
    "tests/console/test_admin_pages.py",
    "tests/doors/test_roles.py",
    "tests/doors/test_every_road.py",
    "tests/properties/test_every_short_history.py",
    "tests/running/test_doctor.py",
    "tests/doors/test_carrier_emulator.py",
    "tests/doors/test_errors_and_ids.py",
)


def pytest_configure() -> None:
    """Nothing of what the tests import is garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What is loaded now stays, and is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others as they stand."""
    place = {name: number for number, name in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


@pytest.fixture(scope="session")
def servers() -> Iterator[EmbeddedServers]:
    """One set of servers, with a template that the migrations made."""
    with EmbeddedServers(durable=False) as started:
        migrate_at(started.as_owner(started.create_database("template_migrated")))
        yield started


@pytest.fixture(scope="session")
def one_database(servers: EmbeddedServers) -> Iterator[OneDatabase]:
    """The database that the tests of this process have one after the other."""
    with OneDatabase(servers, "template_migrated") as one:
        yield one


@pytest.fixture
def database_url(one_database: OneDatabase) -> Iterator[str]:
    """An empty, migrated database, by the program's login; each has the name of the one before."""
    yield one_database.url
    one_database.empty()


@pytest.fixture
def owner(servers: EmbeddedServers, database_url: str) -> Iterator[sa.Engine]:
    """The same by the login that owns the tables: for what the program itself may not do."""
    engine = sa.create_engine(servers.as_owner(database_url), poolclass=sa.NullPool)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def opened(servers: EmbeddedServers, one_database: OneDatabase) -> Iterator[Database]:
    """One for all tests of this process: what SQLAlchemy has made of a statement is kept with it."""
    opened = Database(one_database.url, servers.keys)
    one_database.keep_connections_of(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def database(opened: Database, database_url: str) -> Database:
    """The empty database, opened."""
    assert opened.url == database_url
    return opened
