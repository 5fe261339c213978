"""Alerts about webhooks that an API keeps on its own disk because the database could not take them."""

from datetime import datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.tables.events import Fact
from schemas.tables.spools import SpoolReport
from services.journey.alerting.alerts import raise_for_operator
from services.storage import alert_states
from services.storage.case import in_hand
from services.storage.database import save
from services.storage.queries import alerts


def tell_of_refused(session: Session, now: datetime) -> None:
    """Alert the operators to an entry that was put aside."""
    with in_hand(session, now) as batch:
        raise_for_operator(batch, AlertKind.LEFT_ON_DISK)


def close_if_nothing_lies(session: Session, now: datetime) -> None:
    """Close the alert once no disk holds anything that was put aside."""
    if alerts.anything_lies_on_disk(session):
        return
    standing = alerts.lock_open_without_clinic(session, AlertKind.LEFT_ON_DISK)
    for alert in standing:
        alert.updated_at = now
    subject = f"alert:{AlertKind.LEFT_ON_DISK.value}"
    event = Fact(at=now, name="alert.closed", actor="amble", subject=subject, detail={})
    with in_hand(session, now) as batch:
        alert_states.close(batch, standing, lambda _: event)


def forget_disk(session: Session, disk: str, by: str, now: datetime) -> bool:
    """Record that a disk is gone for good, so that its entries are no longer overdue. False if the disk is unknown."""
    known = session.get(SpoolReport, disk)
    if known is None:
        return False
    detail = {"waiting": known.waiting, "refused": known.refused}
    session.delete(known)
    save(session, event=Fact(at=now, name="disk.forgotten", actor=by, subject=f"disk:{disk}", detail=detail))
    close_if_nothing_lies(session, now)
    return True
