"""The offset of a rehearsal's clock. Without a row there is none."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class RehearsalClock(SQLModel, table=True):
    """How far a rehearsal's clock is turned; production has no row, and refuses to start if there is one."""

    __tablename__ = "rehearsal_clock"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_clock"),)

    id: int = Field(default=1, primary_key=True)
    turned_by: timedelta = Field(sa_type=sa.Interval, nullable=False)
