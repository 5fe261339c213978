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
    STRANGER_DANGER = "stranger_danger"
    DANGER_ELSEWHERE = "danger_elsewhere"
    CANNOT_BE_TEXTED = "cannot_be_texted"
    FOOT_QUESTION = "foot_question"
    TEST_WALK_SHORT = "test_walk_short"
    FOOT_DROP_KNOWN = "foot_drop_known"
    PAIN_AT_START = "pain_at_start"
    HELD_BY_STAFF = "held_by_staff"
    HELD_AND_CALM = "held_and_calm"
    NOT_BEGUN = "not_begun"
    WRONG_PERSON = "wrong_person"
    DEATH_TOLD = "death_told"
    AUTO_REPLY = "auto_reply"
    CONTRADICTING_TEXTS = "contradicting_texts"
    LINE_IS_TAKEN = "line_is_taken"
    STAFF_PHONE_STOPPED = "staff_phone_stopped"
    LEFT_ON_DISK = "left_on_disk"
    NOTICE_GIVEN_UP = "notice_given_up"


class Severity(StrEnum):
    """How soon somebody must have seen it: at once, within the hour, the same day, in some days."""

    NOW = "now"
    HOUR = "hour"
    SAME_DAY = "same_day"
    ROUTINE = "routine"


class Alert(Row, table=True):
    """Something for a person to act on: about a patient, about a clinic, or (without a clinic) for an operator.

    due_at is by when it must be seen. next_rung_at is when the ladder climbs on, None where it stands still; rung is
    the last that was told, 0 for nobody yet, and tellings counts all that were. inbound_ids are the texts that say
    why.
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
    """One telling of one alert to one address; it holds nothing about health. telling numbers those of one alert."""

    __tablename__ = "notice"
    __table_args__ = (
        sa.UniqueConstraint("alert_id", "channel", "address", "telling"),
        sa.Index("ix_notice_due", "due_at", postgresql_where=sa.text("state = 'planned'")),
        sa.Index("ix_notice_given_up", "due_at", postgresql_where=sa.text("state = 'given_up'")),
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


class StaffPhone(Row, table=True):
    """A phone of a clinic that gets a text when an urgent item waits; it counts once its owner has texted READY.

    No patient shares the number. After STOP it is texted no more until it says READY again.
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
    """What is said to a phone that is no patient's."""

    STAFF_CONSENT = "staff_consent"
    STAFF_URGENT = "staff_urgent"
    STAFF_SEEN = "staff_seen"
    STRANGER_SAFETY = "stranger_safety"


class LineText(Row, table=True):
    """One text to a phone that is no patient's: a staff phone, or a stranger in danger. slot makes it once.

    It may come twice where the carrier's answer was lost: for these that is better than never. alert_ids are the items
    that a code stands for.
    """

    __tablename__ = "line_text"
    __table_args__ = (
        sa.UniqueConstraint("phone_index", "slot"),
        sa.Index("ix_line_text_due", "due_at", postgresql_where=sa.text("state = 'planned'")),
        sa.Index("ix_line_text_given_up", "due_at", postgresql_where=sa.text("state = 'given_up'")),
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
