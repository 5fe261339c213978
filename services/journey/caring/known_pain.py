"""Pain that the team knows of: a therapist says up to which score, and until when, red days raise no alert (18-11).

No plan changes by it, and no open alert is closed.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from schemas.api.care import KnowPain
from schemas.limits import LONGEST_KNOWN, MOST_KNOWN
from schemas.tables.people import Enrolment
from schemas.tables.plans import CareAct, StaffAct
from schemas.vocabulary import ClinicianAct
from services.journey.caring.course import running_plan
from services.journey.caring.undo import remembered
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.flare_ups import known_on
from services.journey.refusals import KnownPainRefused, NoPainIsKnown
from services.progression import calendar
from services.storage.case import Case, in_hand


@dataclass(frozen=True, slots=True)
class KnownPain:
    """The act in force today, and what may be said today: pain, 0-10, and a plan day."""

    in_force: CareAct | None
    least: int
    most: int
    earliest: date
    latest: date


def known_of(case: Case) -> KnownPain:
    """What a therapist says it from. Raises CourseDoesNotRun where there is no running course."""
    running_plan(case)
    today, settings = calendar.plan_day(case.now, case.patient.zone), case.settings
    most = min(MOST_KNOWN, settings.severe_pain - 1)
    return KnownPain(known_on(case, today), settings.red_min, most, today, today + LONGEST_KNOWN)


def say(session: Session, enrolment_id: uuid.UUID, wanted: KnowPain, by: str, now: datetime) -> Enrolment:
    """Say which red days are known; it takes the place of what was said before.

    Raises CourseDoesNotRun, and KnownPainRefused for a pain that is not red, or very severe, or a day too far ahead.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        may = known_of(case)
        if wrong := _errors(may, wanted):
            raise KnownPainRefused(wrong)
        with remembered(case, StaffAct.KNOWN_PAIN, by):
            done = Done(ClinicianAct.KNOWN_PAIN, by, wanted.note, known_up_to=wanted.up_to, known_until=wanted.until)
            record_act(case, may.earliest, done)
        return case.enrolment


def _errors(may: KnownPain, wanted: KnowPain) -> list[tuple[str, str]]:
    wrong = []
    if may.least > may.most:
        wrong.append(("up_to", f"none can be known: every red pain, from {may.least}, is told as very severe"))
    elif not may.least <= wanted.up_to <= may.most:
        wrong.append(("up_to", f"must be from {may.least} to {may.most}: red, and less than is always told"))
    if not may.earliest <= wanted.until <= may.latest:
        wrong.append(("until", f"must be from {may.earliest} to {may.latest}"))
    return wrong


def end(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> Enrolment:
    """Every red day is told again. Raises CourseDoesNotRun, NoPainIsKnown."""
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        known = known_of(case)
        if known.in_force is None:
            raise NoPainIsKnown("No red days of this patient are known now.")
        with remembered(case, StaffAct.END_KNOWN_PAIN, by):
            record_act(case, known.earliest, Done(ClinicianAct.END_KNOWN_PAIN, by, note))
        return case.enrolment
