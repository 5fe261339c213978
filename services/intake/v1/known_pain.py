"""Which red days are known to the team, and may that be said, or ended?"""

from fastapi import APIRouter
from sqlmodel import Session

from schemas.api.answers import PatientOut
from schemas.api.care import HoldCourse, KnowPain
from schemas.api.course_answers import KnownOut, KnownPainOut
from schemas.tables.people import Enrolment, Patient
from services.intake.request.caller import AsReader, AsTherapist, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS
from services.intake.v1.shown import patient_out
from services.journey.caring import known_pain
from services.journey.refusals import CourseDoesNotRun
from services.storage.case import Batch

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["care"], responses=PROBLEMS)


@router.get("/patients/{patient_id}/known-pain")
def show_known_pain(patient_id: PatientId, session: Work, caller: AsReader) -> KnownPainOut:
    """Up to which pain red days raise no alert, who said so and until when; and what may be said."""
    patient, enrolment = find_patient(session, caller, patient_id)
    return _out(known_pain.known_of(Batch(session, caller.now).look_at(enrolment, patient)))


@router.post("/patients/{patient_id}/known-pain")
def say_pain_is_known(patient_id: PatientId, request: KnowPain, session: Work, caller: AsTherapist) -> PatientOut:
    """Red days up to a pain raise no alert until a day. Plans stay as they are; rest used up is told all the same."""
    patient, enrolment = find_patient(session, caller, patient_id)
    enrolment = known_pain.say(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/known-pain/end")
def end_known_pain(patient_id: PatientId, request: HoldCourse, session: Work, caller: AsTherapist) -> PatientOut:
    """Be told of every red day again."""
    patient, enrolment = find_patient(session, caller, patient_id)
    enrolment = known_pain.end(session, enrolment.id, f"user:{caller.user.id}", request.note, caller.now)
    return patient_out(session, patient, enrolment)


def known_pain_if_any(session: Session, caller: Caller, patient: Patient, enrolment: Enrolment) -> KnownPainOut | None:
    """What is known, and what may be said; None while no course runs."""
    try:
        return _out(known_pain.known_of(Batch(session, caller.now).look_at(enrolment, patient)))
    except CourseDoesNotRun:
        return None


def _out(known: known_pain.KnownPain) -> KnownPainOut:
    act = known.in_force
    in_force = None
    if act is not None and act.known_up_to is not None and act.known_until is not None:
        in_force = KnownOut(up_to=act.known_up_to, until=act.known_until, by=act.by, at=act.at)
    return KnownPainOut(in_force=in_force, least=known.least, most=known.most, latest=known.latest)
