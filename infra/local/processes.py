"""Starts other programs on this machine, waits until they are ready, and leaves none behind.

Each child runs in a session of its own, so that Ctrl-C reaches only the parent, which then stops its children in
reverse order. On Linux a child also ends when the thread that started it dies, so that even a killed parent leaves
nothing; start children from a thread that lives as long as they should.
"""

import contextlib
import ctypes
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

# The loopback address never uses TLS: a client that reads every authority's certificate takes 40 ms to make.
LOOPBACK = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class ProcessFailed(Exception):
    """A child ended, or was not ready in time; the sentence holds the end of its log."""


def free_port() -> int:
    """A port on the loopback address that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _end_with_parent() -> None:
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Program:
    """A program to run: its name for people, its command, its environment, and the unprivileged user, if any."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace_seconds: float = 10.0


class Child:
    """One running program."""

    def __init__(self, program: Program, log: Path) -> None:
        self.program, self.log = program, log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                program.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(program.environment) if program.environment is not None else None,
                user=program.user,
                group=_group_of(program.user),
                extra_groups=[] if program.user else None,
                cwd="/" if program.user else None,
                start_new_session=True,
                # Safe here: one call into the C library, no locks, no memory allocated.
                preexec_fn=_end_with_parent,  # noqa: PLW1509
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def tail(self, lines: int = 15) -> str:
        """The end of its log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Return once ready returns true. Raises ProcessFailed if the child ends first, or the time is over."""
        end = time.monotonic() + seconds
        while not ready():
            if not self.is_running():
                raise ProcessFailed(f"{self.program.name} ended ({self.process.returncode}). Its log:\n{self.tail()}")
            if time.monotonic() > end:
                raise ProcessFailed(f"{self.program.name} was not ready after {seconds:.0f} s. Its log:\n{self.tail()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it: politely, and by force after its grace period, together with its own children."""
        if self.is_running():
            self.process.send_signal(self.program.stop_signal)
            try:
                self.process.wait(timeout=self.program.grace_seconds)
            except subprocess.TimeoutExpired:
                self._kill_group()
        else:
            self._kill_group()

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self._kill_group()

    def _kill_group(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _group_of(user: str | None) -> int | None:
    if user is None:
        return None
    import pwd

    return pwd.getpwnam(user).pw_gid


class Children:
    """The programs that this one started; leaving the block stops them in reverse order."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._children: list[Child] = []

    def start(self, program: Program) -> Child:
        """Start a program; its output goes to `<name>.log` in the directory."""
        child = Child(program, self.directory / f"{program.name}.log")
        self._children.append(child)
        return child

    def __enter__(self) -> "Children":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop all, the last started first. A second Ctrl-C while stopping does not leave anything behind."""
        while self._children:
            child = self._children.pop()
            try:
                child.stop()
            except KeyboardInterrupt:
                child.kill()
