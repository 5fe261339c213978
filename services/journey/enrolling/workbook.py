"""How is a workbook read that may be damaged, locked, or made to do harm? By another process with limits.

It has no settings of ours, its own small memory and time, and ends with the workbook. A few run at once, and no more.
"""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from services.journey.refusals import ReadersAreBusy

ZIP, OLD_OR_LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READER = Path(__file__).with_name("workbook_reader.py")
_AT_ONCE, _WAITS_SECONDS, _READS_SECONDS = 2, 5, 30
_places = BoundedSemaphore(_AT_ONCE)


class CannotReadWorkbook(Exception):
    """The workbook cannot be read; the sentence says what would be right."""


def is_workbook(content: bytes) -> bool:
    """Whether this is a workbook of Excel's, of whichever kind."""
    return content.startswith((ZIP, OLD_OR_LOCKED))


def read(content: bytes, most_rows: int) -> list[tuple[int, bool, list[str]]]:
    """Each filled row of the first sheet: its number, whether it is hidden, and its cells as they would stand in a CSV.

    Raises CannotReadWorkbook, also for more than most_rows and a header; and ReadersAreBusy.
    """
    if content.startswith(OLD_OR_LOCKED):
        raise CannotReadWorkbook(
            "The workbook is locked by a password, or of the old kind XLS: save it as XLSX, unlocked."
        )
    if not _places.acquire(timeout=_WAITS_SECONDS):
        raise ReadersAreBusy("Other workbooks are being read just now; send it again in a minute.")
    try:
        # It is killed and waited for where it does not end by itself.
        run = subprocess.run(
            [sys.executable, "-I", str(_READER), str(most_rows)], input=content, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, timeout=_READS_SECONDS, env={}, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    finally:
        _places.release()
    if run.returncode < 0:
        raise _too_much()
    if run.returncode > 0:
        raise CannotReadWorkbook(
            "The workbook is damaged, or no XLSX: open it in Excel and save it anew as XLSX, or as CSV in UTF-8."
        )
    answer = json.loads(run.stdout)
    if "error" in answer:
        raise CannotReadWorkbook(answer["error"])
    return [(number, is_hidden, cells) for number, is_hidden, cells in answer["rows"]]


def _too_much() -> CannotReadWorkbook:
    return CannotReadWorkbook("The workbook takes too long to read: save only the list, as XLSX or as CSV in UTF-8.")
