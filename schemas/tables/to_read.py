"""What a person read in words that the program could not, and whether it may train the ear."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.limits import WORST_PAIN
from schemas.statements import statement
from schemas.tables import columns


class ReadAnswer(StrEnum):
    """What a person decided about a text that waited to be read.

    settled: it was closed with its alert, on the worklist or by clearing a hold. taken_back: the answer before it was
    undone, and the text waits again.
    """

    NOTHING = "nothing"
    SCORE = "score"
    DANGER = "danger"
    CRISIS = "crisis"
    CALL = "call"
    TEXT = "text"
    SETTLED = "settled"
    TAKEN_BACK = "taken_back"


class TextAnswer(SQLModel, table=True):
    """One answer to one text; append-only. number counts the answers of a text from 0, so that no two share one.

    pain is the score that a person read (0-10), with the answer score and no other.
    """

    __tablename__ = "text_answer"
    __table_args__ = (
        sa.UniqueConstraint("inbound_id", "number"),
        columns.within("pain", 0, WORST_PAIN, name="pain_in_range"),
        sa.CheckConstraint(
            statement("(answer = :score) = (pain is not null)", score=ReadAnswer.SCORE), name="pain_of_a_score"
        ),
        sa.Index("ix_text_answer_clinic_id_at", "clinic_id", "at"),
    )

    id: int | None = columns.serial()
    clinic_id: UUID = columns.link("clinic.id", index=False)
    patient_id: UUID = columns.link("patient.id", index=False)
    inbound_id: int = Field(sa_column=sa.Column(sa.BigInteger, sa.ForeignKey("inbound_text.id"), nullable=False))
    number: int
    answer: ReadAnswer = columns.word(ReadAnswer)
    pain: int | None = None
    by: str = Field(max_length=80)
    at: datetime = columns.time()


class EarConsent(SQLModel, table=True):
    """Whether a clinic lets its answered texts train the second ear, without names; append-only, the newest counts.

    person is who agreed for the clinic, agreed_on the date on which they did; by is who recorded it.
    """

    __tablename__ = "ear_consent"

    id: int | None = columns.serial()
    clinic_id: UUID = columns.link("clinic.id")
    agreed: bool
    person: str = Field(max_length=80)
    agreed_on: date
    by: str = Field(max_length=80)
    at: datetime = columns.time()
