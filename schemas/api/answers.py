"""Responses of the API: clinics, people, plans with their reasons, texts, alerts, and problems."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from schemas.api.evidence import Evidence
from schemas.api.requests import OrderedExtra, PromptTimes
from schemas.tables.people import DischargeReason, EnrolmentStatus
from schemas.tables.plans import StaffAct
from schemas.text_kinds import TextKind
from schemas.vocabulary import CareFlag, Diagnosis, Extra, Language, Pace, State


class WalkOut(BaseModel):
    """One walk of a day."""

    minutes: int
    brisk_minutes: int
    pace: Pace
    terrain: str
    incline_percent: int
    turn_around_minutes: int = Field(description="Minutes after which to turn round")
    breaks_allowed: bool


class ExtraOut(BaseModel):
    """What may be done in addition to the walks, or in place of one."""

    extra: Extra
    when: str
    minutes: int = Field(description="Minutes of the walk that it may replace, one for one; 0 if it replaces none")


class PlanOut(BaseModel):
    """One day's plan and the reasons for it."""

    day: date
    revision: int
    state: State
    light: str = Field(description="Light of the day before: green, yellow, red, no_reply or not_asked")
    walks: list[int] = Field(description="Minutes of each walk, in order; empty on a rest day")
    minutes: int
    pace: Pace
    walk_lines: list[WalkOut]
    extras: list[ExtraOut]
    rule: str
    reason: str
    explanation: str = Field(description="For the therapist: the rule, the numbers compared, what follows")
    patient_explanation: str
    settings_version: int
    rules_version: str
    decided_at: datetime


class TextOut(BaseModel):
    """A text that is due, was sent or was suppressed."""

    id: UUID
    kind: TextKind
    local_date: date
    due_at: datetime
    send_before: datetime
    state: str
    suppression: str | None = None
    body: str | None = None
    sent_at: datetime | None = None


class PatientOut(BaseModel):
    """A patient and their current status."""

    id: UUID
    phone: str | None = Field(description="Null once the patient is erased")
    phone_checked_because: str | None = Field(
        default=None, description="How a number missing from the numbering plan was checked"
    )
    zone: str
    language: Language
    first_name: str | None
    status: EnrolmentStatus
    state: State | None
    diagnosis: Diagnosis
    flags: list[CareFlag]
    therapist_id: UUID
    prompt_times: PromptTimes
    extras: list[OrderedExtra]
    baseline_minutes: int | None
    activity: str | None = Field(description="What matters to them: they are asked how well they can do it")
    course_first_day: date | None
    discharged_at: datetime | None
    discharge_reason: DischargeReason | None
    erased_at: datetime | None
    created_at: datetime


class EnrolledPatient(BaseModel):
    """The response to an enrolment."""

    patient: PatientOut
    plan: PlanOut
    next_texts: list[TextOut]


class WouldReadOut(BaseModel):
    """A text that would be sent, as the patient would read it."""

    kind: TextKind
    due_at: datetime
    body: str


class LastActOut(BaseModel):
    """The newest act of the staff on a patient that can still be undone."""

    id: UUID
    act: StaffAct
    by: str
    at: datetime
    told_at: datetime | None = Field(
        description="When a waiting text will tell the patient about it; until then it can be undone"
    )


class AlertOut(BaseModel):
    """Something for a person to act on."""

    id: UUID
    patient_id: UUID | None
    kind: str
    severity: str
    summary: str
    times: int
    opened_at: datetime
    due_at: datetime = Field(description="When somebody must have seen it at the latest")
    updated_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    assigned_to: UUID | None = None
    snoozed_until: datetime | None = None
    rung: int = Field(default=0, description="The last rung of the clinic's ladder that was notified; 0: none yet")
    next_rung_at: datetime | None = Field(
        default=None, description="When the next rung is notified; null: somebody has seen it, or it is settled"
    )
    closed_at: datetime | None = None
    evidence: list[Evidence] = Field(
        default=[],
        description="What says why it stands, the newest first: at most five texts, a week's scores, or a silence; "
        "empty in the answer to an act",
    )


class StrangerTextOut(BaseModel):
    """A text from a phone that takes part in no clinic, to a number that several clinics share."""

    at: datetime
    phone: str
    body: str


class RefusalOut(BaseModel):
    """Somebody asked for a phone that cannot be enrolled there; only they can say which phone it was."""

    at: datetime
    clinic_id: UUID | None
    by: str


class OperatorAlertOut(AlertOut):
    """Something that concerns more than one clinic, with its evidence."""

    texts: list[StrangerTextOut]
    refusals: list[RefusalOut]


class OverdueOut(BaseModel):
    """One thing that should have happened by now."""

    what: str = Field(description="reply_unheard, text_late, text_unknown, no_final_status, no_plan ...")
    id: str = Field(description="The id of the text, the reply or the enrolment")
    patient_id: UUID | None
    since: datetime


class MessagingOut(BaseModel):
    """The state of texting between Amble and one phone."""

    will_be_texted: bool
    reasons: list[str] = Field(description="Every reason why this patient gets no texts; empty if they do")
    next_text: TextOut | None
    last_texts: list[TextOut]


class WordingOut(BaseModel):
    """One named text: Amble's wording and, if the clinic reworded it, the clinic's."""

    name: str
    language: Language
    kinds: list[TextKind]
    standard: str
    places: list[str] = Field(description="Placeholders filled in on sending; every wording must contain all of them")
    words: str | None = Field(description="The clinic's own wording; null: Amble's is sent")
    version: int = Field(description="0 if the clinic has never changed it")
    author: str | None
    reason: str | None
    approved_by: str | None


class PreviewOut(BaseModel):
    """A text as a patient would read it."""

    name: str = Field(description="The text's name among the wordings")
    language: Language
    body: str
    encoding: str
    units: int
    segments: int
    hardness: float = Field(description="English: school grade, at most 6; Spanish, French: -reading ease, at most -65")


class Page(BaseModel):
    """Part of a list; for more, ask again with `after` set to next_after. Null: the list ends here."""

    items: list[Any]
    next_after: str | None = None


class AuditEntry(BaseModel):
    """One thing that happened: ids and numbers only."""

    id: int
    at: datetime
    name: str
    actor: str
    key_id: str | None
    on_behalf_of: str | None
    patient_id: UUID | None
    subject: str
    detail: dict[str, Any]


class AuditPage(Page):
    """A page of the audit trail."""

    items: list[AuditEntry]


class Patients(Page):
    """A page of patients."""

    items: list[PatientOut]


class Problem(BaseModel):
    """A problem by RFC 9457: what was wrong, and in which fields."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []
