"""What stands in a table that a clinic sends, a CSV or a workbook? Every row of it, or why it cannot be read.

Nothing is left out in silence: a row that is hidden, or that has more cells than there are columns, says so itself.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.journey.enrolling import workbook
from services.journey.refusals import TableError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAYS_ITS_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?\s*\Z', re.IGNORECASE)
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: the line where it ends, its cells in the order of the columns, what is wrong with it whole."""

    line: int
    cells: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known. Cells beyond them are kept at the end of a row, which is wrong then."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Those that a table may have, and those that it must have."""

    known: Sequence[str]
    needed: frozenset[str]


def read(content: bytes, columns: Columns, most_rows: int) -> Table:
    """The filled rows of a CSV in UTF-8 or of an XLSX workbook's first sheet. Raises TableError, ReadersAreBusy."""
    rows = _of_workbook(content, most_rows) if workbook.is_workbook(content) else _of_csv(content, columns)
    header, filled = (list(rows[0].cells), rows[1:]) if rows else ([], [])
    while header and not header[-1].strip():
        header.pop()
    names = tuple(_name(name) for name in header)
    _check(names, columns)
    if len(filled) > most_rows:
        raise TableError(f"At most {most_rows:,} rows at once, not {len(filled):,}; `amble enrol` sends any number.")
    return Table(names, tuple(_fitted(row, len(names)) for row in filled))


def _of_workbook(content: bytes, most_rows: int) -> list[Row]:
    try:
        lines = workbook.read(content, most_rows)
    except workbook.CannotReadWorkbook as error:
        raise TableError(str(error)) from None
    hidden = (("row", "is hidden in the workbook: show it, or delete it"),)
    return _filled(Row(line, tuple(cells), hidden if is_hidden else ()) for line, is_hidden, cells in lines)


def _of_csv(content: bytes, columns: Columns) -> list[Row]:
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise TableError("The table must be a CSV file in UTF-8.") from None
    first = text.partition("\n")[0]
    said = _SAYS_ITS_SEPARATOR.match(first)
    separator = said[1] if said else _separator(first, columns)
    rows = _lines(text, separator)
    return rows[1:] if said else rows


def _separator(first: str, columns: Columns) -> str:
    """The comma, unless with another separator the first line names more of the columns that are needed."""

    def named(separator: str) -> int:
        return len(columns.needed & {_name(name.strip(' "\r')) for name in first.split(separator)})

    return max(_SEPARATORS, key=named)


def _lines(text: str, separator: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return _filled(Row(reader.line_num, tuple(cells)) for cells in reader)
    except csv.Error:
        raise TableError(
            f"The table cannot be read as CSV at line {reader.line_num}: look for a quotation mark that is not closed, "
            "or for a cell of very many signs."
        ) from None


def _filled(rows: Iterable[Row]) -> list[Row]:
    """Without those that hold nothing but spaces."""
    return [row for row in rows if any(cell.strip() for cell in row.cells)]


def _name(name: str) -> str:
    """As it is written by us, whether with capitals, spaces or dashes."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _check(names: Sequence[str], columns: Columns) -> None:
    missing, unknown = columns.needed - set(names), [name for name in names if name not in columns.known]
    if missing:
        raise TableError(f"The first line must name the columns; these are missing: {', '.join(sorted(missing))}.")
    if unknown or len(set(names)) < len(names):
        what = f"there is no column {unknown[0]!r}" if unknown else "a column stands twice"
        raise TableError(f"The first line is not right: {what}. Columns are: {', '.join(columns.known)}.")


def _fitted(row: Row, columns: int) -> Row:
    cells = tuple(cell.strip() for cell in row.cells)
    if not any(cells[columns:]):
        return Row(row.line, cells[:columns], row.wrong)
    more = ("row", "has more cells than the first line names columns: look for a remark, or a comma without quotes")
    return Row(row.line, cells, (*row.wrong, more))
