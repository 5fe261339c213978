"""What may admins and therapists ask about patients? Enrol, find, look at, change."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sqlmodel import Session

from schemas.answers import EnrolledPatient, ExtraOut, PatientOut, Patients, PlanOut, TextOut, WalkOut
from schemas.api import NewPatient, OrderedExtra, PatientChange, PromptTimes
from schemas.care import FindPatients
from schemas.messages import OutboundText
from schemas.people import Enrolment, EnrolmentStatus, Patient, SettingsVersion
from schemas.plans import PlanDay
from schemas.settings import ProgressionSettings
from schemas.steering import Timeline, TimelineItem
from schemas.vocabulary import CareFlag, State
from services.intake import queries
from services.intake.clinics import PROBLEMS, BothVersions
from services.intake.cursors import cursor, parts_of
from services.intake.once import OnceRoute
from services.intake.problems import ProblemError
from services.intake.refusing import refusing
from services.intake.session import AsEnroller, AsReader, Caller, Work
from services.journey import timeline
from services.journey.audit import note_listed, note_read
from services.journey.change import change as change_of
from services.journey.change import mark
from services.journey.edit import Edit
from services.journey.enrol import enrol
from services.journey.find import find
from services.progression.lines import extra_lines, walk_lines
from services.progression.replay import decision_from_record
from services.storage import history, records

router = APIRouter(route_class=OnceRoute, prefix="/v1/patients", tags=["patients"], responses=PROBLEMS)
Limit = Annotated[int, Query(ge=1, le=200)]
After = Annotated[UUID | None, Query(description="next_after of the page before")]
PatientId = Annotated[UUID, Path(description="The patient's id")]


def plan_out(session: Session, plan: PlanDay) -> PlanOut:
    """A plan as the API shows it."""
    settings = session.get_one(SettingsVersion, plan.settings_id)
    decision = decision_from_record(plan.decision)
    return PlanOut(
        day=plan.day,
        revision=plan.revision,
        state=plan.state,
        light=plan.light.value,
        walks=plan.walks,
        minutes=plan.minutes,
        pace=decision.prescription.pace,
        walk_lines=[WalkOut.model_validate(asdict(line)) for line in walk_lines(decision)],
        extras=[
            ExtraOut.model_validate(asdict(line))
            for line in extra_lines(decision, ProgressionSettings.model_validate(settings.values))
        ],
        rule=plan.rule,
        reason=plan.reason,
        explanation=plan.explanation,
        patient_explanation=plan.patient_explanation,
        settings_version=settings.version,
        rules_version=plan.rules_version,
        decided_at=plan.decided_at,
    )


def text_out(text: OutboundText) -> TextOut:
    """A text as the API shows it."""
    return TextOut(
        id=text.id,
        kind=text.kind,
        local_date=text.local_date,
        due_at=text.due_at,
        send_before=text.send_before,
        state=text.state.value,
        suppression=text.suppression.value if text.suppression else None,
        body=text.body,
        sent_at=text.sent_at,
    )


def patient_out(session: Session, patient: Patient, enrolment: Enrolment) -> PatientOut:
    """A patient as the API shows them."""
    newest = history.newest_plan_of(session, enrolment)
    return _patient_out(patient, enrolment, newest.state if newest else None)


def _patient_out(patient: Patient, enrolment: Enrolment, state: State | None) -> PatientOut:
    return PatientOut(
        id=patient.id,
        phone=patient.phone or None,
        phone_checked_because=patient.phone_checked_because,
        zone=patient.zone,
        language=patient.language,
        first_name=patient.first_name,
        status=enrolment.status,
        state=state,
        diagnosis=enrolment.diagnosis,
        flags=[CareFlag(flag) for flag in enrolment.flags],
        therapist_id=enrolment.therapist_id,
        prompt_times=PromptTimes(morning=enrolment.morning_time, evening=enrolment.evening_time),
        extras=[OrderedExtra.model_validate(order) for order in enrolment.extras],
        baseline_minutes=enrolment.baseline_minutes,
        course_first_day=enrolment.course_first_day,
        discharged_at=enrolment.discharged_at,
        discharge_reason=enrolment.discharge_reason,
        erased_at=patient.erased_at,
        created_at=patient.created_at,
    )


def found(session: Session, caller: Caller, patient_id: UUID) -> tuple[Patient, Enrolment]:
    """The caller's own patient with this id, and the look noted; a patient of another clinic is not found."""
    patient = session.get(Patient, patient_id)
    if patient is None or patient.clinic_id != caller.clinic_id:
        raise ProblemError(404, "patient-not-found", "No patient of this clinic has that id.")
    enrolment = records.enrolment_of_patient(session, patient.id)
    # A request that looks several times looks once.
    if patient_id not in caller.looked_at:
        caller.looked_at.add(patient_id)
        note_read(session, caller.user, enrolment, caller.asked, caller.now)
    return patient, enrolment


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


def _wanted(
    status: Annotated[EnrolmentStatus | None, Query(description="Only those")] = None,
    therapist_id: Annotated[UUID | None, Query(description="Only this therapist's")] = None,
) -> FindPatients:
    return FindPatients(status=status, therapist_id=therapist_id)


Wanted = Annotated[FindPatients, Depends(_wanted, scope="function")]


def _page(session: Session, caller: Caller, wanted: FindPatients, after: UUID | None, limit: int) -> Patients:
    rows = find(session, caller.clinic_id, wanted, after=after, limit=limit + 1)
    states = history.newest_states(session, [enrolment for _, enrolment in rows[:limit]])
    items = [_patient_out(patient, enrolment, states.get(enrolment.id)) for patient, enrolment in rows[:limit]]
    note_listed(session, caller.user, [item.id for item in items], caller.asked, caller.now)
    return Patients(items=items, next_after=str(items[-1].id) if len(rows) > limit else None)


@router.get("")
def list_patients(session: Work, caller: AsReader, wanted: Wanted, limit: Limit = 50, after: After = None) -> Patients:
    """The clinic's patients, a page at a time."""
    return _page(session, caller, wanted, after, limit)


@router.post("/search")
def search_patients(
    request: FindPatients, session: Work, caller: AsReader, limit: Limit = 50, after: After = None
) -> Patients:
    """Patients by number, by a part of the first name, by status and therapist."""
    return _page(session, caller, request, after, limit)


@router.get("/{patient_id}")
def show_patient(patient_id: PatientId, response: Response, session: Work, caller: AsReader) -> PatientOut:
    """One patient; the ETag goes into If-Match when they are changed."""
    patient, enrolment = found(session, caller, patient_id)
    response.headers["ETag"] = f'"{mark(patient, enrolment)}"'
    return patient_out(session, patient, enrolment)


@router.patch("/{patient_id}")
def change_patient(
    patient_id: PatientId, change: PatientChange, session: Work, caller: AsEnroller, versions: BothVersions
) -> PatientOut:
    """Change zone, language, name, prompt times, therapist, flags, extras; texts not yet gone get their new hour."""
    _, enrolment = found(session, caller, patient_id)
    edit = Edit(change, versions.seen)
    patient, enrolment = change_of(session, enrolment.id, edit, f"user:{caller.user.id}", caller.now)
    versions.answer(mark(patient, enrolment))
    return patient_out(session, patient, enrolment)


@router.get("/{patient_id}/plans")
def list_plans(
    patient_id: PatientId, session: Work, caller: AsReader, limit: Annotated[int, Query(ge=1, le=400)] = 60
) -> list[PlanOut]:
    """Every decision about this patient with its reason, the newest first."""
    _, enrolment = found(session, caller, patient_id)
    return [plan_out(session, plan) for plan in queries.newest_plans(session, enrolment.id, limit)]


@router.get("/{patient_id}/texts")
def list_texts(
    patient_id: PatientId, session: Work, caller: AsReader, limit: Annotated[int, Query(ge=1, le=400)] = 60
) -> list[TextOut]:
    """What is due to this patient and what became of what was due, the latest first."""
    _, enrolment = found(session, caller, patient_id)
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
    patient, enrolment = found(session, caller, patient_id)
    before = timeline.LATEST if after is None else timeline.Point(*parts_of(after, datetime.fromisoformat, str, str))
    rows = timeline.page(session, patient, enrolment, before=before, limit=limit + 1)
    items = [TimelineItem(**asdict(row)) for row in rows[:limit]]
    last = items[-1] if len(rows) > limit else None
    return Timeline(items=items, next_after=cursor(last.at, last.what, last.id) if last else None)
