"""How fast do replies and texts pass through the real processes, does a sender keep its rate, does a claim stay quick?"""

import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import psycopg
import sqlalchemy as sa
from sqlmodel import Session

from infra.local.servers import EmbeddedServers
from services.carrier.budget import Rate, SenderBudget
from services.carrier.port import OutgoingText
from services.carrier.twilio import TwilioCarrier, TwilioSender
from services.journey import send
from services.storage.database import now
from services.storage.migrations import migrate
from tests.bench.measure import Measure
from tests.faults.world import World

PATIENTS = 300
_RATE, _SECONDS = 100, 6.0


def loop() -> Iterator[Measure]:
    """Texts out and replies in, with API, two workers of two processes, beat, emulator and servers on this machine."""
    with World(patients=PATIENTS) as world:
        out: list[float] = []
        back: list[float] = []
        for _ in range(3):
            world.next_day(18, 59)
            # On both sides: what comes back is another measure.
            world.fail("callbacks_never", 10_000)
            started = time.perf_counter()
            world.at(19, 0, 1)
            world.wait_for(_ASKED, seconds=120, wanted=PATIENTS)
            out.append(PATIENTS / (time.perf_counter() - started))
            world.settle()
            back.append(_replies(world))
            world.settle()
        alone = _sdk_alone(world)
    rate, ratio = statistics.median(back), statistics.median(out) / alone
    yield Measure("replies heard, planned, answer queued", round(rate), "a second", ">= 300", rate >= 300,
                  f"{PATIENTS} at once, rounds {min(back):.0f}-{max(back):.0f}")  # fmt: skip
    yield Measure("texts through Celery, SDK and emulator", round(ratio, 2), "x of the SDK alone", ">= 0.8", ratio >= 0.8,
                  f"{statistics.median(out):.0f}/s against {alone:.0f}/s in four processes")  # fmt: skip


_ASKED = """
    SELECT count(*) >= :wanted FROM outbound_text WHERE kind = 'evening_question' AND state IN ('accepted', 'sent', 'delivered')
    AND sent_at > amble_now() - interval '5 minutes'
"""
_STORE = """
    INSERT INTO inbound_text (provider, sid, from_phone, to_phone, body, raw, received_at, tries)
    SELECT 'twilio', 'SM' || md5(random()::text || phone), phone, '+15005550006', '3 2', '', amble_now(), 0 FROM patient
"""


def _replies(world: World) -> float:
    started = time.perf_counter()
    world.do(_STORE)
    world.wait_for("SELECT count(*) = 0 FROM inbound_text WHERE heard_at IS NULL", seconds=120)
    return PATIENTS / (time.perf_counter() - started)


def _send_some(account: str, token: str, sender: str, url: str, count: int) -> int:
    carrier = TwilioCarrier(
        account_sid=account, auth_token=token, sender=TwilioSender((sender,)), public_base_url=url, api_base_url=url
    )
    for number in range(count):
        carrier.send(OutgoingText(f"+1202556{number:04}", "Worst leg or back pain today, 0-10?", "-", 1, 600))
    return count


def _sdk_alone(world: World) -> float:
    from infra.local.stack import SENDER

    stack = world.stack
    arguments = (stack.account, stack.token, SENDER, stack.carrier_url)
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(_send_some, *zip(*[(*arguments, 5)] * 4, strict=True)))
        started = time.perf_counter()
        sent = sum(pool.map(_send_some, *zip(*[(*arguments, PATIENTS)] * 4, strict=True)))
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
        engine = sa.create_engine(servers.database_url)
        migrate(engine)
        small = _claim_with(servers, engine, 1_000_000)
        large = _claim_with(servers, engine, 9_000_000)
        engine.dispose()
    ratio = large / small
    yield Measure("claim with 10,000,000 rows against 1,000,000", round(ratio, 2), "x", "<= 1.3", ratio <= 1.3,
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
            send.claim(session, at, limit=500)
            taken.append(time.perf_counter() - started)
            session.rollback()
    return statistics.median(taken)
