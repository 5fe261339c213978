"""What may admins and therapists ask about patients? Enrol, find, look at, change."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlmodel import Session

from schemas.api.answers import EnrolledPatient, PatientOut, Patients, PlanOut, TextOut
from schemas.api.care import FindPatients
from schemas.api.requests import NewPatient, PatientChange
from schemas.api.timeline import Timeline, TimelineItem
from schemas.edit import Edit
from schemas.tables.people import EnrolmentStatus
from services.intake.request import queries
from services.intake.request.caller import AsEnroller, AsReader, Caller, Work
from services.intake.request.cursors import cursor, parts_of
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS, BothVersions
from services.intake.v1.refusing import refusing
from services.intake.v1.shown import patient_in_state, patient_out, plan_out, text_out
from services.journey.caring.details import change as change_of
from services.journey.caring.details import mark
from services.journey.enrolling.enrol import enrol
from services.storage import history
from services.storage.audit import note_listed
from services.views import timeline
from services.views.search import find

router = APIRouter(route_class=OnceRoute, prefix="/v1/patients", tags=["patients"], responses=PROBLEMS)
Limit = Annotated[int, Query(ge=1, le=200)]
After = Annotated[UUID | None, Query(description="next_after of the page before")]


@router.post("", status_code=201)
def enrol_patient(application: NewPatient, session: Work, caller: AsEnroller, http: Request) -> EnrolledPatient:
    """Enrol a patient: makes the first plan and queues the consent text."""
    with refusing(http, caller):
        enrolled = enrol(session, caller.clinic_id, caller.user, application, caller.now)
    return EnrolledPatient(
        patient=patient_out(session, enrolled.patient, enrolled.enrolment),
        plan=plan_out(session, enrolled.plan),
        next_texts=[text_out(text) for text in enrolled.texts],
    )


def _filters(
    status: Annotated[EnrolmentStatus | None, Query(description="Only those")] = None,
    therapist_id: Annotated[UUID | None, Query(description="Only this therapist's")] = None,
) -> FindPatients:
    return FindPatients(status=status, therapist_id=therapist_id)


Filters = Annotated[FindPatients, Depends(_filters, scope="function")]


def _page(session: Session, caller: Caller, filters: FindPatients, after: UUID | None, limit: int) -> Patients:
    rows = find(session, caller.clinic_id, filters, after=after, limit=limit + 1)
    states = history.newest_states(session, [enrolment for _, enrolment in rows[:limit]])
    items = [patient_in_state(patient, enrolment, states.get(enrolment.id)) for patient, enrolment in rows[:limit]]
    note_listed(session, caller.user, [item.id for item in items], caller.operation, caller.now)
    return Patients(items=items, next_after=str(items[-1].id) if len(rows) > limit else None)


@router.get("")
def list_patients(
    session: Work, caller: AsReader, filters: Filters, limit: Limit = 50, after: After = None
) -> Patients:
    """The clinic's patients, a page at a time."""
    return _page(session, caller, filters, after, limit)


@router.post("/search")
def search_patients(
    request: FindPatients, session: Work, caller: AsReader, limit: Limit = 50, after: After = None
) -> Patients:
    """Patients by number, by a part of the first name, by status and therapist."""
    return _page(session, caller, request, after, limit)


@router.get("/{patient_id}")
def show_patient(patient_id: PatientId, response: Response, session: Work, caller: AsReader) -> PatientOut:
    """One patient; the ETag goes into If-Match when they are changed."""
    patient, enrolment = find_patient(session, caller, patient_id)
    response.headers["ETag"] = f'"{mark(patient, enrolment)}"'
    return patient_out(session, patient, enrolment)


@router.patch("/{patient_id}")
def change_patient(
    patient_id: PatientId, change: PatientChange, session: Work, caller: AsEnroller, versions: BothVersions
) -> PatientOut:
    """Change zone, language, name, prompt times, therapist, flags, extras; texts not yet gone get their new hour."""
    _, enrolment = find_patient(session, caller, patient_id)
    edit = Edit(change, versions.expected)
    patient, enrolment = change_of(session, enrolment.id, edit, f"user:{caller.user.id}", caller.now)
    versions.answer(mark(patient, enrolment))
    return patient_out(session, patient, enrolment)


@router.get("/{patient_id}/plans")
def list_plans(
    patient_id: PatientId, session: Work, caller: AsReader, limit: Annotated[int, Query(ge=1, le=400)] = 60
) -> list[PlanOut]:
    """Every decision about this patient with its reason, the newest first."""
    _, enrolment = find_patient(session, caller, patient_id)
    return [plan_out(session, plan) for plan in queries.newest_plans(session, enrolment.id, limit)]


@router.get("/{patient_id}/texts")
def list_texts(
    patient_id: PatientId, session: Work, caller: AsReader, limit: Annotated[int, Query(ge=1, le=400)] = 60
) -> list[TextOut]:
    """What is due to this patient and what became of what was due, the latest first."""
    _, enrolment = find_patient(session, caller, patient_id)
    return [text_out(text) for text in queries.latest_texts(session, enrolment.id, limit)]


@router.get("/{patient_id}/timeline")
def show_timeline(
    patient_id: PatientId,
    session: Work,
    caller: AsReader,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    after: Annotated[str | None, Query(max_length=300, description="next_after of the page before")] = None,
) -> Timeline:
    """Everything that happened with this patient, the newest first."""
    patient, enrolment = find_patient(session, caller, patient_id)
    before = timeline.LATEST if after is None else timeline.Point(*parts_of(after, datetime.fromisoformat, str, str))
    rows = timeline.page(session, patient, enrolment, before=before, limit=limit + 1)
    items = [TimelineItem(**asdict(row)) for row in rows[:limit]]
    last = items[-1] if len(rows) > limit else None
    return Timeline(items=items, next_after=cursor(last.at, last.what, last.id) if last else None)
