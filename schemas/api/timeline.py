"""The timeline of a patient as the API shows it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class TimelineItem(BaseModel):
    """One thing that happened: a plan, reply, text, alert, alert_act, act, order, settings or consent.

    The fields of detail depend on the kind.
    """

    at: datetime
    what: str
    id: str
    detail: dict[str, Any]


class Timeline(BaseModel):
    """A page of what happened, the newest first."""

    items: list[TimelineItem]
    next_after: str | None
