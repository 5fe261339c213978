"""What must a person look at? One open alert for each patient and kind, updated while its cause lasts."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from schemas import columns
from schemas.row import Row


class AlertKind(StrEnum):
    """What happened."""

    RED_FLAG_EMERGENCY = "red_flag_emergency"
    RED_FLAG_URGENT = "red_flag_urgent"
    CRISIS = "crisis"
    POSSIBLE_DANGER = "possible_danger"
    CALL_REQUESTED = "call_requested"
    SEVERE_PAIN = "severe_pain"
    RED_DAY = "red_day"
    SECOND_RED_IN_WEEK = "second_red_in_week"
    RED_REST_USED_UP = "red_rest_used_up"
    SILENCE = "silence"
    YELLOW_REVIEW = "yellow_review"
    REENTRY_STUCK = "reentry_stuck"
    TREND_RISING = "trend_rising"
    WALKED_ON_REST_DAY = "walked_on_rest_day"
    WALKED_TOO_MUCH = "walked_too_much"
    LOW_COMPLETION = "low_completion"
    RESCREEN = "rescreen"
    REVIEW_SOON = "review_soon"
    REVIEW_DUE = "review_due"
    PAUSED = "paused"
    OPTED_OUT = "opted_out"
    UNCLEAR_REPLY = "unclear_reply"
    NUMBER_BAD = "number_bad"
    UNDELIVERED = "undelivered"
    SENDING_INCIDENT = "sending_incident"
    UNSENDABLE_TEXT = "unsendable_text"
    UNREADABLE_MESSAGE = "unreadable_message"
    UNHEARD_TEXT = "unheard_text"
    UNKNOWN_SENDER = "unknown_sender"


class Severity(StrEnum):
    """How soon."""

    NOW = "now"
    SAME_DAY = "same_day"
    ROUTINE = "routine"


class Alert(Row, table=True):
    """Something for a therapist (or, without a patient, for an operator) to act on."""

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
    closed_at: datetime | None = columns.time(optional=True)


class Act(StrEnum):
    """What somebody did about an alert."""

    TRIED = "tried"
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class AlertAct(Row, table=True):
    """One thing that was done about an alert, by whom; append-only."""

    __tablename__ = "alert_act"

    id: int | None = columns.serial()
    alert_id: uuid.UUID = columns.link("alert.id")
    act: Act = columns.word(Act)
    by: str = Field(max_length=80)
    note: str = columns.sealed("alert_act.note")
    at: datetime = columns.time()


class NoticeChannel(StrEnum):
    """How the care team is told outside of Amble."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class NoticeState(StrEnum):
    """What became of telling."""

    PLANNED = "planned"
    SENT = "sent"
    GIVEN_UP = "given_up"


class Notice(Row, table=True):
    """One telling of one alert to one address; it holds nothing about health."""

    __tablename__ = "notice"
    __table_args__ = (
        sa.UniqueConstraint("alert_id", "channel", "address"),
        sa.Index("ix_notice_due", "due_at", postgresql_where=sa.text("state = 'planned'")),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID = columns.link("clinic.id")
    alert_id: uuid.UUID = columns.link("alert.id", index=False)
    channel: NoticeChannel = columns.word(NoticeChannel)
    address: str = Field(max_length=500)
    state: NoticeState = columns.word(NoticeState)
    attempts: int = 0
    due_at: datetime = columns.time()
    lease_until: datetime | None = columns.time(optional=True)
    sent_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()
