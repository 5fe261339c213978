"""How does the staff take back what they have just done? Until the patient is told of it, as if it had not been.

An act is remembered with how the patient stood before it. Nothing is rewritten: plans of before are put in force once
more, acts are written down as taken back, alerts open again.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.tables.alerts import Act, AlertAct
from schemas.tables.events import Fact
from schemas.tables.messages import InboundText, OutboundText, Suppression, TextState
from schemas.tables.people import Enrolment, EnrolmentStatus
from schemas.tables.plans import CareAct, Cause, DayOrder, LastAct, PlanDay, StaffAct
from schemas.text_kinds import facts_of, texts_that
from schemas.transitions import MAY_HAVE_LEFT, NOT_YET_GONE
from schemas.vocabulary import ClinicianAct
from services.journey.alerting.alerts import reopen_alerts
from services.journey.caring import words_read
from services.journey.deciding.day_report import Done, record_act
from services.journey.deciding.decide import decide, put_back
from services.journey.participation import running
from services.journey.refusals import CannotTakeBack
from services.progression import calendar
from services.storage import enrolment_states, history, records, text_states
from services.storage.case import Case, in_hand
from services.storage.queries import alerts, courses, texts

_ONE_DAY = timedelta(days=1)
# Why there were no daily texts before the acts that brought them back.
_RESTED = {StaffAct.RESUME: Suppression.PAUSED, StaffAct.CLEAR: Suppression.RED_FLAG}
_BY_THE_ACT = (Suppression.PAUSED, Suppression.RED_FLAG, Suppression.DISCHARGED)


@dataclass(frozen=True, slots=True)
class UndoableAct:
    """The newest act, while it can be taken back; told_at is when a text that waits will tell the patient of it."""

    act: LastAct
    told_at: datetime | None


@contextmanager
def remembered(case: Case, act: StaffAct, by: str) -> Iterator[None]:
    """What is done within can be taken back. The enrolment is locked."""
    before = _fields(case.enrolment) | {
        "texts": [str(text.id) for text in _waiting(case)],
        "alerts": [str(alert.id) for alert in case.open_alerts],
    }
    yield
    row = case.session.get(LastAct, case.enrolment.id)
    fresh = LastAct(
        enrolment_id=case.enrolment.id,
        clinic_id=case.enrolment.clinic_id,
        act=act,
        day=calendar.plan_day(case.now, case.patient.zone),
        by=by,
        before=before,
        after=_fields(case.enrolment),
        at=case.now,
    )
    if row is None:
        case.session.add(fresh)
        return
    for name, value in fresh.model_dump().items():
        setattr(row, name, value)
    case.session.add(row)


def _fields(enrolment: Enrolment) -> dict[str, Any]:
    until, boundary = enrolment.paused_until, enrolment.next_boundary_at
    return {
        "status": enrolment.status.value,
        "first_minutes": enrolment.first_minutes,
        "own_usual": enrolment.own_usual,
        "paused_until": until.isoformat() if until else None,
        "next_boundary_at": boundary.isoformat() if boundary else None,
    }


def _waiting(case: Case) -> list[OutboundText]:
    return texts.lock_waiting(case.session, case.enrolment.id)


def undoable_act(case: Case) -> UndoableAct | None:
    """The newest act of the staff on a patient, if it can be taken back."""
    act = case.session.get(LastAct, case.enrolment.id)
    if act is None or _why_not(case, act) is not None:
        return None
    return UndoableAct(act, case.session.exec(_told_by(act, waiting=True)).first())


def _told_by(act: LastAct, *, waiting: bool) -> Any:
    """When the texts that tell of an act are due: those it made, and those that tell a plan it made."""
    of_act = col(PlanDay.enrolment_id) == act.enrolment_id, col(PlanDay.decided_at) == act.at
    states = NOT_YET_GONE if waiting else MAY_HAVE_LEFT
    # A text learns which plan it tells when it leaves; before that it is its day that says so.
    told = col(OutboundText.plan_day_id).in_(select(PlanDay.id).where(*of_act))
    will_tell = col(OutboundText.kind).in_(texts_that(lambda kind: kind.walking)) & col(OutboundText.local_date).in_(
        sa.select(col(PlanDay.day)).where(*of_act)
    )
    made = (col(OutboundText.created_at) == act.at) & col(OutboundText.kind).not_in(
        texts_that(lambda kind: kind.automatic)
    )
    return (
        select(OutboundText.due_at)
        .where(col(OutboundText.enrolment_id) == act.enrolment_id, col(OutboundText.state).in_(states))
        .where(sa.or_(made, will_tell if waiting else told))
        .order_by(col(OutboundText.due_at))
    )


def _why_not(case: Case, act: LastAct) -> str | None:
    of_patient = col(InboundText.patient_id) == case.enrolment.patient_id
    if (
        case.session.exec(select(InboundText.id).where(of_patient, col(InboundText.heard_at) >= act.at)).first()
        is not None
    ):
        return "The patient has written since. Read it, and do what is right from here."
    if case.session.exec(_told_by(act, waiting=False)).first() is not None:
        return "The patient was told of it already. Do what is right from here, and a text will say so."
    of_course = col(PlanDay.enrolment_id) == case.enrolment.id
    if case.session.exec(select(PlanDay.id).where(of_course, col(PlanDay.decided_at) > act.at)).first() is not None:
        return "The plan was decided anew since. Look at it, and do what is right from here."
    later = col(CareAct.enrolment_id) == case.enrolment.id, col(CareAct.at) > act.at
    same = {name: act.after[name] for name in ("status", "paused_until")}
    now_so = {name: _fields(case.enrolment)[name] for name in same}
    if same != now_so or case.session.exec(select(CareAct.id).where(*later)).first() is not None:
        return "Something else was done since. Do what is right from here."
    was_out = act.before["status"] == EnrolmentStatus.OPTED_OUT
    if not was_out and case.opted_out:
        return "The patient has opted out since."
    if calendar.plan_day(case.now, case.patient.zone) > act.day + _ONE_DAY:
        return "It was done too long ago."
    return None


def take_back(session: Session, enrolment_id: uuid.UUID, act_id: uuid.UUID, by: str, now: datetime) -> Enrolment:
    """The newest act never was: status, plans, texts that waited and alerts are as before it.

    Raises CannotTakeBack, and PhoneCannotBeEnrolled where the phone of who was discharged runs elsewhere now.
    act_id is the act that the caller looked at, so that nobody takes back a colleague's by accident.
    """
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        act = session.get(LastAct, case.enrolment.id, populate_existing=True)
        if act is None or act.id != act_id:
            raise CannotTakeBack("There is no such act to take back: it was, or something else was done since.")
        why_not = _why_not(case, act)
        if why_not is not None:
            raise CannotTakeBack(why_not)
        _restore_enrolment(case, act, case.happened("act.taken_back", actor=by, act=act.act.value))
        if act.act is StaffAct.DISCHARGE:
            running.begin(session, case.enrolment, case.patient)
        reopen_alerts(case, [uuid.UUID(key) for key in act.before["alerts"]], act.at)
        words_read.mark_unread(case, act.at, by)
        _take_back_texts(case, act)
        _take_back_acts(case, act, by)
        _put_plans_back(case, act)
        session.delete(act)
        return case.enrolment


def _restore_enrolment(case: Case, act: LastAct, event: Fact) -> None:
    # An act of before these were kept changed neither.
    case.enrolment.first_minutes = act.before.get("first_minutes", case.enrolment.first_minutes)
    case.enrolment.own_usual = act.before.get("own_usual", case.enrolment.own_usual)
    until, boundary = act.before["paused_until"], act.before["next_boundary_at"]
    case.enrolment.paused_until = date.fromisoformat(until) if until else None
    if case.enrolment.next_boundary_at is None and boundary:
        case.enrolment.next_boundary_at = datetime.fromisoformat(boundary)
    if act.act is StaffAct.DISCHARGE:
        case.enrolment.discharged_at = case.enrolment.discharge_reason = case.enrolment.discharge_note = None
    enrolment_states.move_back(case, EnrolmentStatus(act.before["status"]), event)


def _take_back_texts(case: Case, act: LastAct) -> None:
    """Texts that the act made never leave, daily ones wait for the next return; those that it took back may leave."""
    waited = [uuid.UUID(key) for key in act.before["texts"]]
    for text in _waiting(case):
        daily = facts_of(text.kind).daily
        why = _RESTED.get(act.act) if daily else Suppression.TAKEN_BACK
        if why is not None and text.id not in waited and (daily or text.created_at == act.at):
            text_states.move(case, text, why, case.happened("text.suppressed", why=why.value))
    for text in records.lock_texts(case.session, waited):
        if text.state is TextState.SUPPRESSED and text.suppression in _BY_THE_ACT and text.send_before > case.now:
            text_states.move(case, text, TextState.PLANNED, case.happened("text.reinstated"))


def _take_back_acts(case: Case, act: LastAct, by: str) -> None:
    note = f"Taken back: {act.act.value.replace('_', ' ')}."
    for row in courses.acts_at(case.session, case.enrolment.id, act.at):
        record_act(case, row.day, Done(ClinicianAct.TAKEN_BACK, by, note))
    for order in courses.orders_at(case.session, case.enrolment.id, act.at):
        stood = courses.order_before(case.session, case.enrolment.id, order.day, act.at)
        walks, withdrawn = (list(stood.walks), stood.withdrawn) if stood else ([], True)
        again = DayOrder(
            enrolment_id=case.enrolment.id,
            day=order.day,
            walks=walks,
            withdrawn=withdrawn,
            by=by,
            note=note,
            at=case.now,
        )
        case.save(again, event=case.happened("day.ordered", actor=by, day=order.day.isoformat()))
    for settled in alerts.resolved_at(case.session, case.enrolment.patient_id, act.at):
        case.session.add(AlertAct(alert_id=settled.alert_id, act=Act.REOPENED, by=by, note=note, at=case.now))


def _put_plans_back(case: Case, act: LastAct) -> None:
    for day in sorted({plan.day for plan in courses.plans_decided_at(case.session, case.enrolment.id, act.at)}):
        before = [plan for plan in history.revisions_of(case, day) if plan.decided_at < act.at]
        if before:
            put_back(case, before[-1])
        else:
            decide(case, day - _ONE_DAY, Cause.CLINICIAN)
