"""Is what the spool says it kept really there, whole, whatever the disk does? And does one bad file harm another?"""

import errno
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from services.storage.spool import Disk, EntryIsUnreadable, Spool, SpoolError

ROOM = 10**9
VALUES = ["twilio", "SM00000000000000000000000000000001", b"sealed \x00\xff", None, 7, "é"]


@dataclass
class FillingDisk:
    """A disk that takes so many bytes more: then it takes none and says so by an error, or by a number."""

    room: int
    says_so: bool
    step: int = ROOM
    syncs_left: int = ROOM
    given: list[int] = field(default_factory=list)

    def write(self, descriptor: int, told: bytes | memoryview) -> int:
        """A part of it, as far as there is room."""
        if not self.room and self.says_so:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = os.write(descriptor, bytes(told)[: min(self.room, self.step)])
        self.room -= taken
        self.given.append(taken)
        return taken

    def sync(self, descriptor: int) -> None:
        """It fails once none is left."""
        if not self.syncs_left:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self.syncs_left -= 1
        os.fsync(descriptor)

    @property
    def as_disk(self) -> Disk:
        """What a spool is given."""
        return Disk(self.write, self.sync)


def _kept(spool: Spool) -> list[list[object]]:
    return [spool.read(path).values for path in spool.oldest_first()]


def _files(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()} - {".disk"}


def _length_of_an_entry(folder: Path) -> int:
    spool = Spool(folder)
    spool.keep("text", VALUES)
    # The time of arrival has more or fewer digits.
    return max(path.stat().st_size for path in spool.oldest_first()) + 8


@pytest.mark.parametrize("says_so", [True, False])
def test_a_disk_that_fills_at_any_byte_is_never_a_false_yes_and_leaves_nothing(tmp_path: Path, says_so: bool) -> None:
    length = _length_of_an_entry(tmp_path / "measured")
    folder = tmp_path / "spool"
    disk = FillingDisk(ROOM, says_so)
    spool = Spool(folder, disk=disk.as_disk)
    spool.keep("text", ["before"])
    refused = 0
    for room in range(length + 1):
        disk.room = room
        try:
            spool.keep("text", VALUES)
        except SpoolError:
            refused += 1
            assert _kept(spool) == [["before"]]
            assert spool.waiting == 1
        else:
            assert _kept(spool) == [["before"], VALUES]
            assert spool.waiting == 2
            spool.done(spool.oldest_first()[1])
        assert _files(folder) == {".json"}, room
        # The disk has room again: nothing is stuck.
        disk.room = ROOM
        spool.keep("text", ["after"])
        assert _kept(spool) == [["before"], ["after"]]
        spool.done(spool.oldest_first()[1])
    assert length - 12 < refused < length


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_all_of_them(tmp_path: Path) -> None:
    slow = FillingDisk(ROOM, True, step=7)
    spool = Spool(tmp_path, disk=slow.as_disk)
    spool.keep("text", VALUES)
    assert len(slow.given) > 30
    assert _kept(spool) == [VALUES]


@pytest.mark.parametrize("which", [0, 1])
def test_what_could_not_be_synced_is_not_kept(tmp_path: Path, which: int) -> None:
    disk = FillingDisk(ROOM, True)
    spool = Spool(tmp_path, disk=disk.as_disk)
    disk.syncs_left = which
    with pytest.raises(SpoolError, match="cannot be written"):
        spool.keep("text", VALUES)
    assert _files(tmp_path) == set()
    assert spool.waiting == 0


def test_a_file_cut_at_any_byte_is_told_from_a_whole_one(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep("text", VALUES)
    path = spool.oldest_first()[0]
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(EntryIsUnreadable):
            spool.read(path)
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(EntryIsUnreadable):
            spool.read(path)
    path.write_bytes(whole)
    assert spool.read(path).values == VALUES


@pytest.mark.parametrize(
    "told",
    [
        b"", b"null", b"[]", b"\x00" * 400, b"{}", b'"text"', b"\xff\xfe", b"[" * 100_000,
        b'{"kind": "text", "values": {"a": 1}, "arrived": 1.5}',
        b'{"kind": "text", "values": [["a"]], "arrived": 1.5}',
        b'{"kind": "text", "values": [{"bytes": "no base64"}], "arrived": 1.5}',
        b'{"kind": "text", "values": [{"bytes": 7}], "arrived": 1.5}',
        b'{"kind": 7, "values": [], "arrived": 1.5}',
        b'{"kind": "text", "values": [], "arrived": "now"}',
        b'{"kind": "text", "values": [], "arrived": NaN}',
        b'{"kind": "text", "values": []}',
    ],
)  # fmt: skip
def test_what_is_no_entry_is_said_so(tmp_path: Path, told: bytes) -> None:
    path = tmp_path / "00000000000000000001-1-00000001.json"
    path.write_bytes(told)
    with pytest.raises(EntryIsUnreadable):
        Spool(tmp_path).read(path)


def test_an_entry_of_the_program_before_is_read_and_the_program_before_reads_ours(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    path = tmp_path / "00000000000000000001-1-00000001.json"
    path.write_text(json.dumps({"kind": "text", "values": ["twilio", {"bytes": "AP8="}], "arrived": 12.5}))
    entry = spool.read(path)
    assert (entry.kind, entry.values, entry.arrived) == ("text", ["twilio", b"\x00\xff"], 12.5)
    spool.keep("text", ["ours"])
    ours = json.loads(spool.oldest_first()[1].read_bytes())
    assert (ours["kind"], ours["values"]) == ("text", ["ours"])
    assert isinstance(ours["arrived"], float)


def test_a_file_that_the_disk_does_not_give_back_is_put_aside_and_counted(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep("text", ["a"])
    bad = tmp_path / "00000000000000000001-1-00000001.json"
    bad.mkdir()
    assert spool.look().waiting == 2
    with pytest.raises(EntryIsUnreadable, match="does not give it back"):
        spool.read(bad)
    spool.put_aside(bad)
    standing = spool.look()
    assert (standing.waiting, standing.refused) == (1, 1)
    assert standing.refused_since == pytest.approx(1e-9)
    assert standing.waiting_since == pytest.approx(time.time(), abs=60)


def test_a_file_that_somebody_takes_away_or_puts_back_is_counted_anew(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep("text", ["a"])
    path = spool.oldest_first()[0]
    spool.put_aside(path)
    assert spool.waiting == 0
    path.with_suffix(".refused").rename(path)
    assert spool.look().waiting == spool.waiting == 1
    path.unlink()
    assert spool.look().waiting == spool.waiting == 0


def test_a_full_spool_refuses_and_a_left_one_is_found_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", most_entries=2)
    spool.keep("text", ["a"])
    spool.keep("text", ["b"])
    with pytest.raises(SpoolError, match="full"):
        spool.keep("text", ["c"])
    found = Spool(tmp_path / "spool", most_entries=2)
    assert found.name == spool.name
    assert _kept(found) == [["a"], ["b"]]
    for path in found.oldest_first():
        found.done(path)
    assert found.waiting == 0
    found.keep("text", ["d"])


def test_half_an_entry_of_a_crash_goes_and_one_that_is_being_written_stays(tmp_path: Path) -> None:
    old, young = tmp_path / "old.new", tmp_path / "young.new"
    old.write_text("{")
    young.write_text("{")
    os.utime(old, (time.time() - 3600,) * 2)
    Spool(tmp_path)
    assert not old.exists()
    assert young.exists()


def _in_a_file(folder: Path) -> Spool:
    (folder / "file").write_text("")
    return Spool(folder / "file" / "spool")


def _on_a_disk_that_fails(folder: Path) -> Spool:
    return Spool(folder, disk=FillingDisk(ROOM, True, syncs_left=0).as_disk)


@pytest.mark.parametrize("made", [_in_a_file, _on_a_disk_that_fails])
def test_a_spool_that_cannot_be_written_refuses_the_start(tmp_path: Path, made: Callable[[Path], Spool]) -> None:
    with pytest.raises(SpoolError, match="AMBLE_SPOOL_DIRECTORY"):
        made(tmp_path)


def test_a_disk_that_is_full_just_now_refuses_no_start_for_what_waits_must_come_over(tmp_path: Path) -> None:
    Spool(tmp_path).keep("text", ["a"])
    spool = Spool(tmp_path, disk=FillingDisk(0, True).as_disk)
    assert _kept(spool) == [["a"]]
    with pytest.raises(SpoolError):
        spool.keep("text", ["b"])
