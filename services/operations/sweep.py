"""What happens when a patient does not answer in time: alerts about courses that have not begun, and opting out.

A person is alerted if a patient has not begun in three days, or has not answered a question about a foot. A patient who
was asked whether they want no more texts, and does not answer within a day, gets none.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from services.journey.alerting.alerts import raise_alert
from services.journey.deciding import foot
from services.journey.hearing import stopping
from services.storage.case import in_hand
from services.storage.queries.due import SWEPT_DUE, SWEPT_STILL


def due(session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()) -> Sequence[uuid.UUID]:
    """Enrolments that have waited too long, the longest first; locked, without those that another worker holds."""
    return session.execute(SWEPT_DUE, {"now": now, "limit": limit, "besides": list(besides)}).scalars().all()


def sweep(session: Session, enrolment_ids: Sequence[uuid.UUID], now: datetime) -> None:
    """Act on each enrolment that still waits."""
    with in_hand(session, now) as batch:
        held = batch.cases(enrolment_ids)
        still = set(session.execute(SWEPT_STILL, {"now": now, "ids": list(held)}).scalars())
        for key, case in held.items():
            if case.enrolment.foot_asked_at is not None or stopping.is_asked(case):
                foot.stays_unanswered(case)
                stopping.stays_unanswered(case)
            elif key in still:
                raise_alert(case, AlertKind.NOT_BEGUN)
