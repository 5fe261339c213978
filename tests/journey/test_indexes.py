"""Do the sweeps of each minute find what they look for by an index, among texts and patients that are well?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from services.operations import overdue, repair
from services.storage.database import Database
from tests.bench.population import copy_patient
from tests.clinic import ClinicInTests
from tests.one_database import OneDatabase

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
COPIES = 3000


def _plans(engine: sa.Engine, work: Callable[[Session], object]) -> str:
    """How PostgreSQL would find what a piece of work asks for."""
    plans: list[str] = []

    def explain(_: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        with engine.connect() as connection:
            rows = connection.connection.cursor().execute(f"EXPLAIN {statement}", parameters).fetchall()
            plans.extend(row[0] for row in rows)

    sa.event.listen(engine, "before_cursor_execute", explain)
    try:
        with Session(engine) as session:
            work(session)
    finally:
        sa.event.remove(engine, "before_cursor_execute", explain)
    return "\n".join(plans)


def _without_final_status(session: Session, at: datetime) -> object:
    return repair.without_final_status(session, at, 50)


def _missing_texts(session: Session, at: datetime) -> object:
    return overdue.missing_texts(session, at, 50)


@pytest.mark.parametrize(
    ("sweep", "index", "table"),
    [
        (_without_final_status, "ix_outbound_text_no_final_status", "outbound_text"),
        (_missing_texts, "ix_enrolment_texts_until", "enrolment"),
    ],
)
def test_a_sweep_walks_through_no_whole_table(
    one_database: OneDatabase,
    database: Database,
    sweep: Callable[[Session, datetime], object],
    index: str,
    table: str,
) -> None:
    one_database.copy_anew()
    clinic = ClinicInTests(database, START)
    clinic.begin()
    clinic.turn_to(START + timedelta(days=3))
    with database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE outbound_text SET state = 'delivered' WHERE state = 'accepted'"))
    copy_patient(database.engine, COPIES)
    plan = _plans(database.engine, lambda session: sweep(session, clinic.now))
    assert index in plan
    assert f"Seq Scan on {table}" not in plan
