"""Does the running API keep what its description promises, whatever is sent? Thousands of generated requests.

`make fuzz` asks as an admin and as a therapist of a clinic with patients, on real PostgreSQL: no answer above 499, none that
is not described, none in another shape. ARGS="--examples 5" is a shorter run, ARGS="--drawn --examples 3" a short one: only
what is drawn at random, without what is the same for every seed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from services.storage.database import Database
from services.storage.migrations import migrate_at
from tests.clinic import ClinicInTests
from tests.contract import KNOWN_IDS, STARTED_AT
from tests.doors.conftest import START
from tests.doors.serving import serve

ALL_PHASES, DRAWN = "examples,coverage,fuzzing", "fuzzing"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is tried: so many examples for each operation, by so many roles; a seed has an earlier run again."""

    examples: int
    seed: int | None
    roles: int = 2
    phases: str = ALL_PHASES


def fuzz(servers: EmbeddedServers, database: Database, directory: Path, depth: Depth) -> int:
    """How many cases were asked; exits with what went wrong where anything did."""
    clinic = ClinicInTests(database, START)
    patients = [clinic.begin(phone=f"+1202555018{number}") for number in range(5)]
    environment = {
        **os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "SCHEMATHESIS_HOOKS": "tests.contract.formats",
        STARTED_AT: clinic.now.isoformat(),
        KNOWN_IDS: f"therapist_id={clinic.therapist.id};patient_id={patients[0].id}",
    }  # fmt: skip
    cases = 0
    with (
        Children(directory) as children,
        serve(children, servers, database.url, API_REQUESTS_PER_MINUTE="1000000") as api,
    ):
        clinic.turn_the_databases_clock()
        for role, key in (("therapist", clinic.therapist_key), ("admin", clinic.admin_key))[: depth.roles]:
            command = [
                "schemathesis", "run", f"{api.base_url}/openapi.json", "--header", f"Authorization: Bearer {key}",
                "--checks", CHECKS, "--max-examples", str(depth.examples), "--phases", depth.phases,
                "--continue-on-failure", "--warnings", "off", "--no-color",
                *(["--seed", str(depth.seed)] if depth.seed is not None else []),
            ]  # fmt: skip
            script = Path(sys.executable).with_name("schemathesis")
            command[0] = str(script)
            run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=directory, env=environment)
            found = re.search(r"([\d,]+) generated", run.stdout)
            cases += int(found[1].replace(",", "")) if found else 0
            print(f"As {role}: {found[0] if found else 'nothing generated'}, exit {run.returncode}", flush=True)
            if run.returncode:
                print(run.stdout, run.stderr, sep="\n", file=sys.stderr)
                sys.exit(1)
    return cases


def main() -> None:
    """Fuzz a clinic of its own."""
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--examples", type=int, default=150, help="for each operation, in the last phase")
    parser.add_argument("--seed", type=int, help="of an earlier run, to have it again")
    parser.add_argument("--drawn", action="store_true", help="only the last phase, which the seed decides")
    asked = parser.parse_args()
    phases = DRAWN if asked.drawn else ALL_PHASES
    with EmbeddedServers(durable=False) as servers, tempfile.TemporaryDirectory() as folder:
        migrate_at(servers.owner_url)
        database = Database(servers.database_url, servers.keys)
        cases = fuzz(servers, database, Path(folder), Depth(asked.examples, asked.seed, phases=phases))
        database.close()
    print(f"{cases:,} cases: no answer above 499, none that is not described.")


if __name__ == "__main__":
    main()
