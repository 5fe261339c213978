"""Workbooks as they come from the world: made here, then damaged, locked or written oddly."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
OF_AN_OLD_KIND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def workbook(
    rows: Sequence[Sequence[Any]], *, hidden: Sequence[int] = (), second: Sequence[Sequence[Any]] = ()
) -> bytes:
    """A workbook with one sheet, or two; the hidden rows are by number."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    for number in hidden:
        book.worksheets[0].row_dimensions[number].hidden = True
    for row in second:
        (book.worksheets[1] if len(book.worksheets) > 1 else book.create_sheet("Others")).append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts changed, packed properly again."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            read = before.read(part)
            after.writestr(part, change(read) if part == name else read)
    return packed.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """One of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def says_size(content: bytes, size: str) -> bytes:
    """With a size of the sheet that is not its own."""
    return with_part(
        content, SHEET, lambda xml: re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{size}"'.encode(), xml)
    )


def with_empty_fill(content: bytes) -> bytes:
    """With a fill of no kind among the styles, which Excel opens."""
    return with_part(content, STYLES, lambda xml: xml.replace(b"<fill>", b"<fill />\n<fill>", 1))


def cut_in_the_sheet(content: bytes) -> bytes:
    """With half of its sheet."""
    return with_part(content, SHEET, lambda xml: xml[: len(xml) // 2])


def locked(content: bytes) -> bytes:
    """As if each of its parts were behind a password."""
    changed = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(sign), content):
            changed[found.start() + offset] |= 1
    return bytes(changed)
