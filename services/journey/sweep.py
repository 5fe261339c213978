"""What does time alone bring about? Who has not begun in three days is a person's matter; so is an unanswered foot."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from schemas.alert_kinds import AlertKind, alerts_that
from services.journey import foot
from services.journey.escalate import raise_alert
from services.storage.case import in_hand

# Since when somebody waits: they were asked for READY of our own accord, or consented and have no shoes yet.
_SINCE = """
    CASE WHEN waiting.status = 'awaiting_shoes' THEN waiting.consented_at ELSE coalesce((
        SELECT max(text.created_at) FROM outbound_text AS text
        WHERE text.enrolment_id = waiting.id AND text.kind = 'consent' AND text.inbound_id IS NULL
    ), waiting.created_at) END
"""
_SOMEBODY_ELSE = ", ".join(f"'{kind.value}'" for kind in sorted(alerts_that(lambda kind: kind.somebody_else)))
# One alert for each time that somebody waits, and none beside a matter that explains it.
DUE_AT = f"""
    SELECT waiting.id, {_SINCE} + interval '3 days' AS due_at FROM enrolment AS waiting
    WHERE waiting.status IN ('awaiting_consent', 'awaiting_shoes') AND NOT EXISTS (
        SELECT FROM alert WHERE alert.patient_id = waiting.patient_id
        AND (alert.kind = 'not_begun' AND alert.opened_at >= {_SINCE}
            OR alert.kind IN ({_SOMEBODY_ELSE}) AND alert.closed_at IS NULL))
    UNION ALL
    SELECT id, foot_asked_at + interval '60 minutes' FROM enrolment WHERE foot_asked_at IS NOT NULL
"""  # noqa: S608  (our own words only)
# More are looked at than are taken, for another worker may hold the first.
_DUE = sa.text(
    """
    SELECT id FROM enrolment WHERE id IN (
        SELECT id FROM (WAITING) AS waiting WHERE due_at <= :now AND id <> ALL(CAST(:besides AS uuid[]))
        ORDER BY due_at LIMIT 10 * :limit
    ) LIMIT :limit FOR UPDATE SKIP LOCKED
    """.replace("WAITING", DUE_AT)
)
_STILL = sa.text(
    "SELECT id FROM (WAITING) AS waiting WHERE due_at <= :now AND id = ANY(CAST(:ids AS uuid[]))".replace(
        "WAITING", DUE_AT
    )
)


def due(session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()) -> Sequence[uuid.UUID]:
    """Enrolments that have waited for too long, of the longest first; locked, and without whom another holds."""
    return session.execute(_DUE, {"now": now, "limit": limit, "besides": list(besides)}).scalars().all()


def sweep(session: Session, enrolment_ids: Sequence[uuid.UUID], now: datetime) -> None:
    """Let time take effect for each that still waits."""
    with in_hand(session, now) as batch:
        held = batch.cases(enrolment_ids)
        still = set(session.execute(_STILL, {"now": now, "ids": list(held)}).scalars())
        for key, case in held.items():
            if case.enrolment.foot_asked_at is not None:
                foot.stays_unanswered(case)
            elif key in still:
                raise_alert(case, AlertKind.NOT_BEGUN)
