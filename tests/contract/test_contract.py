"""Does the API keep what its description promises? A short run of what `make fuzz` does at length."""

from pathlib import Path

from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from tests.contract.__main__ import Depth, fuzz


def test_no_request_breaks_the_api_and_no_answer_breaks_its_description(
    servers: EmbeddedServers, database: Database, tmp_path: Path
) -> None:
    assert fuzz(servers, database, tmp_path, Depth(2, seed=1, roles=1)) > 1000
