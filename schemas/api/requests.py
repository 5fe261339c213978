"""Request bodies of the API for clinics, users, patients, settings, alerts and wordings."""

from datetime import time
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.addresses import EmailAddress, WebAddress
from schemas.limits import MOST_TOLERATED_MINUTES, WORST_PAIN
from schemas.names import Activity, ClinicName, FirstName, OneLine, ShortText
from schemas.phones import Phone, PhoneChecked, TextedPhone
from schemas.settings import ProgressionSettings
from schemas.tables.identity import Kind, Role
from schemas.text_kinds import TextKind
from schemas.times import Day, LocalTime, Moment, Zone
from schemas.vocabulary import MUST_BE_TAUGHT, CareFlag, Diagnosis, Extra, Language

Pain = Annotated[int, Field(ge=0, le=WORST_PAIN, description="0 (none) to 10 (worst imaginable)")]
_SENDER = r"^(\+[1-9][0-9]{6,14}|MG[0-9a-f]{32})$"
Sender = Annotated[
    str,
    Field(pattern=_SENDER, description="What the clinic's texts come from: a number, E.164, or a Messaging Service"),
]


class RequestBody(BaseModel):
    """A request body: unknown fields are refused, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class NewClinic(RequestBody):
    """A clinic that an operator opens."""

    name: ClinicName = Field(description="As patients read it in a text; at most 30 characters")
    phone: Phone
    country: str = Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2; decides the emergency number")
    greets_by_name: bool = Field(default=False, description="Whether texts begin with the patient's first name")
    notify_webhook: WebAddress | None = Field(
        default=None,
        description="Where the clinic's own system is told of alerts that cannot wait, without health data",
    )
    sender: Sender | None = Field(default=None, description="Of its own; null: a sender that several clinics share")


class ClinicSender(RequestBody):
    """The sender of a clinic's texts from now on."""

    sender: Sender | None = Field(description="Of its own; null: a sender that several clinics share")


class ClinicChange(RequestBody):
    """Changes to a clinic; omitted fields stay. The country decides the emergency number and cannot change."""

    name: ClinicName | None = None
    phone: Phone | None = None
    greets_by_name: bool = False
    notify_webhook: WebAddress | None = None
    erase_after_days: int | None = Field(
        default=None, ge=1, le=36500, description="So long after a discharge a patient is erased; null: never by itself"
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("name at least one thing to change")
        if any(getattr(self, name) is None for name in self.model_fields_set & {"name", "phone"}):
            raise ValueError("name and phone cannot be taken away")
        return self


class NewUser(RequestBody):
    """A person of the clinic, who is invited, or a program, which is given keys."""

    name: ShortText
    email: EmailAddress
    role: Literal[Role.ADMIN, Role.THERAPIST, Role.VIEWER]
    kind: Kind = Field(default=Kind.PERSON, description="A program's role is one whose rights its giver has")
    may_raise_red: bool = Field(default=False, description="May let red begin at a higher score (red_min)")


class BaselinePain(RequestBody):
    """Leg or back pain before the start."""

    worst: Pain
    average: Pain
    now: Pain


class Clearance(RequestBody):
    """Who cleared this patient for walking, and when (rule 0-1)."""

    by: ShortText
    at: Moment


class RedFlagScreen(RequestBody):
    """The screen at the start (clinical policy, section 11). Any positive answer blocks enrolment."""

    at: Moment
    bladder_or_bowel_trouble: bool
    saddle_numbness: bool
    both_legs_affected: bool
    new_or_worsening_leg_weakness: bool
    fever_or_recent_infection: bool
    cancer_or_unexplained_weight_loss: bool
    recent_fall_or_trauma: bool
    cannot_walk_two_minutes: bool


class PromptTimes(RequestBody):
    """The patient's local times for texts, outside the quiet hours."""

    morning: LocalTime = time(8, 30)
    evening: LocalTime = time(19, 0)


class OrderedExtra(RequestBody):
    """An extra that a therapist enables; stretches and strengthening also name when and by whom they were taught."""

    extra: Extra
    taught_at: Day | None = None
    taught_by: OneLine = Field(default="", max_length=80)

    @model_validator(mode="after")
    def _was_taught(self) -> Self:
        if self.extra in MUST_BE_TAUGHT and not (self.taught_at and self.taught_by.strip()):
            raise ValueError("taught_at and taught_by are needed: proper form is learned from a trained practitioner")
        return self


class NewPatient(RequestBody):
    """Everything that must be known before a first walk."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "phone": "+12025550143",
                    "zone": "America/New_York",
                    "language": "en",
                    "therapist_id": "7c1c8a3e-7b52-4a0e-9f0e-2f0f3f6f1d11",
                    "diagnosis": "disc_extension_relief",
                    "flags": ["flexion_intolerant"],
                    "baseline_pain": {"worst": 6, "average": 4, "now": 3},
                    "onset_date": "2026-09-01",
                    "clearance": {"by": "Dr. Imani Cole", "at": "2026-11-20T15:00:00Z"},
                    "red_flag_screen": {
                        "at": "2026-11-20T15:00:00Z",
                        "bladder_or_bowel_trouble": False,
                        "saddle_numbness": False,
                        "both_legs_affected": False,
                        "new_or_worsening_leg_weakness": False,
                        "fever_or_recent_infection": False,
                        "cancer_or_unexplained_weight_loss": False,
                        "recent_fall_or_trauma": False,
                        "cannot_walk_two_minutes": False,
                    },
                    "shoes_confirmed": True,
                    "prompt_times": {"morning": "08:30", "evening": "19:00"},
                }
            ]
        }
    )

    phone_checked_because: PhoneChecked = None
    phone: TextedPhone
    zone: Zone
    language: Language = Language.ENGLISH
    first_name: FirstName | None = None
    therapist_id: UUID
    diagnosis: Diagnosis
    flat_walk_only_confirmed: bool = Field(
        default=False, description="Must be true where the diagnosis is unspecified (rule 1-1)"
    )
    flags: list[CareFlag] = []
    extras: list[OrderedExtra] = Field(default=[], max_length=13, description="Extras that the therapist enables")
    baseline_pain: BaselinePain
    baseline_minutes: int | None = Field(
        default=None, ge=1, le=MOST_TOLERATED_MINUTES, description="Mean of the tolerated test walks, minutes a day"
    )
    activity: Activity | None = Field(
        default=None, description="What matters to them, as said after 'How well can you', in their language"
    )
    onset_date: Day
    clearance: Clearance
    red_flag_screen: RedFlagScreen
    shoes_confirmed: bool = Field(description="Supportive walking shoes (rule 0-13); if false, asked by text first")
    prompt_times: PromptTimes = PromptTimes()

    @model_validator(mode="after")
    def _flat_walk_only(self) -> "NewPatient":
        if self.diagnosis is Diagnosis.UNSPECIFIED and not self.flat_walk_only_confirmed:
            raise PydanticCustomError(
                "flat_walk_only_confirmed",
                "must be true where the diagnosis is unspecified: the therapist chooses flat walking only",
            )
        return self


class PatientChange(RequestBody):
    """What may be changed of a patient; omitted fields stay as they are."""

    zone: Zone | None = None
    language: Language | None = None
    first_name: FirstName | None = None
    prompt_times: PromptTimes | None = None
    therapist_id: UUID | None = None
    flags: list[CareFlag] | None = Field(default=None, max_length=8)
    extras: list[OrderedExtra] | None = Field(
        default=None, max_length=13, description="All extras that the therapist enables, with when and by whom taught"
    )
    baseline_minutes: int | None = Field(default=None, ge=1, le=MOST_TOLERATED_MINUTES)
    activity: Activity | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("name at least one thing to change")
        return self


class TrySettings(RequestBody):
    """Settings to preview: one changed, several, or all of an older version to go back to it."""

    preset: str | None = Field(
        default=None, max_length=20, description="Begin from a whole set: see /v1/settings/presets"
    )
    changes: dict[str, Any] = Field(
        default={},
        max_length=len(ProgressionSettings.model_fields),
        description="Settings by name: see /v1/settings/fields",
        examples=[{"green_max": 2}],
    )


class KeepSettings(TrySettings):
    """Settings to save."""

    reason: str = Field(min_length=3, max_length=500, description="Why; kept with the version")
    follow_clinic: bool = Field(
        default=False, description="For a patient: give up their own settings and follow the clinic's default again"
    )


class NoteOnAlert(RequestBody):
    """What was done about an alert."""

    note: str = Field(min_length=3, max_length=500)


class AssignAlert(RequestBody):
    """The user who takes care of an alert."""

    user_id: UUID | None = Field(description="A user of the clinic; null: the patient's own therapist again")


class SnoozeAlert(NoteOnAlert):
    """Until when an alert is snoozed, and why."""

    until: Moment


class NewWords(RequestBody):
    """A clinic's own wording of a text."""

    words: str | None = Field(
        max_length=400, description="With the places of the text, such as {plan}; null goes back to Amble's own words"
    )
    reason: str = Field(min_length=3, max_length=500)
    approved_by: str | None = Field(
        default=None, min_length=3, max_length=80, description="The clinician who approved a safety text"
    )


class WordsToTry(RequestBody):
    """A wording of a text, not yet saved."""

    words: str = Field(min_length=1, max_length=400, description="With the places of the text, such as {plan}")


class TextToPreview(RequestBody):
    """The text to preview, and its wording."""

    kind: TextKind
    words: str | None = Field(default=None, max_length=400, description="Words not yet saved")
