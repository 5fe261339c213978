"""Has a course not grown for weeks, why, and what would have freed it?"""

from dataclasses import asdict

from fastapi import APIRouter
from sqlmodel import Session

from schemas.api.course_answers import StandstillOut
from schemas.tables.people import Enrolment, Patient
from services.intake.request.caller import AsReader, Caller, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.patient import PatientId, find_patient
from services.intake.request.route import PROBLEMS
from services.journey.prescribing.standstill import stands_still
from services.storage.case import Batch

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["patients"], responses=PROBLEMS)


@router.get("/patients/{patient_id}/standstill")
def show_standstill(patient_id: PatientId, session: Work, caller: AsReader) -> StandstillOut | None:
    """Why a course has not grown for weeks, and the smallest change of settings that would have freed its last days."""
    return standstill_if_any(session, caller, *find_patient(session, caller, patient_id))


def standstill_if_any(session: Session, caller: Caller, patient: Patient, enrolment: Enrolment) -> StandstillOut | None:
    """Of a course whose standstill waits for a person; None for all others."""
    found_out = stands_still(session, Batch(session, caller.now).look_at(enrolment, patient))
    return None if found_out is None else StandstillOut.model_validate(asdict(found_out))
