"""How are many patients enrolled from one table? Row by row: looked at first, then all of them or the good ones.

The same table twice makes no twins: a phone that the clinic has already is left as it is.
"""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from sqlmodel import Session

from schemas.api.requests import NewPatient, RedFlagScreen
from schemas.api.rosters import Outcome
from schemas.phones import one_spelling
from schemas.sentences import sentence
from schemas.tables.identity import User
from schemas.times import is_place
from services.journey import refusals
from services.journey.enrolling import roster_table
from services.journey.enrolling.enrol import check, enrol_checked
from services.journey.enrolling.roster_table import Table
from services.journey.refusals import EnrolmentRefused, PhoneIsEnrolledAlready
from services.storage.case import Batch
from services.storage.queries import people

MOST_ROWS = 500
_SCREEN = tuple(name for name in RedFlagScreen.model_fields if name != "at")
_YES, _NO = frozenset({"yes", "true", "1", "y"}), frozenset({"no", "false", "0", "n"})
# column: where its value belongs in an enrolment
_PLACES: dict[str, tuple[str, ...]] = {
    "phone": ("phone",),
    "phone_checked_because": ("phone_checked_because",),
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
_HOURS, _MOMENTS = ("morning", "evening"), ("cleared_at", "screened_at")
_SHORT_HOUR = re.compile(r"[0-9]:[0-5][0-9](:00)?")
_WITHOUT_ZONE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?")
_LISTED = {"flags": ("flags",)}
COLUMNS = (*_PLACES, "therapist_email", *_LISTED, *_ANSWERED)
NEEDED = frozenset(
    {"phone", "zone", "therapist_email", "diagnosis", "onset_date", "pain_worst", "pain_average", "pain_now"}
    | {"cleared_by", "cleared_at", "screened_at", "shoes_confirmed", *_SCREEN}
)


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


def read_table(content: bytes, most_rows: int = MOST_ROWS) -> Table:
    """The rows of a CSV in UTF-8 or an XLSX workbook, without empty ones. Raises TableError, ReadersAreBusy."""
    return roster_table.read(content, roster_table.Columns(COLUMNS, NEEDED), most_rows)


def take_in(session: Session, clinic_id: uuid.UUID, by: User, told: Table, now: datetime) -> list[RowReport]:
    """Look at row after row, then enrol all that are right and new in one go; one by one where that fails."""
    therapists = people.therapists_by_address(session, clinic_id)
    reports: dict[int, RowReport] = {}
    right: dict[int, NewPatient] = {}
    lines: dict[str, int] = {}
    batch = Batch(session, now)
    for row in told.rows:
        application, wrong = _application(dict(zip(told.columns, row.cells, strict=False)), therapists)
        wrong = [*row.wrong, *wrong]
        phone = one_spelling(application.phone) if application is not None else ""
        if phone in lines:
            wrong = [("phone", f"stands in line {lines[phone]} already")]
        if application is not None and not wrong:
            wrong = _refusals(batch, clinic_id, application)
            lines[phone] = row.line
        if application is None or wrong:
            reports[row.line] = RowReport(row.line, Outcome.REFUSED, errors=tuple(wrong))
        else:
            right[row.line] = application
    reports |= _left_as_they_are(session, clinic_id, right)
    right = {line: application for line, application in right.items() if line not in reports}
    reports |= _enrol(session, clinic_id, by, right, now)
    return [reports[row.line] for row in told.rows]


def _refusals(batch: Batch, clinic_id: uuid.UUID, application: NewPatient) -> list[tuple[str, str]]:
    try:
        check(batch, clinic_id, application)
    except EnrolmentRefused as error:
        return list(error.errors)
    return []


def _left_as_they_are(session: Session, clinic_id: uuid.UUID, right: Mapping[int, NewPatient]) -> dict[int, RowReport]:
    """Rows whose phone the clinic has: enrolled already, or refused where another first name stands there."""
    phones = [application.phone for application in right.values()]
    known = people.patients_with_phones(session, clinic_id, phones)
    standing = {one_spelling(patient.phone): patient for patient in known}
    reports = {}
    for line, application in right.items():
        patient = standing.get(one_spelling(application.phone))
        if patient is None:
            continue
        names = {name.casefold() for name in (patient.first_name, application.first_name) if name}
        is_another = (("first_name", "is not that of the patient who has this phone here: one phone, one patient"),)
        outcome, errors = (Outcome.REFUSED, is_another) if len(names) > 1 else (Outcome.ENROLLED_ALREADY, ())
        reports[line] = RowReport(line, outcome, patient.id, errors)
    return reports


def _enrol(
    session: Session, clinic_id: uuid.UUID, by: User, right: Mapping[int, NewPatient], now: datetime
) -> dict[int, RowReport]:
    try:
        with session.begin_nested():
            enrolled = enrol_checked(session, clinic_id, by, list(right.values()), now)
    except (PhoneIsEnrolledAlready, refusals.PhoneCannotBeEnrolled) as error:
        # Somebody else enrolled one of them a moment ago, or one runs on this sender already: the others are taken.
        if len(right) == 1:
            taken = isinstance(error, refusals.PhoneCannotBeEnrolled)
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
            _put(body, _PLACES[name], _plain(name, value, row.get("zone", "")))
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
        return None, wrong + [(_column(item["loc"]), sentence(item)) for item in error.errors()]
    return (None if wrong else application), wrong


def _plain(name: str, value: str, zone: str) -> str:
    """What a spreadsheet makes of hours and of dates, where it can mean one thing only; all else as it stands."""
    if name in _HOURS and _SHORT_HOUR.fullmatch(value):
        return f"0{value}"
    if name in _MOMENTS and _WITHOUT_ZONE.fullmatch(value) and is_place(zone):
        try:
            # The day, or the hour, on the patient's own calendar.
            return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(zone)).isoformat()
        except ValueError:
            return value
    return value


def _put(body: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    for part in place[:-1]:
        body = body.setdefault(part, {})
    body[place[-1]] = value


def _column(where: tuple[int | str, ...]) -> str:
    """The column of a field that is wrong; of a group that is missing whole, the first of its columns."""
    parts = tuple(str(part) for part in where if not isinstance(part, int))
    places = {**_PLACES, **_ANSWERED, **_LISTED}
    return next((name for name, place in places.items() if place[: len(parts)] == parts), ".".join(parts))
