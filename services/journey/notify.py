"""An alert that cannot wait tells the care team outside of Amble: due rows, each tried until it is taken."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from schemas.alerts import Alert, Notice, NoticeChannel, NoticeState, Severity
from schemas.identity import Role, User
from schemas.people import Clinic, Enrolment

TELL_AT_ONCE = frozenset({Severity.NOW, Severity.HOUR, Severity.SAME_DAY})
LEASE = timedelta(minutes=2)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))


@dataclass(frozen=True, slots=True)
class ReadyNotice:
    """One notice under a lease, with what may be told."""

    id: uuid.UUID
    channel: NoticeChannel
    address: str
    alert_id: str
    severity: str
    opened_at: datetime


def plan_notices(session: Session, alert_id: uuid.UUID, enrolment: Enrolment, now: datetime) -> None:
    """The therapist gets a mail, and the clinic's system a webhook where it has one. Each alert is told once."""
    therapist = session.get_one(User, enrolment.therapist_id)
    _plan(session, alert_id, session.get_one(Clinic, enrolment.clinic_id), [therapist.email], now)


def plan_clinic_notices(session: Session, alert_id: uuid.UUID, clinic_id: uuid.UUID, now: datetime) -> None:
    """What is about no patient is told to the clinic's admins."""
    admins = select(User.email).where(col(User.clinic_id) == clinic_id, col(User.role) == Role.ADMIN)
    addresses = session.exec(admins.where(col(User.deactivated_at).is_(None)).order_by(col(User.email))).all()
    _plan(session, alert_id, session.get_one(Clinic, clinic_id), addresses, now)


def _plan(session: Session, alert_id: uuid.UUID, clinic: Clinic, addresses: Sequence[str], now: datetime) -> None:
    ways = [(NoticeChannel.EMAIL, address) for address in addresses]
    if clinic.notify_webhook:
        ways.append((NoticeChannel.WEBHOOK, clinic.notify_webhook))
    for channel, address in ways:
        notice = Notice(
            clinic_id=clinic.id,
            alert_id=alert_id,
            channel=channel,
            address=address,
            state=NoticeState.PLANNED,
            due_at=now,
            created_at=now,
        )
        session.execute(insert(Notice).values(**notice.model_dump()).on_conflict_do_nothing())


def claim_notices(session: Session, now: datetime, limit: int) -> Sequence[ReadyNotice]:
    """Take due notices under a lease."""
    statement = (
        select(Notice, Alert)
        .join(Alert, col(Alert.id) == col(Notice.alert_id))
        .where(col(Notice.state) == NoticeState.PLANNED, col(Notice.due_at) <= now)
        .where(sa.or_(col(Notice.lease_until).is_(None), col(Notice.lease_until) <= now))
        .order_by(col(Notice.due_at))
        .limit(limit)
        .with_for_update(skip_locked=True, of=Notice)
    )
    ready = []
    for notice, alert in session.exec(statement).all():
        notice.lease_until = now + LEASE
        session.add(notice)
        ready.append(
            ReadyNotice(notice.id, notice.channel, notice.address, str(alert.id), alert.severity.value, alert.opened_at)
        )
    return ready


def settle_notice(session: Session, notice_id: uuid.UUID, now: datetime, *, taken: bool) -> None:
    """Taken is done; else it is tried again, four times over some hours, and then left to the worklist."""
    notice = session.get_one(Notice, notice_id, with_for_update=True)
    if notice.state is not NoticeState.PLANNED:
        return
    notice.attempts, notice.lease_until = notice.attempts + 1, None
    if taken:
        notice.state, notice.sent_at = NoticeState.SENT, now
    elif notice.attempts > len(WAITS):
        notice.state = NoticeState.GIVEN_UP
    else:
        notice.due_at = now + WAITS[notice.attempts - 1]
    session.add(notice)
