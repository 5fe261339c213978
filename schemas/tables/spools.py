"""What waits on the disks of the API processes, as each last reported; the entries themselves are on those disks."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from schemas.tables import columns


class SpoolReport(SQLModel, table=True):
    """A disk that holds something: what still waits to be stored and what was put aside, since when.

    A disk that holds nothing has no row. told_at grows old if no API process serves the disk any more.
    """

    __tablename__ = "spool"

    id: str = Field(primary_key=True, max_length=64)
    waiting: int
    waiting_since: datetime | None = columns.time(optional=True)
    refused: int
    refused_since: datetime | None = columns.time(optional=True)
    told_at: datetime = columns.time()
