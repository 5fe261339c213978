"""What goes wrong becomes an alert for a person, one open alert for each patient and kind."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from schemas.alerts import Alert, AlertKind, Severity
from schemas.events import Fact
from schemas.messages import OutboundText
from schemas.people import Enrolment
from schemas.vocabulary import Task, TextKind
from services.journey import ladder
from services.journey.clinic_ladder import terms_of
from services.journey.notify import TELL_AT_ONCE, plan_notices, tell_whoever_has_it
from services.storage import recent
from services.storage.database import save

# kind: (how soon, what a therapist reads)
ALERTS: dict[AlertKind, tuple[Severity, str]] = {
    AlertKind.RED_FLAG_EMERGENCY: (Severity.NOW, "Reported an emergency sign. Call now. All walking is stopped."),
    AlertKind.RED_FLAG_URGENT: (Severity.SAME_DAY, "Reported an urgent sign. Call today. All walking is stopped."),
    AlertKind.CRISIS: (Severity.NOW, "Wrote of wanting to die. Call now. All walking is stopped."),
    AlertKind.POSSIBLE_DANGER: (Severity.HOUR, "May have told of danger. Read it now."),
    AlertKind.CALL_REQUESTED: (Severity.SAME_DAY, "Asks to be called."),
    AlertKind.SEVERE_PAIN: (Severity.SAME_DAY, "Reported very severe pain."),
    AlertKind.RED_DAY: (Severity.ROUTINE, "Reported a red day. The plan rests."),
    AlertKind.SECOND_RED_IN_WEEK: (Severity.SAME_DAY, "Second red day within a week."),
    AlertKind.RED_REST_USED_UP: (Severity.SAME_DAY, "Still red after the rest days. The plan is held until you clear."),
    AlertKind.SILENCE: (Severity.ROUTINE, "Has not answered for days."),
    AlertKind.YELLOW_REVIEW: (Severity.ROUTINE, "Has stayed at yellow for days. Review the plan."),
    AlertKind.REENTRY_STUCK: (Severity.ROUTINE, "Keeps falling back while returning from a flare-up."),
    AlertKind.TREND_RISING: (Severity.ROUTINE, "Pain is rising week over week."),
    AlertKind.WALKED_ON_REST_DAY: (Severity.ROUTINE, "Walked on a rest day."),
    AlertKind.WALKED_TOO_MUCH: (Severity.ROUTINE, "Walked well beyond the plan."),
    AlertKind.LOW_COMPLETION: (Severity.ROUTINE, "Walks less than half of the plan. Ask what is in the way."),
    AlertKind.RESCREEN: (Severity.SAME_DAY, "Long gap: screen for red flags again before walking restarts."),
    AlertKind.REVIEW_SOON: (Severity.ROUTINE, "The scheduled review comes up soon."),
    AlertKind.REVIEW_DUE: (Severity.ROUTINE, "The scheduled review is due."),
    AlertKind.PAUSED: (Severity.ROUTINE, "The course is paused."),
    AlertKind.OPTED_OUT: (Severity.ROUTINE, "Opted out of texts."),
    AlertKind.UNCLEAR_REPLY: (Severity.SAME_DAY, "Wrote words that nobody has read yet. Read them."),
    AlertKind.NUMBER_BAD: (Severity.SAME_DAY, "The number cannot get texts."),
    AlertKind.UNDELIVERED: (Severity.SAME_DAY, "A text could not be delivered."),
    AlertKind.SENDING_INCIDENT: (
        Severity.NOW,
        "The carrier refuses our texts: content, registration or configuration.",
    ),
    AlertKind.UNSENDABLE_TEXT: (
        Severity.NOW,
        "A due text could not be made ready, and was not sent. Look at its plan.",
    ),
    AlertKind.UNREADABLE_MESSAGE: (Severity.SAME_DAY, "The broker brought a message that no worker understands."),
    AlertKind.LEFT_ON_DISK: (
        Severity.NOW,
        "What the carrier brought lies on an API's disk and cannot be stored. The runbook says what to do.",
    ),
    AlertKind.UNHEARD_TEXT: (Severity.NOW, "A stored reply could not be processed. Read it."),
    AlertKind.UNKNOWN_SENDER: (Severity.ROUTINE, "A text came from a number that nobody is enrolled with."),
    AlertKind.STRANGER_DANGER: (
        Severity.NOW,
        "Words of danger came from a number that nobody is enrolled with. Read them.",
    ),
    AlertKind.DANGER_ELSEWHERE: (Severity.NOW, "A danger was told from this phone elsewhere. Call now."),
    AlertKind.CANNOT_BE_TEXTED: (Severity.NOW, "A safety text cannot reach this phone. Phone now."),
    AlertKind.FOOT_QUESTION: (Severity.HOUR, "Wrote of the foot drop that is known. Ask whether it is new or worse."),
    AlertKind.TEST_WALK_SHORT: (Severity.SAME_DAY, "The test walk was short: choose a first dose."),
    AlertKind.FOOT_DROP_KNOWN: (Severity.SAME_DAY, "Has a known foot drop: choose a first dose."),
    AlertKind.PAIN_AT_START: (Severity.SAME_DAY, "Was in the red at enrolment. Call before the first walk."),
    AlertKind.HELD_BY_STAFF: (Severity.ROUTINE, "Held by a clinician. The plan rests until you clear it."),
    AlertKind.HELD_AND_CALM: (Severity.SAME_DAY, "Held, and has told three calm days. Look whether to clear."),
    AlertKind.NOT_BEGUN: (Severity.ROUTINE, "Has not begun: still waits for READY or SHOES."),
    AlertKind.WRONG_PERSON: (Severity.SAME_DAY, "Says that this is the wrong person. All texts rest."),
    AlertKind.DEATH_TOLD: (Severity.SAME_DAY, "Was told that the patient has died. All texts rest."),
    AlertKind.AUTO_REPLY: (Severity.ROUTINE, "A machine answered our texts. Check the number."),
    AlertKind.CONTRADICTING_TEXTS: (
        Severity.SAME_DAY,
        "Texts within an hour contradict each other. Call to hear who writes.",
    ),
    AlertKind.LINE_IS_TAKEN: (Severity.SAME_DAY, "A clinic asked for a phone that cannot be enrolled there."),
    AlertKind.STAFF_PHONE_STOPPED: (Severity.SAME_DAY, "A phone of the clinic refuses urgent texts. Name another."),
    AlertKind.NOTICE_GIVEN_UP: (Severity.SAME_DAY, "A care team could not be told by mail or webhook."),
}

# By when an operator should have looked; a clinic has its ladder.
ACT_WITHIN = {
    Severity.NOW: timedelta(minutes=15),
    Severity.HOUR: timedelta(hours=1),
    Severity.SAME_DAY: timedelta(hours=12),
    Severity.ROUTINE: timedelta(days=3),
}
_SAFETY_TEXTS = frozenset({TextKind.SAFETY_EMERGENCY, TextKind.SAFETY_URGENT, TextKind.SAFETY_CRISIS})
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
    if text.kind in _SAFETY_TEXTS:
        raise_alert(session, AlertKind.CANNOT_BE_TEXTED, enrolment, now, text.inbound_id)


def raise_for_clinic(
    session: Session, kind: AlertKind, clinic_id: uuid.UUID | None, now: datetime, inbound_id: int | None = None
) -> None:
    """Open an alert of a clinic that is about none of its patients, or count one more; its admins are told."""
    _raise(session, _fresh(session, kind, clinic_id, now, inbound_id), None, now)


def _fresh(
    session: Session, kind: AlertKind, clinic_id: uuid.UUID | None, now: datetime, inbound_id: int | None
) -> Alert:
    severity, summary = ALERTS[kind]
    due_at = now + ACT_WITHIN[severity]
    if clinic_id is not None:
        due_at = ladder.seen_by(terms_of(session, clinic_id), kind, severity, now)
    return Alert(
        clinic_id=clinic_id,
        kind=kind,
        severity=severity,
        summary=summary,
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
    told_more = bool(fresh.inbound_ids) or fresh.kind in ladder.DANGERS
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


def close_alerts(session: Session, kinds: tuple[AlertKind, ...], enrolment: Enrolment, now: datetime) -> None:
    """Close alerts whose cause is gone."""
    for alert in recent.open_alerts(session, enrolment):
        if alert.kind not in kinds:
            continue
        alert.closed_at, alert.next_rung_at = now, None
        save(session, alert, event=_event("alert.closed", alert, now))


def close_for_clinic(session: Session, kind: AlertKind, clinic_id: uuid.UUID, now: datetime) -> None:
    """Close an alert of a clinic, about none of its patients, whose cause is gone."""
    standing = select(Alert).where(col(Alert.clinic_id) == clinic_id, col(Alert.patient_id).is_(None))
    standing = standing.where(col(Alert.kind) == kind, col(Alert.closed_at).is_(None)).with_for_update()
    for alert in session.exec(standing).all():
        alert.closed_at, alert.next_rung_at = now, None
        save(session, alert, event=_event("alert.closed", alert, now))


def reopen_alerts(
    session: Session, enrolment: Enrolment, ids: Sequence[uuid.UUID], closed_at: datetime, now: datetime
) -> None:
    """What closed these alerts at a moment was taken back, and so is what opened others then."""
    for alert in recent.open_alerts(session, enrolment):
        if alert.opened_at == closed_at:
            alert.closed_at, alert.next_rung_at = now, None
            save(session, alert, event=_event("alert.closed", alert, now))
    # One open alert a kind: what was closed gives way before its like is opened again.
    session.flush()
    open_kinds = {alert.kind for alert in recent.open_alerts(session, enrolment)}
    closed = select(Alert).where(col(Alert.id).in_(ids), col(Alert.closed_at) == closed_at)
    for alert in session.exec(closed).all():
        if alert.kind not in open_kinds:
            alert.closed_at, alert.updated_at = None, now
            alert.next_rung_at = _goes_on(session, alert, now)
            recent.open_again(session, enrolment, alert)
            save(session, alert, event=_event("alert.reopened", alert, now))


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
