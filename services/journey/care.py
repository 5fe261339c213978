"""The therapist's hand on a course: hold and clear, rest and go on, begin anew, order one day."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from schemas.alert_kinds import AlertKind, alerts_that, facts_of
from schemas.alerts import Act, AlertAct
from schemas.messages import Suppression
from schemas.people import Enrolment, EnrolmentStatus, Patient
from schemas.plans import Cause, DayOrder, PlanDay, StaffAct
from schemas.transitions import IN_THE_LOOP, LET_GO
from schemas.vocabulary import ClinicianAct, State, TextKind
from services.journey import consent, local_time, running
from services.journey.advance import begin_course, decide, first_plan, follow_order, lower_today
from services.journey.day_report import record_act
from services.journey.escalate import close_alerts
from services.journey.prompt import answer_text, plan_texts, revoke
from services.journey.refusals import (
    CannotBegin,
    CannotPause,
    CourseDoesNotRun,
    EnrolmentIsNotOnHold,
    FirstDoseIsMissing,
    NotPaused,
    OrderRefused,
)
from services.journey.take_back import remembered
from services.progression.facts import HELD, STOPPED
from services.progression.first_day import HELD_STARTS
from services.progression.ordered import order_errors
from services.storage import history, recent, records
from services.storage.database import save
from services.storage.events import happened

LONGEST_PAUSE = timedelta(days=90)
LONGEST_ORDER = timedelta(days=7)
_ONE_DAY = timedelta(days=1)


def clear_hold(
    session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime, minutes: int | None = None
) -> PlanDay:
    """A named clinician opens a hold: tomorrow re-enters at the first step, or at the dose they chose (section 13).

    minutes is that dose, minutes a day. Before the first day it is the dose that the course begins with (18-1).
    Raises EnrolmentIsNotOnHold, FirstDoseIsMissing.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    newest = history.newest_plan(session, enrolment)
    if newest is None or (newest.state not in HELD and not records.red_flag_is_open(session, enrolment)):
        state = newest.state.value if newest else enrolment.status.value
        raise EnrolmentIsNotOnHold(f"There is no hold to clear: the course is in state {state!r}.")
    needs_a_dose = _needs_a_first_dose(session, enrolment, newest)
    if needs_a_dose and minutes is None:
        raise FirstDoseIsMissing("Choose the first dose: the minutes a day with which this patient begins.")
    today = local_time.plan_day(now, patient.zone)
    begun = enrolment.course_first_day is not None and enrolment.course_first_day <= today
    # What is cleared before a course begins counts for its first day.
    day = max(today, enrolment.course_first_day or today)
    with remembered(session, enrolment, patient, StaffAct.CLEAR, by, now):
        if minutes is not None and (needs_a_dose or not begun):
            enrolment.first_minutes = minutes
        enrolment.foot_asked_at = None
        record_act(session, enrolment, day, ClinicianAct.CLEAR, by, note, now, minutes)
        # A danger told before consent: there is no course to hold yet, and READY begins one once this is cleared.
        held = newest.state in HELD
        plan = _opened(session, enrolment, patient, day, now, begun=begun) if held else newest
        if plan is None or plan.state in HELD:
            raise EnrolmentIsNotOnHold("The engine keeps the hold; nothing was changed.")
        close_alerts(session, alerts_that(lambda kind: kind.ends_by_clearing), enrolment, now)
        _go_on(session, enrolment, patient, now, held=held)
    return plan


def _needs_a_first_dose(session: Session, enrolment: Enrolment, newest: PlanDay) -> bool:
    """Whether the course is held because nobody has chosen a dose for it yet."""
    asked = any(facts_of(alert.kind).chooses_a_dose for alert in recent.open_alerts(session, enrolment))
    return asked or newest.rule in HELD_STARTS


def _opened(
    session: Session, enrolment: Enrolment, patient: Patient, day: date, now: datetime, *, begun: bool
) -> PlanDay | None:
    """The plan that follows from a clear: tomorrow's, or, before the course begins, that of its first day."""
    if begun:
        return decide(session, enrolment, patient, day, Cause.CLINICIAN, now)
    begins = enrolment.course_first_day or day + _ONE_DAY
    plan = first_plan(session, enrolment, begins, Cause.CLINICIAN, now)
    if history.plan_of(session, enrolment, begins + _ONE_DAY) is not None:
        # What stopped the first day had stopped the second, too.
        decide(session, enrolment, patient, begins, Cause.CLINICIAN, now)
    return plan


def _go_on(session: Session, enrolment: Enrolment, patient: Patient, now: datetime, *, held: bool) -> None:
    """The texts that an open hold kept back: the daily ones, or the question whether to begin."""
    settings, _ = records.settings_of(session, enrolment)
    if enrolment.status is EnrolmentStatus.ACTIVE and held:
        plan_texts(session, enrolment, patient, settings, now)
    elif enrolment.status is EnrolmentStatus.AWAITING_CONSENT and not _was_asked_to_begin(session, enrolment):
        _tell(session, enrolment, patient, TextKind.CONSENT, now)


def _was_asked_to_begin(session: Session, enrolment: Enrolment) -> bool:
    texts = [text for text in recent.texts_known(session, enrolment) if text.kind is TextKind.CONSENT]
    newest = max(texts, key=lambda text: text.created_at, default=None)
    return newest is not None and newest.state not in LET_GO


def pause(
    session: Session, enrolment_id: uuid.UUID, until: date, by: str, note: str, now: datetime
) -> tuple[Enrolment, Patient]:
    """A clinician lets a patient rest until a day, at most 90 days ahead; one text tells the patient.

    Raises CannotPause.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    today = local_time.plan_day(now, patient.zone)
    if enrolment.status not in IN_THE_LOOP:
        raise CannotPause(f"Only a running course can rest; this one is {enrolment.status.value!r}.")
    if not today < until <= today + LONGEST_PAUSE:
        raise CannotPause(f"The first day back must be from {today + _ONE_DAY} to {today + LONGEST_PAUSE}.")
    with remembered(session, enrolment, patient, StaffAct.PAUSE, by, now):
        consent.rest(session, enrolment, patient, until, by, note, now)
        _tell(session, enrolment, patient, TextKind.PAUSE_CONFIRMATION, now, until=until.isoformat())
    return enrolment, patient


def resume(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> tuple[Enrolment, Patient]:
    """A clinician ends a rest; one text tells the patient. Raises NotPaused."""
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    if enrolment.status is not EnrolmentStatus.PAUSED:
        raise NotPaused(f"There is no rest to end: this course is {enrolment.status.value!r}.")
    with remembered(session, enrolment, patient, StaffAct.RESUME, by, now):
        settings, _ = records.settings_of(session, enrolment)
        consent.come_back(session, enrolment, patient, settings, by, note, now)
        _tell(session, enrolment, patient, TextKind.RESUME_CONFIRMATION, now)
    return enrolment, patient


def shoes_are_there(
    session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime
) -> tuple[Enrolment, Patient]:
    """A clinician knows that the patient has supportive shoes (rule 0-13): the course begins as by SHOES.

    note is kept with the alert that the patient has not begun, where that is open. Raises CannotBegin.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    if enrolment.status is not EnrolmentStatus.AWAITING_SHOES:
        raise CannotBegin(f"This patient does not wait for shoes: their status is {enrolment.status.value!r}.")
    if records.red_flag_is_open(session, enrolment):
        raise CannotBegin("A danger that this patient told is open: call them and clear it first.")
    if records.is_wrong_person(session, enrolment):
        raise CannotBegin("Somebody else may have this phone: close that alert first.")
    enrolment.shoes_confirmed_at = now
    save(session, enrolment, event=happened("shoes.confirmed", enrolment, now, actor=by))
    for alert in recent.open_alerts(session, enrolment):
        if note and alert.kind is AlertKind.NOT_BEGUN:
            session.add(AlertAct(alert_id=alert.id, act=Act.RESOLVED, by=by, note=note, at=now))
    plan = begin_course(session, enrolment, patient, now)
    _tell(session, enrolment, patient, TextKind.REPLY_THANKS if plan.state in HELD else TextKind.WELCOME, now)
    return enrolment, patient


def hold(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> PlanDay:
    """A clinician holds a course: no walks and no daily texts until it is cleared. Who was told to walk is told not to.

    Raises CourseDoesNotRun.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    newest = _running(session, enrolment)
    if newest.state in HELD:
        raise CourseDoesNotRun("This course is held already.")
    today = local_time.plan_day(now, patient.zone)
    # A course that begins tomorrow begins held.
    day = max(today, enrolment.course_first_day or today)
    with remembered(session, enrolment, patient, StaffAct.HOLD, by, now):
        record_act(session, enrolment, day, ClinicianAct.HOLD, by, note, now)
        revoke(session, enrolment, Suppression.RED_FLAG, now)
        lowered = lower_today(session, enrolment, patient, Cause.CLINICIAN, now, day)
        return decide(session, enrolment, patient, day, Cause.CLINICIAN, now) or lowered or newest


def start_over(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> PlanDay:
    """A clinician lets a course begin anew tomorrow, at the start dose and never above what was earned.

    Raises CourseDoesNotRun: a hold is cleared first, a rest after red or a pause comes to its end first. Raises
    PhoneCannotBeEnrolled where the phone runs on the same sender elsewhere, as it may since long ago.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    newest = _running(session, enrolment)
    if newest.state in STOPPED or newest.state is State.RED_REST:
        raise CourseDoesNotRun(f"A course begins anew while it runs; this one is in state {newest.state.value!r}.")
    running.begin(session, enrolment, patient)
    today = local_time.plan_day(now, patient.zone)
    with remembered(session, enrolment, patient, StaffAct.START_OVER, by, now):
        record_act(session, enrolment, today, ClinicianAct.START_OVER, by, note, now)
        plan = decide(session, enrolment, patient, today, Cause.CLINICIAN, now)
        if plan is None:
            raise CourseDoesNotRun("The course has not begun yet: it will begin at the start dose anyway.")
        return plan


def order_day(
    session: Session,
    enrolment_id: uuid.UUID,
    day: date,
    walks: Sequence[int] | None,
    by: str,
    note: str,
    now: datetime,
) -> PlanDay | None:
    """A therapist orders the walks of one day, or withdraws the order (None); answers that day's plan, if there is one.

    Raises OrderRefused, CourseDoesNotRun.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    _running(session, enrolment)
    today = local_time.plan_day(now, patient.zone)
    settings, _ = records.settings_of(session, enrolment)
    wrong = order_errors(walks, settings) if walks is not None else []
    if not today <= day <= today + LONGEST_ORDER or day < (enrolment.course_first_day or day):
        raise OrderRefused("day", f"must be from {today} to {today + LONGEST_ORDER}, within the course")
    if wrong:
        raise OrderRefused("walks", "; ".join(wrong))
    standing = history.plan_of(session, enrolment, day)
    if standing is not None and walks is not None and (standing.state in STOPPED or standing.state is State.RED_REST):
        raise OrderRefused("day", f"stands in state {standing.state.value!r}: an order does not open that")
    _check_not_above_told(session, enrolment, day, walks)
    with remembered(session, enrolment, patient, StaffAct.ORDER, by, now):
        order = DayOrder(
            enrolment_id=enrolment.id,
            day=day,
            walks=list(walks or ()),
            withdrawn=walks is None,
            by=by,
            note=note,
            at=now,
        )
        enrolment.ordered_until = max(day, enrolment.ordered_until or day)
        save(session, order, enrolment, event=happened("day.ordered", enrolment, now, actor=by, day=day.isoformat()))
        return follow_order(session, enrolment, patient, day, now) or standing


def _check_not_above_told(session: Session, enrolment: Enrolment, day: date, walks: Sequence[int] | None) -> None:
    standing = history.plan_of(session, enrolment, day)
    if standing is None or not history.text_is_under_way(session, enrolment, TextKind.MORNING_PLAN, day):
        return
    if walks is None or sum(walks) > standing.minutes or max(walks, default=0) > max(standing.walks, default=0):
        raise OrderRefused("walks", "the patient was told this day's plan already: it can only be lowered now")


def _running(session: Session, enrolment: Enrolment) -> PlanDay:
    newest = history.newest_plan(session, enrolment)
    if enrolment.course_first_day is None or newest is None or enrolment.status is EnrolmentStatus.DISCHARGED:
        raise CourseDoesNotRun(f"There is no running course: this patient is {enrolment.status.value!r}.")
    return newest


def _tell(
    session: Session, enrolment: Enrolment, patient: Patient, kind: TextKind, now: datetime, **details: str
) -> None:
    settings, _ = records.settings_of(session, enrolment)
    slot = f"staff:{now.isoformat()}"
    answer_text(session, enrolment, patient, kind, slot, now, keep_back=True, settings=settings, **details)
