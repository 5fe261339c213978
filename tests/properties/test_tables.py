"""Is every row of a table read, or the table refused by a sentence, however it is damaged or written?"""

import io
import time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.xml.functions import iterparse

from services.journey import refusals
from services.journey.enrolling import roster_table, workbook, workbook_reader
from tests import workbooks

COLUMNS = roster_table.Columns(("phone", "zone", "first_name", "flags"), frozenset({"phone", "zone"}))
HEADER = ("phone", "zone", "first_name")
ROWS = (("+12025550143", "America/New_York", "Ann"), ("+12025550144", "America/Chicago", "Bo"),
        ("+12025550145", "America/Denver", "Cy"))  # fmt: skip
BOOK = workbooks.workbook([HEADER, *ROWS])
READ = [(number, False, list(row)) for number, row in enumerate((HEADER, *ROWS), start=1)]


def _read(content: bytes | str, most_rows: int = 500) -> roster_table.Table:
    return roster_table.read(content.encode() if isinstance(content, str) else content, COLUMNS, most_rows)


def _lines(*lines: str) -> str:
    return "\r\n".join(lines) + "\r\n"


@pytest.mark.parametrize("size", ["A1", "A1:C2", "B2:C3", "C3:C3", "A1:XFD1048576", "A9:A9"])
def test_the_size_that_a_sheet_says_it_has_is_never_believed(size: str) -> None:
    assert [row.cells for row in _read(workbooks.says_size(BOOK, size)).rows] == list(ROWS)


def test_a_hidden_row_says_so_and_none_is_left_out() -> None:
    rows = _read(workbooks.workbook([HEADER, *ROWS], hidden=[3])).rows
    assert [row.cells for row in rows] == list(ROWS)
    assert [bool(row.wrong) for row in rows] == [False, True, False]
    assert rows[1].line == 3
    assert "hidden" in rows[1].wrong[0][1]


def test_more_cells_than_columns_are_told_and_not_dropped() -> None:
    of_csv = _read(_lines(",".join(HEADER), ",".join((*ROWS[0], "fell last week")), ",".join(ROWS[1]) + ",,"))
    of_book = _read(workbooks.workbook([HEADER, (*ROWS[0], "fell last week"), ROWS[1]]))
    for told in (of_csv, of_book):
        assert [bool(row.wrong) for row in told.rows] == [True, False]
        assert "more cells" in told.rows[0].wrong[0][1]


@pytest.mark.parametrize(
    "content",
    [
        _lines(";".join(HEADER), *(";".join(row) for row in ROWS)),
        _lines("\t".join(HEADER), *("\t".join(row) for row in ROWS)),
        _lines("sep=,", ",".join(HEADER), *(",".join(row) for row in ROWS)),
        _lines("sep=;", ";".join(HEADER), *(";".join(row) for row in ROWS)),
        _lines("Phone, ZONE ,First Name", *(",".join(row) for row in ROWS)),
        _lines(",".join(HEADER), *(",".join(row) for row in ROWS), "   ,,\u00a0"),
        "\ufeff" + _lines(",".join(HEADER), *(",".join(row) for row in ROWS)),
        _lines("\t".join(HEADER), *("\t".join(row) for row in ROWS)).encode("utf-16"),
        workbooks.workbook([("Phone", "Zone", "First name"), *ROWS, (" ", None, "  ")]),
        workbooks.workbook([(), HEADER, (), *ROWS]),
    ],
)
def test_a_table_that_can_mean_one_thing_only_is_read(content: str | bytes) -> None:
    told = _read(content)
    assert told.columns == HEADER
    assert [row.cells for row in told.rows] == list(ROWS)
    assert not any(row.wrong for row in told.rows)


def _formula_without_a_result() -> bytes:
    return workbooks.workbook([HEADER, ("=1+1", "America/New_York", "Ann")])


def _far_column() -> bytes:
    book = openpyxl.Workbook()
    for number in range(1, 400):
        book.worksheets[0].cell(number, 16_384, "x")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (workbooks.with_empty_fill(BOOK), "damaged"),
        (workbooks.cut_in_the_sheet(BOOK), "damaged"),
        (BOOK[: len(BOOK) // 2], "damaged"),
        (workbooks.with_part(BOOK, "xl/workbook.xml", lambda _: b"<workbook/>"), "no sheet"),
        (workbooks.locked(BOOK), "password"),
        (workbooks.OF_AN_OLD_KIND, "password"),
        (_formula_without_a_result(), "formula"),
        (_far_column(), "column XFD"),
        (workbooks.with_part(BOOK, workbooks.SHEET, lambda xml: xml.replace(b'<row r="3"', b'<row r="2"')), "numbered"),
        (workbooks.with_part(BOOK, workbooks.SHEET, lambda xml: xml.replace(b'r="B3"', b'r="A3"')), "numbered"),
        (workbooks.with_part(BOOK, workbooks.SHEET, lambda xml: xml.replace(
            b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main")), "whole"),
        (workbooks.workbook([HEADER, *ROWS], second=[HEADER, *ROWS]), "second list"),
        (workbooks.workbook([HEADER, *ROWS * 200]), "At most 500 rows"),
        (_lines("phone,zone", *["+12025550143,America/New_York"] * 501), "At most 500 rows"),
        (_lines("phone,zone,Phone", "+12025550143,America/New_York,x"), "twice"),
        (_lines("phone,zone", '"+12025550143,America/New_York'), "line 2"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_whole_is_refused_by_its_cause(content: bytes | str, says: str) -> None:
    with pytest.raises(refusals.TableError, match=says):
        _read(content)


def _cells_or_sentence(content: bytes) -> list[tuple[str, ...]] | str:
    try:
        return [row.cells for row in _read(content).rows]
    except refusals.TableError as error:
        return str(error)


def test_a_sheet_that_is_made_to_take_long_is_given_up_soon() -> None:
    """Its reader has its own memory and time, ends, and is waited for: nothing of it is left."""
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (number, number) for number in range(5, 900_000))
    content = workbooks.with_part(
        BOOK, workbooks.SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    assert len(content) < 8 * 1024 * 1024
    began = time.monotonic()
    assert _cells_or_sentence(content) in (list(ROWS), "The workbook is too large.", str(workbook._too_much()))
    assert time.monotonic() - began < 60
    bomb = workbooks.with_part(BOOK, workbooks.SHEET, lambda xml: xml + bytes(70 * 1024 * 1024))
    with pytest.raises(refusals.TableError, match="too large"):
        _read(bomb)


def test_so_many_at_once_and_no_more() -> None:
    held = 0
    while workbook._places.acquire(blocking=False):
        held += 1
    assert held == 2
    try:
        with pytest.raises(refusals.ReadersAreBusy, match="minute"):
            _read(BOOK)
    finally:
        for _ in range(held):
            workbook._places.release()
    assert len(_read(BOOK).rows) == 3


_FLIPS = st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(1, 255)), min_size=1, max_size=4)


def _flipped(flips: list[tuple[int, int]]) -> bytes:
    changed = bytearray(BOOK)
    for place, by in flips:
        changed[place] ^= by
    return bytes(changed)


_DAMAGED = st.one_of(
    st.integers(1, len(BOOK) - 1).map(lambda end: BOOK[:end]), _FLIPS.map(_flipped),
    st.binary(max_size=300).map(lambda more: b"PK\x03\x04" + more), st.binary(max_size=300),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(content=_DAMAGED)
def test_damaged_bytes_are_never_read_as_fewer_rows(content: bytes) -> None:
    """In this process, because a reader takes most of a second to start: what it raises is what ends the reader."""
    try:
        read = workbook_reader.read(content, 500)
    except Exception:  # the other process ends with whatever it is
        return
    assert [(number, hidden, cells) for number, hidden, cells in read] == READ


_XML = workbooks.part_of(BOOK, workbooks.SHEET)


@settings(max_examples=300, deadline=None)
@given(
    start=st.integers(0, len(_XML)),
    length=st.integers(0, 60),
    put=st.sampled_from([b"", b" ", b"3", b"</row>", b"<row>"]),
)
def test_a_sheet_written_wrongly_is_never_read_as_fewer_rows_than_it_has(start: int, length: int, put: bytes) -> None:
    content = workbooks.with_part(BOOK, workbooks.SHEET, lambda xml: xml[:start] + put + xml[start + length :])
    try:
        read = workbook_reader.read(content, 500)
    except Exception:
        return
    rows = (row for _, row in iterparse(io.BytesIO(workbooks.part_of(content, workbooks.SHEET))))
    filled = [row for row in rows if row.tag.endswith("}row") and "".join(row.itertext()).strip()]
    assert len(read) == len(filled)


@settings(max_examples=12, deadline=None)
@given(content=_DAMAGED)
def test_whatever_bytes_come_the_door_has_rows_or_a_sentence(content: bytes) -> None:
    said = _cells_or_sentence(content)
    assert said == list(ROWS) or str(said).endswith(".")
