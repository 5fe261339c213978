"""An alert that cannot wait tells the care team outside of Amble: due rows, each tried until it is taken."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from schemas.alert_kinds import Severity
from schemas.tables.alerts import Alert, Notice, NoticeChannel, NoticeState
from schemas.tables.identity import User
from schemas.tables.people import Enrolment
from services.storage.case import Batch
from services.storage.queries import alerts, people

TELL_AT_ONCE = frozenset({Severity.NOW, Severity.HOUR, Severity.SAME_DAY})
LEASE = timedelta(minutes=1)
# Of one channel; no more than are tried side by side.
MOST_UNDER_WAY = 8
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))


@dataclass(frozen=True, slots=True)
class ReadyNotice:
    """One notice under a lease, with what may be told; again: it was told before, and nobody has seen it."""

    id: uuid.UUID
    channel: NoticeChannel
    address: str
    alert_id: str
    severity: str
    opened_at: datetime
    telling: int
    again: bool


def plan_notices(batch: Batch, alert: Alert, enrolment: Enrolment | None) -> None:
    """An alert is opened: whoever has it in hand gets a mail, and the clinic's system a webhook where it has one.

    What is about no patient is told to the admins.
    """
    tell_whoever_has_it(batch, alert, enrolment.therapist_id if enrolment else None)


def tell_whoever_has_it(batch: Batch, alert: Alert, user_id: uuid.UUID | None) -> None:
    """By mail and by webhook; None: the admins have it."""
    if user_id is None:
        tell_admins(batch, alert)
    else:
        tell_people(batch, alert, [batch.session.get_one(User, user_id)])
    clinic = batch.clinic(alert.clinic_id) if alert.clinic_id else None
    if clinic is not None and clinic.notify_webhook:
        _plan(batch, alert, NoticeChannel.WEBHOOK, [clinic.notify_webhook])


def tell_people(batch: Batch, alert: Alert, people: Iterable[User]) -> None:
    """By mail."""
    _plan(batch, alert, NoticeChannel.EMAIL, [user.email for user in people])


def tell_admins(batch: Batch, alert: Alert) -> None:
    """Every admin who works at the clinic, by mail."""
    tell_people(batch, alert, people.admins_at_work(batch.session, alert.clinic_id))


def _plan(batch: Batch, alert: Alert, channel: NoticeChannel, addresses: Iterable[str]) -> None:
    """Once for each telling of an alert of a clinic: alert.tellings is the number of this one."""
    if alert.clinic_id is None:
        return
    for address in addresses:
        notice = Notice(
            clinic_id=alert.clinic_id,
            alert_id=alert.id,
            channel=channel,
            address=address,
            telling=alert.tellings,
            state=NoticeState.PLANNED,
            due_at=batch.now,
            created_at=batch.now,
        )
        # Its alert may be as new as the notice, and is written first.
        batch.after(insert(Notice).values(**notice.model_dump()).on_conflict_do_nothing())


def claim_notices(session: Session, now: datetime, channel: NoticeChannel) -> Sequence[ReadyNotice]:
    """Take due notices of one channel under a lease, new ones first.

    An address gets one at a time, and a few are under way at most: an end that does not answer holds up nobody else.
    """
    ready = []
    for notice, alert in alerts.lock_due_notices(session, channel, now, MOST_UNDER_WAY):
        notice.lease_until = now + LEASE
        session.add(notice)
        again = notice.created_at > alert.opened_at
        ready.append(
            ReadyNotice(
                notice.id, notice.channel, notice.address, str(alert.id), alert.severity.value, alert.opened_at,
                notice.telling, again,
            )
        )  # fmt: skip
    return ready


def settle_notice(session: Session, notice_id: uuid.UUID, now: datetime, *, taken: bool) -> bool:
    """Taken is done; else it is tried again, four times over some hours, and then left to the worklist.

    Answers whether it was given up at this moment.
    """
    notice = session.get_one(Notice, notice_id, with_for_update=True)
    if notice.state is not NoticeState.PLANNED:
        return False
    notice.attempts, notice.lease_until = notice.attempts + 1, None
    if taken:
        notice.state, notice.sent_at = NoticeState.SENT, now
    elif notice.attempts > len(WAITS):
        notice.state = NoticeState.GIVEN_UP
    else:
        notice.due_at = now + WAITS[notice.attempts - 1]
    session.add(notice)
    return notice.state is NoticeState.GIVEN_UP
