"""Is what must stay quick still quick? `make bench`: one JSON object a line in a pipe, a table on a terminal.

Ratios compare two sides in one run, in turns (ABAB), and take the median of the rounds.
"""

import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
import timeit
import tracemalloc
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlencode

import httpx2
import psutil
import sqlalchemy as sa
from rich.console import Console
from rich.table import Table

from infra.local.processes import Children, Program, free_port
from infra.local.servers import EmbeddedServers
from infra.local.stack import Stack
from schemas.decisions import Decision
from schemas.vocabulary import DayReport, OpenQuestion
from services.carrier.signature import sign
from services.conversation import replies
from services.conversation.replies import Asked
from services.progression import engine
from services.progression.forecast import TYPICAL, futures, what_if
from services.storage.migrations import migrate_at
from tests.bench import boundaries, delivery, dispatch, night, therapist
from tests.bench.measure import Measure, ratio
from tests.days import PROFILE, STANDARD, after, grown, silent, told
from tests.days import start as start_of_course
from tests.doors.serving import PUBLIC, TOKEN, serve

ROUNDS, REQUESTS, CONNECTIONS = 11, 4000, 16


def _median_microseconds(work: Callable[[], object]) -> float:
    runs = timeit.repeat(work, number=500, repeat=11)
    return statistics.median(runs) / 500 * 1e6


def engine_decision() -> Iterator[Measure]:
    """One decision of a course with a full memory."""
    decision = grown(45)
    report = told(decision, 2.0)
    value = _median_microseconds(lambda: engine.next_day(decision.course, STANDARD, report))
    yield Measure("engine decision", round(value, 1), "microseconds", "<= 15", value <= 15, "median of 11 x 500")
    days = list(_half_a_year())
    start = engine.first_day(PROFILE, STANDARD, days[0].day)
    replayed = _median_milliseconds(lambda: what_if(start, days, STANDARD))
    yield Measure("replay of 180 days", round(replayed, 2), "milliseconds", "<= 5", replayed <= 5, "median of 21")
    settled = grown(20)

    def look_ahead() -> None:
        draw = random.Random(1).random
        list(futures(settled, STANDARD, TYPICAL, patients=200, days=90, draw=draw))

    ahead = _median_milliseconds(look_ahead, times=5)
    yield Measure(
        "200 futures of 90 days", round(ahead), "milliseconds", "<= 400", ahead <= 400, "median of 5, one core"
    )
    week: list[float | str] = [2.0, 3.0, "silence"]
    early, late = (_allocated(after(start, *week * (count // 3))) for count in (30, 999))
    yield Measure("memory of day 999 against day 30", round(late / early, 2), "x", "<= 1.05", late <= early * 1.05,
                  "bytes held by one decision")  # fmt: skip


def _half_a_year() -> Iterator[DayReport]:
    """180 days as a typical patient tells them."""
    draw, decision = random.Random(1), start_of_course()
    for _ in range(180):
        pain = 2.0 if draw.random() < 0.75 else 5.0
        report = told(decision, pain) if draw.random() < 0.82 else silent(decision)
        yield report
        decision = engine.next_day(decision.course, STANDARD, report)


def _median_milliseconds(work: Callable[[], object], *, times: int = 21) -> float:
    return statistics.median(timeit.repeat(work, number=1, repeat=times)) * 1e3


def _allocated(decision: Decision) -> int:
    """Bytes newly held by the next decision."""
    report = told(decision, 2.0)
    tracemalloc.start()
    kept = [engine.next_day(decision.course, STANDARD, report) for _ in range(100)]
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held // len(kept)


def reply_reading() -> Iterator[Measure]:
    """One ordinary reading, and the longest text."""
    asked = Asked(open=OpenQuestion.PAIN_AND_WALKS, planned_walks=3)
    value = _median_microseconds(lambda: replies.read("about a 4 today, did 2 walks", asked))
    yield Measure("reply reading", round(value, 1), "microseconds", "<= 150", value <= 150, "median of 11 x 500")
    longest = ("word 5 stop cant feel " * 80)[:1600]
    slow = min(timeit.repeat(lambda: replies.read(longest, asked), number=3, repeat=5)) / 3 * 1e3
    yield Measure("longest text", round(slow, 2), "milliseconds", "<= 2", slow <= 2, "1,600 characters")


async def _load(port: int, requests: list[bytes]) -> tuple[float, float]:
    """Requests a second over keep-alive connections, each with one request under way; and the p99 of one, seconds."""
    queue = iter(requests)
    waits: list[float] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in queue:
            sent = time.perf_counter()
            writer.write(request)
            answer = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in answer.split(b"\r\n")[0]:
                raise RuntimeError(answer.decode())
            lines = [line for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length")]
            await reader.readexactly(int(lines[0].split(b":")[1]))
            waits.append(time.perf_counter() - sent)
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return len(requests) / (time.perf_counter() - started), statistics.quantiles(waits, n=100)[98]


def _requests(path: str) -> list[bytes]:
    """Signed inbound texts with every field that the carrier sends, ready to be written to a socket."""
    fixed = [("ToCountry", "US"), ("ToState", "CA"), ("NumMedia", "0"), ("ToCity", ""), ("FromZip", ""), ("FromState", ""),
             ("SmsStatus", "received"), ("FromCity", ""), ("Body", "5"), ("FromCountry", "US"), ("To", "+15005550006"),
             ("ToZip", ""), ("NumSegments", "1"), ("AccountSid", "AC" + "0" * 32), ("From", "+12025550143"),
             ("ApiVersion", "2010-04-01")]  # fmt: skip
    made = []
    for _ in range(REQUESTS):
        form = [*fixed, ("MessageSid", f"SM{uuid.uuid4().hex}")]
        body = urlencode(form).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"X-Twilio-Signature: {sign(TOKEN, PUBLIC + path, form)}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


def webhook() -> Iterator[Measure]:
    """The signed inbound webhook with its durable insert, against a bare endpoint that does one INSERT."""
    with EmbeddedServers() as servers, tempfile.TemporaryDirectory() as folder, Children(Path(folder)) as children:
        migrate_at(servers.owner_url)
        owner = sa.create_engine(servers.owner_url)
        with owner.begin() as connection:
            connection.execute(sa.text("CREATE TABLE bare (id bigserial PRIMARY KEY, form text)"))
            connection.execute(sa.text("GRANT INSERT ON bare TO amble; GRANT USAGE ON SEQUENCE bare_id_seq TO amble"))
        owner.dispose()
        bare_port = free_port()
        environment = {**os.environ, "DATABASE_URL": servers.database_url, "BARE_PORT": str(bare_port)}
        bare = children.start(Program("bare", [sys.executable, "-m", "tests.bench.bare"], environment))
        bare.wait_until(lambda: _answers(bare_port), seconds=30)
        with serve(children, servers, servers.database_url) as ours:
            port = ours.base_url.port or 0
            rounds: list[tuple[float, float]] = []
            waits: list[tuple[float, float]] = []
            for _ in range(ROUNDS + 1):
                base, base_wait = asyncio.run(_load(bare_port, _requests("/bare")))
                mine, my_wait = asyncio.run(_load(port, _requests("/webhooks/twilio/sms")))
                rounds.append((base, mine))
                waits.append((base_wait, my_wait))
    yield ratio("webhook against one INSERT", rounds[1:], 0.8)
    slower = sorted(mine / base for base, mine in waits[1:])
    worst, wait = statistics.median(slower), statistics.median(mine for _, mine in waits[1:]) * 1e3
    yield Measure("webhook's p99 against one INSERT's", round(worst, 2), "x", "<= 2", worst <= 2,
                  f"{wait:.1f} ms; rounds {slower[0]:.2f}-{slower[-1]:.2f}")  # fmt: skip


def _answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/up").status_code == httpx2.codes.OK
    except httpx2.HTTPError:
        return False


def memory() -> Iterator[Measure]:
    """The whole program as the demo runs it, at rest after starting."""
    with Stack(durable=False) as stack:
        own = psutil.Process()
        family = own.children(recursive=True)
        shares = {process.pid: process.memory_full_info().pss for process in family}
        worker = psutil.Process(stack.worker_processes[0].pid)
        largest = max(process.memory_info().rss for process in [worker, *worker.children(recursive=True)])
        total = sum(shares.values()) + own.memory_full_info().pss
    mib = 1024 * 1024
    yield Measure(
        "memory of the demo",
        round(total / mib),
        "MiB",
        "< 1024",
        total < 1024 * mib,
        f"{len(shares)} processes, shared pages once",
    )
    yield Measure(
        "memory of a worker process", round(largest / mib), "MiB", "< 200", largest < 200 * mib, "the largest, resident"
    )


def main() -> None:
    """Run all, or those named on the command line."""
    benches = {
        "engine": engine_decision,
        "reading": reply_reading,
        "memory": memory,
        "webhook": webhook,
        "budget": delivery.budget,
        "loop": delivery.loop,
        "dispatch": dispatch.dispatch,
        "usual": dispatch.usual_design,
        "night": night.night,
        "size": night.size,
        "boundaries": boundaries.boundaries,
        "therapist": therapist.therapist,
        "claim": delivery.claim,
    }
    chosen = sys.argv[1:] or list(benches)
    unknown = set(chosen) - set(benches)
    if unknown:
        print(f"There is no bench {', '.join(sorted(unknown))}; there are: {', '.join(benches)}.", file=sys.stderr)
        sys.exit(2)
    table, found = Table(title="Bench"), []
    for column in ("What", "Measured", "Bar", "", "Detail"):
        table.add_column(column)
    for name in chosen:
        print(f"Measuring {name} ...", file=sys.stderr, flush=True)
        for measure in benches[name]():
            found.append(measure)
            if sys.stdout.isatty():
                table.add_row(
                    measure.name,
                    f"{measure.value} {measure.unit}",
                    measure.bar,
                    "ok" if measure.ok else "MISSED",
                    measure.detail,
                )
            else:
                print(json.dumps(asdict(measure)), flush=True)
    if sys.stdout.isatty():
        Console().print(table)
    sys.exit(0 if all(measure.ok for measure in found) else 1)


if __name__ == "__main__":
    main()
