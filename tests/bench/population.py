"""How do thousands of patients come about? One who has lived a while, copied within the database with plans and texts."""

from collections.abc import Callable

import sqlalchemy as sa

_TABLES = ("patient", "enrolment", "plan_day", "outbound_text")
_BATCH = 20_000
# Ids of copies follow from the original's and the number, so that the copies' rows name one another as its rows do.
_OWN = "md5(row.{0}::text || n)::uuid"
_VALUES = {
    "id": _OWN.format("id"),
    "patient_id": _OWN.format("patient_id"),
    "enrolment_id": _OWN.format("enrolment_id"),
    "plan_day_id": _OWN.format("plan_day_id"),
    "phone": "'+1202' || (6000000 + n)",
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
                connection.execute(_statement(table, columns[table]), {"of": original, "done": done, "last": last})
        progress(last)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM ANALYZE"))


def _statement(table: str, columns: list[str]) -> sa.TextClause:
    whose = {
        "patient": "row.id = :of",
        "plan_day": "row.enrolment_id = (SELECT id FROM enrolment WHERE patient_id = :of)",
    }.get(table, "row.patient_id = :of")
    values = ", ".join(_VALUES.get(name, f"row.{name}") for name in columns)
    return sa.text(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
        f"FROM {table} AS row, generate_series(:done + 1, :last) AS n WHERE {whose}"
    )
