"""The own usual of a patient: a clinician signs it, says no, or ends it. A plan changes by a signature alone (18-5)."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.api.care import SignUsual
from schemas.tables.people import Enrolment
from schemas.tables.plans import Cause, StaffAct
from schemas.vocabulary import ClinicianAct
from services.journey.alerting.alerts import close_alerts
from services.journey.caring.course import running_plan
from services.journey.caring.undo import remembered
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.decide import decide
from services.journey.refusals import NoUsualIsSigned, UsualIsNotAsked, UsualRefused
from services.progression import calendar, replay
from services.progression.own_usual import steady_usual
from services.storage import history
from services.storage.case import Case, in_hand

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is signed, and what may be: pain, 0-10. proposed: the median of the days told, where they are steady."""

    signed: int | None
    proposed: int | None
    least: int
    most: int
    is_asked: bool


def usual_of(case: Case) -> Usual:
    """What a clinician signs from. Raises CourseDoesNotRun where there is no running course."""
    marks, settings = replay.decision_from_record(running_plan(case).decision).course.marks, case.settings
    found = steady_usual(marks, settings)
    return Usual(
        case.enrolment.own_usual,
        found if isinstance(found, int) else None,
        settings.green_max + 1,
        settings.red_min - 1,
        _is_asked(case),
    )


def _is_asked(case: Case) -> bool:
    return any(alert.kind is AlertKind.OWN_USUAL for alert in case.open_alerts)


def sign(session: Session, enrolment_id: uuid.UUID, wanted: SignUsual, by: str, now: datetime) -> Enrolment:
    """Sign a patient's usual pain; the next decision goes by it, and tomorrow's where it was taken already.

    Raises CourseDoesNotRun, and UsualRefused for a number that is not yellow under this patient's settings.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        usual = usual_of(case)
        if not usual.least <= wanted.usual <= usual.most:
            raise UsualRefused([("usual", f"must be from {usual.least} to {usual.most}: above green and below red")])
        with remembered(case, StaffAct.SIGN_USUAL, by):
            case.enrolment.own_usual = wanted.usual
            _done(case, Done(ClinicianAct.SIGN_USUAL, by, wanted.note, own_usual=wanted.usual))
        return case.enrolment


def refuse(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> Enrolment:
    """Say no to what was asked: nothing changes, and it is asked again after some weeks. Raises UsualIsNotAsked."""
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if not _is_asked(case):
            raise UsualIsNotAsked("Nobody asks to sign a usual pain for this patient now.")
        with remembered(case, StaffAct.REFUSE_USUAL, by):
            today = calendar.plan_day(now, case.patient.zone)
            record_act(case, today, Done(ClinicianAct.REFUSE_USUAL, by, note))
            close_alerts(case, (AlertKind.OWN_USUAL,))
        return case.enrolment


def end(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> Enrolment:
    """End a signed usual: yellow eases the plan again from the next decision on. Raises NoUsualIsSigned."""
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if case.enrolment.own_usual is None:
            raise NoUsualIsSigned("No usual pain is signed for this patient.")
        with remembered(case, StaffAct.END_USUAL, by):
            case.enrolment.own_usual = None
            _done(case, Done(ClinicianAct.END_USUAL, by, note))
        return case.enrolment


def _done(case: Case, done: Done) -> None:
    """Written down; a plan of tomorrow that stands already is decided anew, and one that was told only lowered."""
    today = calendar.plan_day(case.now, case.patient.zone)
    record_act(case, today, done)
    close_alerts(case, (AlertKind.OWN_USUAL,))
    if history.plan_of(case, today + _ONE_DAY) is not None:
        decide(case, today, Cause.CLINICIAN)
