"""Runs PostgreSQL and Valkey as child processes on a machine that has no servers; `programs` finds the binaries.

The binaries are started directly: nothing is installed, no user is created and no folder's permissions are opened.
PostgreSQL refuses to run as root, so root starts it as the system's unprivileged user `nobody`.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

import psycopg
import redis
from psycopg import sql

from infra.local.processes import Child, Children, ProcessFailed, Program, free_port
from infra.local.programs import EmbeddedServersUnavailable, check_data, postgres_programs, valkey_program
from services.storage.sealing import KeyRing

_UNPRIVILEGED = "nobody"
_KEPT_DATA = Path("/var/lib")
_IN_MEMORY, _ENOUGH_BYTES = Path("/dev", "shm"), 2 * 1024**3
_TRIES = 3
_ROLES = Path(__file__).resolve().parents[1] / "migrations" / "roles.sql"
_POSTGRES_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "unix_socket_directories": "",
}
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedServers:
    """PostgreSQL and Valkey on free loopback ports with random passwords, in a directory of their own.

    keys seal private values there. A given directory is kept and can be started again; without one a temporary
    directory is removed at the end. durable=False trades safety against a power cut for speed: for tests only.
    """

    def __init__(self, directory: Path | None = None, *, durable: bool = True) -> None:
        self._given = directory
        self._durable = durable
        self._password = ""
        self._superuser_password = ""
        self._owner_password = ""
        self.postgres_port = 0
        self.redis_port = 0
        self.database_url = ""
        self.owner_url = ""
        self.redis_url = ""
        self.keys = KeyRing.fresh()

    def __enter__(self) -> "EmbeddedServers":
        self._directory = self._given or self._temporary("servers")
        self._directory.mkdir(parents=True, exist_ok=True)
        self._children = Children(self._directory)
        try:
            self._start()
        except BaseException as error:
            self._end()
            if isinstance(error, ProcessFailed):
                raise EmbeddedServersUnavailable(
                    f"{error}\nSet DATABASE_URL and REDIS_URL to use servers that exist."
                ) from None
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def superuser_url(self) -> str:
        """For tests and for creating databases: the program itself never connects as this user."""
        return f"postgresql://postgres:{self._superuser_password}@127.0.0.1:{self.postgres_port}/postgres"

    def start_postgres_again(self) -> None:
        """PostgreSQL, stopped or killed before, on its old port with its old data."""
        self.postgres = self._children.start(self._postgres)
        self.postgres.wait_until(self._postgres_answers, seconds=30)

    def start_valkey_again(self) -> None:
        """Valkey, stopped or killed before, on its old port, empty."""
        self.valkey = self._children.start(self._valkey)
        self.valkey.wait_until(self._valkey_answers, seconds=30)

    def create_database(self, name: str, *, template: str = "template1") -> str:
        """Create a database owned by the owner; returns its address for the program's login."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            # Copying a template's files is faster than writing their pages to the log.
            create = sql.SQL("CREATE DATABASE {} OWNER amble_owner TEMPLATE {} STRATEGY file_copy")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url_of(name)

    def as_owner(self, database_url: str) -> str:
        """The address of the same database for its owner, who migrates, backs up and restores."""
        return self.url_of(database_url.rsplit("/", 1)[1], f"amble_owner:{self._owner_password}")

    def drop_database(self, name: str) -> None:
        """Remove it, even while others are connected."""
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def url_of(self, name: str, login: str = "") -> str:
        """The address of a database, for the program's login unless another is named with its password."""
        who = login or f"amble:{self._password}"
        return f"postgresql+psycopg://{who}@127.0.0.1:{self.postgres_port}/{name}"

    def _start(self) -> None:
        passwords = self._directory / "passwords"
        kept = passwords.read_text().split() if passwords.exists() else []
        # Folders from before the roles kept two passwords.
        kept += [secrets.token_hex(16) for _ in range(3 - len(kept))]
        passwords.touch(mode=0o600)
        passwords.write_text(" ".join(kept))
        self._password, self._superuser_password, self._owner_password = kept
        self._find_keys()
        with ThreadPoolExecutor(1) as beside:
            # A program that ends by itself may be started by a thread; servers live as long as the thread that starts
            # them.
            making = beside.submit(self._make_data)
            self._start_valkey()
            data, fresh = making.result()
        self._start_postgres(data, fresh)

    def _find_keys(self) -> None:
        """The keys to private values in the kept data; they are beside it, since both belong to this machine."""
        file = self._directory / "keys"
        if file.exists():
            listed, phone_key = file.read_text().split()
            self.keys = KeyRing.parse(listed, phone_key)
            return
        file.touch(mode=0o600)
        file.write_text(" ".join(self.keys.as_settings().values()))

    def _make_data(self) -> tuple[Path, bool]:
        """Where PostgreSQL's data is, and whether it was created just now."""
        user = _UNPRIVILEGED if os.geteuid() == 0 else None
        data = self._data_directory(user)
        fresh = not (data / "PG_VERSION").exists()
        if fresh:
            self._initialise(postgres_programs(), data, user)
        return data, fresh

    def _start_postgres(self, data: Path, fresh: bool) -> None:
        user = _UNPRIVILEGED if os.geteuid() == 0 else None
        settings = _POSTGRES_SETTINGS | ({} if self._durable else _NOT_DURABLE)
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        programs = postgres_programs()
        check_data(programs, data)
        for attempt in range(_TRIES):
            self.postgres_port = free_port()
            command = [str(programs / "postgres"), "-D", str(data), "-p", str(self.postgres_port), *options]
            self._postgres = Program("postgresql", command, {"LC_ALL": "C"}, user, signal.SIGINT)
            self.postgres = self._children.start(self._postgres)
            if self._came_up(self.postgres, self._postgres_answers, last=attempt == _TRIES - 1):
                break
        self._make_roles()
        if fresh:
            self.create_database("amble")
        self.database_url = self.url_of("amble")
        self.owner_url = self.as_owner(self.database_url)

    def _make_roles(self) -> None:
        passwords = {"amble.owner_password": self._owner_password, "amble.program_password": self._password}
        with psycopg.connect(self.superuser_url) as connection:
            for name, password in passwords.items():
                connection.execute("SELECT set_config(%s, %s, true)", [name, password])
            connection.execute(_ROLES.read_bytes())

    def _temporary(self, what: str) -> Path:
        """A new folder; in memory if a power cut would not matter and there is enough of it."""
        where = None
        if not self._durable and self._given is None and os.access(_IN_MEMORY, os.W_OK):
            for left in _IN_MEMORY.glob("amble-*"):
                # A killed process removed nothing, and memory is scarcer than disk.
                if not Path("/proc", left.name.split("-")[-2]).exists():
                    shutil.rmtree(left, ignore_errors=True)
            where = _IN_MEMORY if shutil.disk_usage(_IN_MEMORY).free >= _ENOUGH_BYTES else None
        return Path(tempfile.mkdtemp(prefix=f"amble-{what}-{os.getpid()}-", dir=where))

    def _data_directory(self, user: str | None) -> Path:
        data = self._directory / "postgresql"
        if user is None:
            data.mkdir(mode=0o700, exist_ok=True)
            return data
        # The unprivileged user must reach its data, and no folder of anybody's is opened for that: the data of root's
        # servers is elsewhere, found again through a link. Kept data is never below a temporary folder, which systems
        # clean by age.
        if not data.exists():
            data.unlink(missing_ok=True)
            if self._given is not None and os.access(_KEPT_DATA, os.W_OK):
                home = Path(tempfile.mkdtemp(prefix="amble-postgresql-data-", dir=_KEPT_DATA))
            else:
                home = self._temporary("postgresql-data")
            account = pwd.getpwnam(user)
            os.chown(home, account.pw_uid, account.pw_gid)
            data.symlink_to(home)
        return data.resolve()

    def _initialise(self, programs: Path, data: Path, user: str | None) -> None:
        options = ["-U", "postgres", "-E", "UTF8", "--locale=C", "--auth=scram-sha-256", "--no-instructions"]
        if not self._durable:
            options.append("--no-sync")
        with tempfile.NamedTemporaryFile("w") as password:
            password.write(self._superuser_password + "\n")
            password.flush()
            if user is not None:
                os.chown(password.name, pwd.getpwnam(user).pw_uid, -1)
            result = subprocess.run(
                [str(programs / "initdb"), "-D", str(data), *options, f"--pwfile={password.name}"],
                user=user,
                group=pwd.getpwnam(user).pw_gid if user else None,
                extra_groups=[] if user else None,
                cwd="/" if user else None,
                env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "")},
                capture_output=True,
                text=True,
                check=False,
            )
        if result.returncode:
            raise ProcessFailed(f"PostgreSQL could not make its data directory:\n{result.stderr.strip()}")

    def _postgres_answers(self) -> bool:
        try:
            with psycopg.connect(self.superuser_url, connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _start_valkey(self) -> None:
        data = self._directory / "valkey"
        data.mkdir(mode=0o700, exist_ok=True)
        for attempt in range(_TRIES):
            self.redis_port = free_port()
            settings: Sequence[str] = (
                "bind 127.0.0.1",
                f"port {self.redis_port}",
                f"requirepass {self._password}",
                "maxmemory-policy noeviction",
                "appendonly no",
                'save ""',
                "dir .",
            )
            configuration = data / "valkey.conf"
            configuration.touch(mode=0o600)
            configuration.write_text("\n".join(settings) + "\n")
            command = ["/bin/sh", "-c", 'cd "$1" && exec "$2" valkey.conf', "sh", str(data), str(valkey_program())]
            self._valkey = Program("valkey", command)
            self.valkey = self._children.start(self._valkey)
            if self._came_up(self.valkey, self._valkey_answers, last=attempt == _TRIES - 1):
                break
        self.redis_url = f"redis://:{self._password}@127.0.0.1:{self.redis_port}/0"

    def _valkey_answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.redis_port), timeout=1):
                pass
            with redis.Redis(port=self.redis_port, password=self._password) as client:
                return bool(client.ping())
        except (OSError, redis.RedisError):
            return False

    @staticmethod
    def _came_up(child: Child, answers: Callable[[], bool], *, last: bool) -> bool:
        try:
            child.wait_until(answers, seconds=30)
        except ProcessFailed:
            if last:
                raise
            child.stop()
            return False  # Its port may have been taken in between.
        return True

    def _end(self) -> None:
        self._children.stop()
        if self._given is None:
            data = self._directory / "postgresql"
            if data.is_symlink():
                shutil.rmtree(data.resolve(), ignore_errors=True)
            shutil.rmtree(self._directory, ignore_errors=True)
