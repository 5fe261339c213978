"""A patient moves to another time zone: every text not yet gone gets its new hour, and no day comes twice."""

import uuid
from datetime import datetime

from sqlmodel import Session

from schemas.tables.people import Enrolment, Patient
from schemas.times import is_place
from schemas.vocabulary import ClinicianAct
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.decide import close_days
from services.journey.planning.due_texts import daily_window, plan_texts
from services.progression import calendar
from services.storage.case import Case, in_hand
from services.storage.queries import texts


class UnknownZone(Exception):
    """There is no such IANA zone, or it is no place's."""


def move(session: Session, enrolment_id: uuid.UUID, zone: str, by: str, now: datetime) -> tuple[Patient, Enrolment]:
    """Let a patient live in another zone from now on. Raises UnknownZone."""
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        move_case(case, zone, by)
        return case.patient, case.enrolment


def move_case(case: Case, zone: str, by: str) -> None:
    """The same for the patient in hand. Raises UnknownZone.

    A plan day that the move makes past is closed as silence closes it; one that it makes longer stays the same day.
    """
    if not is_place(zone):
        raise UnknownZone(f"{zone!r} is not an IANA time zone of a place, such as America/New_York.")
    if zone == case.patient.zone:
        return
    counted = calendar.plan_day(case.now, case.patient.zone)
    case.patient.zone = zone
    case.save(case.patient, event=case.happened("patient.moved", actor=by, zone=zone))
    if case.enrolment.course_first_day is None or case.enrolment.next_boundary_at is None:
        return
    record_act(case, counted, Done(ClinicianAct.MOVE, by, f"Moved to {zone}."))
    case.enrolment.next_boundary_at = calendar.next_boundary(counted, zone)
    give_new_hours(case)
    close_days(case)
    plan_texts(case)


def give_new_hours(case: Case) -> None:
    """Daily texts that have not gone get the hours that the patient's zone and prompt times give them now."""
    for text in texts.lock_planned_prompts(case.session, case.enrolment.id):
        due_at, send_before = daily_window(case, text)
        text.zone, text.due_at, text.send_before = case.patient.zone, due_at, send_before
        case.save(text, event=case.happened("text.moved", text=str(text.id)))
