"""Every text both ways: what is due, its outcome, each attempt, each receipt, each inbound text as it arrived."""

import uuid
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.statements import statement
from schemas.tables import columns
from schemas.tables.row import Row
from schemas.text_kinds import TextKind
from schemas.vocabulary import Language


class TextState(StrEnum):
    """The progress of a due text. The last six states are final."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENDING = "sending"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"


class Urgency(IntEnum):
    """Which texts leave first: safety texts, answers, the day's prompts, and texts that nobody waits for."""

    SAFETY = 0
    ANSWER = 1
    PROMPT = 2
    BULK = 3


class Suppression(StrEnum):
    """Why a due text was not sent."""

    NO_CONSENT = "no_consent"
    OPTED_OUT = "opted_out"
    PAUSED = "paused"
    RED_FLAG = "red_flag"
    QUIET_HOURS = "quiet_hours"
    DAILY_MAXIMUM = "daily_maximum"
    ALREADY_ANSWERED = "already_answered"
    NUMBER_BAD = "number_bad"
    SUPERSEDED = "superseded"
    NOT_A_CHECK_DAY = "not_a_check_day"
    TAPERED = "tapered"
    DISCHARGED = "discharged"
    TAKEN_BACK = "taken_back"
    WRONG_PERSON = "wrong_person"
    WORDS_UNREAD = "words_unread"
    GAVE_WAY = "gave_way"


class OutboundText(Row, table=True):
    """One text that is due to one patient, once: the key is (patient, kind, local date, slot).

    due_at and send_before are UTC and were computed in zone. body is written when the text is sent, from the plan then
    in force. carrier_status never goes back while sid stays the same.
    """

    __tablename__ = "outbound_text"
    __table_args__ = (
        sa.UniqueConstraint("patient_id", "kind", "local_date", "slot"),
        sa.CheckConstraint("send_before > due_at", name="window_is_open"),
        sa.Index(
            "ix_outbound_text_due",
            "urgency",
            "due_at",
            postgresql_where=statement("state = :planned", planned=TextState.PLANNED),
        ),
        sa.Index(
            "ix_outbound_text_lease",
            "lease_until",
            postgresql_where=statement(
                "state in (:claimed, :sending, :unknown)",
                claimed=TextState.CLAIMED,
                sending=TextState.SENDING,
                unknown=TextState.UNKNOWN,
            ),
        ),
        sa.Index(
            "ix_outbound_text_no_final_status",
            "sent_at",
            postgresql_where=statement("state in (:accepted, :sent)", accepted=TextState.ACCEPTED, sent=TextState.SENT),
        ),
        sa.Index("ix_outbound_text_enrolment_id_local_date", "enrolment_id", "local_date"),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id", index=False)
    patient_id: uuid.UUID = columns.link("patient.id", index=False)
    enrolment_id: uuid.UUID = columns.link("enrolment.id", index=False)
    kind: TextKind = columns.word(TextKind)
    local_date: date
    slot: str = Field(max_length=40)
    zone: str = Field(max_length=64)
    due_at: datetime = columns.time()
    send_before: datetime = columns.time()
    urgency: int = Field(default=Urgency.PROMPT.value, sa_type=sa.SmallInteger)
    state: TextState = columns.word(TextState)
    suppression: Suppression | None = columns.word(Suppression, optional=True)
    lease_until: datetime | None = columns.time(optional=True)
    attempts: int = 0
    plan_day_id: uuid.UUID | None = columns.link("plan_day.id", optional=True, index=False)
    inbound_id: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.ForeignKey("inbound_text.id"), nullable=True)
    )
    details: dict[str, Any] = columns.document()
    body: str | None = columns.sealed("outbound_text.body", optional=True)
    segments: int | None = None
    sid: str | None = Field(default=None, max_length=64, index=True)
    carrier_status: str | None = Field(default=None, max_length=20)
    error_code: int | None = None
    sent_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()


class AttemptOutcome(StrEnum):
    """How a call ended. Absent: the carrier never had it. Unlisted: its list does not show it, and nobody knows."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ABSENT = "absent"
    UNLISTED = "unlisted"


class SendAttempt(SQLModel, table=True):
    """One call to the carrier, written before the call is made; the outcome (an AttemptOutcome) follows.

    not_listed_at is when a lost call was first looked for in vain.
    """

    __tablename__ = "send_attempt"
    __table_args__ = (sa.UniqueConstraint("text_id", "number"),)

    id: int | None = columns.serial()
    text_id: uuid.UUID = columns.link("outbound_text.id", index=False)
    number: int
    started_at: datetime = columns.time()
    outcome: str | None = Field(default=None, max_length=20)
    error_code: int | None = None
    sid: str | None = Field(default=None, max_length=64, index=True)
    finished_at: datetime | None = columns.time(optional=True)
    not_listed_at: datetime | None = columns.time(optional=True)


class DeliveryReceipt(SQLModel, table=True):
    """A status callback as it arrived; duplicates share one row."""

    __tablename__ = "delivery_receipt"
    __table_args__ = (
        sa.UniqueConstraint("sid", "status", "error_code", postgresql_nulls_not_distinct=True),
        sa.Index("ix_delivery_receipt_unread", "id", postgresql_where=sa.text("read_at is null")),
    )

    id: int | None = columns.serial()
    sid: str = Field(max_length=64)
    status: str = Field(max_length=20)
    error_code: int | None = None
    text_id: uuid.UUID | None = None
    attempt: int | None = None
    raw: str = columns.sealed("delivery_receipt.raw")
    received_at: datetime = columns.time()
    read_at: datetime | None = columns.time(optional=True)


class InboundText(SQLModel, table=True):
    """A text from a phone as it arrived, stored before it is processed; duplicates share one row.

    to_phone is the number that was texted and, after a space, the Messaging Service to which it belongs, if any.
    clinic_id is the clinic whose sender was texted, once heard. unread: it holds words that a person must read; read_at
    and read_by say who has. reading holds no words of the text. forgotten_at is when the words of somebody who is no
    patient were erased.
    """

    __tablename__ = "inbound_text"
    __table_args__ = (
        sa.UniqueConstraint("provider", "sid"),
        # Few indexes: every reply waits for each of them.
        sa.Index("ix_inbound_text_unheard", "from_index", "id", postgresql_where=sa.text("heard_at is null")),
        # Covers few texts, and none before it is heard: those whose words expire, and those with words quoted by
        # earlier versions.
        sa.Index(
            "ix_inbound_text_strangers",
            "heard_at",
            postgresql_where=sa.text("patient_id is null and heard_at is not null and forgotten_at is null"),
        ),
        sa.Index("ix_inbound_text_quotes", "id", postgresql_where=sa.text("reading ? 'why'")),
        sa.Index("ix_inbound_text_patient_id", "patient_id", postgresql_where=sa.text("patient_id is not null")),
        # The few that a person must still read.
        sa.Index("ix_inbound_text_to_read", "clinic_id", "id", postgresql_where=sa.text("unread and read_at is null")),
    )

    id: int | None = columns.serial()
    provider: str = Field(max_length=16)
    sid: str = Field(max_length=64)
    from_phone: str = columns.sealed("inbound_text.from_phone")
    from_index: str = columns.phone_index()
    to_phone: str = Field(max_length=64)
    body: str = columns.sealed("inbound_text.body")
    opt_out_type: str | None = Field(default=None, max_length=16)
    raw: str = columns.sealed("inbound_text.raw")
    received_at: datetime = columns.time()
    tries: int = 0
    heard_at: datetime | None = columns.time(optional=True)
    patient_id: uuid.UUID | None = columns.link("patient.id", optional=True, index=False)
    clinic_id: uuid.UUID | None = columns.link("clinic.id", optional=True, index=False)
    unread: bool = False
    read_at: datetime | None = columns.time(optional=True)
    read_by: str | None = Field(default=None, max_length=80)
    reading: dict[str, Any] | None = columns.document(optional=True)
    forgotten_at: datetime | None = columns.time(optional=True)


class WordingVersion(SQLModel, table=True):
    """A clinic's own wording of one named text in one language; no words: back to Amble's. Rows are never changed."""

    __tablename__ = "wording_version"
    __table_args__ = (sa.UniqueConstraint("clinic_id", "language", "name", "version"),)

    id: int | None = columns.serial()
    clinic_id: uuid.UUID = columns.link("clinic.id", index=False)
    language: Language = columns.word(Language)
    name: str = Field(max_length=40)
    version: int
    words: str | None = Field(default=None, max_length=400)
    author: str = Field(max_length=80)
    reason: str = Field(max_length=500)
    approved_by: str | None = Field(default=None, max_length=80)
    created_at: datetime = columns.time()
