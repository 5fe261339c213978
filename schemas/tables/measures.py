"""Stored measures: scores entered by a therapist, and measures of large clinics computed in advance."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from schemas.limits import BEST_EARS
from schemas.tables import columns


class EarsScore(SQLModel, table=True):
    """A score of the Exercise Adherence Rating Scale, section B: six items of 0-4, 0-24 together, higher is better."""

    __tablename__ = "ears_score"
    __table_args__ = (columns.within("score", 0, BEST_EARS, name="score_in_range"),)

    id: int | None = columns.serial()
    enrolment_id: UUID = columns.link("enrolment.id")
    day: date
    score: int
    by: str = Field(max_length=80)
    at: datetime = columns.time()


class KeptMeasures(SQLModel, table=True):
    """Measures of a clinic in a period, used while recent enough; all of it can be computed again."""

    __tablename__ = "kept_measures"

    clinic_id: UUID = Field(foreign_key="clinic.id", primary_key=True)
    since: date = Field(primary_key=True)
    until: date = Field(primary_key=True)
    counted_at: datetime = columns.time()
    counted: dict[str, Any] = columns.document()
