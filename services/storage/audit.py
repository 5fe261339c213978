"""Writes down every time a user reads a patient's data."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from schemas.tables.events import Fact
from schemas.tables.identity import User
from schemas.tables.people import Enrolment
from services.storage.database import save


def note_read(session: Session, user: User, enrolment: Enrolment, what: str, now: datetime) -> None:
    """Note that a user read one patient; what names the request."""
    event = Fact(
        at=now,
        name="patient.read",
        actor=f"user:{user.id}",
        clinic_id=enrolment.clinic_id,
        patient_id=enrolment.patient_id,
        subject=f"enrolment:{enrolment.id}",
        detail={"by": what},
    )
    save(session, event=event)


def note_listed(session: Session, user: User, patient_ids: Sequence[uuid.UUID], what: str, now: datetime) -> None:
    """Note that a user saw several patients at once; with no patients there is nothing to note."""
    if patient_ids:
        event = Fact(
            at=now,
            name="patients.listed",
            actor=f"user:{user.id}",
            clinic_id=user.clinic_id,
            subject=f"clinic:{user.clinic_id}",
            detail={"by": what, "patients": [str(patient_id) for patient_id in patient_ids]},
        )
        save(session, event=event)
