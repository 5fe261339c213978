"""Who should have had something and did not? And will this patient be texted: what is next, and why not?"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.messages import OutboundText
from schemas.people import Enrolment, EnrolmentStatus, Patient
from services.journey import local_time
from services.journey.queries import texts
from services.journey.queries.due import BEHIND, DAYS_BEHIND, MISSING_TEXTS
from services.progression.facts import FLAGGED
from services.storage import history, records
from services.storage.case import told_danger
from services.storage.loading import open_alerts_of

# What is later than this is behind: several ticks, and more than a queue's usual wait.
LATE = timedelta(minutes=2)
# Longer than the receipts of a text that reached a phone take.
NO_RECEIPT = timedelta(hours=1)


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
    return [Behind(*row) for row in session.execute(BEHIND, asked)]


@dataclass(frozen=True, slots=True)
class DaysBehind:
    """How many plan days have ended and are not closed, and when the first of them ended (UTC); None: none has."""

    number: int
    oldest: datetime | None


def days_behind(session: Session, now: datetime) -> DaysBehind:
    """How far the night is. Some have always ended just now; it is their age that tells whether workers are missing."""
    return DaysBehind(*session.execute(DAYS_BEHIND, {"now": now}).one())


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
    next_text = texts.next_waiting(session, enrolment.id)
    if next_text is None and not reasons:
        reasons = ("Nothing is planned for the next two days: this should not be. See `amble behind`.",)
    return Messaging(not reasons, reasons, next_text, texts.last_due(session, enrolment.id, now, limit=5))


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
    return session.execute(MISSING_TEXTS, asked).scalars().all()
