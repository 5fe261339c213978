"""What lies on the APIs' own disks that no database took? Who is told of it, and when is that over?"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind
from schemas.alerts import Alert
from schemas.events import Fact
from schemas.spools import SpoolStanding
from services.journey.escalate import raise_for_operator
from services.storage import alert_states
from services.storage.case import in_hand
from services.storage.database import save


def tell_of_refused(session: Session, now: datetime) -> None:
    """One more entry lies aside: an operator must look."""
    with in_hand(session, now) as batch:
        raise_for_operator(batch, AlertKind.LEFT_ON_DISK)


def close_if_nothing_lies(session: Session, now: datetime) -> None:
    """The alert is over once no disk holds anything that was put aside."""
    if session.execute(select(sa.func.coalesce(sa.func.sum(SpoolStanding.refused), 0))).scalar_one():
        return
    standing = select(Alert).where(
        col(Alert.kind) == AlertKind.LEFT_ON_DISK, col(Alert.clinic_id).is_(None), col(Alert.closed_at).is_(None)
    )
    alerts = session.exec(standing.with_for_update()).all()
    for alert in alerts:
        alert.updated_at = now
    subject = f"alert:{AlertKind.LEFT_ON_DISK.value}"
    event = Fact(at=now, name="alert.closed", actor="amble", subject=subject, detail={})
    with in_hand(session, now) as batch:
        alert_states.close(batch, alerts, lambda _: event)


def forget_disk(session: Session, disk: str, by: str, now: datetime) -> bool:
    """A disk is gone for good, and nobody asks for what lay on it any more; whether it was known."""
    known = session.get(SpoolStanding, disk)
    if known is None:
        return False
    detail = {"waiting": known.waiting, "refused": known.refused}
    session.delete(known)
    save(session, event=Fact(at=now, name="disk.forgotten", actor=by, subject=f"disk:{disk}", detail=detail))
    close_if_nothing_lies(session, now)
    return True
