"""The patient that a request names, if its caller may see them."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from sqlmodel import Session

from schemas.tables.people import Enrolment, Patient
from services.intake.request.caller import Caller
from services.intake.request.problems import ProblemError
from services.storage import records
from services.storage.audit import note_read

PatientId = Annotated[UUID, Path(description="The patient's id")]


def find_patient(session: Session, caller: Caller, patient_id: UUID) -> tuple[Patient, Enrolment]:
    """The patient with this id, if they belong to the caller's clinic; the look is recorded in the audit."""
    patient = session.get(Patient, patient_id)
    if patient is None or patient.clinic_id != caller.clinic_id:
        raise ProblemError(404, "patient-not-found", "No patient of this clinic has that id.")
    enrolment = records.enrolment_of_patient(session, patient.id)
    # Several looks within one request count as one.
    if patient_id not in caller.patients_shown:
        caller.patients_shown.add(patient_id)
        note_read(session, caller.user, enrolment, caller.operation, caller.now)
    return patient, enrolment
