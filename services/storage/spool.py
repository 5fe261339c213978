"""Keeps webhooks in files of this machine while PostgreSQL is away: on disk before they are answered.

One file for each entry, written under another name, synced, then renamed. An entry carries its length and checksum: a
disk may lose what it claimed to have. Bounded: a full spool refuses. What cannot be read or stored is put aside for a
person.
"""

import base64
import errno
import hashlib
import json
import math
import os
import re
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_ENTRIES = 100_000
MOST_BYTES = 256 * 1024 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT)
# A fault of this process or this machine, not of the entry: read it again later.
_PASSING = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EINTR)
_LEFT_OVER_SECONDS = 60.0
_SEAL = re.compile(rb', "length": (\d{1,9}), "sha256": "([0-9a-f]{64})"\}\Z')


class SpoolError(Exception):
    """The spool cannot be used; the sentence says why and what to do."""


class EntryIsUnreadable(Exception):
    """An entry is not what was written; it can only be put aside."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A waiting entry: the kind of statement that stores it, its values, and when it arrived (seconds of this machine's
    clock).
    """

    kind: str
    values: list[Any]
    arrived: float


@dataclass(frozen=True, slots=True)
class SpoolState:
    """How many entries wait and how many were put aside, and when the oldest of each arrived (seconds since 1970)."""

    waiting: int
    waiting_since: float | None
    refused: int
    refused_since: float | None


@dataclass(frozen=True, slots=True)
class Disk:
    """How bytes reach a disk: write returns how many it took, which may be fewer than it was given."""

    write: Callable[[int, bytes | memoryview], int] = os.write
    sync: Callable[[int], None] = os.fsync


_REAL_DISK = Disk()


def _as_text(value: bytes) -> dict[str, str]:
    return {"bytes": base64.b64encode(value).decode()}


def _opened(told: dict[str, Any]) -> Any:
    return base64.b64decode(told["bytes"], validate=True) if told.keys() == {"bytes"} else told


def _sealed(kind: str, values: list[Any]) -> bytes:
    """An entry as it is written to disk. Length and checksum come last: earlier versions of the program ignore them."""
    plain = json.dumps({"kind": kind, "values": values, "arrived": time.time()}, default=_as_text).encode()
    return plain[:-1] + f', "length": {len(plain)}, "sha256": "{hashlib.sha256(plain).hexdigest()}"}}'.encode()


def _entry_of(told: bytes) -> Entry:
    """The entry that these bytes hold. Entries written by earlier versions have neither length nor checksum."""
    seal = _SEAL.search(told)
    plain = told[: seal.start()] + b"}" if seal else told
    if seal and (len(plain) != int(seal[1]) or hashlib.sha256(plain).hexdigest().encode() != seal[2]):
        raise EntryIsUnreadable("its checksum does not match")
    try:
        found = json.loads(plain, object_hook=_opened)
    except (ValueError, TypeError, RecursionError):
        raise EntryIsUnreadable("it is truncated or overwritten") from None
    if not isinstance(found, dict) or found.keys() != {"kind", "values", "arrived"}:
        raise EntryIsUnreadable("it is not an entry")
    kind, values, arrived = found["kind"], found["values"], found["arrived"]
    plain_values = isinstance(values, list) and all(isinstance(one, str | int | bytes | None) for one in values)
    if not isinstance(kind, str) or not plain_values:
        raise EntryIsUnreadable("it is not an entry")
    if not isinstance(arrived, int | float) or not math.isfinite(arrived):
        raise EntryIsUnreadable("it has no time")
    return Entry(kind, values, arrived)


def _came(path: Path) -> float:
    """When an entry arrived, by its name."""
    digits = path.name.split("-")[0]
    return int(digits) / 1e9 if digits.isdecimal() else time.time()


class Spool:
    """Entries in the order of arrival, readable by this user only; patients' words are sealed before they get here."""

    def __init__(
        self,
        directory: Path,
        *,
        most_entries: int = MOST_ENTRIES,
        most_bytes: int = MOST_BYTES,
        disk: Disk = _REAL_DISK,
    ) -> None:
        self.directory, self._most_entries, self._most_bytes = directory, most_entries, most_bytes
        self._disk = disk
        self._lock = threading.Lock()
        self._number = self._latest = self._entries = self._bytes = 0
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.name = self._find_name()
            self._drop_what_a_crash_left()
            self._probe()
        except OSError as error:
            raise SpoolError(
                f"The spool {directory} cannot be written ({error.strerror}): replies must survive an absence of the "
                "database. Set AMBLE_SPOOL_DIRECTORY to a directory of this user on a lasting disk."
            ) from None
        self.look()

    @property
    def waiting(self) -> int:
        """How many entries wait."""
        return self._entries

    def keep(self, kind: str, values: list[Any]) -> None:
        """Write one entry durably: it is on disk and whole when this returns. Raises SpoolError when full, and leaves
        nothing.
        """
        with self._lock:
            if self._entries >= self._most_entries or self._bytes >= self._most_bytes:
                raise SpoolError("The spool is full.")
            told = _sealed(kind, values)
            try:
                self._write(told)
            except OSError as error:
                raise SpoolError(f"The spool cannot be written ({error.strerror}).") from None
            self._entries += 1
            self._bytes += len(told)

    def look(self) -> SpoolState:
        """Count what is on the disk anew: somebody may have put a file back, or taken one away."""
        with self._lock:
            waiting, size = [], 0
            for path in self.oldest_first():
                with suppress(FileNotFoundError):
                    size += path.stat().st_size
                    waiting.append(path)
            self._entries, self._bytes = len(waiting), size
        refused = list(self.directory.glob("*.refused"))
        return SpoolState(
            len(waiting),
            min(map(_came, waiting), default=None),
            len(refused),
            min(map(_came, refused), default=None),
        )

    def oldest_first(self) -> list[Path]:
        """The files of the entries that wait."""
        return sorted(self.directory.glob("*.json"))

    def read(self, path: Path) -> Entry:
        """One entry. Raises EntryIsUnreadable, and FileNotFoundError if another process took it meanwhile."""
        try:
            return _entry_of(path.read_bytes())
        except FileNotFoundError:
            raise
        except OSError as error:
            if error.errno in _PASSING:
                raise
            raise EntryIsUnreadable(f"the disk does not give it back ({error.strerror})") from None

    def done(self, path: Path) -> None:
        """Remove an entry that has been stored."""
        self._gone(path, lambda: path.unlink(missing_ok=True))

    def put_aside(self, path: Path) -> None:
        """Set an entry aside that can never be stored: it stays beside the spool for a person."""
        self._gone(path, lambda: path.rename(path.with_suffix(".refused")))

    def _gone(self, path: Path, work: Callable[[], object]) -> None:
        with self._lock:
            size = path.stat().st_size if path.exists() else 0
            work()
            self._entries, self._bytes = max(0, self._entries - 1), max(0, self._bytes - size)

    def _find_name(self) -> str:
        """The lasting name of this disk, whatever its machine is called: the name of an empty file on it."""
        for named in self.directory.glob("*.disk"):
            return named.stem
        name = uuid.uuid4().hex
        with suppress(OSError):
            (self.directory / f"{name}.disk").touch(mode=0o600)
        return name

    def _drop_what_a_crash_left(self) -> None:
        """Delete half-written entries, which were never answered with success. Another process may be writing its own
        just now.
        """
        for path in self.directory.glob("*.new"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _LEFT_OVER_SECONDS:
                    path.unlink()

    def _probe(self) -> None:
        """Check that the disk can be written. A full disk does not refuse the start, or what waits on it could never be
        stored.
        """
        try:
            self._write(_sealed("probe", [])).unlink()
        except OSError as error:
            if error.errno not in _FULL:
                raise

    def _write(self, told: bytes) -> Path:
        """Write a file whole and synced under its name, or not at all."""
        self._number += 1
        # A clock that is turned back must not put a later text before an earlier one.
        self._latest = max(time.time_ns(), self._latest + 1)
        name = f"{self._latest:020}-{os.getpid()}-{self._number:08}"
        aside, path = self.directory / f"{name}.new", self.directory / f"{name}.json"
        try:
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                self._write_all(descriptor, told)
                self._disk.sync(descriptor)
            finally:
                os.close(descriptor)
            aside.rename(path)
            self._sync_directory()
        except BaseException:
            for left in (aside, path):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
            raise
        return path

    def _write_all(self, descriptor: int, told: bytes) -> None:
        """Write all bytes. A disk that is nearly full takes a part and says so by a number, not by an error."""
        rest = memoryview(told)
        while rest:
            taken = self._disk.write(descriptor, rest)
            if taken <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[taken:]

    def _sync_directory(self) -> None:
        folder = os.open(self.directory, os.O_RDONLY)
        try:
            self._disk.sync(folder)
        finally:
            os.close(folder)
