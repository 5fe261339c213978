"""Will this patient be texted: what is next, and why not?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from schemas.tables.messages import OutboundText
from schemas.tables.people import Enrolment, EnrolmentStatus, Patient
from services.progression.facts import FLAGGED
from services.storage import history, records
from services.storage.case import told_danger
from services.storage.loading import open_alerts_of
from services.storage.queries import texts


@dataclass(frozen=True, slots=True)
class Messaging:
    """Whether a patient gets scheduled texts, every reason why not, the next text, and the last ones."""

    will_be_texted: bool
    reasons: tuple[str, ...]
    next_text: OutboundText | None
    last_texts: Sequence[OutboundText]


def messaging(session: Session, enrolment: Enrolment, patient: Patient, now: datetime) -> Messaging:
    """The state of texting with one phone."""
    reasons = tuple(_reasons(session, enrolment, patient))
    next_text = texts.next_waiting(session, enrolment.id)
    if next_text is None and not reasons:
        reasons = ("Nothing is planned for the next two days, which should not happen. See `amble overdue`.",)
    return Messaging(not reasons, reasons, next_text, texts.last_due(session, enrolment.id, now, limit=5))


def _reasons(session: Session, enrolment: Enrolment, patient: Patient) -> list[str]:
    found = []
    if patient.number_bad_at is not None:
        found.append("The carrier says that this number cannot receive texts.")
    if records.has_opted_out(session, patient.phone, patient.clinic_id):
        found.append("The patient opted out. START from their phone, or their wish told to the staff, lifts it.")
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
