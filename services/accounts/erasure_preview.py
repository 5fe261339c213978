"""Whom would a clinic's forgetting by age erase, and from when on? Looked at before anybody is erased."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.tables.clinics import Clinic
from services.accounts.clinics import ERASE_NOBODY_FOR
from services.storage.queries import people

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
    count, first = people.discharged_until(session, clinic.id, starts - timedelta(days=days), MOST_SHOWN)
    return LookAhead(starts, count, [Forgotten(*row) for row in first])
