"""A patient moves to another time zone: every text not yet gone gets its new hour, and no day comes twice."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.messages import OutboundText, TextState
from schemas.people import Enrolment, Patient
from schemas.settings import ProgressionSettings
from schemas.text_kinds import texts_that
from schemas.times import is_place
from schemas.vocabulary import ClinicianAct
from services.journey import local_time
from services.journey.advance import close_days
from services.journey.day_report import record_act
from services.journey.prompt import daily_window, plan_texts
from services.storage import records
from services.storage.database import save
from services.storage.events import happened


class UnknownZone(Exception):
    """There is no such IANA zone, or it is no place's."""


def move(session: Session, enrolment_id: uuid.UUID, zone: str, by: str, now: datetime) -> tuple[Patient, Enrolment]:
    """Let a patient live in another zone from now on. Raises UnknownZone.

    A plan day that the move makes past is closed as silence closes it; one that it makes longer stays the same day.
    """
    if not is_place(zone):
        raise UnknownZone(f"{zone!r} is not an IANA time zone of a place, such as America/New_York.")
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    if zone == patient.zone:
        return patient, enrolment
    settings, _ = records.settings_of(session, enrolment)
    counted = local_time.plan_day(now, patient.zone)
    patient.zone = zone
    save(session, patient, event=happened("patient.moved", enrolment, now, actor=by, zone=zone))
    if enrolment.course_first_day is None or enrolment.next_boundary_at is None:
        return patient, enrolment
    record_act(session, enrolment, counted, ClinicianAct.MOVE, by, f"Moved to {zone}.", now)
    enrolment.next_boundary_at = local_time.next_boundary(counted, zone)
    give_new_hours(session, enrolment, patient, settings, now)
    close_days(session, enrolment, patient, now)
    plan_texts(session, enrolment, patient, settings, now)
    return patient, enrolment


def give_new_hours(
    session: Session, enrolment: Enrolment, patient: Patient, settings: ProgressionSettings, now: datetime
) -> None:
    """Daily texts that have not gone get the hours that the patient's zone and prompt times give them now."""
    statement = (
        select(OutboundText)
        .where(col(OutboundText.enrolment_id) == enrolment.id, col(OutboundText.state) == TextState.PLANNED)
        .where(
            col(OutboundText.kind).in_(texts_that(lambda kind: kind.automatic)),
            col(OutboundText.slot).in_(("morning", "evening")),
        )
        .with_for_update()
    )
    for text in session.exec(statement).all():
        due_at, send_before = daily_window(enrolment, patient, settings, text)
        text.zone, text.due_at, text.send_before = patient.zone, due_at, send_before
        save(session, text, event=happened("text.moved", enrolment, now, text=str(text.id)))
