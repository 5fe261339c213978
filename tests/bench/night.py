"""What does the night cost, when silence decides for everybody? Against reading and writing the same rows alone; and by size."""

import resource
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import psycopg

from infra.local.servers import EmbeddedServers
from services.journey.deciding import decide
from services.storage import records
from services.storage.database import Database
from services.storage.migrations import migrate_at
from tests.bench.measure import Measure, Round, a_second, against, judged
from tests.bench.population import copy_patient
from tests.clinic import ClinicInTests

TOGETHER, ROUNDS = 50, 5
BEGAN = datetime(2026, 3, 2, 15, tzinfo=UTC)
LIVED = timedelta(days=3)
MOST_MIB = 299
_MADE = {"plan_day": "decided_at", "outbound_text": "created_at", "event": "at"}
_READ = """
    SELECT * FROM enrolment JOIN patient ON patient.id = enrolment.patient_id
    JOIN plan_day ON plan_day.enrolment_id = enrolment.id AND plan_day.day = %s WHERE enrolment.next_boundary_at <= %s
"""


@contextmanager
def _clinic(patients: int) -> Iterator[tuple[ClinicInTests, psycopg.Connection]]:
    """So many patients whose plan day has just ended, unanswered."""
    with EmbeddedServers(durable=False) as servers:
        migrate_at(servers.owner_url)
        database = Database(servers.database_url, servers.keys)
        clinic = ClinicInTests(database, BEGAN)
        clinic.begin()
        clinic.turn_to(BEGAN + LIVED)
        owner = Database(servers.owner_url, servers.keys)
        _grow(owner, 1, patients)
        owner.close()
        url = servers.superuser_url.rsplit("/", 1)[0] + "/" + servers.database_url.rsplit("/", 1)[1]
        with psycopg.connect(url, autocommit=True) as connection:
            yield clinic, connection
        database.close()


def _grow(database: Database, already: int, patients: int) -> None:
    def progress(done: int) -> None:
        print(f"  {done:,} patients", file=sys.stderr, flush=True)

    copy_patient(database.engine, patients - already, already=already - 1, progress=progress)


def _close_all(clinic: ClinicInTests, now: datetime) -> int:
    closed = 0
    while True:
        with clinic.database.unit_of_work() as session:
            due = records.enrolments_at_boundary(session, now, limit=500)
        if not due:
            return closed
        for start in range(0, len(due), TOGETHER):
            with clinic.database.unit_of_work() as session:
                decide.close_days_of(session, due[start : start + TOGETHER], now)
        closed += len(due)


def night(patients: int) -> Iterator[Measure]:
    """Every patient's day closed by one process, and the same rows read and written in bulk by one connection."""
    rounds: list[Round] = []
    with _clinic(patients) as (clinic, connection):
        now = clinic.now.replace(hour=12) + timedelta(days=1)
        for _ in range(ROUNDS + 1):
            boundary = connection.execute("SELECT max(next_boundary_at) FROM enrolment").fetchone()
            started = time.perf_counter()
            closed = _close_all(clinic, now)
            mine = closed / (time.perf_counter() - started)
            made = {table: _copied(connection, table, column, now) for table, column in _MADE.items()}
            _undo(connection, now, boundary)
            started = time.perf_counter()
            connection.execute(_READ, (now.date(), now)).fetchall()
            with connection.transaction():
                for table, rows in made.items():
                    _write(connection, table, rows)
                connection.execute("UPDATE enrolment SET next_boundary_at = next_boundary_at + interval '1 day'")
            rounds.append((patients / (time.perf_counter() - started), mine))
            _undo(connection, now, boundary)
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield against(
        "night against its own rows", rounds[1:], least=0.5, detail=f"{patients:,} patients; {a_second(rounds[1:])}"
    )
    yield judged("memory of the night", round(mib), "MiB", most=MOST_MIB,
                 detail="largest, this process with the bench's own copies")  # fmt: skip


def _copied(connection: psycopg.Connection, table: str, column: str, now: datetime) -> bytes:
    statement = f"COPY (SELECT * FROM {table} WHERE {column} = '{now.isoformat()}') TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        return b"".join(bytes(block) for block in copy)


def _write(connection: psycopg.Connection, table: str, rows: bytes) -> None:
    connection.execute(f"CREATE TEMPORARY TABLE staged (LIKE {table}) ON COMMIT DROP".encode())
    with connection.cursor() as cursor, cursor.copy(b"COPY staged FROM STDIN") as copy:
        copy.write(rows)
    override = "OVERRIDING SYSTEM VALUE" if table == "event" else ""
    connection.execute(f"INSERT INTO {table} {override} SELECT * FROM staged ON CONFLICT DO NOTHING".encode())
    connection.execute("DROP TABLE staged")


def _undo(connection: psycopg.Connection, now: datetime, boundary: tuple[datetime] | None) -> None:
    connection.execute("SET session_replication_role = replica")
    for table, column in _MADE.items():
        connection.execute(f"DELETE FROM {table} WHERE {column} = %s".encode(), (now,))
    connection.execute("UPDATE enrolment SET next_boundary_at = %s", boundary)
    connection.execute("SET session_replication_role = origin")


def size(patients: int) -> Iterator[Measure]:
    """The night of some patients among others, and among ten times as many, each clinic in servers of its own, in turns."""
    sizes = (patients // 10, patients)
    together = min(1000, sizes[0] // (ROUNDS + 1))
    taken: dict[int, list[float]] = {count: [] for count in sizes}
    with ExitStack() as stack:
        clinics = {count: stack.enter_context(_clinic(count)) for count in sizes}
        for _, connection in clinics.values():
            connection.execute("UPDATE enrolment SET next_boundary_at = NULL")
            # As it would be by day: what was true before the update is not walked through by night.
            connection.execute("VACUUM ANALYZE enrolment")
        for number in range(ROUNDS + 1):
            for count, (clinic, connection) in clinics.items():
                taken[count].append(_night_of_some(clinic, connection, number, together))
    rounds = list(zip(taken[sizes[0]][1:], taken[sizes[1]][1:], strict=True))
    costs = ", ".join(f"{count:,}: {statistics.median(seconds[1:]) * 1e6:.0f} us" for count, seconds in taken.items())
    yield against("cost per patient, larger against smaller table", rounds, most=1.2, detail=costs)


def _night_of_some(clinic: ClinicInTests, connection: psycopg.Connection, number: int, together: int) -> float:
    """Seconds a patient; others each time."""
    now = clinic.now.replace(hour=12) + timedelta(days=1)
    connection.execute("UPDATE enrolment SET next_boundary_at = NULL WHERE next_boundary_at IS NOT NULL")
    connection.execute(
        "UPDATE enrolment SET next_boundary_at = %s WHERE id IN (SELECT id FROM enrolment ORDER BY id OFFSET %s LIMIT %s)",
        (now - timedelta(hours=3), number * together, together),
    )
    started = time.perf_counter()
    closed = _close_all(clinic, now)
    return (time.perf_counter() - started) / closed
