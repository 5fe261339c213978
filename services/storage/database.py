"""Makes a piece of work durable: unit_of_work() is the one place that commits, now() is the one clock."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

import schemas.tables.alerts
import schemas.tables.clinics
import schemas.tables.events
import schemas.tables.idempotency
import schemas.tables.identity
import schemas.tables.measures
import schemas.tables.messages
import schemas.tables.people
import schemas.tables.plans
import schemas.tables.rehearsal_clock
import schemas.tables.spools
import schemas.tables.to_read
import schemas.tables.webhooks  # noqa: F401  (importing the tables registers them)
from schemas.tables.columns import FieldKeys, keys_of
from schemas.tables.events import Fact

METADATA = SQLModel.metadata


def _written(document: Any) -> str:
    return orjson.dumps(document).decode()


class Database:
    """The PostgreSQL database of this process, with a small pool of connections and the keys to private values."""

    def __init__(self, url: str, keys: FieldKeys, *, pool_size: int = 5) -> None:
        self.url = url
        self.engine = sa.create_engine(
            url,
            pool_size=pool_size,
            max_overflow=2,
            pool_pre_ping=True,
            pool_timeout=10,
            json_serializer=_written,
            json_deserializer=orjson.loads,
            # An error's text must not hold numbers, names or bodies.
            hide_parameters=True,
            connect_args={"connect_timeout": 5, "application_name": "amble"},
        )
        # Private values are sealed and opened by the columns themselves.
        self.engine.dialect.field_keys = keys  # type: ignore[attr-defined]

    @contextmanager
    def unit_of_work(self) -> Iterator[Session]:
        """Commit everything done with the session together or, if an error leaves the block, none of it."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def now(session: Session) -> datetime:
    """The time of this unit of work: the database's clock plus the rehearsal offset, if there is one (UTC)."""
    time: datetime = session.execute(sa.text("SELECT amble_now()")).scalar_one()
    return time.astimezone(UTC)


_TURN = sa.text(
    "INSERT INTO rehearsal_clock (id, turned_by) VALUES (1, CAST(:to AS timestamptz) - now()) "
    "ON CONFLICT (id) DO UPDATE SET turned_by = excluded.turned_by"
)


def set_clock(session: Session, to: datetime) -> None:
    """For rehearsals: set the clock to this moment; time goes on from there."""
    session.execute(_TURN, {"to": to})


def clock_was_turned(session: Session) -> bool:
    """Whether a rehearsal ever set this database's clock."""
    return bool(session.execute(sa.text("SELECT count(*) FROM rehearsal_clock")).scalar_one())


def is_empty(connection: sa.Connection) -> bool:
    """Whether the database has no tables at all."""
    return not connection.execute(sa.text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).scalar_one()


_CONFINE = sa.text(
    "SELECT set_config('role', 'amble_clinic', true), set_config('amble.clinic', :clinic, true), "
    "set_config('statement_timeout', '20s', true)"
)


def confine(session: Session, clinic_id: uuid.UUID) -> None:
    """Until the unit of work ends, PostgreSQL itself shows and accepts rows of this clinic only."""
    session.execute(_CONFINE, {"clinic": str(clinic_id)})


def unsealed(session: Session, place: str, value: bytes) -> str:
    """The plain text of a value sealed for a place, for raw SQL that does not go through the column's own type."""
    return keys_of(session.get_bind().dialect).open(place, value)


_NOTE_EVENTS = sa.text(
    """
    INSERT INTO event (at, name, actor, clinic_id, patient_id, subject, key_id, on_behalf_of, detail)
    SELECT fact.at, fact.name, fact.actor, fact.clinic_id, fact.patient_id, fact.subject,
        CASE WHEN fact.actor = current_setting('amble.key_actor', true)
            THEN nullif(current_setting('amble.key_id', true), '') END,
        CASE WHEN fact.actor = current_setting('amble.key_actor', true)
            THEN nullif(current_setting('amble.on_behalf_of', true), '') END,
        fact.detail
    FROM unnest(CAST(:at AS timestamptz[]), CAST(:name AS text[]), CAST(:actor AS text[]),
        CAST(:clinic_id AS uuid[]), CAST(:patient_id AS uuid[]), CAST(:subject AS text[]), CAST(:detail AS jsonb[]))
        AS fact (at, name, actor, clinic_id, patient_id, subject, detail)
    """
)
_NOTE_KEY = sa.text(
    "SELECT set_config('amble.key_actor', :actor, true), set_config('amble.key_id', :key_id, true), "
    "set_config('amble.on_behalf_of', :on_behalf_of, true)"
)


@dataclass(frozen=True, slots=True)
class ByKey:
    """The key that an actor signed in with, and the person (`user:ID`) who issued it; None: an operator did."""

    actor: str
    key_id: str
    on_behalf_of: str | None


def note_key(session: Session, by_key: ByKey | None) -> None:
    """Until the unit of work ends, record what this actor does together with the key; None: they used no key."""
    if by_key is not None:
        asked = {"actor": by_key.actor, "key_id": by_key.key_id, "on_behalf_of": by_key.on_behalf_of or ""}
        session.execute(_NOTE_KEY, asked)


def write_events(session: Session, facts: Sequence[Fact]) -> None:
    """Write the events of rows that were just written, in order, all in one statement."""
    if facts:
        columns = ("at", "name", "actor", "clinic_id", "patient_id", "subject")
        values = {column: [getattr(fact, column) for fact in facts] for column in columns}
        values["detail"] = [_written(fact.detail) for fact in facts]
        session.connection().execute(_NOTE_EVENTS, values)


def save(session: Session, *rows: SQLModel, event: Fact) -> None:
    """Write rows at once together with the event that says why: a change without its event cannot be written.

    Changes to patients are written by their batch (see case).
    """
    session.add_all(rows)
    session.flush()
    write_events(session, [event])
