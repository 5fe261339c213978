"""The metrics of the service: what waits and since when, and what has happened since the last collection."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from schemas.alert_kinds import Severity
from schemas.tables.alerts import LineTextKind, NoticeChannel
from schemas.tables.messages import Urgency
from schemas.transitions import UNDER_A_LEASE
from services.operations.overdue import find_overdue, unclosed_days
from services.storage.queries.counts import (
    ALERTS_OPEN,
    EVENTS_SINCE,
    LATEST_EVENT,
    LINE_TEXTS_GIVEN_UP,
    NOTICES_GIVEN_UP,
    PATIENTS,
    REPLIES_UNHEARD,
    SPOOLS,
    TEXTS_DUE,
    TEXTS_UNDER_WAY,
)
from services.views import read_measures

# name: its meaning and its labels. Every metric with _total only grows.
METRICS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "amble_texts_due": ("Texts that are due and not claimed yet", ("urgency",)),
    "amble_texts_due_oldest_seconds": ("How long the oldest of these texts has been due", ("urgency",)),
    "amble_texts_under_way": (
        "Texts that are claimed, on their way to the carrier, or without a known outcome",
        ("state",),
    ),
    "amble_replies_unheard": ("Replies that have not been heard yet", ()),
    "amble_reply_unheard_oldest_seconds": ("How long the oldest of these replies has waited", ()),
    "amble_days_behind": ("Plan days that have ended and are not closed", ()),
    "amble_days_behind_oldest_seconds": ("How long ago the first of these days ended", ()),
    "amble_spool_waiting": ("Webhooks that wait on the APIs' disks to be stored", ()),
    "amble_spool_oldest_seconds": ("How long the oldest of these webhooks has waited", ()),
    "amble_spool_refused": ("Webhooks that were put aside on the APIs' disks because they cannot be stored", ()),
    "amble_alerts_open": ("Open alerts", ("severity",)),
    "amble_alert_unseen_oldest_seconds": (
        "The age of the oldest open alert that nobody has acknowledged",
        ("severity",),
    ),
    "amble_alerts_overdue": ("Open alerts that nobody acknowledged in time", ("severity",)),
    "amble_texts_to_read": ("Texts that wait for a person to read them", ()),
    "amble_text_to_read_oldest_seconds": ("How long the oldest of these texts has waited", ()),
    "amble_texts_read_total": ("Texts that a person has read, by the answer", ("answer",)),
    "amble_line_texts_given_up": (
        "Texts to staff phones and to strangers in danger that were given up within the last day",
        ("kind",),
    ),
    "amble_notices_given_up": ("Notices to care teams that were given up within the last day", ("channel",)),
    "amble_behind": ("What is overdue, as `amble overdue` lists it", ("what",)),
    "amble_patients": ("Patients, by the status of their enrolment", ("status",)),
    "amble_events_total": ("Events of the record, by name", ("name",)),
    "amble_decisions_total": ("Plans that were decided, by the deciding rule", ("rule",)),
    "amble_texts_suppressed_total": ("Texts that did not leave, by reason, such as quiet hours", ("why",)),
    "amble_carrier_errors_total": ("Errors from the carrier, by code", ("code",)),
}
LATENESS = "amble_text_lateness_seconds"
_HELD_BACK = timedelta(seconds=30)
_REMEMBERED = timedelta(days=1)
_MOST_EVENTS = 50_000
_MOST_OVERDUE = 1000
_ALWAYS_SAID = (
    "reply_unheard", "receipt_unread", "text_late", "day_not_closed", "no_plan", "no_texts", "staff_not_told",
    "reply_on_disk", "left_on_disk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """One value now. name is in METRICS; the labels are in the order given there."""

    name: str
    labels: tuple[str, ...]
    value: float


@dataclass(slots=True)
class Happened:
    """What happened up to the event `after`: counts by (name, labels), and how late texts left (urgency, seconds)."""

    after: int
    counts: Counter[tuple[str, tuple[str, ...]]]
    late: list[tuple[str, float]]


def present_values(session: Session, now: datetime) -> Iterator[Sample]:
    """The present values. An absent value is 0, so that an alarm can tell it from a missing metric."""

    def age(oldest: datetime | None) -> float:
        return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0

    due = {row.urgency: row for row in session.execute(TEXTS_DUE, {"now": now})}
    for urgency in Urgency:
        row = due.get(urgency.value)
        label = (urgency.name.lower(),)
        yield Sample("amble_texts_due", label, row.number if row else 0)
        yield Sample("amble_texts_due_oldest_seconds", label, age(row.oldest) if row else 0)
    under_way = _numbers(session, TEXTS_UNDER_WAY)
    for state in UNDER_A_LEASE:
        yield Sample("amble_texts_under_way", (state.value,), under_way.get(state.value, 0))
    unheard = session.execute(REPLIES_UNHEARD).one()
    yield Sample("amble_replies_unheard", (), unheard.number)
    yield Sample("amble_reply_unheard_oldest_seconds", (), age(unheard.oldest))
    days = unclosed_days(session, now)
    yield Sample("amble_days_behind", (), days.number)
    yield Sample("amble_days_behind_oldest_seconds", (), age(days.oldest))
    spools = session.execute(SPOOLS).one()
    yield Sample("amble_spool_waiting", (), spools.waiting)
    yield Sample("amble_spool_oldest_seconds", (), age(spools.oldest))
    yield Sample("amble_spool_refused", (), spools.refused)
    alerts = {row.severity: row for row in session.execute(ALERTS_OPEN, {"now": now})}
    for severity in Severity:
        row = alerts.get(severity.value)
        yield Sample("amble_alerts_open", (severity.value,), row.number if row else 0)
        yield Sample("amble_alert_unseen_oldest_seconds", (severity.value,), age(row.oldest) if row else 0)
        yield Sample("amble_alerts_overdue", (severity.value,), row.overdue if row else 0)
    for name, value in read_measures.waiting_now(session, now):
        yield Sample(name, (), value)
    yield from _given_up(session, now)
    late = Counter(item.what for item in find_overdue(session, now, limit=_MOST_OVERDUE))
    for what in _ALWAYS_SAID:
        late.setdefault(what, 0)
    for what, number in sorted(late.items()):
        yield Sample("amble_behind", (what,), number)
    for status, number in _numbers(session, PATIENTS).items():
        yield Sample("amble_patients", (status,), number)


def _given_up(session: Session, now: datetime) -> Iterator[Sample]:
    """Notices and texts that were given up within the last day."""
    asked = {"since": now - _REMEMBERED}
    notices = {row.channel: row.number for row in session.execute(NOTICES_GIVEN_UP, asked)}
    for channel in NoticeChannel:
        yield Sample("amble_notices_given_up", (channel.value,), notices.get(channel.value, 0))
    texts = {row.kind: row.number for row in session.execute(LINE_TEXTS_GIVEN_UP, asked)}
    for kind in LineTextKind:
        yield Sample("amble_line_texts_given_up", (kind.value,), texts.get(kind.value, 0))


def _numbers(session: Session, statement: sa.TextClause) -> dict[str, int]:
    return {row[0]: row[1] for row in session.execute(statement)}


def latest_event(session: Session) -> int:
    """The id of the newest event, to count from."""
    latest: int = session.execute(LATEST_EVENT).scalar_one()
    return latest


def since(session: Session, after: int, now: datetime) -> Happened:
    """What happened since an event, without the last half minute: long units of work may still write older events."""
    found = Happened(after, Counter(), [])
    asked: dict[str, Any] = {"after": after, "settled": now - _HELD_BACK, "limit": _MOST_EVENTS}
    for row in session.execute(EVENTS_SINCE, asked):
        found.after = row.id
        found.counts["amble_events_total", (row.name,)] += 1
        if row.name == "plan.decided":
            found.counts["amble_decisions_total", (row.rule or "",)] += 1
        if row.name == "words.read" and row.answer:
            found.counts["amble_texts_read_total", (row.answer,)] += 1
        if row.why:
            found.counts["amble_texts_suppressed_total", (row.why,)] += 1
        # This event repeats the error of the text that caused it.
        if row.code and row.name != "number.bad":
            found.counts["amble_carrier_errors_total", (row.code,)] += 1
        if row.late is not None:
            found.late.append((Urgency(row.urgency).name.lower(), max(0.0, row.late.total_seconds())))
    return found
