"""How many webhooks are taken, against the least that an endpoint can do that keeps one? And how large is the program?"""

import asyncio
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psutil
import sqlalchemy as sa

from infra.local.processes import Children
from infra.local.servers import EmbeddedServers
from infra.local.stack import Stack
from services.carrier.signature import sign
from services.storage.migrations import migrate_at
from tests.bench.bare import serve_bare
from tests.bench.measure import Measure, Round, a_second, against, judged
from tests.doors.serving import PUBLIC, TOKEN, serve

ROUNDS, CONNECTIONS = 9, 16


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


def _requests(path: str, count: int) -> list[bytes]:
    """Signed inbound texts with every field that the carrier sends, ready to be written to a socket."""
    fixed = [("ToCountry", "US"), ("ToState", "CA"), ("NumMedia", "0"), ("ToCity", ""), ("FromZip", ""), ("FromState", ""),
             ("SmsStatus", "received"), ("FromCity", ""), ("Body", "5"), ("FromCountry", "US"), ("To", "+15005550006"),
             ("ToZip", ""), ("NumSegments", "1"), ("AccountSid", "AC" + "0" * 32), ("From", "+12025550143"),
             ("ApiVersion", "2010-04-01")]  # fmt: skip
    made = []
    for _ in range(count):
        form = [*fixed, ("MessageSid", f"SM{uuid.uuid4().hex}")]
        body = urlencode(form).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"X-Twilio-Signature: {sign(TOKEN, PUBLIC + path, form)}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


def webhook(requests: int) -> Iterator[Measure]:
    """The signed inbound webhook with its durable insert, against a bare endpoint that does one INSERT."""
    with EmbeddedServers() as servers, tempfile.TemporaryDirectory() as folder, Children(Path(folder)) as children:
        migrate_at(servers.owner_url)
        owner = sa.create_engine(servers.owner_url)
        with owner.begin() as connection:
            connection.execute(sa.text("CREATE TABLE bare (id bigserial PRIMARY KEY, form text)"))
            connection.execute(sa.text("GRANT INSERT ON bare TO amble; GRANT USAGE ON SEQUENCE bare_id_seq TO amble"))
        owner.dispose()
        bare_port = serve_bare(children, servers.database_url)
        with serve(children, servers, servers.database_url) as ours:
            port = ours.base_url.port or 0
            rates: list[Round] = []
            waits: list[Round] = []
            for _ in range(ROUNDS + 1):
                base, base_wait = asyncio.run(_load(bare_port, _requests("/bare", requests)))
                mine, my_wait = asyncio.run(_load(port, _requests("/webhooks/twilio/sms", requests)))
                rates.append((base, mine))
                waits.append((base_wait, my_wait))
    yield against("webhook against one INSERT", rates[1:], least=0.8, detail=a_second(rates[1:]))
    wait = statistics.median(mine for _, mine in waits[1:]) * 1e3
    yield against("webhook's p99 against one INSERT's", waits[1:], most=2, detail=f"{wait:.1f} ms")


def memory() -> Iterator[Measure]:
    """The whole program as the demo runs it, at rest after starting. A bar in MiB: memory is not slower elsewhere."""
    with Stack(durable=False) as stack:
        own = psutil.Process()
        family = own.children(recursive=True)
        shares = {process.pid: process.memory_full_info().pss for process in family}
        worker = psutil.Process(stack.worker_processes[0].pid)
        largest = max(process.memory_info().rss for process in [worker, *worker.children(recursive=True)])
        total = sum(shares.values()) + own.memory_full_info().pss
    mib = 1024 * 1024
    processes = f"{len(shares)} processes, shared pages once"
    yield judged("memory of the demo", round(total / mib), "MiB", most=1023, detail=processes)
    yield judged("memory of a worker process", round(largest / mib), "MiB", most=199, detail="the largest, resident")
