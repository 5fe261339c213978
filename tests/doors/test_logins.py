"""What do doctor, migrate and backup say to each login of the database, and how does an installation of one login go on?"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from infra.local.programs import postgres_programs
from infra.local.servers import EmbeddedServers
from services.command_line.doctor_roles import rights_of_login
from services.storage import rights
from services.storage.database import Database, confine
from services.storage.migrations import migrate_at
from tests.clinic import ClinicInTests
from tests.commands import amble
from tests.doors.conftest import START
from tests.doors.serving import production

ROOT = Path(__file__).resolve().parents[2]


# By each login: what doctor, migrate and backup say


def _amble(servers: EmbeddedServers, settings: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return amble(production(servers, "") | settings, *command)


def test_doctor_says_what_the_programs_login_has_too_many_of(
    servers: EmbeddedServers, database_url: str, database: Database
) -> None:
    with database.engine.connect() as connection:
        assert rights_of_login(connection)[0]
    as_owner = {"DATABASE_URL": servers.as_owner(database_url)}
    told = _amble(servers, as_owner, "doctor").stdout
    assert "owns tables, can TRUNCATE, can make tables, can rewrite events" in told
    # An installation of before goes on, and is warned.
    overdue = _amble(servers, as_owner, "overdue")
    assert overdue.returncode == 0, overdue.stderr
    assert "owns tables" in overdue.stderr
    superuser = {"DATABASE_URL": servers.superuser_url.rsplit("/", 1)[0] + "/" + database_url.rsplit("/", 1)[1]}
    assert "is a superuser, passes by row-level security" in _amble(servers, superuser, "doctor").stdout
    assert _amble(servers, {"DATABASE_URL": database_url}, "overdue").stderr == ""


def test_who_has_too_few_rights_is_told_the_line_to_run(servers: EmbeddedServers, database_url: str) -> None:
    with psycopg.connect(servers.superuser_url, autocommit=True) as root:
        root.execute("CREATE ROLE amble_plain LOGIN PASSWORD 'plain'")
    plain = {"DATABASE_URL": _as(database_url, "amble_plain:plain")}
    try:
        told = _amble(servers, plain, "doctor").stdout
        assert "GRANT amble_program TO" in told
        assert "GRANT amble_clinic TO" in told
        done = _amble(servers, plain, "overdue")
        assert (done.returncode, "GRANT amble_program TO" in " ".join(done.stderr.split())) == (2, True)
    finally:
        with psycopg.connect(servers.superuser_url, autocommit=True) as root:
            root.execute("DROP ROLE amble_plain")


def _as(url: str, login: str) -> str:
    return f"postgresql://{login}@{url.rsplit('@', 1)[1]}"


@pytest.mark.parametrize("command", [["migrate"], ["backup", "of.backup"], ["restore", "--rows-are-back"]])
def test_without_the_owners_address_these_say_what_is_missing(
    servers: EmbeddedServers, database_url: str, tmp_path: Path, command: list[str]
) -> None:
    there = [str(tmp_path / word) if word.endswith(".backup") else word for word in command]
    for settings, sentence in (
        ({"DATABASE_URL": database_url}, "DATABASE_OWNER_URL is not set"),
        ({"DATABASE_URL": database_url, "DATABASE_OWNER_URL": database_url}, "does not own the tables"),
    ):
        done = _amble(servers, settings, *there)
        assert done.returncode == 2
        assert sentence in " ".join(done.stderr.split())


# An installation of before


@pytest.fixture
def of_before(tmp_path: Path) -> Iterator[EmbeddedServers]:
    """Servers as they were: one login, `amble`, which owns everything, and rows in the tables."""
    with EmbeddedServers(tmp_path / "servers", durable=False) as servers:
        with psycopg.connect(servers.superuser_url, autocommit=True) as root:
            root.execute("DROP DATABASE amble")
            root.execute("DROP OWNED BY amble, amble_owner, amble_program, amble_clinic")
            root.execute("DROP ROLE amble, amble_owner, amble_program, amble_clinic")
            root.execute(f"CREATE ROLE amble LOGIN PASSWORD '{servers._password}'")
            root.execute("CREATE ROLE amble_clinic NOLOGIN")
            root.execute("GRANT amble_clinic TO amble")
            root.execute("CREATE DATABASE amble OWNER amble")
        yield servers


@pytest.mark.parametrize("group_first", [True, False])
def test_an_installation_of_one_login_goes_on_and_gets_its_roles(of_before: EmbeddedServers, group_first: bool) -> None:
    if group_first:
        with psycopg.connect(of_before.superuser_url, autocommit=True) as root:
            root.execute("CREATE ROLE amble_program NOLOGIN")
    migrate_at(of_before.database_url)
    clinic = ClinicInTests(Database(of_before.database_url, of_before.keys), START)
    clinic.text(clinic.begin(), "3")
    with clinic.database.engine.connect() as connection:
        assert rights.too_many(connection) == ["owns tables", "can TRUNCATE", "can make tables", "can rewrite events"]
        assert rights.unseen(connection) == []
        environment = {
            **os.environ,
            "PGHOST": "127.0.0.1",
            "PGPORT": str(of_before.postgres_port),
            "PGPASSWORD": of_before.superuser_url.split(":")[2].split("@")[0],
            "PATH": f"{postgres_programs()}{os.pathsep}{os.environ['PATH']}",
            "POSTGRES_USER": "postgres",
            "POSTGRES_PASSWORD": of_before.superuser_url.split(":")[2].split("@")[0],
            "AMBLE_OWNER_PASSWORD": "of the owner",
            "AMBLE_PROGRAM_PASSWORD": of_before._password,
            "AMBLE_ROLES": str(ROOT / "infra" / "migrations" / "roles.sql"),
        }
        for _ in range(2):
            script = ["sh", str(ROOT / "infra" / "postgres-init.sh")]
            done = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        # Connections that were open go on.
        assert connection.execute(sa.text("SELECT count(*) FROM patient")).scalar_one() == 1
    owner_url = of_before.database_url.replace(f"amble:{of_before._password}", "amble_owner:of%20the%20owner")
    clinic.database.close()
    with clinic.database.engine.connect() as connection:
        assert rights_of_login(connection)[0] == group_first, "with the group made first, nothing stops"
        assert group_first or "run `amble migrate`" in rights_of_login(connection)[1]
    migrate_at(owner_url)
    with clinic.database.engine.connect() as connection:
        assert rights_of_login(connection)[0], rights_of_login(connection)
    clinic.begin(phone="+12025550177")
    with clinic.database.unit_of_work() as session:
        confine(session, clinic.id)
        assert session.execute(sa.text("SELECT count(*) FROM patient")).scalar_one() == 2
    clinic.database.close()
