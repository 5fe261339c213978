"""What does a test of the doors stand on? One clinic on real PostgreSQL, and the API as `amble serve` runs it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx2
import pytest
import redis

from infra.local.processes import LOOPBACK, Children
from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.serving import serve
from tests.one_database import OneDatabase

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    """A clinic in the spring of 2026."""
    return ClinicInTests(database, START)


@pytest.fixture(scope="session")
def served(
    servers: EmbeddedServers, one_database: OneDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx2.Client]:
    """The API, running for all tests of this process: it remembers nothing of the one before."""
    directory = tmp_path_factory.mktemp("served")
    with Children(directory) as children, serve(children, servers, one_database.url) as client:
        yield client


@pytest.fixture
def api(servers: EmbeddedServers, served: httpx2.Client, clinic: ClinicInTests) -> Iterator[httpx2.Client]:
    """A client of the running API that has not signed in; its clock is the clinic's, and nobody has knocked before."""
    with redis.Redis.from_url(servers.redis_url) as counted:
        for key in counted.scan_iter("LIMITS*"):
            counted.delete(key)
    clinic.turn_the_databases_clock()
    with httpx2.Client(base_url=served.base_url, timeout=30, verify=LOOPBACK) as client:
        yield client
