"""What does the staff do about an alert: see it, write down what was tried, give it to a colleague, put it off?"""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.alert_kinds import AlertKind, Severity, facts_of
from schemas.api.requests import SnoozeAlert
from schemas.tables.alerts import Act, Alert, AlertAct
from schemas.tables.events import Fact
from schemas.tables.identity import User
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import StaffAct
from services.journey.alerting.alerts import raise_alert
from services.journey.caring import words_read
from services.journey.caring.undo import remembered
from services.journey.refusals import AlertIsClosed, OnlyClearingClosesThis, SnoozeIsTooLong
from services.progression import ladder
from services.storage import alert_states, ladders, records
from services.storage.case import Batch, Case, in_hand
from services.storage.database import save
from services.storage.ladders import terms_of

LONGEST_SNOOZE = timedelta(days=7)
_OF_A_REST = {EnrolmentStatus.PAUSED: AlertKind.PAUSED, EnrolmentStatus.OPTED_OUT: AlertKind.OPTED_OUT}


@dataclass(frozen=True, slots=True)
class Handled:
    """What a member of the staff did about an alert, and what they say of it."""

    act: Act
    by: User
    note: str


def acknowledge(session: Session, alert: Alert, by: str, now: datetime) -> Alert:
    """Somebody has seen the alert, which ends its ladder. Acknowledging twice keeps the first name."""
    session.refresh(alert, with_for_update=True)
    if alert.acknowledged_at is None and alert.closed_at is None:
        seen(session, alert, by, now)
        save(session, alert, event=_fact("acknowledged", alert, by, now))
    return alert


def seen(session: Session, alert: Alert, by: str, now: datetime, until: datetime | None = None) -> None:
    """Nobody more is told. Seen is not settled: a danger comes back, and what was put off comes back then (until).

    Words that nobody has read reach the admins after two days all the same.
    """
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by = now, by
    back = ladder.comes_back(terms_of(session, alert.clinic_id), alert.kind, now) if alert.clinic_id else None
    if until is not None:
        back = min(until, back) if back is not None and facts_of(alert.kind).is_danger else until
    late = ladders.long_unread_at(session, alert)
    alert.next_rung_at = min(back or late, late) if late is not None and late > now else back


def write_down(session: Session, alert: Alert, handled: Handled, now: datetime) -> Alert:
    """Say what was done about an alert: it was tried to reach the patient, or the matter is resolved.

    Raises AlertIsClosed, OnlyClearingClosesThis.
    """
    act, actor = handled.act, f"user:{handled.by.id}"
    with in_hand(session, now) as batch:
        case = _whom_it_is_about(batch, alert)
        resolved = act is Act.RESOLVED
        if resolved and facts_of(alert.kind).needs_clearing:
            raise OnlyClearingClosesThis("This closes when the hold is cleared, after the patient was called.")
        if not resolved:
            return _noted(session, alert, handled, now)
        with remembered(case, StaffAct.RESOLVE, actor) if case else nullcontext():
            seen(session, alert, actor, now)
            alert_states.close(batch, alert, lambda alert: _fact(act.value, alert, actor, now))
            session.add(AlertAct(alert_id=alert.id, act=act, by=actor, note=handled.note, at=now))
            if case:
                words_read.mark_read(case, alert, actor)
                _say_what_still_rests(case, alert)
            return alert


def assign(session: Session, alert: Alert, to: User | None, by: User, now: datetime) -> Alert:
    """Give an alert to a colleague of the clinic, or (None) back to whoever treats the patient."""
    _whom_it_is_about(Batch(session, now), alert)
    alert.assigned_to = to.id if to else None
    note = f"user:{to.id}" if to else ""
    return _noted(session, alert, Handled(Act.ASSIGNED, by, note), now)


def snooze(session: Session, alert: Alert, wanted: SnoozeAlert, by: User, now: datetime) -> Alert:
    """Let an alert rest until a time. Raises SnoozeIsTooLong, AlertIsClosed."""
    if alert.severity is Severity.NOW:
        raise SnoozeIsTooLong("What needs somebody now cannot be put off.")
    if not now < wanted.until <= now + LONGEST_SNOOZE:
        raise SnoozeIsTooLong("An alert can be put off to a time within the next seven days.")
    _whom_it_is_about(Batch(session, now), alert)
    alert.snoozed_until = wanted.until
    return _noted(session, alert, Handled(Act.SNOOZED, by, wanted.note), now)


def _whom_it_is_about(batch: Batch, alert: Alert) -> Case | None:
    """Whom the alert is about, held until the unit of work ends; None where it is about the clinic itself."""
    case = None
    if alert.patient_id is not None:
        case = batch.case(records.enrolment_of_patient(batch.session, alert.patient_id).id)
    _hold(batch.session, alert)
    return case


def _say_what_still_rests(case: Case, closed: Alert) -> None:
    """While somebody else's phone was asked about, that alert spoke for the rest, too."""
    if not facts_of(closed.kind).somebody_else or case.is_wrong_person:
        return
    kind = _OF_A_REST.get(case.enrolment.status)
    if kind is not None and all(alert.kind is not kind for alert in case.open_alerts):
        raise_alert(case, kind)


def _hold(session: Session, alert: Alert) -> None:
    session.refresh(alert, with_for_update=True)
    if alert.closed_at is not None:
        raise AlertIsClosed(f"This alert was closed at {alert.closed_at:%Y-%m-%d %H:%M} UTC.")


def _noted(session: Session, alert: Alert, handled: Handled, now: datetime) -> Alert:
    act, actor = handled.act, f"user:{handled.by.id}"
    seen(session, alert, actor, now, alert.snoozed_until if act is Act.SNOOZED else None)
    row = AlertAct(alert_id=alert.id, act=act, by=actor, note=handled.note, at=now)
    save(session, alert, row, event=_fact(act.value, alert, actor, now))
    return alert


def _fact(name: str, alert: Alert, actor: str, now: datetime) -> Fact:
    return Fact(
        at=now, name=f"alert.{name}", actor=actor, clinic_id=alert.clinic_id, patient_id=alert.patient_id,
        subject=f"alert:{alert.kind.value}", detail={"alert": str(alert.id)},
    )  # fmt: skip
