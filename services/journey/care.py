"""The therapist's hand on a course: clear a hold, let it rest and go on."""

import uuid
from datetime import date, datetime, timedelta

from sqlmodel import Session

from schemas.alerts import AlertKind
from schemas.people import Enrolment, EnrolmentStatus, Patient
from schemas.plans import Cause, PlanDay
from schemas.vocabulary import ClinicianAct, State, TextKind
from services.journey import consent, local_time
from services.journey.advance import decide, record_act
from services.journey.escalate import close_alerts
from services.journey.prompt import answer_text, plan_texts
from services.storage import history, records

HELD = frozenset({State.EMERGENCY, State.HOLD_CLINICAL, State.HOLD_ESCALATED})
_ENDED_BY_CLEARING = (
    AlertKind.RED_FLAG_EMERGENCY,
    AlertKind.RED_FLAG_URGENT,
    AlertKind.CRISIS,
    AlertKind.RED_REST_USED_UP,
    AlertKind.SEVERE_PAIN,
    AlertKind.SECOND_RED_IN_WEEK,
    AlertKind.RESCREEN,
)


LONGEST_PAUSE = timedelta(days=90)
_ONE_DAY = timedelta(days=1)


class CareError(Exception):
    """What a therapist asked for cannot be done; the sentence says why and what would be right."""


class EnrolmentIsNotOnHold(CareError):
    """There is nothing to clear."""


class CannotPause(CareError):
    """The course does not run, or the rest would be none or too long."""


class NotPaused(CareError):
    """There is no rest to end."""


def clear_hold(
    session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime, minutes: int | None = None
) -> PlanDay:
    """A named clinician opens a hold: tomorrow re-enters at the first step, or at the dose they chose (section 13).

    minutes is that dose, minutes a day. Raises EnrolmentIsNotOnHold.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    newest = history.newest_plan(session, enrolment)
    today = local_time.plan_day(now, patient.zone)
    if newest is not None and newest.state not in HELD and records.red_flag_is_open(session, enrolment):
        # A danger told before consent: there is no course to hold yet, and READY begins one once this is cleared.
        record_act(session, enrolment, today, ClinicianAct.CLEAR, by, note, now, minutes)
        close_alerts(session, _ENDED_BY_CLEARING, enrolment, now)
        return newest
    if newest is None or newest.state not in HELD:
        state = newest.state.value if newest else enrolment.status.value
        raise EnrolmentIsNotOnHold(f"There is no hold to clear: the course is in state {state!r}.")
    record_act(session, enrolment, today, ClinicianAct.CLEAR, by, note, now, minutes)
    plan = decide(session, enrolment, patient, today, Cause.CLINICIAN, now)
    if plan is None or plan.state in HELD:
        raise EnrolmentIsNotOnHold("The course has not begun, or the engine keeps the hold; nothing was changed.")
    close_alerts(session, _ENDED_BY_CLEARING, enrolment, now)
    if enrolment.status is EnrolmentStatus.ACTIVE:
        settings, _ = records.settings_of(session, enrolment)
        plan_texts(session, enrolment, patient, settings, now)
    return plan


def pause(
    session: Session, enrolment_id: uuid.UUID, until: date, by: str, note: str, now: datetime
) -> tuple[Enrolment, Patient]:
    """A clinician lets a patient rest until a day, at most 90 days ahead; one text tells the patient.

    Raises CannotPause.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    today = local_time.plan_day(now, patient.zone)
    if enrolment.status not in (EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED):
        raise CannotPause(f"Only a running course can rest; this one is {enrolment.status.value!r}.")
    if not today < until <= today + LONGEST_PAUSE:
        raise CannotPause(f"The first day back must be from {today + _ONE_DAY} to {today + LONGEST_PAUSE}.")
    consent.rest(session, enrolment, patient, until, by, note, now)
    _tell(session, enrolment, patient, TextKind.PAUSE_CONFIRMATION, now, until=until.isoformat())
    return enrolment, patient


def resume(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> tuple[Enrolment, Patient]:
    """A clinician ends a rest; one text tells the patient. Raises NotPaused."""
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    if enrolment.status is not EnrolmentStatus.PAUSED:
        raise NotPaused(f"There is no rest to end: this course is {enrolment.status.value!r}.")
    settings, _ = records.settings_of(session, enrolment)
    consent.come_back(session, enrolment, patient, settings, by, note, now)
    _tell(session, enrolment, patient, TextKind.RESUME_CONFIRMATION, now)
    return enrolment, patient


def _tell(
    session: Session, enrolment: Enrolment, patient: Patient, kind: TextKind, now: datetime, **details: str
) -> None:
    settings, _ = records.settings_of(session, enrolment)
    answer_text(session, enrolment, patient, kind, f"staff:{now.isoformat()}", now, settings=settings, **details)
