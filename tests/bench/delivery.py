"""How fast do replies and texts pass through the real processes, and does a sender keep its rate?"""

import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from typing import Any

from sqlmodel import Session, col, select
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from infra.local.servers import EmbeddedServers
from infra.local.stack import SENDER
from schemas.tables.messages import InboundText
from schemas.tables.people import Patient
from services.carrier.budget import Rate, SenderBudget
from services.storage.database import now
from tests.bench.measure import Measure, Round, a_second, against, judged
from tests.bench.population import copy_patient
from tests.bench.reference import BareDatabase
from tests.faults.world import World
from tests.waiting import emptied

ROUNDS, _PROCESSES = 5, 4
_RATE, _SECONDS = 100, 6.0
# Of what this machine was seen to do at once: a pace at which nothing queues on any machine.
_CALM = 5
# A bar of the budget: a second, less the milliseconds by which a grant is seen later than it was given.
_WINDOW = 0.99


def loop(patients: int) -> Iterator[Measure]:
    """Texts out and replies in, with API, two workers of two processes, beat, emulator and servers on this machine."""
    out: list[Round] = []
    back: list[Round] = []
    with World(patients=1) as world, BareDatabase(world.servers.owner_url) as bare:
        world.next_day(18, 59)
        copy_patient(world.owner, patients - 1)
        with ProcessPoolExecutor(_PROCESSES) as pool:
            for _ in range(ROUNDS + 1):
                world.next_day(18, 59)
                # This day's morning texts have expired by now; that is no part of the measure.
                world.settle()
                # On both sides: what comes back is another measure.
                world.fail("callbacks_never", 2 * patients)
                _quiet(world)
                out.append((_sdk_alone(world, pool, patients), _sent(world, patients)))
                # As if it had come back: asking the carrier after thousands of receipts would go on for minutes.
                world.do(_DELIVERED)
                world.settle()
                _quiet(world)
                back.append((bare.inserts_a_second(), _replies(world, patients)))
                world.settle()
        heard, sent = (statistics.median(mine for _, mine in rounds[1:]) for rounds in (back, out))
        waits = _paced(world, bare, patients, heard / _CALM)
        late = _lateness(world, patients // 2, sent / _CALM)
    yield against("replies heard, planned, answer queued, against one bare INSERT each", back[1:], least=0.03,
                  detail=f"{patients:,} at once; {a_second(back[1:])}")  # fmt: skip
    yield against("texts through Celery, SDK and emulator, against the SDK alone", out[1:], least=0.8,
                  detail=a_second(out[1:]))  # fmt: skip
    took = statistics.median(mine for _, mine in waits) * 1e3
    yield against("webhook to answer queued, p95, in bare INSERTs", waits, most=3000,
                  detail=f"{took:.0f} ms at {heard / _CALM:.0f} signed webhooks a second")  # fmt: skip
    yield judged("lateness of prompts", round(late, 2), "ticks of 1 s, p99", most=2,
                 detail=f"{patients // 2:,} texts due at {sent / _CALM:.0f} a second",
                 beside=[base for base, _ in out[1:]])  # fmt: skip


_DELIVERED = "UPDATE outbound_text SET state = 'delivered' WHERE state IN ('accepted', 'sent')"
_BUSY = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
"""
_LOOKS = 10


def _quiet(world: World) -> None:
    """Until the database rests between two ticks: sweeps of the night are not due, and cost the reference its time."""
    calm = 0

    def rests() -> bool:
        nonlocal calm
        calm = 0 if world.ask(_BUSY) else calm + 1
        return calm >= _LOOKS

    world.until(rests, every=0.05)


_HEARD = "SELECT sid FROM inbound_text WHERE heard_at IS NOT NULL AND id > :after"


def _paced(world: World, bare: BareDatabase, patients: int, pace: float) -> list[Round]:
    """Signed webhooks at a steady pace; seconds from the first byte until the answer stands in the database (p95).

    In rounds of a tenth of the patients, each beside the seconds of one bare INSERT in that moment.
    """
    world.next_day(18, 59)
    world.at(19, 0, 1)
    _all_asked(world, patients)
    world.settle()
    with Session(world.engine) as session:
        phones = list(session.exec(select(Patient.phone).order_by(col(Patient.id))))
    part, rounds = max(patients // 10, 5), []
    for number in range(ROUNDS):
        _quiet(world)
        base = 1 / bare.inserts_a_second()
        waits = _brought(world, phones[number * part : (number + 1) * part], pace)
        rounds.append((base, statistics.quantiles(waits, n=20)[18]))
        world.settle()
    return rounds


def _brought(world: World, phones: list[str], pace: float) -> list[float]:
    """Seconds that each of these replies waited for its answer."""
    after = world.ask("SELECT max(id) FROM inbound_text")
    sids = {phone: f"SM{uuid.uuid4().hex}" for phone in phones}
    sent: dict[str, float] = {}
    seen: dict[str, float] = {}

    def bring(number: int, phone: str) -> None:
        time.sleep(max(0.0, begin + number / pace - time.perf_counter()))
        sent[sids[phone]] = time.perf_counter()
        world.reply(phone, "3 2", sids[phone])

    def look() -> bool:
        at = time.perf_counter()
        for row in world.rows(_HEARD, after=after):
            seen.setdefault(row[0], at)
        return len(seen) >= len(phones)

    with ThreadPoolExecutor(16) as pool:
        begin = time.perf_counter()
        running = [pool.submit(bring, *each) for each in enumerate(phones)]
        world.until(look, lambda: (len(sent), len(seen)), every=0.02)
        for future in running:
            future.result()
    return [seen[sid] - at for sid, at in sent.items()]


_SPREAD = """
    UPDATE outbound_text SET due_at = due_at + later, send_before = send_before + later
    FROM (SELECT id AS text, CASE WHEN n <= :count THEN make_interval(secs => 2 + n / :pace) ELSE interval '3 hours' END AS later
          FROM (SELECT id, row_number() OVER () AS n FROM outbound_text WHERE kind = 'evening_question'
                AND state = 'planned' AND due_at < amble_now() + interval '30 minutes') AS counted) AS spread
    WHERE text = outbound_text.id
"""


def _lateness(world: World, count: int, pace: float) -> float:
    """Seconds from due to accepted (p99), for so many texts that come due one after the other; the rest later."""
    world.next_day(18, 59)
    world.do(_SPREAD, count=count, pace=pace)
    world.at(19, 0, 0)
    _all_asked(world, count)
    question = (
        "SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM sent_at - due_at)) FROM outbound_text "
        "WHERE kind = 'evening_question' AND sent_at > amble_now() - interval '2 hours'"
    )
    return float(world.ask(question))


# Answered from the indexes of what is due: a question that looked at every text would slow what it waits for.
_LEAVING = (
    "SELECT (SELECT count(*) FROM outbound_text WHERE state = 'planned' AND due_at <= amble_now()) + (SELECT count(*) "
    "FROM outbound_text WHERE state IN ('claimed', 'sending', 'unknown') AND lease_until > amble_now())"
)
_BEGUN = "SELECT EXISTS (SELECT FROM outbound_text WHERE state IN ('claimed', 'sending') AND lease_until > amble_now())"
_ASKED = """
    SELECT count(*) FROM outbound_text WHERE kind = 'evening_question' AND state IN ('accepted', 'sent', 'delivered')
    AND sent_at > amble_now() - interval '2 hours'
"""


def _sent(world: World, patients: int) -> float:
    """Evening questions a second, from the last look at which none was claimed until the last was taken by the carrier."""
    world.at(19, 0, 1)
    begun = partial(world.ask, _BEGUN)
    seconds = emptied(lambda: int(world.ask(_LEAVING)), patients, begun=begun, every=0.02)
    if world.ask(_ASKED) < patients:
        raise RuntimeError("Not every evening question reached the carrier.")
    return patients / seconds


def _all_asked(world: World, patients: int) -> None:
    world.until(lambda: world.ask(_ASKED) >= patients, lambda: world.ask(_ASKED), every=0.1)


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


_UNHEARD = "SELECT count(*) FROM inbound_text WHERE heard_at IS NULL"


def _replies(world: World, patients: int) -> float:
    started = time.perf_counter()
    _store(world)
    world.until(lambda: world.ask(_UNHEARD) == 0, lambda: world.ask(_UNHEARD), every=0.1)
    return patients / (time.perf_counter() - started)


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


def _sdk_alone(world: World, pool: ProcessPoolExecutor, patients: int) -> float:
    stack = world.stack
    arguments = (stack.account, stack.token, SENDER, stack.carrier_url, max(patients // _PROCESSES, 1))
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
    most = max(sum(1 for at in granted if begin <= at < begin + _WINDOW) for begin in granted)
    used = len([at for at in granted if at < granted[0] + _SECONDS - 1]) / (_RATE * (_SECONDS - 1))
    yield judged("sender budget used", round(used, 3), "of the rate", least=0.97, detail=f"{_RATE} a second")
    yield judged("sender budget in any second", most, "segments", most=_RATE, detail=f"window of {_WINDOW} s")


def _together(work: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
