"""By how much is a rehearsal's clock turned? Without a row, by nothing."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class RehearsalClock(SQLModel, table=True):
    """How far a rehearsal's clock is turned; production has no row, and refuses to start where there is one."""

    __tablename__ = "rehearsal_clock"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_clock"),)

    id: int = Field(default=1, primary_key=True)
    turned_by: timedelta = Field(sa_type=sa.Interval, nullable=False)
