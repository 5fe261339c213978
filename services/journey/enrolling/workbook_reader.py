"""What stands on the first sheet of an XLSX workbook? A program of its own: a workbook in, one JSON document out.

Only `services.journey.enrolling.workbook` starts it, without any of Amble's settings. It limits its own memory and time
before it looks at the workbook, and imports nothing of ours. Whatever openpyxl raises ends it: whoever started it then
says that the workbook is damaged.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import IO, Any

import openpyxl
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.xml.functions import iterparse

_MEMORY_BYTES, _CPU_SECONDS = 192 * 1024 * 1024, 10
_MOST_UNPACKED_BYTES, _MOST_SIGNS = 64 * 1024 * 1024, 4 * 1024 * 1024
_MOST_COLUMNS, _LOCKED = 100, 0x1


class CannotRead(Exception):
    """The sentence says what is wrong with the workbook."""


@dataclass
class Sheet:
    """What the sheet's own XML shows before its values are read: its filled rows, by number, and which are hidden."""

    filled: list[int] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    last_column: int = 1


def main() -> None:
    """Answer `{"rows": [[line, is_hidden, cells], ...]}`, or `{"error": sentence}`."""
    _limit()
    try:
        answer: dict[str, Any] = {"rows": read(sys.stdin.buffer.read(), int(sys.argv[1]))}
    except CannotRead as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "The workbook is too large."}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit() -> None:
    """From here on: so much more memory than this program has now, so much time, and no file."""
    pages = Path("/proc/self/statm")
    has_bytes = int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else 0
    for what, most in (
        (resource.RLIMIT_AS, has_bytes + _MEMORY_BYTES), (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))


def read(content: bytes, most_rows: int) -> list[tuple[int, bool, list[str]]]:
    """The filled rows by number, with whether each is hidden. Raises CannotRead."""
    _check_archive(content)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheets: list[Any] = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise CannotRead("The workbook has no sheet that one can see.")
    for other in sheets[1:]:
        other.reset_dimensions()
        if any({"phone", "zone"} <= _names(row) for row in islice(other.iter_rows(values_only=True), 1)):
            raise CannotRead(f"The workbook has a second list, on the sheet {other.title!r}: send one list at a time.")
    with sheets[0]._get_source() as source:
        sheet = _look(source, most_rows)
    return _values(sheets[0], sheet)


def _check_archive(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & _LOCKED for part in parts):
            raise CannotRead("The workbook is locked by a password: save it without one.")
        if sum(part.file_size for part in parts) > _MOST_UNPACKED_BYTES:
            raise CannotRead("The workbook is too large: unpacked, it has more than 64 MB.")
        if archive.testzip() is not None:
            raise zipfile.BadZipFile


def _names(row: tuple[Any, ...]) -> set[str]:
    return {str(value).strip().casefold() for value in row}


def _look(source: IO[bytes], most_rows: int) -> Sheet:
    """Never by the size that the sheet says it has. Raises CannotRead."""
    sheet, number = Sheet(), 0
    for _, element in iterparse(source):
        if _local(element) != "row":
            continue
        before, number = number, int(element.get("r", number + 1))
        if number <= before:
            raise CannotRead(f"The workbook's rows are numbered wrongly, after row {before}: save it anew in Excel.")
        last = _last_filled(element, number)
        if last > _MOST_COLUMNS:
            raise CannotRead(f"Row {number} has a cell in column {get_column_letter(last)}: a list has fewer columns.")
        if last:
            sheet.filled.append(number)
            sheet.last_column = max(sheet.last_column, last)
        if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
            sheet.hidden.add(number)
        if len(sheet.filled) > most_rows + 1:
            raise CannotRead(f"At most {most_rows:,} rows at once: send the list in parts.")
        element.clear()
    return sheet


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _last_filled(row: Any, number: int) -> int:
    """The last column of a row that holds anything, 0 where none does. Raises CannotRead."""
    last = column = 0
    for cell in row:
        before, place = column, cell.get("r")
        at_row, column = coordinate_to_tuple(place) if place else (number, column + 1)
        if at_row != number or column <= before:
            raise CannotRead(f"The workbook's cells are numbered wrongly, in row {number}: save it anew in Excel.")
        value = "".join(text for part in cell if _local(part) != "f" for text in part.itertext())
        if not value and any(_local(part) == "f" for part in cell):
            raise CannotRead(f"Row {number} has a formula without its result: open the workbook in Excel and save it.")
        last = column if value else last
    return last


def _values(sheet: Any, looked: Sheet) -> list[tuple[int, bool, list[str]]]:
    """Raises CannotRead where it is not every filled row."""
    if not looked.filled:
        return []
    wanted, signs = set(looked.filled), 0
    lines: list[tuple[int, bool, list[str]]] = []
    for number, row in enumerate(_rows(sheet, looked), start=1):
        if number not in wanted:
            continue
        cells = [_cell(value) for value in row]
        signs += sum(map(len, cells))
        if signs > _MOST_SIGNS:
            raise CannotRead("The workbook is too large: its cells hold more than four million signs.")
        lines.append((number, number in looked.hidden, cells))
    if [number for number, _, _ in lines] != looked.filled:
        raise CannotRead("The workbook cannot be read whole: save it as XLSX anew, or as CSV in UTF-8.")
    return lines


def _rows(sheet: Any, looked: Sheet) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(
        min_row=1, max_row=looked.filled[-1], min_col=1, max_col=looked.last_column, values_only=True
    )
    return rows


def _cell(value: object) -> str:
    """A cell as text. A number stays a number: a phone typed without its plus is refused, never guessed."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


if __name__ == "__main__":
    main()
