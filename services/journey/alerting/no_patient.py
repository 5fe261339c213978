"""What is done about an alert that is no patient's: a stranger's text, or what only an operator can settle?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Act, Alert, AlertAct
from schemas.tables.events import Event, Fact
from schemas.tables.identity import User
from schemas.tables.messages import InboundText
from services.storage import alert_states
from services.storage.case import in_hand
from services.storage.database import save
from services.storage.queries import alerts

PHONE_REFUSED = "enrolment.phone_refused"
_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class OperatorAlert:
    """An operator's alert with its evidence: the texts that say why, and who asked for a phone that was refused."""

    alert: Alert
    texts: Sequence[InboundText]
    refusals: Sequence[Event]


def resolve(session: Session, alert: Alert, by: User, note: str, now: datetime) -> Alert:
    """A matter is settled: its alert is closed, and the note says how; a second time changes nothing."""
    session.refresh(alert, with_for_update=True)
    if alert.closed_at is not None:
        return alert
    actor = f"user:{by.id}"
    with in_hand(session, now) as batch:
        session.add(AlertAct(alert_id=alert.id, act=Act.RESOLVED, by=actor, note=note, at=now))
        alert_states.close(batch, alert, lambda alert: _event(alert, f"alert.{Act.RESOLVED.value}", actor, now))
    return alert


def acknowledge(session: Session, alert: Alert, by: str, now: datetime) -> Alert:
    """Somebody has seen it. Acknowledging twice keeps the first name."""
    if alert.acknowledged_at is None:
        alert.acknowledged_at, alert.acknowledged_by = now, by
        save(session, alert, event=_event(alert, "alert.acknowledged", by, now))
    return alert


def of_operators(session: Session, by: User, now: datetime) -> list[OperatorAlert]:
    """Open alerts that no clinic can see, the oldest first; that somebody looked is noted."""
    operator_alert = alerts.open_for_operators(session)
    event = Fact(at=now, name="alerts.listed", actor=f"user:{by.id}", subject="operator", detail={})
    save(session, event=event)
    return [OperatorAlert(alert, _texts(session, alert), _refusals(session, alert)) for alert in operator_alert]


def _texts(session: Session, alert: Alert) -> Sequence[InboundText]:
    """What is some clinic's, or some patient's, is not an operator's to read."""
    ids = alert.inbound_ids[-_MOST_SHOWN:]
    statement = select(InboundText).where(col(InboundText.id).in_(ids), col(InboundText.patient_id).is_(None))
    return session.exec(statement.where(col(InboundText.clinic_id).is_(None)).order_by(col(InboundText.id))).all()


def _refusals(session: Session, alert: Alert) -> Sequence[Event]:
    if alert.kind is not AlertKind.LINE_IS_TAKEN:
        return []
    statement = select(Event).where(col(Event.name) == PHONE_REFUSED, col(Event.at) >= alert.opened_at)
    return session.exec(statement.order_by(col(Event.id).desc()).limit(_MOST_SHOWN)).all()


def _event(alert: Alert, name: str, actor: str, now: datetime) -> Fact:
    return Fact(
        at=now, name=name, actor=actor, clinic_id=alert.clinic_id, subject=f"alert:{alert.kind.value}",
        detail={"alert": str(alert.id)},
    )  # fmt: skip
