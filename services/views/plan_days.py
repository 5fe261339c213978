"""Each plan day of one patient: the plan and its reason, the report, the light, and the settings version."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from schemas.tables.people import Enrolment
from services.storage.queries.days import DAYS_OF_PATIENT, FUNCTION_TOLD
from services.views.measures import Period


def days(session: Session, enrolment: Enrolment, period: Period) -> Sequence[Any]:
    """The plan days of a period, the oldest first."""
    asked = {"enrolment": enrolment.id, "since": period.since, "until": period.until}
    return session.execute(DAYS_OF_PATIENT, asked).all()


def function_told(session: Session, enrolment: Enrolment) -> Sequence[Any]:
    """Each day on which a patient told how well they can do what matters, the oldest first."""
    return session.execute(FUNCTION_TOLD, {"enrolment": enrolment.id}).all()
