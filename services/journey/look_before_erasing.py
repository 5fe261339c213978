"""Whom would a clinic's forgetting by age erase, and from when on? Looked at before anybody is erased."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.people import Clinic, Enrolment, Patient
from services.journey.clinics import ERASE_NOBODY_FOR

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A patient who would be erased first, and when they left."""

    patient_id: uuid.UUID
    discharged_at: datetime


@dataclass(frozen=True, slots=True)
class LookAhead:
    """Nobody is erased before `starts`; then everybody of `patients`, of whom the first of `shown` left longest ago."""

    starts: datetime
    patients: int
    shown: list[Forgotten]


def look_ahead(session: Session, clinic: Clinic, days: int, now: datetime) -> LookAhead:
    """What so many days would do: on its first day, if it is new; at once, if it is what stands and runs already."""
    stands = clinic.erase_after_days == days and clinic.erase_from is not None
    starts = max(clinic.erase_from, now) if stands and clinic.erase_from else now + ERASE_NOBODY_FOR
    meant = (
        select(Patient.id, Enrolment.discharged_at)
        .join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
        .where(col(Patient.clinic_id) == clinic.id, col(Patient.erased_at).is_(None))
        .where(col(Enrolment.discharged_at) <= starts - timedelta(days=days))
    )
    count = session.execute(sa.select(sa.func.count()).select_from(meant.subquery())).scalar_one()
    first = session.execute(meant.order_by(col(Enrolment.discharged_at), col(Patient.id)).limit(MOST_SHOWN)).all()
    return LookAhead(starts, count, [Forgotten(*row) for row in first])
