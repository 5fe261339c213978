"""How do thousands of patients come about? One who has lived a while, copied within the database with plans and texts."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from schemas.tables.columns import keys_of

_TABLES = ("patient", "enrolment", "plan_day", "outbound_text")
_BATCH = 20_000
# Ids of copies follow from the original's and the number, so that the copies' rows name one another as its rows do.
_OWN = "md5(row.{0}::text || n)::uuid"
_OWN_PHONES = " JOIN unnest(CAST(:numbers AS int[]), CAST(:phones AS bytea[]), CAST(:indexes AS bytea[])) AS own (number, phone, phone_index) ON number = n"
_VALUES = {
    "id": _OWN.format("id"),
    "patient_id": _OWN.format("patient_id"),
    "enrolment_id": _OWN.format("enrolment_id"),
    "plan_day_id": _OWN.format("plan_day_id"),
    "phone": "own.phone",
    "phone_index": "own.phone_index",
    # A phone takes part once on a sender: each copy has its own.
    "running_phone": "(SELECT phone_index FROM patient AS copied WHERE copied.id = md5(row.patient_id::text || n)::uuid)",
    "inbound_id": "NULL",
    "sid": "NULL",
}


def copy_patient(
    engine: sa.Engine, copies: int, *, already: int = 0, progress: Callable[[int], object] = lambda _: None
) -> None:
    """Make copies of the first patient, numbered after `already`. Their replies and alerts are not copied."""
    with engine.connect() as connection:
        original = connection.execute(sa.text("SELECT id FROM patient ORDER BY created_at, id LIMIT 1")).scalar_one()
        columns = {table: [str(c["name"]) for c in sa.inspect(connection).get_columns(table)] for table in _TABLES}
    for done in range(already, already + copies, _BATCH):
        last = min(done + _BATCH, already + copies)
        with engine.begin() as connection:
            for table in _TABLES:
                asked = {"of": original, "done": done, "last": last}
                asked |= _phones(engine, done, last) if table == "patient" else {}
                connection.execute(_statement(table, columns[table]), asked)
        progress(last)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM ANALYZE"))


def _phones(engine: sa.Engine, done: int, last: int) -> dict[str, list[Any]]:
    keys, numbers = keys_of(engine.dialect), range(done + 1, last + 1)
    phones = [f"+1202{6_000_000 + number}" for number in numbers]
    sealed = [keys.seal("patient.phone", phone) for phone in phones]
    return {"numbers": list(numbers), "phones": sealed, "indexes": [keys.index(phone) for phone in phones]}


def _statement(table: str, columns: list[str]) -> sa.TextClause:
    whose = {
        "patient": "row.id = :of",
        "plan_day": "row.enrolment_id = (SELECT id FROM enrolment WHERE patient_id = :of)",
    }.get(table, "row.patient_id = :of")
    values = ", ".join(_VALUES.get(name, f"row.{name}") for name in columns)
    return sa.text(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
        f"FROM {table} AS row, generate_series(:done + 1, :last) AS n{_OWN_PHONES if table == 'patient' else ''} "
        f"WHERE {whose}"
    )
