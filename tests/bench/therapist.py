"""Do the pages of a therapist stay quick in one very large clinic, and a roster?"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx2
import psycopg

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from services.command_line.enrolling import PARTS_AT_ONCE
from services.journey import sign_in, tally
from services.journey.roster import MOST_ROWS
from services.storage.database import Database
from services.storage.migrations import migrate_at
from tests.bench.measure import Measure
from tests.bench.population import copy_patient
from tests.clinic import ClinicInTests
from tests.doors.serving import serve

BEGAN = datetime(2026, 3, 2, 15, tzinfo=UTC)
_ROSTER = Path(__file__).resolve().parents[2] / "docs" / "roster.csv"
# One in ten of a clinic needs attention.
_ALERTS = """
    INSERT INTO alert (id, clinic_id, patient_id, kind, severity, summary, times, opened_at, due_at, updated_at)
    SELECT gen_random_uuid(), clinic_id, id, 'silence', CASE WHEN random() < 0.2 THEN 'same_day' ELSE 'routine' END,
        'Has not answered for days.', 1, now() - random() * interval '3 days', now(), now()
    FROM patient WHERE random() < 0.1 ON CONFLICT DO NOTHING
"""


def therapist() -> Iterator[Measure]:
    """Worklist, timeline and preview over HTTP, and a roster in parts, in one clinic."""
    patients = int(os.environ.get("BENCH_PATIENTS", "100000"))
    with (
        EmbeddedServers(durable=False) as servers,
        tempfile.TemporaryDirectory() as folder,
        Children(Path(folder)) as children,
    ):
        migrate_at(servers.owner_url)
        database, owner = (Database(url, servers.keys) for url in (servers.database_url, servers.owner_url))
        clinic = ClinicInTests(database, BEGAN)
        patient = clinic.begin()
        for day in range(1, 15):
            clinic.turn_to(BEGAN.replace(hour=0, minute=30) + timedelta(days=day + 1))
            clinic.text(patient, "3 2")
        copy_patient(
            owner.engine, patients - 1, progress=lambda done: print(f"  {done:,}", file=sys.stderr, flush=True)
        )
        with psycopg.connect(servers.owner_url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(_ALERTS)
            connection.execute("VACUUM ANALYZE alert")
        owner.close()
        with serve(children, servers, servers.database_url) as api:
            clinic.turn_the_databases_clock()
            api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
            path, detail = f"/v1/patients/{patient.id}", f"{patients:,} patients in one clinic"
            yield _p95("worklist", lambda: api.get("/v1/worklist"), 60, detail)
            yield _p95("patient timeline", lambda: api.get(f"{path}/timeline"), 60, detail)
            body = {"changes": {"green_max": 2}}
            yield _p95(
                "preview of settings", lambda: api.post(f"{path}/settings/preview", json=body), 700, detail, times=20
            )
            with database.unit_of_work() as session:
                token = sign_in.begin_session(session, session.merge(clinic.therapist), clinic.now)
            cookie = {"Cookie": f"__Host-amble={token}"}
            pages = {
                "today": "",
                "one patient": f"patients/{patient.id}",
                "the numbers": f"patients/{patient.id}/settings",
                "all patients": "patients",
                "the clinic": "overview",
            }
            yield _counted_ahead(database, clinic, detail)
            for name, address in pages.items():
                yield _p95(
                    f"page: {name}", partial(api.get, f"/console/{address}", headers=cookie), 150, detail, times=40
                )
            yield from _roster(api, clinic)
        database.close()


def _counted_ahead(database: Database, clinic: ClinicInTests, detail: str) -> Measure:
    """As the worker does every hour; each period is a piece of work of its own, which must end within its time limit."""
    clinic_id, taken = clinic.therapist.clinic_id, []
    assert clinic_id is not None
    for period in tally.usual_periods(clinic.now):
        started = time.perf_counter()
        with database.unit_of_work() as session:
            tally.renew(session, clinic_id, period, clinic.now)
        taken.append(time.perf_counter() - started)
    longest = max(taken)
    return Measure(
        "overview counted ahead",
        round(longest, 1),
        "s, longest",
        "<= 45",
        longest <= 45,
        f"{detail}, {len(taken)} periods",
    )


def _p95(name: str, ask: Callable[[], httpx2.Response], bar: float, detail: str, *, times: int = 100) -> Measure:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        ask().raise_for_status()
        taken.append((time.perf_counter() - started) * 1e3)
    value = statistics.quantiles(taken, n=20)[18]
    return Measure(name, round(value, 1), "ms, p95", f"<= {bar:g}", value <= bar, f"{detail}, {times} requests")


def _roster(api: httpx2.Client, clinic: ClinicInTests) -> Iterator[Measure]:
    """As `amble enrol` sends it. What looking at the rows takes is seen on the same rows with a therapist nobody knows."""
    header, row, *_ = _ROSTER.read_text().splitlines()
    rows = [row.replace("+12025550143", f"+1202555{number}") for number in range(1000, 1000 + 12 * MOST_ROWS)]
    headers = {"Authorization": f"Bearer {clinic.admin_key}", "Content-Type": "text/csv"}

    def send(therapist: str, start: int) -> None:
        content = "\n".join((header, *rows[start : start + MOST_ROWS])).replace("sam@harbor.example", therapist)
        asked = {"params": {"take": "good"}, "content": content.encode(), "headers": headers, "timeout": 120}
        api.post("/v1/roster", **asked).raise_for_status()  # type: ignore[arg-type]

    taken = {}
    for therapist in ("nobody@b.co", "t@b.co"):
        started = time.perf_counter()
        with ThreadPoolExecutor(PARTS_AT_ONCE) as sending:
            list(sending.map(partial(send, therapist), range(0, len(rows), MOST_ROWS)))
        taken[therapist] = time.perf_counter() - started
    whole = len(rows) / taken["t@b.co"]
    kept = len(rows) / (taken["t@b.co"] - taken["nobody@b.co"])
    detail = f"{len(rows):,} rows, two parts at once; looked at and kept {whole:.0f} a second"
    yield Measure("roster, after validation", round(kept), "patients a second", ">= 1000", kept >= 1000, detail)
