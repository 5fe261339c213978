"""What a clinician may ask for a patient's course: pause, resume, clear, discharge, readmit, order a day's plan."""

from uuid import UUID

from pydantic import Field

from schemas.api.requests import BaselinePain, Clearance, RedFlagScreen, RequestBody
from schemas.limits import LOWEST_RED, MOST_KNOWN, MOST_MINUTES, MOST_TOLERATED_MINUTES, MOST_WALKS, WORST_PAIN
from schemas.tables.people import DischargeReason, EnrolmentStatus
from schemas.tables.plans import StaffAct
from schemas.times import Day


class PausePatient(RequestBody):
    """A clinician pauses a patient's walks."""

    until: Day = Field(description="The first day back, at most 90 days ahead")
    note: str = Field(min_length=3, max_length=500, description="The reason; the patient does not see it")


class ResumePatient(RequestBody):
    """A clinician ends a pause."""

    note: str = Field(min_length=3, max_length=500)


class ShoesAreThere(RequestBody):
    """A clinician confirms that a patient who waits for shoes has them."""

    note: str = Field(
        default="",
        max_length=500,
        description="Stored with the alert that the patient has not begun, if open",
    )


class ConsentAgain(RequestBody):
    """A patient who opted out has asked the staff for texts again."""

    evidence: str = Field(min_length=3, max_length=150, description="How and when the patient asked for it")


class ClearHold(RequestBody):
    """A named clinician clears a hold."""

    note: str = Field(min_length=1, max_length=500, description="Findings from the call to the patient")
    minutes: int | None = Field(
        default=None,
        ge=1,
        le=MOST_MINUTES,
        description="The dose to continue with, minutes a day; null: the first step back",
    )


class HoldCourse(RequestBody):
    """A clinician puts a course on hold, or restarts it."""

    note: str = Field(min_length=3, max_length=500, description="The reason; the patient does not see it")


class OrderDay(HoldCourse):
    """One day's plan ordered by a therapist; from the day after, the course goes on as before."""

    day: Day = Field(description="Today, or one of the next seven days")
    walks: list[int] | None = Field(
        max_length=MOST_WALKS,
        description="Minutes of each walk; empty: a day of rest; null withdraws the order",
    )


class SetDose(HoldCourse):
    """The earned dose from tomorrow on, set by a clinician; the light of each day still decides what is prescribed."""

    minutes: int = Field(ge=1, le=MOST_MINUTES, description="Minutes a day")
    walks_per_day: int = Field(ge=1, le=MOST_WALKS, description="Over how many walks")
    past_caps: bool = Field(
        default=False,
        description="Set it although it goes past what a step may lead to; the note is then the reason for that",
    )


class SignUsual(HoldCourse):
    """A clinician signs the pain that is usual for a patient; it never changes by itself."""

    usual: int = Field(ge=0, le=WORST_PAIN, description="Above green and below red under this patient's settings")


class KnowPain(HoldCourse):
    """Red days up to a pain are known to the team and raise no alert until a day; no plan changes by it."""

    up_to: int = Field(
        ge=LOWEST_RED, le=MOST_KNOWN, description="Red under this patient's settings, and never very severe pain"
    )
    until: Day = Field(description="The last day of it, at most 90 days ahead")


class WriteToPatient(RequestBody):
    """A text in a therapist's own words."""

    words: str = Field(min_length=2, max_length=320, description="Without the clinic's name, which is put before them")


class DischargePatient(RequestBody):
    """A patient leaves the program; one last text says so."""

    reason: DischargeReason = Field(description="erased is reserved for erasures")
    note: str = Field(min_length=3, max_length=500)


class ReadmitPatient(RequestBody):
    """A patient returns: screened, cleared and asked for consent anew."""

    baseline_pain: BaselinePain
    baseline_minutes: int | None = Field(default=None, ge=1, le=MOST_TOLERATED_MINUTES)
    clearance: Clearance
    red_flag_screen: RedFlagScreen
    shoes_confirmed: bool


class ErasePatient(RequestBody):
    """Erasing cannot be undone, so the patient's id is given twice."""

    confirm: str = Field(max_length=36, description="The patient's id again")


class TryOut(RequestBody):
    """An act to preview before it is done; nothing of it is stored."""

    act: StaffAct
    until: Day | None = Field(default=None, description="For a pause: the first day back")
    minutes: int | None = Field(default=None, ge=1, le=MOST_MINUTES, description="For clearing or setting a dose")
    walks_per_day: int | None = Field(
        default=None, ge=1, le=MOST_WALKS, description="For setting a dose, with minutes: over how many walks"
    )
    usual: int | None = Field(default=None, ge=0, le=WORST_PAIN, description="For signing a usual pain")
    day: Day | None = Field(default=None, description="For an order: the day")
    walks: list[int] | None = Field(default=None, max_length=MOST_WALKS, description="For an order: as in OrderDay")


class TakeBack(RequestBody):
    """Undo the newest act of the staff on a patient."""

    id: UUID = Field(description="The act's id from GET last-act, so that nobody undoes a colleague's act by accident")


class HandOver(RequestBody):
    """Hand all patients of a therapist over to another."""

    to: UUID = Field(description="A therapist of the same clinic")


class FindPatients(RequestBody):
    """Whom to look for; in a body, because a number or a name must not appear in an address."""

    phone: str | None = Field(default=None, max_length=40, description="The complete number, in any spelling")
    name: str | None = Field(default=None, min_length=2, max_length=40, description="A part of the first name")
    status: EnrolmentStatus | None = None
    therapist_id: UUID | None = None
