"""What is overdue, and for whom?"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from services.progression import calendar
from services.storage.queries.due import BEHIND, DAYS_BEHIND, MISSING_TEXTS

# What is later than this is behind: several ticks, and more than a queue's usual wait.
LATE = timedelta(minutes=2)
# Longer than the receipts of a text that reached a phone take.
NO_RECEIPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing that should have happened: what, the id of its row, whose, and since when."""

    what: str
    id: str
    patient_id: uuid.UUID | None
    since: datetime


def behind(session: Session, now: datetime, *, clinic_id: uuid.UUID | None = None, limit: int = 200) -> list[Behind]:
    """Everything that is behind, the longest first; for one clinic, only what concerns its patients."""
    asked = {
        "day": calendar.utc_day(now),
        "clinic": clinic_id,
        "late": now - LATE,
        "no_receipt": now - NO_RECEIPT,
        "days_ago": now - timedelta(days=2),
        "limit": limit,
    }
    return [Behind(*row) for row in session.execute(BEHIND, asked)]


@dataclass(frozen=True, slots=True)
class DaysBehind:
    """How many plan days have ended and are not closed, and when the first of them ended (UTC); None: none has."""

    number: int
    oldest: datetime | None


def days_behind(session: Session, now: datetime) -> DaysBehind:
    """How far the night is. Some have always ended just now; it is their age that tells whether workers are missing."""
    return DaysBehind(*session.execute(DAYS_BEHIND, {"now": now}).one())


def missing_texts(
    session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()
) -> Sequence[uuid.UUID]:
    """Enrolments in the loop for which no text of the coming day was ever made; locked."""
    asked = {"day": calendar.utc_day(now), "limit": limit, "besides": list(besides)}
    return session.execute(MISSING_TEXTS, asked).scalars().all()
