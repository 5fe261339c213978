"""The evidence for an alert, quoted: words with their time, scores with their days, or a silence."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field


class WordsTold(BaseModel):
    """A text as it arrived."""

    kind: Literal["words"] = "words"
    at: datetime
    body: str
    inbound_id: int
    phone: str | None = Field(default=None, description="The number to call, if it is no patient's")


class ScoreTold(BaseModel):
    """The worst pain reported for a plan day, 0-10; light: null until the day is decided."""

    kind: Literal["score"] = "score"
    day: date
    pain: int
    light: str | None


class NothingTold(BaseModel):
    """Nothing has arrived since this text or, if none was ever sent, since the enrolment."""

    kind: Literal["silence"] = "silence"
    since: datetime


Evidence = Annotated[WordsTold | ScoreTold | NothingTold, Field(discriminator="kind")]
