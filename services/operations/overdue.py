"""What is overdue, and for whom?"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from services.progression import calendar
from services.storage.queries.due import MISSING_TEXTS, OVERDUE, UNCLOSED_DAYS

# Work that is this late is overdue: several ticks, and more than the usual wait in a queue.
LATE = timedelta(minutes=2)
# Receipts of a text that reached a phone come sooner than this.
NO_RECEIPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Overdue:
    """One thing that should have happened by now: its kind, the id of its row, the patient, and since when."""

    what: str
    id: str
    patient_id: uuid.UUID | None
    since: datetime


def find_overdue(
    session: Session, now: datetime, *, clinic_id: uuid.UUID | None = None, limit: int = 200
) -> list[Overdue]:
    """Everything that is overdue, the longest first; with a clinic, only what concerns its patients."""
    asked = {
        "day": calendar.utc_day(now),
        "clinic": clinic_id,
        "late": now - LATE,
        "no_receipt": now - NO_RECEIPT,
        "days_ago": now - timedelta(days=2),
        "limit": limit,
    }
    return [Overdue(*row) for row in session.execute(OVERDUE, asked)]


@dataclass(frozen=True, slots=True)
class UnclosedDays:
    """The number of plan days that have ended and are not closed, and when the first of them ended (UTC), if any."""

    number: int
    oldest: datetime | None


def unclosed_days(session: Session, now: datetime) -> UnclosedDays:
    """Plan days that wait to be closed. There are always some; if the oldest is old, workers are missing."""
    return UnclosedDays(*session.execute(UNCLOSED_DAYS, {"now": now}).one())


def missing_texts(
    session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()
) -> Sequence[uuid.UUID]:
    """Active enrolments without any text for the coming day, locked."""
    asked = {"day": calendar.utc_day(now), "limit": limit, "besides": list(besides)}
    return session.execute(MISSING_TEXTS, asked).scalars().all()
