"""How does a clinic take its data along? CSV, XLSX, FHIR R4 of one or of all, a calendar; each look is noted."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

import icalendar
import orjson
import xlsxwriter
from fastapi import APIRouter, Path, Query
from fastapi.responses import Response, StreamingResponse
from sqlmodel import Session

from schemas.api.care import FindPatients
from schemas.tables.events import Fact
from schemas.tables.people import Enrolment, Patient
from services import wiring
from services.intake.request import queries
from services.intake.request.caller import AsExporter, AsReader, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS
from services.intake.v1 import fhir
from services.intake.v1.fhir_values import Resource
from services.intake.v1.measures import Since, Until, period_of
from services.storage.database import confine, save
from services.views import export
from services.views.measures import Period
from services.views.search import everybody

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["exports"], responses=PROBLEMS)
Format = Annotated[Literal["csv", "xlsx"], Query(alias="format", description="csv in UTF-8, or xlsx")]
Rows = Iterable[list[Any]]
_PATIENTS = (
    "patient_id", "phone", "first_name", "zone", "language", "status", "diagnosis", "flags", "therapist_id",
    "onset_date", "baseline_pain_worst", "course_first_day", "discharged_at", "discharge_reason", "created_at",
)  # fmt: skip
_DAYS = (
    "patient_id", "therapist_id", "day", "state", "walks", "minutes", "rule", "reason", "pain", "light", "walks_done",
)  # fmt: skip
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}, _XLSX: {}}, "description": "A table"}}
# A cell that begins like this would be run by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _note(session: Session, caller: Caller, what: str) -> None:
    event = Fact(
        at=caller.now, name="clinic.exported", actor=f"user:{caller.user.id}", clinic_id=caller.clinic_id,
        subject=f"clinic:{caller.clinic_id}", detail={"by": caller.operation, "what": what},
    )  # fmt: skip
    save(session, event=event)


def _patient_rows(session: Session, clinic_id: UUID) -> Rows:
    for patient, enrolment in everybody(session, clinic_id, FindPatients()):
        yield _patient_row(patient, enrolment)


def _patient_row(patient: Patient, enrolment: Enrolment) -> list[Any]:
    reason = enrolment.discharge_reason.value if enrolment.discharge_reason else None
    return [
        patient.id, patient.phone, patient.first_name, patient.zone, patient.language.value, enrolment.status.value,
        enrolment.diagnosis.value, ";".join(enrolment.flags), enrolment.therapist_id, enrolment.onset_date,
        enrolment.baseline_pain_worst, enrolment.course_first_day, enrolment.discharged_at, reason, patient.created_at,
    ]  # fmt: skip


def _day_rows(session: Session, clinic_id: UUID, period: Period) -> Rows:
    for row in export.days_of(session, clinic_id, period):
        yield [
            row.patient_id, row.therapist_id, row.day, row.state, ";".join(map(str, row.walks)), row.minutes, row.rule,
            row.reason, row.pain, row.light, row.walks_done,
        ]  # fmt: skip


@router.get("/exports/patients", response_class=StreamingResponse, responses=_FILES)
def export_patients(session: Work, caller: AsExporter, as_: Format = "csv") -> Response:
    """Every patient of the clinic, one a row."""
    _note(session, caller, "patients")
    clinic_id = caller.clinic_id
    return _table("patients", _PATIENTS, clinic_id, lambda reading: _patient_rows(reading, clinic_id), as_)


@router.get("/exports/days", response_class=StreamingResponse, responses=_FILES)
def export_days(
    session: Work,
    caller: AsExporter,
    as_: Format = "csv",
    since: Since = None,
    until: Until = None,
) -> Response:
    """Every plan day of every patient, one a row: what was asked for, what was told, which light it became."""
    _note(session, caller, "days")
    clinic_id, period = caller.clinic_id, period_of(caller, since, until)
    return _table("days", _DAYS, clinic_id, lambda reading: _day_rows(reading, clinic_id, period), as_)


def _table(
    name: str, header: tuple[str, ...], clinic_id: UUID, rows: Callable[[Session], Rows], as_: str
) -> StreamingResponse:
    content = _xlsx(header, clinic_id, rows) if as_ == "xlsx" else _csv(header, clinic_id, rows)
    media_type = _XLSX if as_ == "xlsx" else "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="amble-{name}.{as_}"'}
    return StreamingResponse(content, media_type=media_type, headers=headers)


def _read(clinic_id: UUID, rows: Callable[[Session], Iterable[Any]]) -> Iterator[Any]:
    """Rows read within a unit of work of their own: the answer outlives the request's."""
    with wiring.database().unit_of_work() as session:
        confine(session, clinic_id)
        yield from rows(session)


def _csv(header: tuple[str, ...], clinic_id: UUID, rows: Callable[[Session], Rows]) -> Iterator[str]:
    # Spreadsheets take UTF-8 for what it is only with a mark in front.
    yield "\ufeff"
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(header)
    for row in _read(clinic_id, rows):
        writer.writerow([_safe(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _xlsx(header: tuple[str, ...], clinic_id: UUID, rows: Callable[[Session], Rows]) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, book.add_format({"bold": True}))
        for number, row in enumerate(_read(clinic_id, rows), start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value is not None:
                    sheet.write_string(number, column, str(value))
        book.close()
        file.seek(0)
        while chunk := file.read(64 * 1024):
            yield chunk


_FHIR: dict[int | str, dict[str, Any]] = {200: {"content": {fhir.MEDIA_TYPE: {}}, "description": "A FHIR R4 Bundle"}}


@router.get("/patients/{patient_id}/fhir", response_class=Response, responses=_FHIR)
def export_fhir(patient_id: PatientId, session: Work, caller: AsReader) -> Response:
    """All about one patient as a FHIR R4 Bundle (collection)."""
    patient, enrolment = find_patient(session, caller, patient_id)
    bundle = fhir.bundle(export.record_of(session, patient, enrolment), caller.now)
    return Response(orjson.dumps(bundle), media_type=fhir.MEDIA_TYPE)


_NDJSON: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/fhir+ndjson": {}}, "description": "One resource a line"}
}
Kind = Literal[
    "Patient", "PlanDefinition", "CarePlan", "Goal", "Observation", "Communication", "Consent", "Flag", "Task",
    "Provenance",
]  # fmt: skip


@router.get("/exports/fhir/{kind}", response_class=StreamingResponse, responses=_NDJSON)
def export_fhir_of_all(
    kind: Annotated[Kind, Path(description="The type of resource")], session: Work, caller: AsExporter
) -> StreamingResponse:
    """One type of FHIR R4 resource for all patients as NDJSON, one resource a line, as in a bulk export."""
    _note(session, caller, f"fhir/{kind}")
    clinic_id = caller.clinic_id

    def resources(reading: Session) -> Iterator[Resource]:
        for patient, enrolment in everybody(reading, clinic_id, FindPatients()):
            yield from fhir.RESOURCES[kind](export.record_of(reading, patient, enrolment))

    def lines() -> Iterator[bytes]:
        seen: set[str] = set()
        for resource in _read(clinic_id, resources):
            # Patients share the clinic's settings: each version is told once.
            if kind == "PlanDefinition" and resource["id"] in seen:
                continue
            seen |= {resource["id"]} if kind == "PlanDefinition" else set()
            yield orjson.dumps(resource, option=orjson.OPT_APPEND_NEWLINE)

    return StreamingResponse(lines(), media_type="application/fhir+ndjson")


_CALENDAR: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {}}, "description": "A calendar"}}


@router.get("/patients/{patient_id}/calendar", response_class=Response, responses=_CALENDAR)
def export_calendar(patient_id: PatientId, session: Work, caller: AsReader) -> Response:
    """The plan as an iCalendar: a day an event, without a name or a word on health in it."""
    _, enrolment = find_patient(session, caller, patient_id)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Amble//Walking plan//EN")
    calendar.add("version", "2.0")
    for plan in queries.plans_in_force(session, enrolment.id):
        event = icalendar.Event()
        event.add("uid", f"{plan.enrolment_id}-{plan.day.isoformat()}@amble")
        event.add("sequence", plan.revision - 1)
        event.add("dtstamp", plan.decided_at)
        event.add("dtstart", plan.day)
        event.add("dtend", plan.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"Walks: {' + '.join(map(str, plan.walks))} min" if plan.walks else "Rest")
        calendar.add_component(event)
    return Response(calendar.to_ical(), media_type="text/calendar; charset=utf-8")
