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

from schemas.alerts import Act, Alert, AlertAct
from schemas.events import Fact
from schemas.messages import InboundText, OutboundText, Suppression, TextState
from schemas.people import Enrolment, EnrolmentStatus, Patient
from schemas.plans import CareAct, Cause, DayOrder, LastAct, PlanDay, StaffAct
from schemas.text_kinds import facts_of, texts_that
from schemas.transitions import MAY_HAVE_LEFT, NOT_YET_GONE
from schemas.vocabulary import ClinicianAct
from services.journey import local_time, running, unread
from services.journey.advance import decide, put_back
from services.journey.day_report import record_act
from services.journey.escalate import reopen_alerts
from services.journey.refusals import CannotTakeBack
from services.storage import enrolment_states, history, recent, records, text_states
from services.storage.database import save
from services.storage.events import happened

_ONE_DAY = timedelta(days=1)
# Why there were no daily texts before the acts that brought them back.
_RESTED = {StaffAct.RESUME: Suppression.PAUSED, StaffAct.CLEAR: Suppression.RED_FLAG}
_BY_THE_ACT = (Suppression.PAUSED, Suppression.RED_FLAG, Suppression.DISCHARGED)


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest act, while it can be taken back; told_at is when a text that waits will tell the patient of it."""

    act: LastAct
    told_at: datetime | None


@contextmanager
def remembered(
    session: Session, enrolment: Enrolment, patient: Patient, act: StaffAct, by: str, now: datetime
) -> Iterator[None]:
    """What is done within can be taken back. The enrolment is locked."""
    before = _fields(enrolment) | {
        "texts": [str(text.id) for text in _waiting(session, enrolment)],
        "alerts": [str(alert.id) for alert in recent.open_alerts(session, enrolment)],
    }
    yield
    row = session.get(LastAct, enrolment.id)
    fresh = LastAct(
        enrolment_id=enrolment.id,
        clinic_id=enrolment.clinic_id,
        act=act,
        day=local_time.plan_day(now, patient.zone),
        by=by,
        before=before,
        after=_fields(enrolment),
        at=now,
    )
    if row is None:
        session.add(fresh)
        return
    for name, value in fresh.model_dump().items():
        setattr(row, name, value)
    session.add(row)


def _fields(enrolment: Enrolment) -> dict[str, Any]:
    until, boundary = enrolment.paused_until, enrolment.next_boundary_at
    return {
        "status": enrolment.status.value,
        "first_minutes": enrolment.first_minutes,
        "paused_until": until.isoformat() if until else None,
        "next_boundary_at": boundary.isoformat() if boundary else None,
    }


def _waiting(session: Session, enrolment: Enrolment) -> list[OutboundText]:
    statement = select(OutboundText).where(
        col(OutboundText.enrolment_id) == enrolment.id, col(OutboundText.state).in_(NOT_YET_GONE)
    )
    return list(session.exec(statement.with_for_update()))


def standing(session: Session, enrolment: Enrolment, patient: Patient, now: datetime) -> Standing | None:
    """The newest act of the staff on a patient, if it can be taken back."""
    act = session.get(LastAct, enrolment.id)
    if act is None or _why_not(session, act, enrolment, patient, now) is not None:
        return None
    return Standing(act, session.exec(_told_by(act, waiting=True)).first())


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


def _why_not(session: Session, act: LastAct, enrolment: Enrolment, patient: Patient, now: datetime) -> str | None:
    of_patient = col(InboundText.patient_id) == enrolment.patient_id
    if session.exec(select(InboundText.id).where(of_patient, col(InboundText.heard_at) >= act.at)).first() is not None:
        return "The patient has written since. Read it, and do what is right from here."
    if session.exec(_told_by(act, waiting=False)).first() is not None:
        return "The patient was told of it already. Do what is right from here, and a text will say so."
    of_course = col(PlanDay.enrolment_id) == enrolment.id
    if session.exec(select(PlanDay.id).where(of_course, col(PlanDay.decided_at) > act.at)).first() is not None:
        return "The plan was decided anew since. Look at it, and do what is right from here."
    later = col(CareAct.enrolment_id) == enrolment.id, col(CareAct.at) > act.at
    same = {name: act.after[name] for name in ("status", "paused_until")}
    now_so = {name: _fields(enrolment)[name] for name in same}
    if same != now_so or session.exec(select(CareAct.id).where(*later)).first() is not None:
        return "Something else was done since. Do what is right from here."
    was_out = act.before["status"] == EnrolmentStatus.OPTED_OUT
    if not was_out and records.has_opted_out(session, patient.phone, patient.clinic_id):
        return "The patient has opted out since."
    if local_time.plan_day(now, patient.zone) > act.day + _ONE_DAY:
        return "It was done too long ago."
    return None


def take_back(session: Session, enrolment_id: uuid.UUID, act_id: uuid.UUID, by: str, now: datetime) -> Enrolment:
    """The newest act never was: status, plans, texts that waited and alerts are as before it.

    Raises CannotTakeBack, and PhoneCannotBeEnrolled where the phone of who was discharged runs elsewhere now.
    act_id is the act that the caller looked at, so that nobody takes back a colleague's by accident.
    """
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    act = session.get(LastAct, enrolment.id, populate_existing=True)
    if act is None or act.id != act_id:
        raise CannotTakeBack("There is no such act to take back: it was, or something else was done since.")
    why_not = _why_not(session, act, enrolment, patient, now)
    if why_not is not None:
        raise CannotTakeBack(why_not)
    _restore_enrolment(session, enrolment, act, happened("act.taken_back", enrolment, now, actor=by, act=act.act.value))
    if act.act is StaffAct.DISCHARGE:
        running.begin(session, enrolment, patient)
    reopen_alerts(session, enrolment, [uuid.UUID(key) for key in act.before["alerts"]], act.at, now)
    unread.mark_unread(session, enrolment, act.at, by, now)
    _take_back_texts(session, enrolment, act, now)
    _take_back_acts(session, enrolment, act, by, now)
    _put_plans_back(session, enrolment, patient, act, now)
    session.delete(act)
    return enrolment


def _restore_enrolment(session: Session, enrolment: Enrolment, act: LastAct, event: Fact) -> None:
    # An act of before this was kept changed no first dose.
    enrolment.first_minutes = act.before.get("first_minutes", enrolment.first_minutes)
    until, boundary = act.before["paused_until"], act.before["next_boundary_at"]
    enrolment.paused_until = date.fromisoformat(until) if until else None
    if enrolment.next_boundary_at is None and boundary:
        enrolment.next_boundary_at = datetime.fromisoformat(boundary)
    if act.act is StaffAct.DISCHARGE:
        enrolment.discharged_at = enrolment.discharge_reason = enrolment.discharge_note = None
    enrolment_states.move_back(session, enrolment, EnrolmentStatus(act.before["status"]), event)


def _take_back_texts(session: Session, enrolment: Enrolment, act: LastAct, now: datetime) -> None:
    """Texts that the act made never leave, daily ones wait for the next return; those that it took back may leave."""
    waited = [uuid.UUID(key) for key in act.before["texts"]]
    for text in _waiting(session, enrolment):
        daily = facts_of(text.kind).daily
        why = _RESTED.get(act.act) if daily else Suppression.TAKEN_BACK
        if why is not None and text.id not in waited and (daily or text.created_at == act.at):
            text_states.move(session, text, why, happened("text.suppressed", enrolment, now, why=why.value))
    for text, _, _ in records.lock_texts(session, waited):
        if text.state is TextState.SUPPRESSED and text.suppression in _BY_THE_ACT and text.send_before > now:
            text_states.move(session, text, TextState.PLANNED, happened("text.reinstated", enrolment, now))


def _take_back_acts(session: Session, enrolment: Enrolment, act: LastAct, by: str, now: datetime) -> None:
    note = f"Taken back: {act.act.value.replace('_', ' ')}."
    done = select(CareAct).where(col(CareAct.enrolment_id) == enrolment.id, col(CareAct.at) == act.at)
    for row in session.exec(done).all():
        record_act(session, enrolment, row.day, ClinicianAct.TAKEN_BACK, by, note, now)
    of_enrolment = col(DayOrder.enrolment_id) == enrolment.id
    for order in session.exec(select(DayOrder).where(of_enrolment, col(DayOrder.at) == act.at)).all():
        earlier = select(DayOrder).where(of_enrolment, col(DayOrder.day) == order.day, col(DayOrder.at) < act.at)
        stood = session.exec(earlier.order_by(col(DayOrder.id).desc())).first()
        walks, withdrawn = (list(stood.walks), stood.withdrawn) if stood else ([], True)
        again = DayOrder(
            enrolment_id=enrolment.id, day=order.day, walks=walks, withdrawn=withdrawn, by=by, note=note, at=now
        )
        save(session, again, event=happened("day.ordered", enrolment, now, actor=by, day=order.day.isoformat()))
    resolved = select(AlertAct).join(Alert).where(col(Alert.patient_id) == enrolment.patient_id)
    for settled in session.exec(resolved.where(col(AlertAct.at) == act.at, col(AlertAct.act) == Act.RESOLVED)).all():
        session.add(AlertAct(alert_id=settled.alert_id, act=Act.REOPENED, by=by, note=note, at=now))


def _put_plans_back(session: Session, enrolment: Enrolment, patient: Patient, act: LastAct, now: datetime) -> None:
    statement = select(PlanDay).where(col(PlanDay.enrolment_id) == enrolment.id, col(PlanDay.decided_at) == act.at)
    for day in sorted({plan.day for plan in session.exec(statement)}):
        before = [plan for plan in history.revisions_of(session, enrolment, day) if plan.decided_at < act.at]
        if before:
            put_back(session, enrolment, before[-1], now)
        else:
            decide(session, enrolment, patient, day - _ONE_DAY, Cause.CLINICIAN, now)
