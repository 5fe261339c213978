"""Do the embedded servers start anywhere, keep what they should, and leave nothing behind?"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis
import sqlalchemy as sa

from infra.local.processes import Child, ProcessFailed, Program, free_port
from infra.local.servers import EmbeddedServers
from infra.local.shared import shared_servers


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path: Path) -> Iterator[None]:
    """Where root starts them, kept data lies outside of its folder; a test leaves none."""
    yield
    for link in tmp_path.rglob("postgresql"):
        if link.is_symlink():
            shutil.rmtree(link.resolve(), ignore_errors=True)


def test_the_program_connects_as_a_plain_role(servers: EmbeddedServers) -> None:
    url = servers.database_url.replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        assert connection.execute("SHOW is_superuser").fetchone() == ("off",)
        assert connection.execute("SHOW timezone").fetchone() == ("UTC",)
    with redis.Redis.from_url(servers.redis_url) as client:
        assert client.config_get("maxmemory-policy") in (
            {"maxmemory-policy": "noeviction"},
            {b"maxmemory-policy": b"noeviction"},
        )


def test_the_servers_want_their_passwords(servers: EmbeddedServers) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgresql://amble:wrong@127.0.0.1:{servers.postgres_port}/amble")
    with pytest.raises(redis.RedisError), redis.Redis(port=servers.redis_port) as client:
        client.ping()


def test_a_given_directory_with_a_space_keeps_its_data(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    with EmbeddedServers(folder, durable=False) as first, psycopg.connect(first.superuser_url, autocommit=True) as root:
        root.execute("CREATE TABLE kept (id int)")
    with EmbeddedServers(folder, durable=False) as second, psycopg.connect(second.superuser_url) as root:
        assert root.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_programs_of_one_folder_share_one_set(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from infra.local.shared import shared_servers\n"
        f"with shared_servers(Path({str(tmp_path / 'state')!r})) as settings: print(sorted(settings.items()), flush=True)"
    )
    with shared_servers(tmp_path / "state") as settings:
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
        assert other.stdout.strip() == str(sorted(settings.items()))
        assert {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "AMBLE_FIELD_KEYS", "AMBLE_PHONE_KEY"} == set(
            settings
        )


def test_a_killed_parent_leaves_no_process_behind(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from infra.local.servers import EmbeddedServers; import threading\n"
        f"with EmbeddedServers(Path({str(tmp_path / 'servers')!r}), durable=False) as s:\n"
        "    print('up', flush=True); threading.Event().wait()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline().strip() == "up"
    family = psutil.Process(parent.pid).children(recursive=True)
    assert len(family) >= 2
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs(family, timeout=15)
    assert not alive


def test_a_child_that_ends_early_says_why(tmp_path: Path) -> None:
    child = Child(
        Program("sad", [sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"]), tmp_path / "log"
    )
    with pytest.raises(ProcessFailed, match="no such thing"):
        child.wait_until(lambda: False, seconds=10)


def test_free_ports_differ() -> None:
    assert len({free_port() for _ in range(20)}) > 1


def test_servers_that_were_stopped_start_again_with_their_data(tmp_path: Path) -> None:
    keys: list[str] = []
    for kept in (None, 7):
        with shared_servers(tmp_path / "state") as settings:
            keys.append(settings["AMBLE_FIELD_KEYS"])
            engine = sa.create_engine(settings["DATABASE_OWNER_URL"])
            with engine.begin() as connection:
                if kept is None:
                    connection.execute(sa.text("CREATE TABLE kept AS SELECT 7 AS it"))
                else:
                    assert connection.execute(sa.text("SELECT it FROM kept")).scalar_one() == kept
            engine.dispose()
    assert len(set(keys)) == 1, "what was sealed can be opened again"
