"""Texts that wait for a person: how they are shown and answered."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, model_validator
from pydantic import Field as Described

from schemas.alert_kinds import AlertKind, Severity
from schemas.api.requests import Pain as PainScore
from schemas.api.requests import RequestBody
from schemas.names import OneLine
from schemas.tables.to_read import ReadAnswer
from schemas.times import Day
from schemas.vocabulary import Language, State

# What a person chooses from; the other two follow from what they do elsewhere.
CHOICES = tuple(answer for answer in ReadAnswer if answer not in (ReadAnswer.SETTLED, ReadAnswer.TAKEN_BACK))


class EarConsentChange(RequestBody):
    """Whether this clinic's answered texts may train the second ear, without names and numbers."""

    agreed: bool
    person: OneLine = Described(min_length=3, max_length=80, description="Who decided it for the clinic, by name")
    agreed_on: Day = Described(description="The date on which they did; not in the future")


class EarConsentOut(BaseModel):
    """The decision in force. Without any decision no text is used: agreed is false, and nobody is named."""

    agreed: bool
    person: str | None
    agreed_on: date | None
    by: str | None
    at: datetime | None


class AnswerText(RequestBody):
    """What a person read in a text that waited for them."""

    answer: ReadAnswer = Described(
        description="nothing: nothing in it. score: pain says which. danger, crisis: the course is held, and the "
        "patient is told at once whom to call. call: the plan waits until the patient was called. text: words are "
        "your answer to the patient"
    )
    pain: PainScore | None = Described(default=None, description="Of score: the worst pain of that day, 0-10")
    words: str | None = Described(
        default=None, min_length=2, max_length=320, description="Of text: as in POST /v1/patients/{patient_id}/texts"
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.answer not in CHOICES:
            raise ValueError(f"answer: must be one of {', '.join(CHOICES)}")
        if (self.answer is ReadAnswer.SCORE) != (self.pain is not None):
            raise ValueError("pain: goes with the answer score, and that needs one from 0 to 10")
        if (self.answer is ReadAnswer.TEXT) != (self.words is not None):
            raise ValueError("words: go with the answer text, and that needs some")
        return self


class Mark(BaseModel):
    """A run of words in a body that the reader could not account for: from the character `first` to before `last`."""

    first: int
    last: int


class ReadingOut(BaseModel):
    """How the program read a text; null for whatever it did not keep. reader and ear are versions."""

    kind: str | None
    pain: int | None
    walks: int | None
    words: str | None = Described(description="What the words came to: everyday, unread, caution ...")
    reader: str | None
    ear: str | None
    ear_score: float | None


class PlanLeft(BaseModel):
    """The plan that follows from the day of the text; light is that of the day. told: the plan has been sent."""

    day: date
    light: str
    state: State
    minutes: int
    walks: list[int]
    rule: str
    told: bool


class AnsweredOut(BaseModel):
    """The answer, who gave it, and when."""

    answer: ReadAnswer
    pain: int | None
    by: str
    at: datetime


class TextToRead(BaseModel):
    """One text that a person must read, or has. due_at: by when; waits_minutes: until now or until it was read.

    kind is that of the alert that quotes it: what it may tell of.
    """

    id: int
    patient_id: UUID
    first_name: str | None
    zone: str
    language: Language
    therapist_id: UUID
    at: datetime
    body: str
    marks: list[Mark]
    kind: AlertKind
    severity: Severity
    due_at: datetime
    waits_minutes: int
    reading: ReadingOut
    plan: PlanLeft | None
    answered: AnsweredOut | None = None


class ToReadPage(BaseModel):
    """A page of texts, the most urgent and then the oldest first; waiting counts the whole list."""

    items: list[TextToRead]
    waiting: int
    next_after: str | None


class AnswerDone(BaseModel):
    """The state after an answer. other_texts: how many more of this patient's texts wait to be read."""

    id: int
    patient_id: UUID
    answered: AnsweredOut
    other_texts: int


class ToReadMeasures(BaseModel):
    """Texts that a person had to read: those answered in a period, and those still waiting that arrived by its end.

    texts is both together. answered counts by answer, without what was undone; waited_median and waited_longest are of
    those answered, in minutes.
    """

    texts: int
    waiting: int
    answered: dict[str, int]
    waited_median: int | None
    waited_longest: int | None
