"""What does time alone bring about? Who has not begun in three days is a person's matter; so is an unanswered foot."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from schemas.alerts import AlertKind
from services.journey import foot
from services.journey.escalate import raise_alert
from services.storage import records

# Since when somebody waits: they were asked for READY of our own accord, or consented and have no shoes yet.
_SINCE = """
    CASE WHEN waiting.status = 'awaiting_shoes' THEN waiting.consented_at ELSE coalesce((
        SELECT max(text.created_at) FROM outbound_text AS text
        WHERE text.enrolment_id = waiting.id AND text.kind = 'consent' AND text.inbound_id IS NULL
    ), waiting.created_at) END
"""
# One alert for each time that somebody waits, and none beside a matter that explains it.
DUE_AT = f"""
    SELECT waiting.id, {_SINCE} + interval '3 days' AS due_at FROM enrolment AS waiting
    WHERE waiting.status IN ('awaiting_consent', 'awaiting_shoes') AND NOT EXISTS (
        SELECT FROM alert WHERE alert.patient_id = waiting.patient_id
        AND (alert.kind = 'not_begun' AND alert.opened_at >= {_SINCE}
            OR alert.kind IN ('wrong_person', 'death_told') AND alert.closed_at IS NULL))
    UNION ALL
    SELECT id, foot_asked_at + interval '60 minutes' FROM enrolment WHERE foot_asked_at IS NOT NULL
"""  # noqa: S608  (our own words only)
_DUE = sa.text(f"SELECT id FROM ({DUE_AT}) AS waiting WHERE due_at <= :now ORDER BY due_at LIMIT :limit")  # noqa: S608


def due(session: Session, now: datetime, limit: int) -> Sequence[uuid.UUID]:
    """Enrolments that have waited for too long, the longest first."""
    return session.execute(_DUE, {"now": now, "limit": limit}).scalars().all()


def sweep(session: Session, enrolment_ids: Sequence[uuid.UUID], now: datetime) -> None:
    """Let time take effect for each that still waits."""
    held = records.lock_enrolments(session, enrolment_ids)
    still = set(session.execute(_DUE, {"now": now, "limit": None}).scalars())
    for enrolment, patient in held.values():
        if enrolment.foot_asked_at is not None:
            foot.stays_unanswered(session, enrolment, patient, now)
        elif enrolment.id in still:
            raise_alert(session, AlertKind.NOT_BEGUN, enrolment, now)
