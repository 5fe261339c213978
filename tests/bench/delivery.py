"""How fast do replies and texts pass through the real processes, does a sender keep its rate, does a claim stay quick?"""

import statistics
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlmodel import Session, col, select
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from infra.local.servers import EmbeddedServers
from infra.local.stack import SENDER
from schemas.messages import InboundText
from schemas.people import Patient
from services.carrier.budget import Rate, SenderBudget
from services.journey import send
from services.storage.database import now
from services.storage.migrations import migrate_at
from tests.bench.measure import Measure, ratio
from tests.bench.population import copy_patient
from tests.faults.world import World

PATIENTS, ROUNDS, _PROCESSES = 2000, 7, 4
_RATE, _SECONDS = 100, 6.0


def loop() -> Iterator[Measure]:
    """Texts out and replies in, with API, two workers of two processes, beat, emulator and servers on this machine."""
    with World(patients=1) as world:
        world.next_day(18, 59)
        copy_patient(world.owner, PATIENTS - 1)
        waited, late = _paced(world), _lateness(world)
        out: list[tuple[float, float]] = []
        back: list[float] = []
        with ProcessPoolExecutor(_PROCESSES) as pool:
            for _ in range(ROUNDS + 1):
                world.next_day(18, 59)
                # This day's morning texts have expired by now; that is no part of the measure.
                world.settle()
                # On both sides: what comes back is another measure.
                world.fail("callbacks_never", 2 * PATIENTS)
                out.append((_sdk_alone(world, pool), _sent(world)))
                world.settle()
                back.append(_replies(world))
                world.settle()
    rate = statistics.median(back[1:])
    yield Measure("replies heard, planned, answer queued", round(rate), "a second", ">= 300", rate >= 300,
                  f"{PATIENTS:,} at once, rounds {min(back[1:]):.0f}-{max(back):.0f}")  # fmt: skip
    yield ratio("texts through Celery, SDK and emulator, against the SDK alone", out[1:], 0.8)
    yield Measure("webhook to answer queued, at 100 a second", round(waited), "ms, p95", "< 500", waited < 500,
                  f"{_PACED:,} signed webhooks, each seen within 20 ms of its commit")  # fmt: skip
    yield Measure("lateness of prompts", round(late, 2), "seconds, p99", "<= 2 ticks", late <= 2,
                  f"{_PACED:,} texts due over ten seconds, ticks of 1 s")  # fmt: skip


_PACED, _PER_SECOND = 1000, 100
_HEARD = "SELECT sid FROM inbound_text WHERE heard_at IS NOT NULL AND id > :after"


def _paced(world: World) -> float:
    """Signed webhooks at a steady pace; milliseconds from the first byte until the answer stands in the database (p95)."""
    world.next_day(18, 59)
    world.at(19, 0, 1)
    world.wait_for(_ASKED, seconds=300, every=0.1, wanted=PATIENTS)
    world.settle()
    after = world.ask("SELECT max(id) FROM inbound_text")
    with Session(world.engine) as session:
        phones = session.exec(select(Patient.phone).order_by(col(Patient.id)).limit(_PACED)).all()
    sent: dict[str, float] = {}
    seen: dict[str, float] = {}

    def bring(number: int, begin: float) -> None:
        time.sleep(max(0.0, begin + number / _PER_SECOND - time.perf_counter()))
        sid = f"SM{number:032x}"
        sent[sid] = time.perf_counter()
        world.reply(phones[number], "3 2", sid)

    with ThreadPoolExecutor(16) as pool:
        begin = time.perf_counter()
        running = [pool.submit(bring, number, begin) for number in range(_PACED)]
        end = time.perf_counter() + 60
        while len(seen) < _PACED and time.perf_counter() < end:
            at = time.perf_counter()
            for row in world.rows(_HEARD, after=after):
                seen.setdefault(row[0], at)
            time.sleep(0.02)
        for future in running:
            future.result()
    world.settle()
    waits = sorted((seen[sid] - sent[sid]) * 1e3 for sid in seen)
    return waits[int(0.95 * _PACED)] if len(waits) == _PACED else float("inf")


def _lateness(world: World) -> float:
    """Seconds from due to accepted (p99), for texts that come due one after the other."""
    world.next_day(18, 59)
    world.do(
        "UPDATE outbound_text SET due_at = due_at + make_interval(secs => 2 + n * 0.01) FROM (SELECT id, row_number() OVER () "
        "AS n FROM outbound_text WHERE kind = 'evening_question' AND state = 'planned' AND due_at < amble_now() + "
        "interval '2 minutes' LIMIT :n) AS spread WHERE spread.id = outbound_text.id",
        n=_PACED,
    )
    world.do(
        "UPDATE outbound_text SET due_at = due_at + interval '10 minutes' WHERE kind = 'evening_question' "
        "AND state = 'planned' AND due_at < amble_now() + interval '61 seconds'"
    )
    world.at(19, 0, 0)
    world.wait_for(_ASKED, seconds=120, every=0.1, wanted=_PACED)
    question = (
        "SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM sent_at - due_at)) FROM outbound_text "
        "WHERE kind = 'evening_question' AND sent_at > amble_now() - interval '5 minutes'"
    )
    return float(world.ask(question))


_BEGUN = "SELECT EXISTS (SELECT FROM outbound_text WHERE state IN ('claimed', 'sending', 'unknown') AND lease_until > amble_now())"
# Answered from the indexes of what is due: a question that looked at every text would slow what it waits for.
_GONE = (
    "SELECT NOT EXISTS (SELECT FROM outbound_text WHERE state = 'planned' AND due_at <= amble_now()) AND NOT EXISTS "
    "(SELECT FROM outbound_text WHERE state IN ('claimed', 'sending', 'unknown') AND lease_until > amble_now())"
)


def _sent(world: World) -> float:
    """Evening questions a second, from the first claim until the last was taken by the carrier."""
    world.at(19, 0, 1)
    world.wait_for(_BEGUN, seconds=60, every=0.01)
    started = time.perf_counter()
    world.wait_for(_GONE, seconds=300, every=0.05)
    seconds = time.perf_counter() - started
    if not world.ask(_ASKED, wanted=PATIENTS):
        raise RuntimeError("Not every evening question reached the carrier.")
    return PATIENTS / seconds


_ASKED = """
    SELECT count(*) >= :wanted FROM outbound_text WHERE kind = 'evening_question' AND state IN ('accepted', 'sent', 'delivered')
    AND sent_at > amble_now() - interval '5 minutes'
"""


def _store(world: World) -> None:
    with Session(world.engine) as session:
        at = now(session)
        session.add_all(
            InboundText(
                provider="twilio",
                sid=f"SM{uuid.uuid4().hex}",
                from_phone=phone,
                from_index=phone,
                to_phone="+15005550006",
                body="3 2",
                raw="",
                received_at=at,
            )
            for phone in session.exec(select(Patient.phone))
        )
        session.commit()


def _replies(world: World) -> float:
    started = time.perf_counter()
    _store(world)
    world.wait_for("SELECT count(*) = 0 FROM inbound_text WHERE heard_at IS NULL", seconds=300, every=0.1)
    return PATIENTS / (time.perf_counter() - started)


class _Redirected(TwilioHttpClient):  # type: ignore[misc]
    """The client that comes with the SDK, which knows only the vendor's own host."""

    def __init__(self, host: str) -> None:
        super().__init__(timeout=10)
        self._host = host

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, url.replace("https://api.twilio.com", self._host, 1), *args, **kwargs)


def _send_some(account: str, token: str, sender: str, url: str, count: int) -> int:
    messages = Client(account, token, http_client=_Redirected(url)).messages
    for number in range(count):
        messages.create(
            to=f"+1202556{number:04}",
            from_=sender,
            body="Worst leg or back pain today, 0-10?",
            status_callback=f"{url}/webhooks/twilio/status?message=-&attempt=1",
            validity_period=600,
        )
    return count


def _sdk_alone(world: World, pool: ProcessPoolExecutor) -> float:
    stack = world.stack
    arguments = (stack.account, stack.token, SENDER, stack.carrier_url, PATIENTS // _PROCESSES)
    started = time.perf_counter()
    sent = sum(pool.map(_send_some, *zip(*[arguments] * _PROCESSES, strict=True)))
    return sent / (time.perf_counter() - started)


def budget() -> Iterator[Measure]:
    """Eight askers of one sender: how much of the rate is used, and is it ever passed?"""
    granted: list[float] = []
    with EmbeddedServers(durable=False) as servers:
        end = time.monotonic() + _SECONDS

        def ask() -> None:
            own = SenderBudget(servers.redis_url, Rate(_RATE))
            while time.monotonic() < end:
                if own.wait("+15005550000", [1], urgent=False, most_seconds=2).texts:
                    granted.append(time.monotonic())
            own.close()

        _together(ask, 8)
    granted.sort()
    # A grant is seen here up to some milliseconds after it was given.
    most = max(sum(1 for at in granted if begin <= at < begin + 0.99) for begin in granted)
    used = len([at for at in granted if at < granted[0] + _SECONDS - 1]) / (_RATE * (_SECONDS - 1))
    yield Measure("sender budget used", round(used, 3), "of the rate", ">= 0.97", used >= 0.97, f"{_RATE} a second")
    yield Measure("sender budget in any second", most, "segments", f"<= {_RATE}", most <= _RATE, "window of 0.99 s")


def _together(work: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def claim() -> Iterator[Measure]:
    """A batch of 500 due texts is claimed while the table holds a million rows, and ten million."""
    with EmbeddedServers(durable=False) as servers:
        migrate_at(servers.owner_url)
        engine = sa.create_engine(servers.database_url)
        small = _claim_with(servers, engine, 1_000_000)
        large = _claim_with(servers, engine, 9_000_000)
        engine.dispose()
    times = large / small
    yield Measure("claim with 10,000,000 rows against 1,000,000", round(times, 2), "x", "<= 1.3", times <= 1.3,
                  f"{large * 1e3:.1f} ms against {small * 1e3:.1f} ms for 500, medians of 21")  # fmt: skip


_FILL = """
    INSERT INTO outbound_text (id, clinic_id, patient_id, enrolment_id, kind, local_date, slot, zone, due_at, send_before,
                               urgency, state, attempts, details, created_at)
    SELECT gen_random_uuid(), '{0}', gen_random_uuid(), '{0}', 'morning_plan', '2026-01-01', 'morning', 'UTC', at,
           at + interval '4 hours', 2, CASE WHEN n % 100 = 0 THEN 'planned' ELSE 'delivered' END, 1, '{{}}', at
    FROM (SELECT n, timestamptz '2026-01-01' + n * interval '1 second' AS at FROM generate_series(1, {1}) AS n) AS made
"""


def _claim_with(servers: EmbeddedServers, engine: sa.Engine, more: int) -> float:
    print(f"  making {more:,} rows ...", file=sys.stderr, flush=True)
    url = servers.superuser_url.rsplit("/", 1)[0] + "/amble"
    with psycopg.connect(url, autocommit=True) as root:
        # The rows stand for themselves here: whose they are is not looked at.
        root.execute("SET session_replication_role = replica")
        root.execute(_FILL.format("00000000-0000-0000-0000-000000000000", more))
        root.execute("VACUUM ANALYZE outbound_text")
    taken = []
    for _ in range(21):
        with Session(engine) as session:
            at = now(session) + timedelta(days=3650)
            started = time.perf_counter()
            send.claim(session, at, limit=500, most_waiting=1000)
            taken.append(time.perf_counter() - started)
            session.rollback()
    return statistics.median(taken)
