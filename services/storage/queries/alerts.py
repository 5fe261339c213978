"""Queries about alerts and the notices of them, each with what it answers; rows stay locked until the unit of work
ends.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind, alerts_that
from schemas.tables.alerts import Act, Alert, AlertAct, Notice, NoticeChannel, NoticeState
from schemas.tables.spools import SpoolReport


def stands_for_operator(session: Session, kind: AlertKind) -> bool:
    """Whether an alert of this kind is open that concerns no clinic and no patient."""
    of_operator = col(Alert.clinic_id).is_(None), col(Alert.patient_id).is_(None), col(Alert.closed_at).is_(None)
    return session.exec(select(Alert.id).where(*of_operator, col(Alert.kind) == kind)).first() is not None


def settled_since(session: Session, patient_id: uuid.UUID, since: datetime) -> bool:
    """Whether the last alert of a flare-up that was opened about a patient since then was settled by a person."""
    of_flare_ups = col(Alert.kind).in_(alerts_that(lambda facts: facts.flare_up > 0))
    opened = of_flare_ups, col(Alert.patient_id) == patient_id, col(Alert.opened_at) >= since
    last = session.exec(select(Alert).where(*opened).order_by(col(Alert.opened_at).desc()).limit(1)).first()
    if last is None or last.closed_at is None:
        return False
    acts = select(AlertAct.act).where(col(AlertAct.alert_id) == last.id).order_by(col(AlertAct.id).desc())
    return session.exec(acts.limit(1)).first() is Act.RESOLVED


def open_for_operators(session: Session) -> Sequence[Alert]:
    """Open alerts that no clinic can see, the oldest first."""
    standing = select(Alert).where(col(Alert.clinic_id).is_(None), col(Alert.closed_at).is_(None))
    return session.exec(standing.order_by(col(Alert.opened_at))).all()


def lock_open_without_clinic(session: Session, kind: AlertKind) -> Sequence[Alert]:
    """Open alerts of one kind that concern no clinic, locked."""
    standing = col(Alert.kind) == kind, col(Alert.clinic_id).is_(None), col(Alert.closed_at).is_(None)
    return session.exec(select(Alert).where(*standing).with_for_update()).all()


def lock_open_of_clinic(session: Session, kind: AlertKind, clinic_id: uuid.UUID) -> Sequence[Alert]:
    """A clinic's open alerts of one kind that concern none of its patients, locked."""
    of_clinic = col(Alert.clinic_id) == clinic_id, col(Alert.patient_id).is_(None)
    standing = select(Alert).where(*of_clinic, col(Alert.kind) == kind, col(Alert.closed_at).is_(None))
    return session.exec(standing.with_for_update()).all()


def lock_unseen_of_clinic(session: Session, ids: Sequence[uuid.UUID], clinic_id: uuid.UUID) -> Sequence[Alert]:
    """Those of these alerts of a clinic that are open and unacknowledged, locked in a fixed order."""
    waiting = select(Alert).where(
        col(Alert.id).in_(ids),
        col(Alert.clinic_id) == clinic_id,
        col(Alert.closed_at).is_(None),
        col(Alert.acknowledged_at).is_(None),
    )
    return session.exec(waiting.order_by(col(Alert.id)).with_for_update()).all()


def lock_due_rungs(session: Session, ids: Sequence[uuid.UUID], now: datetime) -> Sequence[Alert]:
    """Those of these alerts whose next rung is due, the longest waiting first; locked, without those another worker
    holds.
    """
    due = col(Alert.id).in_(ids), col(Alert.next_rung_at) <= now, col(Alert.closed_at).is_(None)
    in_order = select(Alert).where(*due).order_by(col(Alert.next_rung_at), col(Alert.id))
    return session.exec(in_order.with_for_update(skip_locked=True)).all()


def closed_at_once(session: Session, ids: Sequence[uuid.UUID], moment: datetime) -> Sequence[Alert]:
    """Those of these alerts that were closed at a given moment."""
    return session.exec(select(Alert).where(col(Alert.id).in_(ids), col(Alert.closed_at) == moment)).all()


def resolved_at(session: Session, patient_id: uuid.UUID, moment: datetime) -> Sequence[AlertAct]:
    """The acts that resolved a patient's alerts at a given moment."""
    of_patient = select(AlertAct).join(Alert).where(col(Alert.patient_id) == patient_id)
    return session.exec(of_patient.where(col(AlertAct.at) == moment, col(AlertAct.act) == Act.RESOLVED)).all()


def anything_lies_on_disk(session: Session) -> bool:
    """Whether entries that cannot be stored were put aside on the disk of any API process."""
    lies = select(sa.func.coalesce(sa.func.sum(SpoolReport.refused), 0))
    return bool(session.execute(lies).scalar_one())


def lock_due_notices(
    session: Session, channel: NoticeChannel, now: datetime, most_under_way: int
) -> Sequence[tuple[Notice, Alert]]:
    """Due notices of one channel with their alerts, locked: new ones first, and only one for each address.

    An address with a notice under way has to wait, and at most `most_under_way` are under way in all.
    """
    busy = aliased(Notice)
    under_way = sa.and_(
        col(busy.channel) == channel, col(busy.state) == NoticeState.PLANNED, col(busy.lease_until) > now
    )
    free = most_under_way - session.execute(select(sa.func.count()).select_from(busy).where(under_way)).scalar_one()
    due = sa.and_(
        col(Notice.channel) == channel,
        col(Notice.state) == NoticeState.PLANNED,
        col(Notice.due_at) <= now,
        sa.or_(col(Notice.lease_until).is_(None), col(Notice.lease_until) <= now),
    )
    order = (col(Notice.attempts), col(Notice.due_at), col(Notice.id))
    place = sa.func.row_number().over(partition_by=col(Notice.address), order_by=order)
    taken = sa.exists().where(under_way, col(busy.address) == col(Notice.address))
    first = sa.select(col(Notice.id), *order[:2], place.label("place")).where(due, ~taken).subquery()
    chosen = sa.select(first.c.id).where(first.c.place == 1).order_by(first.c.attempts, first.c.due_at)
    statement = (
        select(Notice, Alert)
        .join(Alert, col(Alert.id) == col(Notice.alert_id))
        .where(due, col(Notice.id).in_(chosen.limit(max(0, free))))
        .order_by(*order)
        .with_for_update(skip_locked=True, of=Notice)
    )
    return session.exec(statement).all()
