"""What do Celery, a second look and a record cost? Texts through our workers, against the barest loop and the usual design."""

import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import psycopg
import redis
import sqlalchemy as sa
from celery import Celery
from sqlmodel import Session

from infra.local.processes import Child, Children, Program
from infra.local.servers import EmbeddedServers
from schemas.tables.messages import Urgency
from services.journey.texting import send
from services.storage import text_states
from services.storage.database import now as clock
from tests.bench.measure import Measure, Round, a_second, against, judged
from tests.bench.population import copy_patient
from tests.faults.world import World
from tests.waiting import START_SECONDS, emptied, until
from workers.delivery import MOST_TOGETHER

ROUNDS, PROCESSES = 5, 4
# As in production: a tick is a handful of messages whether texts are due or not.
TICK_SECONDS = 5
_AGAIN = """
    WITH old AS (DELETE FROM send_attempt)
    UPDATE outbound_text SET state = 'planned', attempts = 0, sid = NULL, sent_at = NULL, carrier_status = NULL,
        body = NULL, segments = NULL, lease_until = NULL, due_at = amble_now(), send_before = amble_now() + interval '6 hours'
    WHERE kind = 'evening_question' AND local_date = (amble_now() AT TIME ZONE 'America/New_York')::date
"""
_LEFT = (
    "SELECT count(*) FROM outbound_text WHERE kind = 'evening_question' AND state IN ('planned', 'claimed', 'sending')"
)
_LEFT_TODAY = f"{_LEFT} AND local_date = (amble_now() AT TIME ZONE 'America/New_York')::date"
_CLAIM = """
    UPDATE outbound_text SET state = 'claimed' WHERE id IN (
        SELECT id FROM outbound_text WHERE state = 'planned' AND urgency = 2 AND due_at <= amble_now()
        ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT 500) RETURNING id
"""
_MARK = "UPDATE outbound_text SET state = 'accepted', sent_at = amble_now() WHERE id = ANY(%s)"


def _claim_and_mark(url: str) -> int:
    done = 0
    with psycopg.connect(url) as connection:
        while ids := [row[0] for row in connection.execute(_CLAIM)]:
            connection.commit()
            connection.execute(_MARK, (ids,))
            connection.commit()
            done += len(ids)
    return done


def _rows_alone(url: str) -> int:
    """The statements of a text's way and nothing else: claim, attempt and acceptance, with their events."""
    done, engine = 0, sa.create_engine(url)
    leave = sa.text(text_states._LEAVE.text)  # The bodies are bytes here already, and nobody reads them.
    with Session(engine) as session:
        while True:
            now = clock(session)
            times = {"now": now, "lease": now + send.LEASE}
            asked = {"urgency": Urgency.PROMPT.value, "limit": 500, **times}
            claimed = [row.id for row in session.execute(text_states._CLAIM, asked)]
            session.commit()
            for start in range(0, len(claimed), MOST_TOGETHER):
                texts = claimed[start : start + MOST_TOGETHER]
                each = {"texts": texts, "attempts": [1] * len(texts)}
                words = {"bodies": [b"w" * 160] * len(texts), "segments": [1] * len(texts)}
                of_plan = {"plans": [None] * len(texts), "details": ["{}"] * len(texts)}
                session.execute(leave, each | words | of_plan | times)
                session.commit()
                said = {"states": ["accepted"] * len(texts), "statuses": ["queued"] * len(texts)}
                sids = {"sids": [f"SM{text.hex}" for text in texts]}
                session.execute(text_states._ACCEPTED, each | said | sids | {"now": now})
                session.commit()
            done += len(claimed)
            if not claimed:
                break
    engine.dispose()
    return done


def dispatch(texts: int) -> Iterator[Measure]:
    """Claim, task, attempt rows, an instant carrier, results; against claim and mark alone in as many processes."""
    with World(patients=1) as world:
        world.next_day(18, 50)
        copy_patient(world.owner, texts - 1)
        world.kill_workers()
        _start_instant_workers(world)
        world.stack.environment["AMBLE_TICK_SECONDS"] = str(TICK_SECONDS)
        url = world.servers.database_url.replace("+psycopg", "")
        rounds: list[Round] = []
        alone: list[Round] = []
        with ProcessPoolExecutor(PROCESSES) as pool:
            list(pool.map(_claim_and_mark, [url] * PROCESSES))
            for _ in range(ROUNDS):
                world.stack.beat.kill()
                world.do(_AGAIN)
                started = time.perf_counter()
                done = sum(pool.map(_claim_and_mark, [url] * PROCESSES))
                base = done / (time.perf_counter() - started)
                world.do(_AGAIN)
                started = time.perf_counter()
                done = sum(pool.map(_rows_alone, [world.servers.database_url] * PROCESSES))
                alone.append((base, done / (time.perf_counter() - started)))
                world.do(_AGAIN)
                messages = _messages(world.servers.redis_url)
                world.stack.beat = world.stack.start("beat-again", "beat")
                seconds = emptied(lambda: int(world.ask(_LEFT_TODAY)), texts)
                rounds.append((base, texts / seconds))
                messages = _messages(world.servers.redis_url) - messages
        used = int(redis.Redis.from_url(world.servers.redis_url).info("memory")["used_memory_dataset"])
    yield against("texts through Celery, instant carrier, against claim and mark", rounds, least=0.7,
                  detail=a_second(rounds))  # fmt: skip
    yield against("the rows and events of these texts alone", alone, detail=a_second(alone))
    per_million = messages * 1_000_000 // texts
    yield judged("Celery messages for 1,000,000 texts", per_million, "messages", most=2200,
                 detail=f"{messages} for {texts:,}, with those of beat meanwhile")  # fmt: skip
    yield judged("memory in Redis after them", round(used / 1e6, 1), "MB", most=5, detail="data alone")


def _start_instant_workers(world: World) -> None:
    for number in range(PROCESSES // 2):
        command = [sys.executable, "-m", "tests.bench.instant"]
        environment = {**world.stack._environment(), "SENDER_SEGMENTS_PER_SECOND": "1000"}
        child: Child = world.stack.children.start(Program(f"instant-{number}", command, environment))
        child.wait_until(partial(_says_ready, child.log), seconds=START_SECONDS)


def _says_ready(log: Path) -> bool:
    return "worker.ready" in log.read_text(errors="replace")


def _messages(url: str) -> int:
    """How many messages Redis has been given so far: each is one LPUSH."""
    stats = redis.Redis.from_url(url).info("commandstats")
    return int(stats.get("cmdstat_lpush", {"calls": 0})["calls"])


VISIBILITY_SECONDS = 5


def usual_design(texts: int) -> Iterator[Measure]:
    """One Celery task with an ETA for each text: what lies in Redis, and how often each runs past the timeout."""
    with EmbeddedServers(durable=False) as servers:
        client = redis.Redis.from_url(servers.redis_url)
        app = eta_app(servers.redis_url)
        before = int(client.info("memory")["used_memory_dataset"])
        due = datetime.fromtimestamp(time.time() + 4 * VISIBILITY_SECONDS, UTC)
        for number in range(texts):
            app.send_task("bench.send", args=[f"00000000-0000-0000-0000-{number:012d}"], eta=due)
        held = int(client.info("memory")["used_memory_dataset"]) - before
        command = [sys.executable, "-m", "tests.bench.dispatch", servers.redis_url]
        with tempfile.TemporaryDirectory() as folder, Children(Path(folder)) as children:
            for number in range(2):
                children.start(Program(f"eta-{number}", command))
            # A message is given up only when it has run: where none is held any more, none will run again.
            until(lambda: not any(_held(client)), lambda: (client.hlen("runs"), *_held(client)), every=0.2)
        runs = [int(value) for value in client.hgetall("runs").values()]
        doubled = sum(1 for count in runs if count > 1)
    most = max(runs, default=0)
    yield judged("the usual design: Redis for 100,000 texts", round(held / texts / 10), "MB",
                 detail=f"{held / texts:.0f} bytes a text, measured on {texts:,}; ours keeps rows in PostgreSQL")  # fmt: skip
    yield judged("the usual design: texts sent more than once", doubled, f"of {texts:,}",
                 detail=f"due {4 * VISIBILITY_SECONDS} s ahead, visibility timeout {VISIBILITY_SECONDS} s; most {most} times")  # fmt: skip


def _held(client: "redis.Redis") -> tuple[int, int]:
    """How many messages wait, and how many are with a worker."""
    return int(client.llen("celery")), int(client.hlen("unacked"))


def eta_app(url: str) -> Celery:
    """The usual Celery application, with late acknowledgement as ours has it."""
    app = Celery("eta", broker=url)
    app.conf.update(
        task_acks_late=True,
        task_ignore_result=True,
        broker_transport_options={"visibility_timeout": VISIBILITY_SECONDS, "unacked_restore_interval": 1},
        broker_connection_retry_on_startup=True,
    )

    @app.task(name="bench.send")  # type: ignore[untyped-decorator]
    def send(text_id: str) -> None:
        redis.Redis.from_url(url).hincrby("runs", text_id, 1)

    return app


if __name__ == "__main__":
    eta_app(sys.argv[1]).worker_main(
        ["worker", "--concurrency=1", "--loglevel=ERROR", "--without-gossip", "--without-mingle"]
    )
