"""What does a test of the doors stand on? One clinic on real PostgreSQL, and the API as `amble serve` runs it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
import redis

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.serving import serve

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    """A clinic in the spring of 2026."""
    return ClinicInTests(database, START)


@pytest.fixture
def api(servers: EmbeddedServers, database_url: str, clinic: ClinicInTests, tmp_path: Path) -> Iterator[httpx2.Client]:
    """A client of the running API that has not signed in; its clock is the clinic's, and nobody has knocked before."""
    with redis.Redis.from_url(servers.redis_url) as counted:
        for key in counted.scan_iter("LIMITS*"):
            counted.delete(key)
    with Children(tmp_path) as children, serve(children, servers, database_url) as client:
        clinic.turn_the_databases_clock()
        yield client
