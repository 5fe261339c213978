"""Which patients would erasing by age erase, and from when on? Shown before anybody is erased."""

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
    """A patient who would be erased, and when they were discharged."""

    patient_id: uuid.UUID
    discharged_at: datetime


@dataclass(frozen=True, slots=True)
class LookAhead:
    """How many patients would be erased from `starts` on; `shown` lists some, those discharged longest ago first."""

    starts: datetime
    patients: int
    shown: list[Forgotten]


def look_ahead(session: Session, clinic: Clinic, days: int, now: datetime) -> LookAhead:
    """The effect of a number of days: from its first day if the number is new, at once if it is already in force."""
    stands = clinic.erase_after_days == days and clinic.erase_from is not None
    starts = max(clinic.erase_from, now) if stands and clinic.erase_from else now + ERASE_NOBODY_FOR
    count, first = people.discharged_until(session, clinic.id, starts - timedelta(days=days), MOST_SHOWN)
    return LookAhead(starts, count, [Forgotten(*row) for row in first])
