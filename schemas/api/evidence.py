"""Why does an alert stand? What was told, quoted: words with their time, scores with their days, or a silence."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field


class WordsTold(BaseModel):
    """A text as it came."""

    kind: Literal["words"] = "words"
    at: datetime
    body: str
    inbound_id: int
    phone: str | None = Field(default=None, description="Where it is no patient's: the number to call")


class ScoreTold(BaseModel):
    """The worst pain that was told of a plan day, 0-10; light: null while the day is not decided."""

    kind: Literal["score"] = "score"
    day: date
    pain: int
    light: str | None


class NothingTold(BaseModel):
    """Nothing has come since this text, or, where none ever came, since the enrolment."""

    kind: Literal["silence"] = "silence"
    since: datetime


Evidence = Annotated[WordsTold | ScoreTold | NothingTold, Field(discriminator="kind")]
