"""How many texts did people have to read, how long did they wait, and what was answered? Of a clinic, and of all."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from schemas.to_read import ToReadMeasures
from services.journey.to_read import WAITS

# Of a text, the answer that counts.
_STANDS = """NOT EXISTS (SELECT FROM text_answer AS later
    WHERE later.inbound_id = answer.inbound_id AND later.number > answer.number) AND answer.answer <> 'taken_back'"""
_ANSWERED = sa.text(
    f"""
    SELECT answer.answer, count(*) AS texts, array_agg(extract(epoch FROM answer.at - told.received_at)) AS waited
    FROM text_answer AS answer JOIN inbound_text AS told ON told.id = answer.inbound_id
    WHERE answer.clinic_id = :clinic AND answer.at >= :since AND answer.at < :until AND {_STANDS}
    GROUP BY answer.answer
    """  # noqa: S608  (our own words only)
)
_WAITING = sa.text(
    f"""
    SELECT count(*) FROM inbound_text AS told JOIN patient ON patient.id = told.patient_id
    WHERE told.clinic_id = :clinic AND told.received_at < :until AND patient.erased_at IS NULL AND {WAITS}
    """  # noqa: S608
)
_STANDING = sa.text(
    f"""
    SELECT count(*) AS number, min(told.received_at) AS oldest FROM inbound_text AS told
    JOIN patient ON patient.id = told.patient_id WHERE patient.erased_at IS NULL AND {WAITS}
    """  # noqa: S608
)


def of_clinic(session: Session, clinic_id: uuid.UUID, since: date, until: date) -> ToReadMeasures:
    """Between two dates, both included, by UTC."""
    first, last = (datetime.combine(day, time(), UTC) for day in (since, until + timedelta(days=1)))
    asked = {"clinic": clinic_id, "since": first, "until": last}
    rows = session.execute(_ANSWERED, asked).all()
    waited = sorted(int(seconds) // 60 for row in rows for seconds in row.waited)
    waiting: int = session.execute(_WAITING, {"clinic": clinic_id, "until": last}).scalar_one()
    return ToReadMeasures(
        texts=len(waited) + waiting,
        waiting=waiting,
        answered={row.answer: row.texts for row in rows},
        waited_median=waited[len(waited) // 2] if waited else None,
        waited_longest=waited[-1] if waited else None,
    )


def standing(session: Session, now: datetime) -> Iterator[tuple[str, float]]:
    """How many texts of all clinics wait, and the oldest for how long, seconds."""
    row = session.execute(_STANDING).one()
    yield "amble_texts_to_read", row.number
    yield "amble_text_to_read_oldest_seconds", max(0.0, (now - row.oldest).total_seconds()) if row.oldest else 0.0
