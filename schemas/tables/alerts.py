"""What a person must look at: one open alert for each patient and kind, updated while its cause lasts."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.alert_kinds import AlertKind, Severity
from schemas.statements import statement
from schemas.tables import columns
from schemas.tables.row import Row


class Alert(Row, table=True):
    """Something for a person to act on: about a patient, about a clinic, or (without a clinic) for an operator.

    due_at is by when it must be seen. next_rung_at is when the ladder goes on, None while it does not; rung is the last
    that was notified, 0 for none yet, and tellings counts all notices. inbound_ids are the texts that are its evidence.
    """

    __tablename__ = "alert"
    __table_args__ = (
        sa.Index(
            "uq_alert_open",
            "clinic_id",
            "patient_id",
            "kind",
            unique=True,
            postgresql_where=sa.text("closed_at is null"),
            postgresql_nulls_not_distinct=True,
        ),
        sa.Index("ix_alert_next_rung_at", "next_rung_at", postgresql_where=sa.text("next_rung_at is not null")),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID | None = columns.link("clinic.id", optional=True)
    patient_id: uuid.UUID | None = columns.link("patient.id", optional=True)
    kind: AlertKind = columns.word(AlertKind)
    severity: Severity = columns.word(Severity)
    summary: str = Field(max_length=300)
    times: int = 1
    opened_at: datetime = columns.time()
    due_at: datetime = columns.time()
    updated_at: datetime = columns.time()
    acknowledged_at: datetime | None = columns.time(optional=True)
    acknowledged_by: str | None = Field(default=None, max_length=80)
    assigned_to: uuid.UUID | None = columns.link("app_user.id", optional=True, index=False)
    snoozed_until: datetime | None = columns.time(optional=True)
    inbound_ids: list[int] = columns.numbers()
    rung: int = Field(default=0, sa_type=sa.SmallInteger)
    tellings: int = 0
    next_rung_at: datetime | None = columns.time(optional=True)
    closed_at: datetime | None = columns.time(optional=True)


class Act(StrEnum):
    """What somebody did about an alert."""

    TRIED = "tried"
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class AlertAct(SQLModel, table=True):
    """One thing that was done about an alert, and by whom; append-only."""

    __tablename__ = "alert_act"

    id: int | None = columns.serial()
    alert_id: uuid.UUID = columns.link("alert.id")
    act: Act = columns.word(Act)
    by: str = Field(max_length=80)
    note: str = columns.sealed("alert_act.note")
    at: datetime = columns.time()


class NoticeChannel(StrEnum):
    """How the care team is notified outside Amble."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class NoticeState(StrEnum):
    """The progress of a notice."""

    PLANNED = "planned"
    SENT = "sent"
    GIVEN_UP = "given_up"


class Notice(Row, table=True):
    """One notice of one alert to one address, without health data. telling numbers the notices of one alert."""

    __tablename__ = "notice"
    __table_args__ = (
        sa.UniqueConstraint("alert_id", "channel", "address", "telling"),
        sa.Index(
            "ix_notice_due", "due_at", postgresql_where=statement("state = :planned", planned=NoticeState.PLANNED)
        ),
        sa.Index(
            "ix_notice_given_up",
            "due_at",
            postgresql_where=statement("state = :given_up", given_up=NoticeState.GIVEN_UP),
        ),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    alert_id: uuid.UUID = columns.link("alert.id", index=False)
    channel: NoticeChannel = columns.word(NoticeChannel)
    address: str = Field(max_length=500)
    telling: int = 0
    state: NoticeState = columns.word(NoticeState)
    attempts: int = 0
    due_at: datetime = columns.time()
    lease_until: datetime | None = columns.time(optional=True)
    sent_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()


class StaffPhone(SQLModel, table=True):
    """A clinic's phone that gets a text when an urgent alert waits; it counts once its owner has texted READY.

    No patient shares the number. After STOP it gets no text until it sends READY again.
    """

    __tablename__ = "staff_phone"
    __table_args__ = (
        sa.Index("uq_staff_phone_in_use", "phone_index", unique=True, postgresql_where=sa.text("removed_at is null")),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    label: str = Field(max_length=40)
    phone: str = columns.sealed("staff_phone.phone")
    phone_index: str = columns.phone_index()
    phone_checked_because: str | None = columns.sealed("staff_phone.phone_checked_because", optional=True)
    consented_at: datetime | None = columns.time(optional=True)
    stopped_at: datetime | None = columns.time(optional=True)
    removed_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()


class LineTextKind(StrEnum):
    """What a text to a phone that is no patient's is about."""

    STAFF_CONSENT = "staff_consent"
    STAFF_URGENT = "staff_urgent"
    STAFF_SEEN = "staff_seen"
    STRANGER_SAFETY = "stranger_safety"


class LineText(SQLModel, table=True):
    """One text to a phone that is no patient's: a staff phone, or a stranger in danger. slot makes it unique.

    It may arrive twice if the carrier's response was lost: for these texts that is better than never. alert_ids are the
    alerts that a code stands for.
    """

    __tablename__ = "line_text"
    __table_args__ = (
        sa.UniqueConstraint("phone_index", "slot"),
        sa.Index(
            "ix_line_text_due", "due_at", postgresql_where=statement("state = :planned", planned=NoticeState.PLANNED)
        ),
        sa.Index(
            "ix_line_text_given_up",
            "due_at",
            postgresql_where=statement("state = :given_up", given_up=NoticeState.GIVEN_UP),
        ),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID | None = columns.link("clinic.id", optional=True)
    kind: LineTextKind = columns.word(LineTextKind)
    slot: str = Field(max_length=60)
    phone: str = columns.sealed("line_text.phone")
    phone_index: str = columns.phone_index()
    sender: str = Field(max_length=64)
    body: str = columns.sealed("line_text.body")
    code: str | None = Field(default=None, max_length=4)
    alert_ids: list[str] = columns.numbers()
    state: NoticeState = columns.word(NoticeState)
    attempts: int = 0
    due_at: datetime = columns.time()
    send_before: datetime = columns.time()
    lease_until: datetime | None = columns.time(optional=True)
    sid: str | None = Field(default=None, max_length=64)
    error_code: int | None = None
    sent_at: datetime | None = columns.time(optional=True)
    seen_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()
