"""Which settings judge a plan day? Those in force, with the stricter bands of all that were in force on that day."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlmodel import Session

from schemas.settings import ProgressionSettings
from schemas.tables.plans import PlanDay
from services.progression import calendar
from services.progression.transition import stricter_of
from services.storage import in_force
from services.storage.case import Case


@dataclass(frozen=True, slots=True)
class Judge:
    """The settings that decide, the version that was in force then, and those in force earlier on the day."""

    settings: ProgressionSettings
    version: uuid.UUID
    before: tuple[uuid.UUID, ...] = ()


def settings_of_day(case: Case, day: date) -> Judge:
    """Who judges what was told about a plan day, patient-local (section 14).

    The newest numbers shape the plan; a band that was raised counts from the next day's pain on.
    """
    begins = calendar.next_boundary(day - timedelta(days=1), case.patient.zone)
    clinic_id = case.enrolment.clinic_id
    # Most days nobody in the clinic changes a number: one question answers for everybody.
    changed = case.batch.once(
        ("settings changed", clinic_id, begins), partial(in_force.owners_of_changes, case.session, clinic_id, begins)
    )
    if not changed & {None, case.enrolment.id}:
        return Judge(case.settings, case.settings_id)
    before = in_force.settings_replaced(case.session, case.enrolment, begins)
    settings = stricter_of(case.settings, (values for values, _ in before))
    return Judge(settings, case.settings_id, tuple(key for _, key in before))


def settings_of_plan(session: Session, plan: PlanDay) -> Judge:
    """Who judged when a plan was decided, from its record."""
    before = tuple(map(uuid.UUID, plan.settings_before))
    known = in_force.parsed(session, {plan.settings_id, *before})
    settings = stricter_of(known[plan.settings_id], (known[key] for key in before))
    return Judge(settings, plan.settings_id, before)
