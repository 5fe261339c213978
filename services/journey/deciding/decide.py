"""A reply, or silence at the day's boundary, becomes the next day's plan; the record holds why."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.decisions import Course, Decision, Taken
from schemas.tables.messages import Suppression
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import Cause, DayLight, PlanDay
from schemas.text_kinds import TextKind
from schemas.vocabulary import ClinicianAct, DayReport
from services.journey.alerting.alerts import close_alerts, raise_alert
from services.journey.deciding.day_report import Done, profile_of, record_act, report_of
from services.journey.deciding.decided_alerts import BY_A_HOLD, ended_by, opened_by
from services.journey.deciding.judged_by import Judge, settings_of_day, settings_of_plan
from services.journey.deciding.recompute import engine_decision
from services.journey.planning.due_texts import plan_texts
from services.journey.texting.queue import ANSWER_WINDOW, answer_text, quiet_now
from services.progression import calendar, engine, replay
from services.progression.explanation import says_beside, why
from services.progression.ordered import RULE as ORDERED_BY_HAND
from services.progression.ordered import as_ordered
from services.storage import enrolment_states, history
from services.storage.case import Case, in_hand

ONE_DAY = timedelta(days=1)
_CORRECTED = (Cause.LATE_REPLY, Cause.CLINICIAN)
_DANGER_ELSEWHERE = "A danger was told from this phone elsewhere: no walks until a clinician has called and cleared it."
_ORDERS = (Taken.ORDERED, Taken.ORDERED_LATE)
_OF_A_REVISION = frozenset({"id", "revision", "cause", "taken", "decided_at"})
# These are decided from what stands beside them; all others from the plan of the day that they replaced.
STANDS_ALONE = frozenset({Taken.FIRST_DAY, Taken.NEXT_DAY, Taken.ORDERED})


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a decision was taken from: the question to the engine, the settings, and what else it was asked with.

    standing: the plan that was in force for the day, if there was one; what is decided is its next revision.
    """

    taken: Taken
    judge: Judge
    in_force: PlanDay | None
    course: Course | None = None
    report: DayReport | None = None


def first_plan(case: Case, day: date, cause: Cause) -> PlanDay:
    """The plan of the first day of a course. The same day's first plan is not made twice for the same profile."""
    existing, profile = history.plan_of(case, day), profile_of(case.enrolment)
    if existing is not None and existing.taken is Taken.FIRST_DAY:
        known = replay.decision_from_record(existing.decision).course.profile
        if known == profile:
            return existing
    judge = Judge(case.settings, case.settings_id)
    decision = engine.first_day(profile, judge.settings, day)
    return _store(case, decision, Inputs(Taken.FIRST_DAY, judge, existing), cause)


def begin_course(case: Case) -> PlanDay:
    """Consent and shoes are there: the course begins tomorrow, and the daily texts are made."""
    today = calendar.plan_day(case.now, case.patient.zone)
    case.enrolment.course_first_day = today + ONE_DAY
    case.enrolment.next_boundary_at = calendar.next_boundary(today, case.patient.zone)
    enrolment_states.move(case, EnrolmentStatus.ACTIVE, case.happened("course.began"))
    close_alerts(case, (AlertKind.NOT_BEGUN,))
    plan = first_plan(case, case.enrolment.course_first_day, Cause.CONSENT)
    plan_texts(case)
    return plan


def decide(case: Case, day: date, cause: Cause, *, anew: bool = True) -> PlanDay | None:
    """Decide the day after `day` from all that is known of `day`; None when `day` has no plan (no course yet).

    anew False: only where no reply has planned that day.
    A plan whose morning text has left is never raised: it may only be lowered, and one corrected text says so.
    """
    plan, next_plan = history.plan_of(case, day), history.plan_of(case, day + ONE_DAY)
    if plan is None or case.enrolment.course_first_day is None or day < case.enrolment.course_first_day:
        return None
    # Whether the patient answered was not known yet when a clinician's act made a plan.
    if not anew and next_plan is not None and next_plan.cause is not Cause.CLINICIAN:
        return next_plan
    told = next_plan is not None and history.morning_was_told(case, day + ONE_DAY)
    order = None if told else history.order_of(case, day + ONE_DAY)
    profile, report = profile_of(case.enrolment), report_of(case, plan)
    judge = settings_of_day(case, day)
    # What was learned of the patient since counts from now on.
    course = replace(replay.decision_from_record(plan.decision).course, profile=profile)
    if next_plan is not None and told:
        amended = engine.amend(course, judge.settings, report, replay.decision_from_record(next_plan.decision))
        return _replace_today(case, Inputs(Taken.AMEND, judge, next_plan, course, report), amended, cause)
    decision = engine.next_day(course, judge.settings, report)
    ordered = as_ordered(decision, order.walks) if order else None
    taken = Taken.ORDERED if ordered else Taken.NEXT_DAY
    decision = ordered or decision
    if next_plan is not None and next_plan.decision == replay.to_record(decision):
        return next_plan
    return _store(case, decision, Inputs(taken, judge, next_plan, course, report), cause)


def follow_order(case: Case, day: date) -> PlanDay | None:
    """Let the order for a day that is planned already take effect, or its withdrawal; None where nothing changes.

    A plan that was told is corrected by one text.
    """
    in_force = history.plan_of(case, day)
    if in_force is None:
        return None
    order = history.order_of(case, day)
    report = replay.report_from_record(in_force.report) if in_force.report else None
    told = history.text_is_under_way(case, TextKind.MORNING_PLAN, day)
    if told or in_force.taken not in STANDS_ALONE:
        if order is None and not told and in_force.rule == ORDERED_BY_HAND:
            return put_back(case, _before_orders(case, day))
        ordered = as_ordered(replay.decision_from_record(in_force.decision), order.walks) if order else None
        inputs = Inputs(Taken.ORDERED_LATE, settings_of_plan(case.session, in_force), in_force, None, report)
        return _replace_today(case, inputs, ordered, Cause.CLINICIAN)
    judge = settings_of_plan(case.session, in_force)
    own = engine_decision(in_force, judge.settings)
    ordered = as_ordered(own, order.walks) if order else None
    if replay.to_record(ordered or own) == in_force.decision:
        return None
    course = replay.course_from_record(in_force.course_before) if in_force.course_before else None
    own_way = Taken.NEXT_DAY if course else Taken.FIRST_DAY
    inputs = Inputs(Taken.ORDERED if ordered else own_way, judge, in_force, course, report)
    return _replace_today(case, inputs, ordered or own, Cause.CLINICIAN)


def _before_orders(case: Case, day: date) -> PlanDay:
    own = (plan for plan in history.revisions_of(case, day) if plan.rule != ORDERED_BY_HAND)
    return list(own)[-1]


def put_back(case: Case, earlier: PlanDay) -> PlanDay:
    """An earlier revision of a day's plan is in force once more: nothing is decided, so nothing follows from it."""
    newest = history.revisions_of(case, earlier.day)[-1]
    # One by one, for what was not read yet is read then.
    same = {name: getattr(earlier, name) for name in PlanDay.model_fields.keys() - _OF_A_REVISION}
    plan = PlanDay(
        **same,
        revision=newest.revision + 1,
        cause=Cause.CLINICIAN,
        taken=earlier.taken if earlier.taken in STANDS_ALONE else Taken.RESTORED,
        decided_at=case.now,
    )
    day, revision = plan.day.isoformat(), plan.revision
    event = case.happened("plan.decided", plan=str(plan.id), day=day, revision=revision, rule=plan.rule)
    case.add(plan, event=event)
    return plan


def lower_today(case: Case, cause: Cause, day: date | None = None) -> PlanDay | None:
    """Ease what is left of today after a flare, an early stop, a bad morning or a red flag; None if nothing falls.

    day is another than today only where the course has not begun yet: its first.
    """
    plan = history.plan_of(case, day or calendar.plan_day(case.now, case.patient.zone))
    if plan is None or case.enrolment.course_first_day is None or plan.day < case.enrolment.course_first_day:
        return None
    judge = settings_of_day(case, plan.day)
    report = report_of(case, plan)
    lowered = engine.lower_today(replay.decision_from_record(plan.decision), judge.settings, report)
    return _replace_today(case, Inputs(Taken.LOWER_TODAY, judge, plan, None, report), lowered, cause)


def _replace_today(case: Case, inputs: Inputs, decision: Decision | None, cause: Cause) -> PlanDay | None:
    """Put a decision in the place of a plan that may have been told; say so once if what it asks for has changed."""
    if decision is None:
        return None
    in_force, fresh = inputs.in_force, _store(case, decision, inputs, cause)
    told = history.text_is_under_way(case, TextKind.MORNING_PLAN, fresh.day)
    changed = in_force is None or fresh.walks != in_force.walks
    if told and changed and cause in _CORRECTED and not quiet_now(case):
        _correct(case, fresh)
    return fresh


def _correct(case: Case, plan: PlanDay) -> None:
    """One text tells the plan that is in force when it leaves, so one that still waits is not joined by another."""
    by_clinician, ordered = plan.cause is Cause.CLINICIAN, plan.taken in _ORDERS
    waiting = history.corrected_plan_waiting(case, plan.day)
    if waiting is None:
        details = {"clinician": by_clinician}
        slot = f"revision:{plan.revision}"
        answer_text(case, TextKind.CORRECTED_PLAN, slot, keep_back=ordered, **details)
        return
    waiting.details = waiting.details | {"clinician": by_clinician or bool(waiting.details.get("clinician"))}
    waiting.due_at = waiting.due_at if ordered else case.now
    waiting.send_before = max(waiting.send_before, case.now + ANSWER_WINDOW)
    case.save(waiting, event=case.happened("text.corrected_again", text=str(waiting.id)))


def close_days_of(session: Session, enrolment_ids: Sequence[uuid.UUID], now: datetime) -> None:
    """Silence decides for everyone of these whose plan day has ended."""
    with in_hand(session, now) as batch:
        for case in batch.cases(enrolment_ids).values():
            close_days(case)


def close_days(case: Case) -> int:
    """Close every plan day that has ended: silence decides where no reply has. Answers how many days were closed."""
    closed, late = 0, {Suppression.SUPERSEDED}
    while case.enrolment.next_boundary_at is not None and case.enrolment.next_boundary_at <= case.now:
        ended, ends_next = calendar.ended_at(case.enrolment.next_boundary_at, case.patient.zone)
        returns = case.enrolment.status is EnrolmentStatus.PAUSED and _return_from_pause(case, ended)
        late |= {Suppression.PAUSED} if returns else set()
        # A reply within the pause may have planned a day that is no longer one of the pause.
        decide(case, ended, Cause.SILENCE, anew=returns)
        case.enrolment.next_boundary_at = ends_next
        case.save(case.enrolment, event=case.happened("day.closed", day=ended.isoformat()))
        closed += 1
    if closed and case.enrolment.status is EnrolmentStatus.ACTIVE:
        plan_texts(case, late)
    return closed


def _return_from_pause(case: Case, ended: date) -> bool:
    if case.enrolment.paused_until is None or ended + ONE_DAY < case.enrolment.paused_until:
        return False
    case.enrolment.paused_until = None
    enrolment_states.move(case, EnrolmentStatus.ACTIVE, case.happened("pause.ended"))
    record_act(case, ended, Done(ClinicianAct.RESUME, "patient", "The pause has ended."))
    close_alerts(case, (AlertKind.PAUSED,))
    return True


def _store(case: Case, decision: Decision, inputs: Inputs, cause: Cause) -> PlanDay:
    course, report, judge = inputs.course, inputs.report, inputs.judge
    held_elsewhere = _is_held_for_elsewhere(case, decision)
    explained = why(decision, report)
    plan = PlanDay(
        clinic_id=case.enrolment.clinic_id,
        enrolment_id=case.enrolment.id,
        day=decision.day,
        revision=inputs.in_force.revision + 1 if inputs.in_force else 1,
        cause=cause,
        state=decision.state,
        light=DayLight(decision.light.value),
        rule=decision.rule,
        reason=decision.reason.value,
        walks=list(decision.prescription.walks),
        minutes=decision.prescription.minutes,
        explanation=_DANGER_ELSEWHERE if held_elsewhere else explained.therapist,
        patient_explanation=explained.patient,
        taken=inputs.taken,
        course_before=replay.to_record(course) if course else None,
        report=replay.to_record(report) if report else None,
        decision=replay.to_record(decision),
        rules_version=decision.rules_version,
        settings_id=judge.version,
        settings_before=[str(version) for version in judge.before],
        decided_at=case.now,
    )
    day, revision = plan.day.isoformat(), plan.revision
    event = case.happened("plan.decided", plan=str(plan.id), day=day, revision=revision, rule=plan.rule)
    case.add(plan, event=event)
    if case.open_alerts:
        close_alerts(case, ended_by(decision))
    for kind, task in opened_by(case, decision, report):
        raise_alert(case, kind, because=says_beside(task, decision) if task else "")
    return plan


def _is_held_for_elsewhere(case: Case, decision: Decision) -> bool:
    """Whether it is no clinician that holds the course: that has an alert and words of its own."""
    if decision.rule not in BY_A_HOLD:
        return False
    return any(alert.kind is AlertKind.DANGER_ELSEWHERE for alert in case.open_alerts)
