"""The bodies of a rehearsal's requests."""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from schemas.tables.identity import Role

E164 = r"^\+[1-9][0-9]{6,14}$"


class Turn(BaseModel):
    """Where to turn the clock: to a moment, or ahead by an ISO 8601 duration. It only goes forward."""

    model_config = ConfigDict(extra="forbid")

    to: AwareDatetime | None = None
    advance: timedelta | None = Field(default=None, examples=["P1D", "PT90M"])

    @model_validator(mode="after")
    def _one_of_both(self) -> "Turn":
        if (self.to is None) == (self.advance is None):
            raise ValueError("give either `to`, an ISO time with its zone, or `advance`, an ISO duration")
        if self.advance is not None and self.advance < timedelta(0):
            raise ValueError("the clock only goes forward")
        return self


class PatientText(BaseModel):
    """What a patient texts, and to which of our numbers: by default the one that texted them last."""

    model_config = ConfigDict(extra="forbid")

    body: str = Field(max_length=1600)
    to: str | None = Field(default=None, pattern=E164)


class PhonesText(PatientText):
    """The same with the phone that it comes from."""

    phone: str = Field(pattern=E164, description="E.164")


class Texts(BaseModel):
    """What many patients text at the same moment; two texts of one phone arrive in their order."""

    model_config = ConfigDict(extra="forbid")

    texts: list[PhonesText] = Field(min_length=1, max_length=1000)


class NewProgram(BaseModel):
    """A program of a clinic, with any role: in a rehearsal it can harm nobody."""

    model_config = ConfigDict(extra="forbid")

    clinic_id: UUID
    role: Literal[Role.ADMIN, Role.THERAPIST, Role.VIEWER]


class Fault(BaseModel):
    """How the carrier's next calls fail."""

    model_config = ConfigDict(extra="forbid")

    fault: Literal[
        "429",
        "500",
        "503",
        "slow",
        "late_acceptance",
        "timeout_before",
        "timeout_after_accept",
        "reset",
        "reset_after_accept",
        "21610",
        "30001",
        "30002",
        "30003",
        "30004",
        "30005",
        "30006",
        "30007",
        "30008",
        "30034",
        "30036",
        "30410",
        "30500",
        "undelivered_then_delivered",
        "list_429",
        "callbacks_twice",
        "callbacks_reversed",
        "callbacks_late",
        "callbacks_never",
    ]
    count: int = Field(default=1, ge=0, le=10_000)
    to: str | None = None
