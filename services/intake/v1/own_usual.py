"""May a patient's own usual pain be signed, and what becomes of the signature?"""

from fastapi import APIRouter
from sqlmodel import Session

from schemas.api.answers import PatientOut
from schemas.api.care import HoldCourse, SignUsual
from schemas.api.course_answers import OwnUsualOut
from schemas.tables.people import Enrolment, Patient
from services.intake.request.caller import AsReader, AsTherapist, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS
from services.intake.v1.shown import patient_out
from services.journey.caring import own_usual
from services.journey.refusals import CourseDoesNotRun
from services.storage.case import Batch

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["care"], responses=PROBLEMS)


@router.get("/patients/{patient_id}/own-usual")
def show_own_usual(patient_id: PatientId, session: Work, caller: AsReader) -> OwnUsualOut:
    """The pain that is signed as this patient's usual, what may be signed, and what their days propose."""
    patient, enrolment = find_patient(session, caller, patient_id)
    return _out(own_usual.usual_of(Batch(session, caller.now).look_at(enrolment, patient)))


@router.post("/patients/{patient_id}/own-usual")
def sign_own_usual(patient_id: PatientId, request: SignUsual, session: Work, caller: AsTherapist) -> PatientOut:
    """Sign a patient's usual pain: days up to it keep the plan, and several of them earn a smaller step."""
    patient, enrolment = find_patient(session, caller, patient_id)
    enrolment = own_usual.sign(session, enrolment.id, request, f"user:{caller.user.id}", caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/own-usual/refuse")
def refuse_own_usual(patient_id: PatientId, request: HoldCourse, session: Work, caller: AsTherapist) -> PatientOut:
    """Say no where a signature is asked for: nothing changes; it may be asked again after some weeks."""
    patient, enrolment = find_patient(session, caller, patient_id)
    enrolment = own_usual.refuse(session, enrolment.id, f"user:{caller.user.id}", request.note, caller.now)
    return patient_out(session, patient, enrolment)


@router.post("/patients/{patient_id}/own-usual/end")
def end_own_usual(patient_id: PatientId, request: HoldCourse, session: Work, caller: AsTherapist) -> PatientOut:
    """End a signed usual: yellow days ease the plan again."""
    patient, enrolment = find_patient(session, caller, patient_id)
    enrolment = own_usual.end(session, enrolment.id, f"user:{caller.user.id}", request.note, caller.now)
    return patient_out(session, patient, enrolment)


def own_usual_if_any(session: Session, caller: Caller, patient: Patient, enrolment: Enrolment) -> OwnUsualOut | None:
    """What a clinician may sign from; None while no course runs."""
    try:
        return _out(own_usual.usual_of(Batch(session, caller.now).look_at(enrolment, patient)))
    except CourseDoesNotRun:
        return None


def _out(usual: own_usual.Usual) -> OwnUsualOut:
    return OwnUsualOut(
        signed=usual.signed, proposed=usual.proposed, least=usual.least, most=usual.most, is_asked=usual.is_asked
    )
