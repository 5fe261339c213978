"""The therapist's hand on a course: hold and clear, rest and go on, begin anew, order one day."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from schemas.alert_kinds import AlertKind, alerts_that, facts_of
from schemas.api.care import ClearHold, OrderDay, PausePatient
from schemas.limits import LONGEST_PAUSE
from schemas.tables.alerts import Act, AlertAct
from schemas.tables.messages import Suppression
from schemas.tables.people import Enrolment, EnrolmentStatus, Patient
from schemas.tables.plans import Cause, DayOrder, PlanDay, StaffAct
from schemas.text_kinds import TextKind
from schemas.transitions import IN_THE_LOOP, LET_GO
from schemas.vocabulary import ClinicianAct, State
from services.journey.alerting.alerts import close_alerts
from services.journey.caring.undo import remembered
from services.journey.caring.words_read import settle
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.decide import begin_course, decide, first_plan, follow_order, lower_today
from services.journey.participation import consent, running
from services.journey.planning.due_texts import plan_texts
from services.journey.refusals import (
    CannotBegin,
    CannotPause,
    CourseDoesNotRun,
    EnrolmentIsNotOnHold,
    FirstDoseIsMissing,
    NotPaused,
    OrderRefused,
)
from services.journey.texting.queue import answer_text, revoke
from services.progression import calendar
from services.progression.facts import HELD, STOPPED
from services.progression.first_day import HELD_STARTS
from services.progression.ordered import order_errors
from services.storage import history
from services.storage.case import Case, in_hand

LONGEST_ORDER = timedelta(days=7)
_ONE_DAY = timedelta(days=1)


def clear_hold(session: Session, enrolment_id: uuid.UUID, wanted: ClearHold, by: str, now: datetime) -> PlanDay:
    """A named clinician opens a hold: tomorrow re-enters at the first step, or at the dose they chose (section 13).

    Before the first day that is the dose that the course begins with (18-1).
    Raises EnrolmentIsNotOnHold, FirstDoseIsMissing.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        newest = history.newest_plan(case)
        if newest is None or (newest.state not in HELD and not case.red_flag_is_open):
            state = newest.state.value if newest else case.enrolment.status.value
            raise EnrolmentIsNotOnHold(f"There is no hold to clear: the course is in state {state!r}.")
        needs_a_dose = _needs_a_first_dose(case, newest)
        if needs_a_dose and wanted.minutes is None:
            raise FirstDoseIsMissing("Choose the first dose: the minutes a day with which this patient begins.")
        today = calendar.plan_day(now, case.patient.zone)
        begun = case.enrolment.course_first_day is not None and case.enrolment.course_first_day <= today
        # What is cleared before a course begins counts for its first day.
        day = max(today, case.enrolment.course_first_day or today)
        with remembered(case, StaffAct.CLEAR, by):
            if wanted.minutes is not None and (needs_a_dose or not begun):
                case.enrolment.first_minutes = wanted.minutes
            case.enrolment.foot_asked_at = None
            for alert in case.open_alerts:
                # What clearing ends is over with its words: whoever cleared the hold has read them.
                if facts_of(alert.kind).ends_by_clearing:
                    settle(case, alert, by)
            record_act(case, day, Done(ClinicianAct.CLEAR, by, wanted.note, wanted.minutes))
            # A danger told before consent: there is no course to hold yet, and READY begins one once this is cleared.
            held = newest.state in HELD
            plan = _opened(case, day, begun=begun) if held else newest
            if plan is None or plan.state in HELD:
                raise EnrolmentIsNotOnHold("The engine keeps the hold; nothing was changed.")
            close_alerts(case, alerts_that(lambda kind: kind.ends_by_clearing))
            _go_on(case, held=held)
        return plan


def _needs_a_first_dose(case: Case, newest: PlanDay) -> bool:
    """Whether the course is held because nobody has chosen a dose for it yet."""
    asked = any(facts_of(alert.kind).chooses_a_dose for alert in case.open_alerts)
    return asked or newest.rule in HELD_STARTS


def _opened(case: Case, day: date, *, begun: bool) -> PlanDay | None:
    """The plan that follows from a clear: tomorrow's, or, before the course begins, that of its first day."""
    if begun:
        return decide(case, day, Cause.CLINICIAN)
    begins = case.enrolment.course_first_day or day + _ONE_DAY
    plan = first_plan(case, begins, Cause.CLINICIAN)
    if history.plan_of(case, begins + _ONE_DAY) is not None:
        # What stopped the first day had stopped the second, too.
        decide(case, begins, Cause.CLINICIAN)
    return plan


def _go_on(case: Case, *, held: bool) -> None:
    """The texts that an open hold kept back: the daily ones, or the question whether to begin."""
    if case.enrolment.status is EnrolmentStatus.ACTIVE and held:
        plan_texts(case)
    elif case.enrolment.status is EnrolmentStatus.AWAITING_CONSENT and not _was_asked_to_begin(case):
        _tell(case, TextKind.CONSENT)


def _was_asked_to_begin(case: Case) -> bool:
    texts = [text for text in history.all_texts(case) if text.kind is TextKind.CONSENT]
    newest = max(texts, key=lambda text: text.created_at, default=None)
    return newest is not None and newest.state not in LET_GO


def pause(
    session: Session, enrolment_id: uuid.UUID, wanted: PausePatient, by: str, now: datetime
) -> tuple[Enrolment, Patient]:
    """A clinician lets a patient rest until a day, at most 90 days ahead; one text tells the patient.

    Raises CannotPause.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        today = calendar.plan_day(now, case.patient.zone)
        if case.enrolment.status not in IN_THE_LOOP:
            raise CannotPause(f"Only a running course can rest; this one is {case.enrolment.status.value!r}.")
        if not today < wanted.until <= today + LONGEST_PAUSE:
            raise CannotPause(f"The first day back must be from {today + _ONE_DAY} to {today + LONGEST_PAUSE}.")
        with remembered(case, StaffAct.PAUSE, by):
            consent.rest(case, wanted.until, by, wanted.note)
            _tell(case, TextKind.PAUSE_CONFIRMATION, until=wanted.until.isoformat())
        return case.enrolment, case.patient


def resume(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> tuple[Enrolment, Patient]:
    """A clinician ends a rest; one text tells the patient. Raises NotPaused."""
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if case.enrolment.status is not EnrolmentStatus.PAUSED:
            raise NotPaused(f"There is no rest to end: this course is {case.enrolment.status.value!r}.")
        with remembered(case, StaffAct.RESUME, by):
            consent.come_back(case, by, note)
            _tell(case, TextKind.RESUME_CONFIRMATION)
        return case.enrolment, case.patient


def shoes_are_there(
    session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime
) -> tuple[Enrolment, Patient]:
    """A clinician knows that the patient has supportive shoes (rule 0-13): the course begins as by SHOES.

    note is kept with the alert that the patient has not begun, where that is open. Raises CannotBegin.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        if case.enrolment.status is not EnrolmentStatus.AWAITING_SHOES:
            raise CannotBegin(f"This patient does not wait for shoes: their status is {case.enrolment.status.value!r}.")
        if case.red_flag_is_open:
            raise CannotBegin("A danger that this patient told is open: call them and clear it first.")
        if case.is_wrong_person:
            raise CannotBegin("Somebody else may have this phone: close that alert first.")
        case.enrolment.shoes_confirmed_at = now
        case.save(case.enrolment, event=case.happened("shoes.confirmed", actor=by))
        for alert in case.open_alerts:
            if note and alert.kind is AlertKind.NOT_BEGUN:
                session.add(AlertAct(alert_id=alert.id, act=Act.RESOLVED, by=by, note=note, at=now))
        plan = begin_course(case)
        _tell(case, TextKind.REPLY_THANKS if plan.state in HELD else TextKind.WELCOME)
        return case.enrolment, case.patient


def hold(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> PlanDay:
    """A clinician holds a course: no walks and no daily texts until it is cleared. Who was told to walk is told not to.

    Raises CourseDoesNotRun.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        newest = running_plan(case)
        if newest.state in HELD:
            raise CourseDoesNotRun("This course is held already.")
        with remembered(case, StaffAct.HOLD, by):
            return hold_now(case, by, note) or newest


def hold_now(case: Case, by: str, note: str, cause: Cause = Cause.CLINICIAN) -> PlanDay | None:
    """No walks from now on, whatever was told before; None where there is no course yet.

    One text says so to whoever was told to walk, unless the cause is a danger: then the safety text does.
    """
    today = calendar.plan_day(case.now, case.patient.zone)
    # A course that begins tomorrow begins held.
    day = max(today, case.enrolment.course_first_day or today)
    record_act(case, day, Done(ClinicianAct.HOLD, by, note))
    revoke(case, Suppression.RED_FLAG)
    lowered = lower_today(case, cause, day)
    return decide(case, day, cause) or lowered


def start_over(session: Session, enrolment_id: uuid.UUID, by: str, note: str, now: datetime) -> PlanDay:
    """A clinician lets a course begin anew tomorrow, at the start dose and never above what was earned.

    Raises CourseDoesNotRun: a hold is cleared first, a rest after red or a pause comes to its end first. Raises
    PhoneCannotBeEnrolled where the phone runs on the same sender elsewhere, as it may since long ago.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        newest = running_plan(case)
        if newest.state in STOPPED or newest.state is State.RED_REST:
            raise CourseDoesNotRun(f"A course begins anew while it runs; this one is in state {newest.state.value!r}.")
        running.begin(session, case.enrolment, case.patient)
        today = calendar.plan_day(now, case.patient.zone)
        with remembered(case, StaffAct.START_OVER, by):
            record_act(case, today, Done(ClinicianAct.START_OVER, by, note))
            plan = decide(case, today, Cause.CLINICIAN)
            if plan is None:
                raise CourseDoesNotRun("The course has not begun yet: it will begin at the start dose anyway.")
            return plan


def order_day(session: Session, enrolment_id: uuid.UUID, wanted: OrderDay, by: str, now: datetime) -> PlanDay | None:
    """A therapist orders the walks of one day, or withdraws the order; answers that day's plan, if there is one.

    Raises OrderRefused, CourseDoesNotRun.
    """
    with in_hand(session, now) as batch:
        case, day, walks = batch.case(enrolment_id), wanted.day, wanted.walks
        running_plan(case)
        today = calendar.plan_day(now, case.patient.zone)
        wrong = order_errors(walks, case.settings) if walks is not None else []
        if not today <= day <= today + LONGEST_ORDER or day < (case.enrolment.course_first_day or day):
            raise OrderRefused("day", f"must be from {today} to {today + LONGEST_ORDER}, within the course")
        if wrong:
            raise OrderRefused("walks", "; ".join(wrong))
        standing = history.plan_of(case, day)
        if (
            standing is not None
            and walks is not None
            and (standing.state in STOPPED or standing.state is State.RED_REST)
        ):
            raise OrderRefused("day", f"stands in state {standing.state.value!r}: an order does not open that")
        _check_not_above_told(case, day, walks)
        with remembered(case, StaffAct.ORDER, by):
            order = DayOrder(
                enrolment_id=case.enrolment.id,
                day=day,
                walks=list(walks or ()),
                withdrawn=walks is None,
                by=by,
                note=wanted.note,
                at=now,
            )
            case.enrolment.ordered_until = max(day, case.enrolment.ordered_until or day)
            case.save(order, case.enrolment, event=case.happened("day.ordered", actor=by, day=day.isoformat()))
            return follow_order(case, day) or standing


def _check_not_above_told(case: Case, day: date, walks: Sequence[int] | None) -> None:
    standing = history.plan_of(case, day)
    if standing is None or not history.text_is_under_way(case, TextKind.MORNING_PLAN, day):
        return
    if walks is None or sum(walks) > standing.minutes or max(walks, default=0) > max(standing.walks, default=0):
        raise OrderRefused("walks", "the patient was told this day's plan already: it can only be lowered now")


def running_plan(case: Case) -> PlanDay:
    """The newest plan of a course that runs. Raises CourseDoesNotRun."""
    newest = history.newest_plan(case)
    if case.enrolment.course_first_day is None or newest is None or case.enrolment.status is EnrolmentStatus.DISCHARGED:
        raise CourseDoesNotRun(f"There is no running course: this patient is {case.enrolment.status.value!r}.")
    return newest


def _tell(case: Case, kind: TextKind, **details: str) -> None:
    slot = f"staff:{case.now.isoformat()}"
    answer_text(case, kind, slot, keep_back=True, **details)
