"""What goes wrong becomes an alert for a person, one open alert for each patient and kind."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from schemas import text_kinds
from schemas.alert_kinds import AlertKind, facts_of
from schemas.alerts import Alert
from schemas.events import Fact
from schemas.messages import OutboundText
from schemas.people import Enrolment
from schemas.vocabulary import Task
from services.journey import ladder
from services.journey.clinic_ladder import terms_of
from services.journey.notify import TELL_AT_ONCE, plan_notices, tell_whoever_has_it
from services.storage import alert_states, recent
from services.storage.database import save

_TASKS = {
    Task.PAGE_NOW: AlertKind.RED_FLAG_EMERGENCY,
    Task.CALL_SAME_DAY: AlertKind.RED_FLAG_URGENT,
}


def alert_of_task(task: Task) -> AlertKind:
    """The kind of alert that a decision's task becomes."""
    return _TASKS.get(task) or AlertKind(task.value)


def raise_alert(
    session: Session, kind: AlertKind, enrolment: Enrolment | None, now: datetime, inbound_id: int | None = None
) -> None:
    """Open an alert, or count one more on the open one; enrolment is None for what concerns operators only.

    inbound_id is the text that says why. New words on an alert that was seen already begin its ladder anew.
    """
    fresh = _fresh(session, kind, enrolment.clinic_id if enrolment else None, now, inbound_id)
    fresh.patient_id = enrolment.patient_id if enrolment else None
    if enrolment is not None and recent.is_locked(session, enrolment):
        _raise_known(session, fresh, enrolment, now)
        return
    _raise(session, fresh, enrolment, now)


def raise_once_for_operator(session: Session, kind: AlertKind, now: datetime) -> None:
    """Open an alert for the operator unless one stands: of one cause in a thousand texts there is one, and no queue."""
    of_operator = col(Alert.clinic_id).is_(None), col(Alert.patient_id).is_(None), col(Alert.closed_at).is_(None)
    if session.exec(select(Alert.id).where(*of_operator, col(Alert.kind) == kind)).first() is None:
        raise_alert(session, kind, None, now)


def raise_cannot_be_texted(session: Session, text: OutboundText, enrolment: Enrolment, now: datetime) -> None:
    """Where it is a safety text that cannot leave, or did not arrive, somebody must phone at once."""
    if text_kinds.facts_of(text.kind).answers_danger:
        raise_alert(session, AlertKind.CANNOT_BE_TEXTED, enrolment, now, text.inbound_id)


def raise_for_clinic(
    session: Session, kind: AlertKind, clinic_id: uuid.UUID | None, now: datetime, inbound_id: int | None = None
) -> None:
    """Open an alert of a clinic that is about none of its patients, or count one more; its admins are told."""
    _raise(session, _fresh(session, kind, clinic_id, now, inbound_id), None, now)


def _fresh(
    session: Session, kind: AlertKind, clinic_id: uuid.UUID | None, now: datetime, inbound_id: int | None
) -> Alert:
    facts = facts_of(kind)
    severity, due_at = facts.severity, now + facts.seen_within
    if clinic_id is not None:
        due_at = ladder.seen_by(terms_of(session, clinic_id), kind, severity, now)
    return Alert(
        clinic_id=clinic_id,
        kind=kind,
        severity=severity,
        summary=facts.summary,
        opened_at=now,
        due_at=due_at,
        updated_at=now,
        inbound_ids=[] if inbound_id is None else [inbound_id],
        tellings=1 if clinic_id is not None and severity in TELL_AT_ONCE else 0,
        next_rung_at=due_at if clinic_id is not None else None,
    )


def _raise(session: Session, fresh: Alert, enrolment: Enrolment | None, now: datetime) -> None:
    statement = insert(Alert).values(**fresh.model_dump())
    statement = statement.on_conflict_do_update(
        index_elements=["clinic_id", "patient_id", "kind"],
        index_where=sa.text("closed_at is null"),
        set_={
            "times": col(Alert.times) + 1,
            "updated_at": now,
            "inbound_ids": col(Alert.inbound_ids) + statement.excluded.inbound_ids,
        },
    )
    raised = session.execute(statement.returning(col(Alert.id), col(Alert.times))).one()
    save(session, event=_event("alert.raised", fresh, now))
    if raised.times > 1:
        standing = session.get_one(Alert, raised.id, populate_existing=True)
        _begin_anew(session, standing, fresh, enrolment, now)
    elif fresh.tellings:
        plan_notices(session, fresh, enrolment, now)


def _raise_known(session: Session, fresh: Alert, enrolment: Enrolment, now: datetime) -> None:
    """The enrolment is locked, so nobody else opens an alert of this patient meanwhile."""
    known = [alert for alert in recent.open_alerts(session, enrolment) if alert.kind is fresh.kind]
    event = _event("alert.raised", fresh, now)
    if known:
        standing = known[0]
        standing.times += 1
        standing.updated_at = now
        standing.inbound_ids = [*standing.inbound_ids, *fresh.inbound_ids]
        save(session, standing, event=event)
        _begin_anew(session, standing, fresh, enrolment, now)
        return
    save(session, fresh, event=event)
    if fresh.tellings:
        # Its notices name it.
        session.flush()
        plan_notices(session, fresh, enrolment, now)


def _begin_anew(session: Session, standing: Alert, fresh: Alert, enrolment: Enrolment | None, now: datetime) -> None:
    """What somebody has seen, or put off, is not what was told now: it must be seen once more."""
    told_more = bool(fresh.inbound_ids) or facts_of(fresh.kind).is_danger
    was_seen = standing.acknowledged_at is not None or standing.snoozed_until is not None
    if not told_more or not was_seen or standing.clinic_id is None:
        return
    session.flush()
    # A rung that is being climbed just now counts first: two tellings never have one number.
    session.refresh(standing, with_for_update=True)
    standing.acknowledged_at = standing.acknowledged_by = standing.snoozed_until = None
    standing.rung, standing.due_at, standing.next_rung_at = 0, fresh.due_at, fresh.next_rung_at
    if fresh.tellings:
        standing.tellings += 1
        user_id = standing.assigned_to or (enrolment.therapist_id if enrolment else None)
        tell_whoever_has_it(session, standing, user_id, now)
    save(session, standing, event=_event("alert.unseen", standing, now))


def close_alerts(session: Session, kinds: Collection[AlertKind], enrolment: Enrolment, now: datetime) -> None:
    """Close alerts whose cause is gone."""
    ended = [alert for alert in recent.open_alerts(session, enrolment) if alert.kind in kinds]
    alert_states.close(session, ended, lambda alert: _event("alert.closed", alert, now))


def close_for_clinic(session: Session, kind: AlertKind, clinic_id: uuid.UUID, now: datetime) -> None:
    """Close an alert of a clinic, about none of its patients, whose cause is gone."""
    standing = select(Alert).where(col(Alert.clinic_id) == clinic_id, col(Alert.patient_id).is_(None))
    standing = standing.where(col(Alert.kind) == kind, col(Alert.closed_at).is_(None)).with_for_update()
    alert_states.close(session, session.exec(standing).all(), lambda alert: _event("alert.closed", alert, now))


def reopen_alerts(
    session: Session, enrolment: Enrolment, ids: Sequence[uuid.UUID], closed_at: datetime, now: datetime
) -> None:
    """What closed these alerts at a moment was taken back, and so is what opened others then."""
    opened = [alert for alert in recent.open_alerts(session, enrolment) if alert.opened_at == closed_at]
    alert_states.close(session, opened, lambda alert: _event("alert.closed", alert, now))
    # One open alert a kind: what was closed gives way before its like is opened again.
    session.flush()
    open_kinds = {alert.kind for alert in recent.open_alerts(session, enrolment)}
    closed = select(Alert).where(col(Alert.id).in_(ids), col(Alert.closed_at) == closed_at)
    for alert in session.exec(closed).all():
        if alert.kind not in open_kinds:
            recent.open_again(session, enrolment, alert)
            event = _event("alert.reopened", alert, now)
            alert_states.reopen(session, alert, event, _goes_on(session, alert, now))


def _goes_on(session: Session, alert: Alert, now: datetime) -> datetime | None:
    """When the ladder of an alert that is open once more climbs on."""
    if alert.clinic_id is None or alert.acknowledged_at is None:
        return max(alert.due_at, now) if alert.clinic_id is not None else None
    back = ladder.comes_back(terms_of(session, alert.clinic_id), alert.kind, alert.acknowledged_at)
    return max(back, now) if back is not None else None


def _event(name: str, alert: Alert, now: datetime) -> Fact:
    return Fact(
        at=now,
        name=name,
        actor="amble",
        clinic_id=alert.clinic_id,
        patient_id=alert.patient_id,
        subject=f"alert:{alert.kind.value}",
        detail={},
    )
