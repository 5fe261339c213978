"""What was each day of one patient: the plan and why, what was told, which light it became, by which numbers?"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from schemas.people import Enrolment
from services.journey.measures import Period
from services.journey.queries.days import DAYS_OF_PATIENT


def days(session: Session, enrolment: Enrolment, period: Period) -> Sequence[Any]:
    """Each plan day of a period, the oldest first."""
    asked = {"enrolment": enrolment.id, "since": period.since, "until": period.until}
    return session.execute(DAYS_OF_PATIENT, asked).all()
