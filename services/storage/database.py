"""How does a piece of work become durable? unit_of_work() is the one place that commits; now() is the one clock."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

import schemas.alerts
import schemas.events
import schemas.messages
import schemas.people
import schemas.plans  # noqa: F401  (importing the tables registers them)
from schemas.events import Event

METADATA = SQLModel.metadata
Answer = TypeVar("Answer")


class Database:
    """The PostgreSQL database of this process, with a small pool of connections."""

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self.url = url
        self.engine = sa.create_engine(
            url,
            pool_size=pool_size,
            max_overflow=2,
            pool_pre_ping=True,
            pool_timeout=10,
            # An error's text must not hold numbers, names or bodies.
            hide_parameters=True,
            connect_args={"connect_timeout": 5, "application_name": "amble"},
        )

    @contextmanager
    def unit_of_work(self) -> Iterator[Session]:
        """Everything done with the session is kept together, or, when an error leaves the block, not at all."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def now(session: Session) -> datetime:
    """The time of this unit of work: the database's clock, plus the rehearsal offset where one stands (UTC)."""
    time: datetime = session.execute(sa.text("SELECT amble_now()")).scalar_one()
    return time.astimezone(UTC)


_REMEMBERED = "remembered"


def remembered(session: Session, about: type[SQLModel], key: tuple[Hashable, ...], ask: Callable[[], Answer]) -> Answer:
    """What was asked before in this unit of work, unless a row of that table was saved, or a lock taken, since."""
    answers = session.info.setdefault(_REMEMBERED, {}).setdefault(about, {})
    if key not in answers:
        answers[key] = ask()
    answer: Answer = answers[key]
    return answer


def forget(session: Session) -> None:
    """What was read before a lock was held may have changed since."""
    session.info.pop(_REMEMBERED, None)


def save(session: Session, *rows: SQLModel, event: Event) -> None:
    """Write rows together with the event that says why: a change of state without its event cannot be written."""
    known = session.info.get(_REMEMBERED, {})
    for row in rows:
        known.pop(type(row), None)
    session.add_all(rows)
    session.add(event)
    session.flush()
