"""What goes wrong becomes an alert for a person, one open alert for each patient and kind."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from schemas import text_kinds
from schemas.alert_kinds import AlertKind, facts_of
from schemas.tables.alerts import Alert
from schemas.tables.events import Fact
from schemas.tables.messages import OutboundText
from schemas.tables.people import Enrolment
from schemas.vocabulary import Task
from services.journey.alerting.notices import TELL_AT_ONCE, plan_notices, tell_whoever_has_it
from services.progression import ladder
from services.storage import alert_states
from services.storage.case import Batch, Case
from services.storage.ladders import terms_in
from services.storage.queries import alerts

_TASKS = {
    Task.PAGE_NOW: AlertKind.RED_FLAG_EMERGENCY,
    Task.CALL_SAME_DAY: AlertKind.RED_FLAG_URGENT,
}


def alert_of_task(task: Task) -> AlertKind:
    """The kind of alert that a decision's task becomes."""
    return _TASKS.get(task) or AlertKind(task.value)


def raise_alert(case: Case, kind: AlertKind, inbound_id: int | None = None, *, because: str = "") -> None:
    """Open an alert about a patient, or count one more on the open one.

    inbound_id is the text that says why, because a sentence that does.
    New words on an alert that was seen already begin its ladder anew.
    A flare-up is one matter: its open alert counts what is no graver, and becomes what is.
    """
    fresh = _fresh(case.batch, kind, case.enrolment.clinic_id, inbound_id)
    fresh.patient_id = case.enrolment.patient_id
    fresh.summary = f"{fresh.summary} {because}".rstrip()
    event = _event("alert.raised", fresh, case.now)
    open_alert = open_matter(case.open_alerts, kind)
    if open_alert is None:
        case.add(fresh, event=event)
        if fresh.tellings:
            plan_notices(case.batch, fresh, case.enrolment)
        return
    graver = facts_of(kind).flare_up > facts_of(open_alert.kind).flare_up
    if graver:
        _take_over(case, open_alert, fresh)
    open_alert.times += 1
    open_alert.updated_at = case.now
    if open_alert.kind is kind:
        open_alert.summary = fresh.summary
    open_alert.inbound_ids = [*open_alert.inbound_ids, *fresh.inbound_ids]
    case.save(open_alert, event=event)
    if not graver:
        _begin_anew(case.batch, open_alert, fresh, case.enrolment)


def open_matter(open_alerts: Sequence[Alert], kind: AlertKind) -> Alert | None:
    """The open alert that one more of this kind counts on: of the same kind, or the gravest of the same flare-up."""
    if facts_of(kind).flare_up:
        of_pain = [alert for alert in open_alerts if facts_of(alert.kind).flare_up]
        return max(of_pain, key=lambda alert: facts_of(alert.kind).flare_up, default=None)
    return next((alert for alert in open_alerts if alert.kind is kind), None)


def _take_over(case: Case, open_alert: Alert, fresh: Alert) -> None:
    """An open alert becomes a graver one, and must be seen as that, even if it was seen before."""
    # A rung that is being climbed just now counts first: two tellings never have one number.
    _lock(case.batch, open_alert)
    open_alert.kind, open_alert.severity = fresh.kind, fresh.severity
    open_alert.acknowledged_at = open_alert.acknowledged_by = open_alert.snoozed_until = None
    open_alert.rung, open_alert.due_at, open_alert.next_rung_at = 0, fresh.due_at, fresh.next_rung_at
    if fresh.tellings:
        open_alert.tellings += 1
        tell_whoever_has_it(case.batch, open_alert, open_alert.assigned_to or case.enrolment.therapist_id)


def raise_unlocked(batch: Batch, kind: AlertKind, enrolment: Enrolment, inbound_id: int | None = None) -> None:
    """The same where the patient is not locked, and must not be."""
    fresh = _fresh(batch, kind, enrolment.clinic_id, inbound_id)
    fresh.patient_id = enrolment.patient_id
    _raise(batch, fresh, enrolment)


def raise_for_operator(batch: Batch, kind: AlertKind) -> None:
    """Open an alert that concerns operators only, or count one more on the open one."""
    _raise(batch, _fresh(batch, kind, None, None), None)


def raise_once_for_operator(batch: Batch, kind: AlertKind) -> None:
    """Open an alert for the operator unless one stands: of one cause in a thousand texts there is one, and no queue."""
    if not alerts.stands_for_operator(batch.session, kind):
        raise_for_operator(batch, kind)


def raise_cannot_be_texted(case: Case, text: OutboundText) -> None:
    """Where it is a safety text that cannot leave, or did not arrive, somebody must phone at once."""
    if text_kinds.facts_of(text.kind).answers_danger:
        raise_alert(case, AlertKind.CANNOT_BE_TEXTED, text.inbound_id)


def raise_for_clinic(batch: Batch, kind: AlertKind, clinic_id: uuid.UUID | None, inbound_id: int | None = None) -> None:
    """Open an alert of a clinic that is about none of its patients, or count one more; its admins are told."""
    _raise(batch, _fresh(batch, kind, clinic_id, inbound_id), None)


def _fresh(batch: Batch, kind: AlertKind, clinic_id: uuid.UUID | None, inbound_id: int | None) -> Alert:
    now = batch.now
    facts = facts_of(kind)
    severity, due_at = facts.severity, now + facts.seen_within
    if clinic_id is not None:
        due_at = ladder.seen_by(terms_in(batch, clinic_id), kind, severity, now)
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


def _raise(batch: Batch, fresh: Alert, enrolment: Enrolment | None) -> None:
    session = batch.session
    statement = insert(Alert).values(**fresh.model_dump())
    statement = statement.on_conflict_do_update(
        index_elements=["clinic_id", "patient_id", "kind"],
        index_where=sa.text("closed_at is null"),
        set_={
            "times": col(Alert.times) + 1,
            "updated_at": batch.now,
            "inbound_ids": col(Alert.inbound_ids) + statement.excluded.inbound_ids,
        },
    )
    raised = session.execute(statement.returning(col(Alert.id), col(Alert.times))).one()
    batch.save(event=_event("alert.raised", fresh, batch.now))
    if raised.times > 1:
        open_alert = session.get_one(Alert, raised.id, populate_existing=True)
        _begin_anew(batch, open_alert, fresh, enrolment)
    elif fresh.tellings:
        plan_notices(batch, fresh, enrolment)


def _begin_anew(batch: Batch, open_alert: Alert, fresh: Alert, enrolment: Enrolment | None) -> None:
    """What somebody has seen, or put off, is not what was told now: it must be seen once more."""
    told_more = bool(fresh.inbound_ids) or facts_of(fresh.kind).is_danger
    was_seen = open_alert.acknowledged_at is not None or open_alert.snoozed_until is not None
    if not told_more or not was_seen or open_alert.clinic_id is None:
        return
    # A rung that is being climbed just now counts first: two tellings never have one number.
    _lock(batch, open_alert)
    open_alert.acknowledged_at = open_alert.acknowledged_by = open_alert.snoozed_until = None
    open_alert.rung, open_alert.due_at, open_alert.next_rung_at = 0, fresh.due_at, fresh.next_rung_at
    if fresh.tellings:
        open_alert.tellings += 1
        user_id = open_alert.assigned_to or (enrolment.therapist_id if enrolment else None)
        tell_whoever_has_it(batch, open_alert, user_id)
    batch.save(open_alert, event=_event("alert.unseen", open_alert, batch.now))


def _lock(batch: Batch, alert: Alert) -> None:
    """Read it again, and hold it. What was changed is written first: it would be lost."""
    batch.session.flush()
    batch.session.refresh(alert, with_for_update=True)


def close_alerts(case: Case, kinds: Collection[AlertKind]) -> None:
    """Close alerts whose cause is gone."""
    ended = [alert for alert in case.open_alerts if alert.kind in kinds]
    if ended:
        alert_states.close(case, ended, lambda alert: _event("alert.closed", alert, case.now))


def close_for_clinic(batch: Batch, kind: AlertKind, clinic_id: uuid.UUID) -> None:
    """Close an alert of a clinic, about none of its patients, whose cause is gone."""
    open_alert = alerts.lock_open_of_clinic(batch.session, kind, clinic_id)
    alert_states.close(batch, open_alert, lambda alert: _event("alert.closed", alert, batch.now))


def reopen_alerts(case: Case, ids: Sequence[uuid.UUID], closed_at: datetime) -> None:
    """What closed these alerts at a moment was taken back, and so is what opened others then."""
    opened = [alert for alert in case.open_alerts if alert.opened_at == closed_at]
    alert_states.close(case, opened, lambda alert: _event("alert.closed", alert, case.now))
    # One open alert a kind: what was closed gives way before its like is opened again.
    case.session.flush()
    for alert in alerts.closed_at_once(case.session, ids, closed_at):
        stands = open_matter(case.open_alerts, alert.kind)
        if stands is None or facts_of(stands.kind).flare_up < facts_of(alert.kind).flare_up:
            case.open_again(alert)
            event = _event("alert.reopened", alert, case.now)
            alert_states.reopen(case, alert, event, _goes_on(case.batch, alert))


def _goes_on(batch: Batch, alert: Alert) -> datetime | None:
    """When the ladder of an alert that is open once more climbs on."""
    if alert.clinic_id is None or alert.acknowledged_at is None:
        return max(alert.due_at, batch.now) if alert.clinic_id is not None else None
    back = ladder.comes_back(terms_in(batch, alert.clinic_id), alert.kind, alert.acknowledged_at)
    return max(back, batch.now) if back is not None else None


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
