"""How many texts people had to read, how long these waited, and what was answered: for a clinic and for all."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from schemas.api.to_read import ToReadMeasures
from services.storage.queries.to_read import ANSWERED_IN_PERIOD, WAITING_ANYWHERE, WAITING_SINCE


def of_clinic(session: Session, clinic_id: uuid.UUID, since: date, until: date) -> ToReadMeasures:
    """A clinic's figures between two dates (UTC), both included."""
    first, last = (datetime.combine(day, time(), UTC) for day in (since, until + timedelta(days=1)))
    asked = {"clinic": clinic_id, "since": first, "until": last}
    rows = session.execute(ANSWERED_IN_PERIOD, asked).all()
    waited = sorted(int(seconds) // 60 for row in rows for seconds in row.waited)
    waiting: int = session.execute(WAITING_SINCE, {"clinic": clinic_id, "until": last}).scalar_one()
    return ToReadMeasures(
        texts=len(waited) + waiting,
        waiting=waiting,
        answered={row.answer: row.texts for row in rows},
        waited_median=waited[len(waited) // 2] if waited else None,
        waited_longest=waited[-1] if waited else None,
    )


def waiting_now(session: Session, now: datetime) -> Iterator[tuple[str, float]]:
    """How many texts of all clinics wait, and for how many seconds the oldest has waited."""
    row = session.execute(WAITING_ANYWHERE).one()
    yield "amble_texts_to_read", row.number
    yield "amble_text_to_read_oldest_seconds", max(0.0, (now - row.oldest).total_seconds()) if row.oldest else 0.0
