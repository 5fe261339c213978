"""A clinic's ladder and staff phones, as requested and as shown."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from schemas.api.requests import RequestBody
from schemas.ladder import Ladder
from schemas.names import OneLine
from schemas.phones import PhoneChecked, TextedPhone


class LadderOut(Ladder):
    """A clinic's ladder with every value in force; zone_in_force is the clinic's time zone."""

    zone_in_force: str


class LadderState(BaseModel):
    """Whether each rung reaches somebody."""

    has_rota: bool
    has_phone: bool = Field(description="Whether any phone of the clinic gets texts")
    has_sender: bool = Field(description="Whether the operator has set a number that texts to staff come from")
    dead: list[str] = Field(description="A sentence for each rung that reaches nobody")


class NewStaffPhone(RequestBody):
    """A phone that may get a text when an urgent alert waits."""

    label: OneLine = Field(min_length=1, max_length=40, description="The clinic's name for it, such as `On-call phone`")
    phone_checked_because: PhoneChecked = None
    phone: TextedPhone


class StaffPhoneState(StrEnum):
    """Whether a staff phone receives texts."""

    WAITS_FOR_READY = "waits_for_ready"
    GETS_TEXTS = "gets_texts"
    STOPPED = "stopped"


class StaffPhoneOut(BaseModel):
    """A staff phone of the clinic."""

    id: UUID
    label: str
    phone: str
    state: StaffPhoneState
    created_at: datetime
