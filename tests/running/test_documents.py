"""Do the documents tell the truth? Every command in a block of `sh` is run."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.processes import Children, free_port
from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.conftest import START
from tests.doors.emulated import ACCOUNT, TOKEN, Emulator
from tests.doors.serving import production, serve

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md"])
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _blocks() -> list[tuple[str, str]]:
    return [
        (f"{document.stem}-{number}", block)
        for document in DOCUMENTS
        for number, block in enumerate(_BLOCK.findall(document.read_text()), start=1)
    ]


@pytest.fixture(scope="module")
def environment(servers: EmbeddedServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    url = servers.create_database("documents", template="template_migrated")
    database = Database(url, servers.keys)
    clinic = ClinicInTests(database, START)
    patient = clinic.begin()
    folder = tmp_path_factory.mktemp("documents")
    port = free_port()
    with Children(folder) as children:
        carrier = Emulator(children, folder, f"http://127.0.0.1:{port}")
        settings = {
            "AMBLE_MODE": "rehearsal",
            "CARRIER_API_BASE_URL": carrier.base,
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "AMBLE_SPOOL_DIRECTORY": str(folder / "spool"),
        }
        with serve(children, servers, url, port, **settings) as api:
            clinic.turn_the_databases_clock()
            yield {
                **production(servers, url),
                **settings,
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "BASE": str(api.base_url).rstrip("/"),
                "ADMIN_KEY": clinic.admin_key,
                "THERAPIST_KEY": clinic.therapist_key,
                "THERAPIST_EMAIL": "t@b.co",
                "ID": str(patient.id),
            }
        carrier.http.close()
    database.close()


@pytest.mark.parametrize(("name", "block"), _blocks(), ids=[name for name, _ in _blocks()])
def test_what_a_document_says_to_type_works(name: str, block: str, environment: dict[str, str]) -> None:
    # curl is quiet about refusals unless it is told to fail.
    script = "set -euo pipefail\n" + block.replace("curl -s ", "curl -sSf ")
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
