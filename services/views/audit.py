"""Who looked at whom, and who changed what? A clinic's audit, by page or as a whole."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.tables.events import Event

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Trail:
    """Which entries to return; a field that is None does not filter. before: entries older than this id."""

    patient_id: uuid.UUID | None = None
    actor: str | None = None
    name: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def entries(session: Session, clinic_id: uuid.UUID, trail: Trail, limit: int) -> Sequence[Event]:
    """A clinic's entries, the newest first."""
    statement = select(Event).where(col(Event.clinic_id) == clinic_id)
    for column, wanted in (("patient_id", trail.patient_id), ("actor", trail.actor), ("name", trail.name)):
        if wanted is not None:
            statement = statement.where(getattr(Event, column) == wanted)
    if trail.since is not None:
        statement = statement.where(col(Event.at) >= trail.since)
    if trail.until is not None:
        statement = statement.where(col(Event.at) < trail.until)
    if trail.before is not None:
        statement = statement.where(col(Event.id) < trail.before)
    return session.exec(statement.order_by(col(Event.id).desc()).limit(limit)).all()


def every_entry(session: Session, clinic_id: uuid.UUID, trail: Trail) -> Iterator[Event]:
    """Every matching entry, the newest first, with few in memory at a time."""
    before = trail.before
    while True:
        page = entries(session, clinic_id, replace(trail, before=before), _AT_ONCE)
        yield from page
        if len(page) < _AT_ONCE:
            return
        before = page[-1].id
        session.expunge_all()
