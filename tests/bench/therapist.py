"""Do the pages of a therapist stay quick in one very large clinic, and a roster?"""

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
from services.accounts import sign_in
from services.command_line.enrol import PARTS_AT_ONCE
from services.journey.enrolling.roster import MOST_ROWS
from services.operations import kept_measures
from services.storage.database import Database
from services.storage.migrations import migrate_at
from tests.bench.bare import serve_bare
from tests.bench.measure import Measure, Round, against
from tests.bench.population import copy_patient
from tests.bench.reference import BareDatabase
from tests.clinic import ClinicInTests
from tests.doors.serving import serve

BEGAN = datetime(2026, 3, 2, 15, tzinfo=UTC)
_ROUNDS, _REQUESTS, _PARTS = 5, 20, 12
_LONGEST_ANSWER = 600.0
_ROSTER = Path(__file__).resolve().parents[2] / "docs" / "roster.csv"
# One in ten of a clinic needs attention.
_ALERTS = """
    INSERT INTO alert (id, clinic_id, patient_id, kind, severity, summary, times, opened_at, due_at, updated_at)
    SELECT gen_random_uuid(), clinic_id, id, 'silence', CASE WHEN random() < 0.2 THEN 'same_day' ELSE 'routine' END,
        'Has not answered for days.', 1, now() - random() * interval '3 days', now(), now()
    FROM patient WHERE random() < 0.1 ON CONFLICT DO NOTHING
"""


def therapist(patients: int) -> Iterator[Measure]:
    """Worklist, timeline and preview over HTTP, and a roster in parts, in one clinic."""
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
        # What is measured is how soon it answers, not how many a minute it lets through.
        settings = {"API_REQUESTS_PER_MINUTE": "1000000"}
        with serve(children, servers, servers.database_url, **settings) as api, BareDatabase(servers.owner_url) as bare:
            api.timeout = httpx2.Timeout(_LONGEST_ANSWER)
            clinic.turn_the_databases_clock()
            api.headers["Authorization"] = f"Bearer {clinic.therapist_key}"
            least = f"http://127.0.0.1:{serve_bare(children, servers.database_url)}/statement"
            # Before anybody looks: a page of the overview counts what nobody has counted yet.
            yield _counted_ahead(database, bare, clinic)
            yield from _pages(api, least, clinic, f"/v1/patients/{patient.id}")
            yield _roster(api, bare, clinic, min(_PARTS, max(patients // 1000, 2)))
        database.close()


def _pages(api: httpx2.Client, least: str, clinic: ClinicInTests, path: str) -> Iterator[Measure]:
    """Answers of the API by a key, and pages of the console by a session."""
    base = partial(api.get, least)
    yield _middle("worklist", lambda: api.get("/v1/worklist"), base, 5)
    yield _middle("patient timeline", lambda: api.get(f"{path}/timeline"), base, 2)
    body = {"changes": {"green_max": 2}}
    yield _middle("preview of settings", lambda: api.post(f"{path}/settings/preview", json=body), base, 30)
    with clinic.database.unit_of_work() as session:
        token = sign_in.begin_session(session, session.merge(clinic.therapist), clinic.now)
    cookie = {"Cookie": f"__Host-amble={token}"}
    patient = path.rsplit("/", 1)[1]
    pages = {
        "today": ("", 10),
        "one patient": (f"patients/{patient}", 9),
        "the numbers": (f"patients/{patient}/settings", 6),
        "all patients": ("patients", 4),
        "the clinic": ("overview", 9),
    }
    for name, (address, bar) in pages.items():
        yield _middle(f"page: {name}", partial(api.get, f"/console/{address}", headers=cookie), base, bar)


def _counted_ahead(database: Database, bare: BareDatabase, clinic: ClinicInTests) -> Measure:
    """As the worker does every hour; each period is a piece of work of its own, which must end within its time limit."""
    clinic_id, taken, bases = clinic.therapist.clinic_id, [], []
    assert clinic_id is not None
    for period in kept_measures.usual_periods(clinic.now):
        bases.append(bare.seconds_of_a_statement(9))
        started = time.perf_counter()
        with database.unit_of_work() as session:
            kept_measures.renew(session, clinic_id, period, clinic.now)
        taken.append(time.perf_counter() - started)
    longest = max(taken)
    return against("overview counted ahead, the longest period, in statements", [(base, longest) for base in bases],
                   most=650, detail=f"{longest:.1f} s, {len(taken)} periods")  # fmt: skip


def _middle(name: str, ask: Callable[[], httpx2.Response], base: Callable[[], httpx2.Response], bar: float) -> Measure:
    """Each request beside one of a bare endpoint; of each round the medians of both, for one odd moment is the machine's."""
    rounds: list[Round] = []
    slow: list[Round] = []
    for number in range(_ROUNDS + 1):
        pairs = [(_seconds(base), _seconds(ask)) for _ in range(_REQUESTS if number else 3)]
        of_base, of_ours = zip(*pairs, strict=True)
        rounds.append((statistics.median(of_base), statistics.median(of_ours)))
        slow.append((statistics.quantiles(of_base, n=20)[18], statistics.quantiles(of_ours, n=20)[18]))
    middle, late = (tuple(statistics.median(side) * 1e3 for side in zip(*of[1:], strict=True)) for of in (rounds, slow))
    detail = f"{middle[1]:.1f} ms against {middle[0]:.1f} ms; p95 {late[1]:.1f} ms against {late[0]:.1f} ms"
    return against(f"{name}, against a bare endpoint", rounds[1:], most=bar, detail=detail)


def _seconds(ask: Callable[[], httpx2.Response]) -> float:
    started = time.perf_counter()
    ask().raise_for_status()
    return time.perf_counter() - started


def _roster(api: httpx2.Client, bare: BareDatabase, clinic: ClinicInTests, parts: int) -> Measure:
    """As `amble enrol` sends it. What looking at the rows takes is seen on the same rows with a therapist nobody knows."""
    header, row, *_ = _ROSTER.read_text().splitlines()
    rows = [row.replace("+12025550143", f"+1202555{number}") for number in range(1000, 1000 + parts * MOST_ROWS)]
    headers = {"Authorization": f"Bearer {clinic.admin_key}", "Content-Type": "text/csv"}

    def send(therapist: str, start: int) -> None:
        content = "\n".join((header, *rows[start : start + MOST_ROWS])).replace("sam@harbor.example", therapist)
        asked = {"params": {"take": "good"}, "content": content.encode(), "headers": headers, "timeout": None}
        api.post("/v1/roster", **asked).raise_for_status()  # type: ignore[arg-type]

    taken, bases = {}, [bare.inserts_a_second()]
    for therapist in ("nobody@b.co", "t@b.co"):
        started = time.perf_counter()
        with ThreadPoolExecutor(PARTS_AT_ONCE) as sending:
            list(sending.map(partial(send, therapist), range(0, len(rows), MOST_ROWS)))
        taken[therapist] = time.perf_counter() - started
        bases.append(bare.inserts_a_second())
    whole = len(rows) / taken["t@b.co"]
    kept = len(rows) / (taken["t@b.co"] - taken["nobody@b.co"])
    detail = f"{len(rows):,} rows, two parts at once; kept {kept:.0f} a second, with the look at them {whole:.0f}"
    return against("roster after validation, against one bare INSERT each", [(base, kept) for base in bases], least=0.1,
                   detail=detail)  # fmt: skip
