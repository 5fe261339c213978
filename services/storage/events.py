"""How is an event about a patient written down? Ids and numbers only."""

from datetime import datetime

from schemas.events import Fact
from schemas.people import Enrolment

AMBLE = "amble"
PATIENT = "patient"


def happened(name: str, enrolment: Enrolment, now: datetime, *, actor: str = AMBLE, **detail: str | int | None) -> Fact:
    """An event in the past tense about one enrolment."""
    return Fact(
        at=now,
        name=name,
        actor=actor,
        clinic_id=enrolment.clinic_id,
        patient_id=enrolment.patient_id,
        subject=f"enrolment:{enrolment.id}",
        detail=detail,
    )
