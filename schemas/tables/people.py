"""Who takes part: patients, enrolments, consent, and erasures."""

import uuid
from datetime import date, datetime, time
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.limits import MOST_MINUTES, MOST_TOLERATED_MINUTES, WORST_PAIN
from schemas.statements import statement
from schemas.tables import columns
from schemas.tables.row import Row
from schemas.vocabulary import Diagnosis, Language


class EnrolmentStatus(StrEnum):
    """Whether a patient is in the loop and, if not, why."""

    AWAITING_CONSENT = "awaiting_consent"
    AWAITING_SHOES = "awaiting_shoes"
    ACTIVE = "active"
    PAUSED = "paused"
    OPTED_OUT = "opted_out"
    DISCHARGED = "discharged"


class DischargeReason(StrEnum):
    """Why a patient left the program."""

    GOAL_REACHED = "goal_reached"
    REFERRED_ON = "referred_on"
    SURGERY = "surgery"
    DECLINED = "declined"
    MOVED_AWAY = "moved_away"
    NOT_REACHABLE = "not_reachable"
    DIED = "died"
    WRONG_NUMBER = "wrong_number"
    ERASED = "erased"
    OTHER = "other"


class ConsentAct(StrEnum):
    """What a ledger entry says about a phone number."""

    OPTED_IN = "opted_in"
    OPTED_OUT = "opted_out"


class ConsentSource(StrEnum):
    """How we learnt of it."""

    READY_REPLY = "ready_reply"
    STOP_WORD = "stop_word"
    STOP_PHRASE = "stop_phrase"
    STOP_UNANSWERED = "stop_unanswered"
    START_WORD = "start_word"
    CARRIER_NOTICE = "carrier_notice"
    CARRIER_REFUSAL = "carrier_refusal"
    STAFF = "staff"
    STOP_ELSEWHERE = "stop_elsewhere"


class Patient(Row, table=True):
    """A person with a phone. phone is E.164, zone an IANA name. A clinic has each phone once, however it is written.

    phone_checked_because: how somebody checked a number that the numbering plan does not have yet.

    After an erasure the number is empty, nothing finds it, and there is no name.
    """

    __tablename__ = "patient"
    __table_args__ = (
        sa.UniqueConstraint("clinic_id", "phone_index"),
        sa.CheckConstraint("(phone_index is null) = (erased_at is not null)", name="found_unless_erased"),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    phone: str = columns.sealed("patient.phone")
    phone_index: str | None = columns.phone_index(optional=True, index=True)
    phone_checked_because: str | None = columns.sealed("patient.phone_checked_because", optional=True)
    zone: str = Field(max_length=64)
    language: Language = columns.word(Language)
    first_name: str | None = columns.sealed("patient.first_name", optional=True)
    number_bad_at: datetime | None = columns.time(optional=True)
    erased_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()


class Enrolment(Row, table=True):
    """A patient's way through the program: what was asked at the start, and the current position of the loop.

    baseline_* are 0-10 and minutes a day; first_minutes is the first dose that a clinician chose, minutes a day;
    own_usual is the pain, 0-10, that a clinician signed as the patient's own usual. activity is what matters to them,
    in their own language, to ask how well they can do it. extras are the therapist's orders: extra, taught_at,
    taught_by. next_boundary_at is when the plan day ends and silence decides (04:00 patient-local); it is set once the
    course has begun. texts_until is the last day whose daily texts were made, ordered_until the last that a therapist
    ordered. line is the clinic's sender ("": shared), running_phone the phone's index while this patient is in the
    program: together they are unique. foot_asked_at is since when a patient with a known foot drop has not answered
    whether it is new, worse or the same; stop_asked_at since when one has not answered whether they want no more texts.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        # The therapist and the clinic are in the index: counting a worklist reads no enrolment.
        sa.Index(
            "uq_enrolment_patient_id", "patient_id", unique=True, postgresql_include=["therapist_id", "clinic_id"]
        ),
        # A reply is matched by its sender and its phone: on one sender, a phone belongs to one course only.
        sa.Index(
            "uq_enrolment_line",
            "line",
            "running_phone",
            unique=True,
            postgresql_where=sa.text("running_phone is not null"),
        ),
        sa.Index(
            "ix_enrolment_texts_until",
            "texts_until",
            postgresql_where=statement("status = :active", active=EnrolmentStatus.ACTIVE),
        ),
        sa.Index("ix_enrolment_foot_asked_at", "foot_asked_at", postgresql_where=sa.text("foot_asked_at is not null")),
        sa.Index("ix_enrolment_stop_asked_at", "stop_asked_at", postgresql_where=sa.text("stop_asked_at is not null")),
        columns.within("baseline_pain_worst", 0, WORST_PAIN, name="worst_pain_in_range"),
        columns.within("baseline_pain_average", 0, WORST_PAIN, name="average_pain_in_range"),
        columns.within("baseline_pain_now", 0, WORST_PAIN, name="pain_now_in_range"),
        columns.within("baseline_minutes", 1, MOST_TOLERATED_MINUTES, name="baseline_minutes_in_range"),
        columns.within("first_minutes", 1, MOST_MINUTES, name="first_minutes_in_range"),
        columns.within("own_usual", 0, WORST_PAIN, name="own_usual_in_range"),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    patient_id: uuid.UUID = Field(foreign_key="patient.id")
    therapist_id: uuid.UUID = columns.link("app_user.id")
    status: EnrolmentStatus = columns.word(EnrolmentStatus)
    diagnosis: Diagnosis = columns.word(Diagnosis)
    flags: list[str] = columns.document()
    extras: list[dict[str, str]] = columns.document()
    baseline_pain_worst: int
    baseline_pain_average: int
    baseline_pain_now: int
    baseline_minutes: int | None = None
    first_minutes: int | None = None
    own_usual: int | None = None
    activity: str | None = columns.sealed("enrolment.activity", optional=True)
    onset_date: date
    cleared_by: str = columns.sealed("enrolment.cleared_by")
    cleared_at: datetime = columns.time()
    screened_at: datetime = columns.time()
    shoes_confirmed_at: datetime | None = columns.time(optional=True)
    morning_time: time
    evening_time: time
    consented_at: datetime | None = columns.time(optional=True)
    course_first_day: date | None = None
    next_boundary_at: datetime | None = columns.time(optional=True, index=True)
    paused_until: date | None = None
    texts_until: date | None = None
    ordered_until: date | None = None
    line: str = Field(default="", max_length=64)
    running_phone: str | None = columns.phone_index(optional=True)
    foot_asked_at: datetime | None = columns.time(optional=True)
    stop_asked_at: datetime | None = columns.time(optional=True)
    discharged_at: datetime | None = columns.time(optional=True)
    discharge_reason: DischargeReason | None = columns.word(DischargeReason, optional=True)
    discharge_note: str | None = columns.sealed("enrolment.discharge_note", optional=True)
    created_at: datetime = columns.time()


class ConsentEntry(SQLModel, table=True):
    """Append-only ledger of opting in and out, by phone number and clinic.

    STOP counts for every clinic; READY, START and what staff recorded count for the clinic that received them. An entry
    without a clinic dates from before clinics were distinguished, and counts for all.

    It outlives an erasure: it holds only the number's keyed hash.
    """

    __tablename__ = "consent_entry"

    id: int | None = columns.serial()
    phone_index: str = columns.phone_index(index=True)
    clinic_id: uuid.UUID | None = columns.link("clinic.id", optional=True, index=False)
    act: ConsentAct = columns.word(ConsentAct)
    source: ConsentSource = columns.word(ConsentSource)
    evidence: str = columns.sealed("consent_entry.evidence")
    at: datetime = columns.time()


class Erasure(SQLModel, table=True):
    """Records that somebody was erased, so that they are erased again after a restore; it does not reveal who it was.

    patient_hash is the keyed hash of the patient's id, which finds the row of an older backup.
    """

    __tablename__ = "erasure"

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    patient_hash: str = columns.phone_index()
    erased_at: datetime = columns.time()
