"""Who should have had something and did not? And will this patient be texted: what is next, and why not?"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.messages import OutboundText
from schemas.people import Enrolment, EnrolmentStatus, Patient
from schemas.transitions import NOT_YET_GONE
from services.journey import local_time
from services.progression.facts import FLAGGED
from services.storage import history, records
from services.storage.case import told_danger
from services.storage.loading import open_alerts_of

# What is later than this is behind: several ticks, and more than a queue's usual wait.
LATE = timedelta(minutes=2)
# Longer than the receipts of a text that reached a phone take.
NO_RECEIPT = timedelta(hours=1)

# In the loop, and no text of the coming day was ever made: asked by the sweep that makes them, and by whoever looks.
# How far each patient's texts were made keeps the look from everybody who has them.
_NO_TEXTS = """
    FROM enrolment WHERE status = 'active' AND (texts_until IS NULL OR texts_until <= :day) AND course_first_day <= :day
     AND NOT EXISTS (SELECT 1 FROM outbound_text WHERE outbound_text.patient_id = enrolment.patient_id
                     AND kind = 'morning_plan' AND local_date > :day)
"""
_MISSING_TEXTS = sa.text(
    """
    SELECT id NO_TEXTS AND id <> ALL(CAST(:besides AS uuid[])) LIMIT :limit FOR UPDATE OF enrolment SKIP LOCKED
    """.replace("NO_TEXTS", _NO_TEXTS)
)
_BEHIND = sa.text(
    """
    SELECT what, found.id, patient_id, since FROM (
    SELECT 'reply_unheard' AS what, id::text AS id, patient_id, received_at AS since
      FROM inbound_text WHERE heard_at IS NULL AND received_at < :late
    UNION ALL
    SELECT 'receipt_unread', id::text, NULL, received_at
      FROM delivery_receipt WHERE read_at IS NULL AND received_at < :late
    UNION ALL
    SELECT 'text_late', id::text, patient_id, due_at FROM outbound_text WHERE state = 'planned' AND due_at < :late
    UNION ALL
    SELECT 'text_' || state, id::text, patient_id, lease_until
      FROM outbound_text WHERE state IN ('claimed', 'sending', 'unknown') AND lease_until < :late
    UNION ALL
    SELECT 'no_final_status', id::text, patient_id, sent_at
      FROM outbound_text WHERE state IN ('accepted', 'sent') AND sent_at BETWEEN :days_ago AND :no_receipt
    UNION ALL
    SELECT 'day_not_closed', id::text, patient_id, next_boundary_at
      FROM enrolment WHERE status IN ('active', 'paused', 'opted_out') AND next_boundary_at < :late
    UNION ALL
    SELECT 'no_plan', e.id::text, e.patient_id, e.next_boundary_at
      FROM enrolment e WHERE e.status = 'active' AND e.course_first_day IS NOT NULL AND e.next_boundary_at >= :late
       AND NOT EXISTS (SELECT 1 FROM plan_day p WHERE p.enrolment_id = e.id
                       AND p.day >= CAST(:day AS date) - 1)
    UNION ALL
    SELECT 'no_texts', id::text, patient_id, next_boundary_at NO_TEXTS
    UNION ALL
    SELECT 'staff_not_told', id::text, NULL, created_at FROM notice
      WHERE state = 'planned' AND created_at < :late AND (attempts > 0 OR due_at < :late)
    UNION ALL
    SELECT 'reply_on_disk', id, NULL, waiting_since FROM spool WHERE waiting > 0 AND waiting_since < :late
    UNION ALL
    SELECT 'left_on_disk', id, NULL, refused_since FROM spool WHERE refused > 0
    ) AS found LEFT JOIN patient ON patient.id = patient_id
    WHERE CAST(:clinic AS uuid) IS NULL OR patient.clinic_id = :clinic
    ORDER BY since LIMIT :limit
    """.replace("NO_TEXTS", _NO_TEXTS)
)


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing that should have happened: what, the id of its row, whose, and since when."""

    what: str
    id: str
    patient_id: uuid.UUID | None
    since: datetime


def behind(session: Session, now: datetime, *, clinic_id: uuid.UUID | None = None, limit: int = 200) -> list[Behind]:
    """Everything that is behind, the longest first; for one clinic, only what concerns its patients."""
    asked = {
        "day": local_time.utc_day(now),
        "clinic": clinic_id,
        "late": now - LATE,
        "no_receipt": now - NO_RECEIPT,
        "days_ago": now - timedelta(days=2),
        "limit": limit,
    }
    return [Behind(*row) for row in session.execute(_BEHIND, asked)]


_DAYS_BEHIND = sa.text(
    "SELECT count(*), min(next_boundary_at) FROM enrolment "
    "WHERE next_boundary_at <= :now AND status IN ('active', 'paused', 'opted_out')"
)


@dataclass(frozen=True, slots=True)
class DaysBehind:
    """How many plan days have ended and are not closed, and when the first of them ended (UTC); None: none has."""

    number: int
    oldest: datetime | None


def days_behind(session: Session, now: datetime) -> DaysBehind:
    """How far the night is. Some have always ended just now; it is their age that tells whether workers are missing."""
    return DaysBehind(*session.execute(_DAYS_BEHIND, {"now": now}).one())


@dataclass(frozen=True, slots=True)
class Messaging:
    """Whether a patient will be texted of our own accord, every reason why not, the next text, and the last ones."""

    will_be_texted: bool
    reasons: tuple[str, ...]
    next_text: OutboundText | None
    last_texts: Sequence[OutboundText]


def messaging(session: Session, enrolment: Enrolment, patient: Patient, now: datetime) -> Messaging:
    """How things stand between us and one phone."""
    reasons = tuple(_reasons(session, enrolment, patient))
    planned = (
        select(OutboundText)
        .where(col(OutboundText.enrolment_id) == enrolment.id)
        .where(col(OutboundText.state).in_(NOT_YET_GONE))
        .order_by(col(OutboundText.due_at))
        .limit(1)
    )
    next_text = session.exec(planned).first()
    if next_text is None and not reasons:
        reasons = ("Nothing is planned for the next two days: this should not be. See `amble behind`.",)
    last = (
        select(OutboundText)
        .where(col(OutboundText.enrolment_id) == enrolment.id, col(OutboundText.due_at) <= now)
        .order_by(col(OutboundText.due_at).desc())
        .limit(5)
    )
    return Messaging(not reasons, reasons, next_text, session.exec(last).all())


def _reasons(session: Session, enrolment: Enrolment, patient: Patient) -> list[str]:
    found = []
    if patient.number_bad_at is not None:
        found.append("The carrier says that this number cannot get texts.")
    if records.has_opted_out(session, patient.phone, patient.clinic_id):
        found.append("The patient opted out. START from their phone, or their wish told to the staff, undoes it.")
    elif enrolment.status is EnrolmentStatus.OPTED_OUT:
        found.append("The patient opted out.")
    waiting = {
        EnrolmentStatus.AWAITING_CONSENT: "The patient has not answered READY to the consent text.",
        EnrolmentStatus.AWAITING_SHOES: "The patient has not yet said that they have supportive shoes.",
    }
    if enrolment.status in waiting:
        found.append(waiting[enrolment.status])
    if enrolment.status is EnrolmentStatus.PAUSED:
        until = f" until {enrolment.paused_until}" if enrolment.paused_until else ""
        found.append(f"The course is paused{until}.")
    newest = history.newest_plan_of(session, enrolment)
    if newest is not None and newest.state in FLAGGED:
        cause = "A red flag" if told_danger(open_alerts_of(session, enrolment.patient_id)) else "A person"
        found.append(f"{cause} holds the course: a clinician must call the patient and clear it.")
    return found


def missing_texts(
    session: Session, now: datetime, limit: int, besides: Sequence[uuid.UUID] = ()
) -> Sequence[uuid.UUID]:
    """Enrolments in the loop for which no text of the coming day was ever made; locked."""
    asked = {"day": local_time.utc_day(now), "limit": limit, "besides": list(besides)}
    return session.execute(_MISSING_TEXTS, asked).scalars().all()
