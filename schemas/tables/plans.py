"""What was decided for each day of a patient, its inputs, and what was reported about the day."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.decisions import Taken
from schemas.limits import BEST_FUNCTION, LOWEST_RED, MOST_KNOWN, MOST_PLANNED_MINUTES, MOST_WALKS, WORST_PAIN
from schemas.tables import columns
from schemas.tables.row import Row
from schemas.vocabulary import Absent, ClinicianAct, Light, State


class Cause(StrEnum):
    """What made the engine decide."""

    ENROLMENT = "enrolment"
    CONSENT = "consent"
    REPLY = "reply"
    LATE_REPLY = "late_reply"
    SILENCE = "silence"
    RED_FLAG = "red_flag"
    CLINICIAN = "clinician"
    OPT_OUT = "opt_out"


class DayLight(StrEnum):
    """The light of the day that the decision is about, or that no score was reported."""

    GREEN = Light.GREEN.value
    YELLOW = Light.YELLOW.value
    RED = Light.RED.value
    NO_REPLY = Absent.NO_REPLY.value
    NOT_ASKED = Absent.NOT_ASKED.value


class PlanDay(Row, table=True):
    """One decision about one plan day; append-only. The highest revision of a day is the plan in force.

    course_before and report are the engine's inputs (absent for a first day), decision its whole output: with taken,
    the settings versions and, if a plan already sent was lowered or amended, the revision before, they recompute it.
    settings_before are the versions that were in force earlier on the day that the decision is about.
    """

    __tablename__ = "plan_day"
    __table_args__ = (
        sa.UniqueConstraint("enrolment_id", "day", "revision"),
        columns.within("minutes", 0, MOST_PLANNED_MINUTES, name="minutes_in_range"),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    enrolment_id: uuid.UUID = columns.link("enrolment.id", index=False)
    day: date
    revision: int
    cause: Cause = columns.word(Cause)
    state: State = columns.word(State)
    light: DayLight = columns.word(DayLight)
    rule: str = Field(max_length=40)
    reason: str = Field(max_length=40)
    walks: list[int] = columns.document()
    minutes: int
    explanation: str = Field(max_length=1000)
    patient_explanation: str = Field(max_length=200)
    taken: Taken = columns.word(Taken)
    course_before: dict[str, Any] | None = columns.document(optional=True)
    report: dict[str, Any] | None = columns.document(optional=True)
    decision: dict[str, Any] = columns.document()
    rules_version: str = Field(max_length=20)
    settings_id: uuid.UUID = columns.link("settings_version.id", index=False)
    settings_before: list[str] = columns.numbers()
    decided_at: datetime = columns.time()


class DayNote(Row, table=True):
    """One report of a patient about a plan day; append-only, so a correction keeps both.

    undated: a score sent while two check-ins were open, before the patient said which day it is about; it counts for
    the newer day until a later note settles it (settles is the settled note's id). unread: it came with words that a
    person must read; what that person read in it is a second note of the same text, which settles the first. function:
    how well they can do what matters, 0-10, which says nothing about the day.
    """

    __tablename__ = "day_note"
    __table_args__ = (
        sa.Index("ix_day_note_enrolment_id_day", "enrolment_id", "day"),
        sa.Index(
            "uq_day_note_first_of_text",
            "inbound_id",
            "enrolment_id",
            unique=True,
            postgresql_where=sa.text("settles is null"),
        ),
        sa.Index(
            "uq_day_note_again_of_text",
            "inbound_id",
            "enrolment_id",
            "settles",
            unique=True,
            postgresql_where=sa.text("settles is not null"),
        ),
        columns.within("pain", 0, WORST_PAIN, name="pain_in_range"),
        columns.within("pain_morning", 0, WORST_PAIN, name="pain_morning_in_range"),
        columns.within("walks_done", 0, MOST_WALKS, name="walks_done_in_range"),
        columns.within("function", 0, BEST_FUNCTION, name="function_in_range"),
    )

    id: int | None = columns.serial()
    enrolment_id: uuid.UUID = columns.link("enrolment.id", index=False)
    day: date
    inbound_id: int = Field(sa_column=sa.Column(sa.BigInteger, sa.ForeignKey("inbound_text.id"), nullable=False))
    pain: int | None = None
    pain_morning: int | None = None
    walks_done: int | None = None
    all_done: bool = False
    none_done: bool = False
    stopped_early: bool = False
    flare: bool = False
    possible_red: bool = False
    unread: bool = False
    undated: bool = False
    settles: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.ForeignKey("day_note.id"), nullable=True)
    )
    flag: str | None = Field(default=None, max_length=16)
    function: int | None = None
    at: datetime = columns.time()

    @property
    def is_of_its_day(self) -> bool:
        """Whether anything was told of the day itself."""
        told = (self.pain, self.pain_morning, self.walks_done, self.flag)
        said = self.all_done or self.none_done or self.stopped_early or self.flare or self.unread
        return said or self.function is None or any(fact is not None for fact in told)


class DayOrder(SQLModel, table=True):
    """A therapist's order for one plan day; append-only, a day's newest order counts. walks are minutes each.

    withdrawn: the engine's own plan again.
    """

    __tablename__ = "day_order"
    __table_args__ = (sa.Index("ix_day_order_enrolment_id_day", "enrolment_id", "day"),)

    id: int | None = columns.serial()
    enrolment_id: uuid.UUID = columns.link("enrolment.id", index=False)
    day: date
    walks: list[int] = columns.document()
    withdrawn: bool = False
    by: str = Field(max_length=80)
    note: str = columns.sealed("day_order.note")
    at: datetime = columns.time()


class CareAct(SQLModel, table=True):
    """What a clinician did to a course on a plan day; append-only.

    minutes is the dose, minutes a day, that they chose when clearing a hold, or set from the next day on; walks is over
    how many walks they set it. own_usual is the pain, 0-10, that was signed as the patient's usual.
    Red days up to the pain known_up_to raise no alert from the act's day to known_until, a plan day too.
    """

    __tablename__ = "care_act"
    __table_args__ = (
        sa.Index("ix_care_act_enrolment_id_day", "enrolment_id", "day"),
        columns.within("walks", 1, MOST_WALKS, name="walks_in_range"),
        columns.within("own_usual", 0, WORST_PAIN, name="own_usual_in_range"),
        columns.within("known_up_to", LOWEST_RED, MOST_KNOWN, name="known_up_to_in_range"),
    )

    id: int | None = columns.serial()
    enrolment_id: uuid.UUID = columns.link("enrolment.id", index=False)
    day: date
    act: ClinicianAct = columns.word(ClinicianAct)
    minutes: int | None = None
    walks: int | None = None
    own_usual: int | None = None
    known_up_to: int | None = None
    known_until: date | None = None
    by: str = Field(max_length=80)
    note: str = columns.sealed("care_act.note")
    at: datetime = columns.time()


class StaffAct(StrEnum):
    """An act of the staff on a patient that can be undone until the patient has been texted about it."""

    CLEAR = "clear"
    PAUSE = "pause"
    RESUME = "resume"
    HOLD = "hold"
    START_OVER = "start_over"
    ORDER = "order"
    SET_DOSE = "set_dose"
    SIGN_USUAL = "sign_usual"
    REFUSE_USUAL = "refuse_usual"
    END_USUAL = "end_usual"
    KNOWN_PAIN = "known_pain"
    END_KNOWN_PAIN = "end_known_pain"
    DISCHARGE = "discharge"
    RESOLVE = "resolve"


class LastAct(SQLModel, table=True):
    """The newest act of the staff on a patient, and the patient's status before it; one row a patient.

    day is the plan day of the act, patient-local. before and after hold the enrolment's own fields, and which texts
    waited and which alerts were open.
    """

    __tablename__ = "last_act"

    enrolment_id: uuid.UUID = Field(primary_key=True, foreign_key="enrolment.id")
    clinic_id: uuid.UUID = columns.link("clinic.id")
    id: uuid.UUID = Field(default_factory=uuid.uuid4)
    act: StaffAct = columns.word(StaffAct)
    day: date
    by: str = Field(max_length=80)
    before: dict[str, Any] = columns.document()
    after: dict[str, Any] = columns.document()
    at: datetime = columns.time()
