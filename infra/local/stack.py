"""Runs the whole program on one machine: the real processes, on embedded or given servers, and the carrier emulator."""

import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType

import httpx2

from infra.local import settings_file
from infra.local.processes import LOOPBACK, Child, Children, Program, free_port
from infra.local.servers import EmbeddedServers
from services.storage.migrations import migrate_at
from services.storage.sealing import KeyRing

SENDER = "+15005550006"
# What the operators' guide has them append to the address of their number's webhook.
_AS_TOLD_TO_OPERATORS = "rc=5&rp=all"
_READY_SECONDS = 60.0
_ROOT = Path(__file__).resolve().parents[2]


def _says_ready(log: Path) -> bool:
    return "worker.ready" in log.read_text(errors="replace")


def _nobody(_: str) -> None:
    return None


@dataclass
class Stack:
    """PostgreSQL, Valkey, carrier emulator, API, a worker and beat, each a process of its own.

    say is called with what happens while it happens. With database_url, owner_url (the same database for its owner) and
    redis_url, existing servers are used. senders are numbers that the carrier has in addition to SENDER, the one that
    clinics share; services its Messaging Services.
    """

    port: int = 0
    say: Callable[[str], None] = _nobody
    durable: bool = True
    database_url: str = ""
    owner_url: str = ""
    redis_url: str = ""
    workers: int = 1
    hang_seconds: float = 12.0
    senders: Sequence[str] = ()
    services: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keys: KeyRing = field(default_factory=KeyRing.fresh)
    environment: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> "Stack":
        self.directory = Path(tempfile.mkdtemp(prefix="amble-stack-"))
        self.children = Children(self.directory)
        self._servers: EmbeddedServers | None = None
        try:
            self._start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def base_url(self) -> str:
        """Where the API listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def carrier_url(self) -> str:
        """Where the carrier emulator listens."""
        return f"http://127.0.0.1:{self.carrier_port}"

    def _start(self) -> None:
        """Whatever can start in parallel does: the programs import while their servers are created."""
        self.port, self.carrier_port = self.port or free_port(), free_port()
        self.account, self.token = "AC" + secrets.token_hex(16), secrets.token_hex(16)
        self._settings_file = self.directory / "settings.json"
        self._start_carrier()
        # Another version of the program may not be able to start before its servers are there.
        is_ours = "PYTHONPATH" not in self.environment
        if is_ours:
            self._start_program(self._start_ahead)
        if not (self.database_url and self.redis_url):
            self.say("Starting PostgreSQL, Valkey and the phone network; the API and a worker load beside them")
            self._servers = EmbeddedServers(durable=self.durable)
            self._servers.__enter__()
            self.database_url, self.redis_url = self._servers.database_url, self._servers.redis_url
            self.owner_url = self._servers.owner_url
        self.say("Making the database's tables")
        migrate_at(self.owner_url)
        if is_ours:
            self._let_go_on()
        else:
            self._start_program(self.start)
        self.say("Waiting for the API and the worker")
        self.carrier.wait_until(lambda: self._answers(f"{self.carrier_url}/emulator/health"), seconds=_READY_SECONDS)
        self.api.wait_until(lambda: self._answers(f"{self.base_url}/readyz"), seconds=_READY_SECONDS)
        for worker in self.worker_processes:
            worker.wait_until(partial(_says_ready, worker.log), seconds=_READY_SECONDS)
        # Last, because it only asks what is due: by then nothing is.
        self.beat = self.start("beat", "beat")

    def _start_carrier(self) -> None:
        options: Sequence[str] = (
            "--port", str(self.carrier_port), "--account-sid", self.account, "--auth-token", self.token,
            "--webhook-base", self.base_url, "--hang-seconds", str(self.hang_seconds),
            "--ledger", str(self.directory / "carrier-ledger.jsonl"), "--webhook-overrides", _AS_TOLD_TO_OPERATORS,
        )  # fmt: skip
        numbers = [f"--from-number={number}" for number in (SENDER, *self.senders)]
        services = [f"--service={sid}={','.join(pool)}" for sid, pool in self.services.items()]
        command = [sys.executable, "-m", "infra.local.carrier_emulator", *options, *numbers, *services]
        # The judge is always of this version, whichever version of the program is judged.
        environment = self._environment() | {"PYTHONPATH": str(_ROOT)}
        self.carrier = self.children.start(Program("carrier", command, environment))

    def _start_program(self, start: Callable[..., Child]) -> None:
        self.api = start("api", "serve", "--port", str(self.port))
        self.worker_processes = [start(f"worker-{number}", "worker") for number in range(1, self.workers + 1)]

    def _start_ahead(self, name: str, *command: str) -> Child:
        full = [sys.executable, "-m", "services.command_line.ahead", str(self._settings_file), *command]
        return self.children.start(Program(name, full, self._environment(), grace_seconds=15))

    def _let_go_on(self) -> None:
        """The servers are up: tell the programs that wait for them, and record how each would be restarted."""
        settings_file.tell(self._settings_file, {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url})
        for child in (self.api, *self.worker_processes):
            child.program = self._program(child.program.name, child.program.command[4:])

    def start(self, name: str, *command: str) -> Child:
        """Start one more process of the program, as `amble COMMAND` would."""
        return self.children.start(self._program(name, command))

    def _program(self, name: str, command: Sequence[str]) -> Program:
        full = [sys.executable, "-m", "services.command_line", *command]
        return Program(name, full, self._environment(), grace_seconds=15)

    def _environment(self) -> dict[str, str]:
        path = os.pathsep.join(part for part in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if part)
        return {
            **os.environ,
            "PYTHONPATH": path,
            "PYTHONWARNINGS": "ignore",
            "AMBLE_MODE": "rehearsal",
            "AMBLE_TICK_SECONDS": "2",
            "AMBLE_WORKER_PROCESSES": "2",
            "AMBLE_WORKER_GRACE_SECONDS": "1",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "PUBLIC_BASE_URL": self.base_url,
            "TWILIO_ACCOUNT_SID": self.account,
            "TWILIO_AUTH_TOKEN": self.token,
            "TWILIO_FROM_NUMBER": SENDER,
            "CARRIER_API_BASE_URL": self.carrier_url,
            "AMBLE_SPOOL_DIRECTORY": str(self.directory / "spool"),
            **self.keys.as_settings(),
            **self.environment,
        }

    @staticmethod
    def _answers(url: str) -> bool:
        try:
            return httpx2.get(url, timeout=5, verify=LOOPBACK).status_code == httpx2.codes.OK
        except httpx2.HTTPError:
            return False

    def _end(self) -> None:
        started = time.monotonic()
        self.children.stop()
        if self._servers is not None:
            self._servers.__exit__(None, None, None)
        shutil.rmtree(self.directory)
        self.say(f"Everything is stopped ({time.monotonic() - started:.1f} s)")
