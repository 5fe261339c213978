"""How are many patients enrolled from one table? Row by row: looked at first, then all of them or the good ones.

The same table twice makes no twins: a phone that the clinic has already is left as it is.
"""

import csv
import io
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col, select

from schemas.api import NewPatient, RedFlagScreen
from schemas.columns import PhoneIndex
from schemas.identity import Role, User
from schemas.people import Patient
from services.journey import running
from services.journey.enrol import EnrolmentRefused, PhoneIsEnrolledAlready, check, enrol_checked

MOST_ROWS = 500
_ZIP, _MOST_UNPACKED = b"PK\x03\x04", 64 * 1024 * 1024
_SCREEN = tuple(name for name in RedFlagScreen.model_fields if name != "at")
_YES, _NO = frozenset({"yes", "true", "1", "y"}), frozenset({"no", "false", "0", "n"})
# column: where its value belongs in an enrolment
_PLACES: dict[str, tuple[str, ...]] = {
    "phone": ("phone",),
    "zone": ("zone",),
    "language": ("language",),
    "first_name": ("first_name",),
    "diagnosis": ("diagnosis",),
    "onset_date": ("onset_date",),
    "pain_worst": ("baseline_pain", "worst"),
    "pain_average": ("baseline_pain", "average"),
    "pain_now": ("baseline_pain", "now"),
    "baseline_minutes": ("baseline_minutes",),
    "cleared_by": ("clearance", "by"),
    "cleared_at": ("clearance", "at"),
    "screened_at": ("red_flag_screen", "at"),
    "morning": ("prompt_times", "morning"),
    "evening": ("prompt_times", "evening"),
}
_ANSWERED = {
    **{name: ("red_flag_screen", name) for name in _SCREEN},
    "shoes_confirmed": ("shoes_confirmed",),
    "flat_walk_only_confirmed": ("flat_walk_only_confirmed",),
}
_LISTED = {"flags": ("flags",)}
COLUMNS = (*_PLACES, "therapist_email", *_LISTED, *_ANSWERED)
NEEDED = frozenset(
    {"phone", "zone", "therapist_email", "diagnosis", "onset_date", "pain_worst", "pain_average", "pain_now"}
    | {"cleared_by", "cleared_at", "screened_at", "shoes_confirmed", *_SCREEN}
)


class RosterError(Exception):
    """The table itself cannot be read; the sentence says what would be right."""


class Outcome(StrEnum):
    """What became of a row, or would."""

    ENROLLED = "enrolled"
    WOULD_ENROL = "would_enrol"
    ENROLLED_ALREADY = "enrolled_already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the table by its line; errors are (column, sentence) pairs and never repeat what stood there.

    phone_taken: the phone cannot be enrolled here, and the operator is to be told.
    """

    line: int
    outcome: Outcome
    patient_id: uuid.UUID | None = None
    errors: tuple[tuple[str, str], ...] = ()
    phone_taken: bool = False


def read_table(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV in UTF-8 or an XLSX workbook by line, without empty ones. Raises RosterError."""
    header, rows = read_columns(content)
    if len(rows) > MOST_ROWS:
        raise RosterError(f"At most {MOST_ROWS} rows at once, not {len(rows)}; `amble enrol` sends any number.")
    return [(line, {name: cell.strip() for name, cell in zip(header, cells, strict=False)}) for line, cells in rows]


def read_columns(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the rows of a CSV or a workbook by line, without empty ones. Raises RosterError."""
    if content.startswith(_ZIP):
        header, rows = _read_workbook(content)
        _check_columns(header)
        return header, rows
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = [name.strip() for name in next(reader, [])]
        rows = [(reader.line_num, cells) for cells in reader if any(cells)]
    except UnicodeDecodeError:
        raise RosterError("The table must be a CSV file in UTF-8.") from None
    except csv.Error as error:
        raise RosterError(f"The table cannot be read as CSV: {error}.") from None
    _check_columns(header)
    return header, rows


def _read_workbook(content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The first sheet of an XLSX workbook; cells as they would stand in a CSV."""
    import openpyxl  # slow to import, and few rosters are workbooks
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise RosterError("The workbook is too large: at most some ten thousand rows on its first sheet.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        lines = [
            (number, [_cell(value) for value in row])
            for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
        ]
        book.close()
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, InvalidFileException):
        raise RosterError("The workbook cannot be read: save it as XLSX, or as CSV in UTF-8.") from None
    header = lines[0][1] if lines else []
    while header and not header[-1]:
        header.pop()
    return [name.strip() for name in header], [(line, cells[: len(header)]) for line, cells in lines[1:] if any(cells)]


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


def _check_columns(names: Sequence[str]) -> None:
    missing, unknown = NEEDED - set(names), [name for name in names if name not in COLUMNS]
    if missing:
        raise RosterError(f"The first line must name the columns; these are missing: {', '.join(sorted(missing))}.")
    if unknown or len(set(names)) < len(names):
        what = f"there is no column {unknown[0]!r}" if unknown else "a column stands twice"
        raise RosterError(f"The first line is not right: {what}. Columns are: {', '.join(COLUMNS)}.")


def take_in(
    session: Session, clinic_id: uuid.UUID, by: User, rows: Sequence[tuple[int, Mapping[str, str]]], now: datetime
) -> list[RowReport]:
    """Look at row after row, then enrol all that are right and new in one go; one by one where that fails."""
    statement = select(User.email, User.id).where(col(User.clinic_id) == clinic_id, col(User.role) == Role.THERAPIST)
    therapists = dict(session.exec(statement.where(col(User.deactivated_at).is_(None))).all())
    reports: dict[int, RowReport] = {}
    right: dict[int, NewPatient] = {}
    lines: dict[str, int] = {}
    for line, row in rows:
        application, wrong = _application(row, therapists)
        if application is not None and application.phone in lines:
            wrong = [("phone", f"stands in line {lines[application.phone]} already")]
        if application is not None and not wrong:
            wrong = _refusals(session, clinic_id, application, now)
            lines[application.phone] = line
        if application is None or wrong:
            reports[line] = RowReport(line, Outcome.REFUSED, errors=tuple(wrong))
        else:
            right[line] = application
    standing = _standing(session, clinic_id, [application.phone for application in right.values()])
    for line, application in list(right.items()):
        if application.phone in standing:
            reports[line] = RowReport(line, Outcome.ENROLLED_ALREADY, standing[application.phone])
            del right[line]
    reports |= _enrol(session, clinic_id, by, right, now)
    return [reports[line] for line, _ in rows]


def _refusals(session: Session, clinic_id: uuid.UUID, application: NewPatient, now: datetime) -> list[tuple[str, str]]:
    try:
        check(session, clinic_id, application, now)
    except EnrolmentRefused as error:
        return error.errors
    return []


def _standing(session: Session, clinic_id: uuid.UUID, phones: Sequence[str]) -> dict[str, uuid.UUID]:
    """Which of these phones the clinic has already, and whose they are."""
    known = sa.any_(sa.bindparam("phones", type_=ARRAY(PhoneIndex)))
    statement = select(Patient.phone, Patient.id).where(col(Patient.clinic_id) == clinic_id)
    return dict(session.exec(statement.where(col(Patient.phone_index) == known), params={"phones": list(phones)}).all())


def _enrol(
    session: Session, clinic_id: uuid.UUID, by: User, right: Mapping[int, NewPatient], now: datetime
) -> dict[int, RowReport]:
    try:
        with session.begin_nested():
            enrolled = enrol_checked(session, clinic_id, by, list(right.values()), now)
    except (PhoneIsEnrolledAlready, running.PhoneCannotBeEnrolled) as error:
        # Somebody else enrolled one of them a moment ago, or one runs on this sender already: the others are taken.
        if len(right) == 1:
            taken = isinstance(error, running.PhoneCannotBeEnrolled)
            cannot = RowReport(0, Outcome.REFUSED, errors=(("phone", str(error)),), phone_taken=True)
            report = cannot if taken else RowReport(0, Outcome.ENROLLED_ALREADY)
            return {line: replace(report, line=line) for line in right}
        one_by_one = [_enrol(session, clinic_id, by, {line: right[line]}, now) for line in right]
        return {line: report for reports in one_by_one for line, report in reports.items()}
    return {line: RowReport(line, Outcome.ENROLLED, row.patient.id) for line, row in zip(right, enrolled, strict=True)}


def _application(
    row: Mapping[str, str], therapists: Mapping[str, uuid.UUID]
) -> tuple[NewPatient | None, list[tuple[str, str]]]:
    body: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for name, value in row.items():
        if name in _PLACES and value:
            _put(body, _PLACES[name], value)
        elif name in _LISTED:
            _put(body, _LISTED[name], [part.strip() for part in value.split(";") if part.strip()])
        elif name in _ANSWERED and value:
            answer = value.casefold()
            if answer not in _YES | _NO:
                wrong.append((name, "must be yes or no"))
            _put(body, _ANSWERED[name], answer in _YES)
    therapist = therapists.get(row.get("therapist_email", "").casefold())
    if therapist is None:
        wrong.append(("therapist_email", "must be the address of a therapist of this clinic"))
    try:
        application = NewPatient.model_validate(body | {"therapist_id": therapist or uuid.UUID(int=0)})
    except ValidationError as error:
        return None, wrong + [(_column(item["loc"]), _sentence(item["msg"])) for item in error.errors()]
    return (None if wrong else application), wrong


def _put(body: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    for part in place[:-1]:
        body = body.setdefault(part, {})
    body[place[-1]] = value


def _column(where: tuple[int | str, ...]) -> str:
    """The column of a field that is wrong; of a group that is missing whole, the first of its columns."""
    parts = tuple(str(part) for part in where if not isinstance(part, int))
    places = {**_PLACES, **_ANSWERED, **_LISTED}
    return next((name for name, place in places.items() if place[: len(parts)] == parts), ".".join(parts))


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")
