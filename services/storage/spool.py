"""Where does a webhook wait while PostgreSQL is away? In files of this machine: on disk before it is answered.

One file an entry, written aside, synced, then renamed, so that what is there is whole. Bounded: a full spool refuses.
"""

import base64
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_ENTRIES = 100_000
MOST_BYTES = 256 * 1024 * 1024


class SpoolError(Exception):
    """The spool cannot be used; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What waits: which statement keeps it, the values, and when it came (seconds of this machine's clock)."""

    path: Path
    kind: str
    values: list[Any]
    arrived: float


def _as_text(value: bytes) -> dict[str, str]:
    return {"bytes": base64.b64encode(value).decode()}


def _opened(told: dict[str, Any]) -> Any:
    return base64.b64decode(told["bytes"]) if told.keys() == {"bytes"} else told


class Spool:
    """Entries in the order of arrival, readable by this user only; patients' words come here sealed already."""

    def __init__(self, directory: Path, *, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self.directory, self._most_entries, self._most_bytes = directory, most_entries, most_bytes
        self._lock = threading.Lock()
        self._number = 0
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self._write("probe", [])
            probe.unlink()
        except OSError as error:
            raise SpoolError(
                f"The spool {directory} cannot be written ({error.strerror}): replies must survive an absence of the "
                "database. Set AMBLE_SPOOL_DIRECTORY to a directory of this user on a lasting disk."
            ) from None
        left = list(self._files())
        self._entries, self._bytes = len(left), sum(path.stat().st_size for path in left)

    @property
    def waiting(self) -> int:
        """How many entries wait."""
        return self._entries

    def keep(self, kind: str, values: list[Any]) -> None:
        """On disk when this returns. Raises SpoolError when the spool or the disk is full."""
        with self._lock:
            if self._entries >= self._most_entries or self._bytes >= self._most_bytes:
                raise SpoolError("The spool is full.")
            try:
                path = self._write(kind, values)
            except OSError as error:
                raise SpoolError(f"The spool cannot be written ({error.strerror}).") from None
            self._entries += 1
            self._bytes += path.stat().st_size

    def entries(self) -> Iterator[Entry]:
        """What waits, the oldest first."""
        for path in self._files():
            told = json.loads(path.read_bytes(), object_hook=_opened)
            yield Entry(path, told["kind"], told["values"], told["arrived"])

    def done(self, entry: Entry) -> None:
        """It is kept where it belongs."""
        self._gone(entry, lambda: entry.path.unlink(missing_ok=True))

    def put_aside(self, entry: Entry) -> None:
        """The database will never take it: it stays beside the spool for a person."""
        self._gone(entry, lambda: entry.path.rename(entry.path.with_suffix(".refused")))

    def _gone(self, entry: Entry, work: Any) -> None:
        with self._lock:
            size = entry.path.stat().st_size if entry.path.exists() else 0
            work()
            self._entries, self._bytes = max(0, self._entries - 1), max(0, self._bytes - size)

    def _files(self) -> list[Path]:
        return sorted(self.directory.glob("*.json"))

    def _write(self, kind: str, values: list[Any]) -> Path:
        self._number += 1
        name = f"{time.time_ns():020}-{os.getpid()}-{self._number:08}"
        aside, path = self.directory / f"{name}.new", self.directory / f"{name}.json"
        told = json.dumps({"kind": kind, "values": values, "arrived": time.time()}, default=_as_text).encode()
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, told)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        aside.rename(path)
        folder = os.open(self.directory, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return path
