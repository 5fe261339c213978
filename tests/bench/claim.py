"""Does a claim stay quick, however many texts the table holds?"""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial

import psycopg
import sqlalchemy as sa
from sqlmodel import Session

from infra.local.servers import EmbeddedServers
from services.journey.texting import send
from services.storage.database import now
from services.storage.migrations import migrate_at
from tests.bench.measure import Measure, against, in_turns

ROUNDS, BATCH = 21, 500
_FILL = """
    INSERT INTO outbound_text (id, clinic_id, patient_id, enrolment_id, kind, local_date, slot, zone, due_at, send_before,
                               urgency, state, attempts, details, created_at)
    SELECT gen_random_uuid(), '{0}', gen_random_uuid(), '{0}', 'morning_plan', '2026-01-01', 'morning', 'UTC', at,
           at + interval '4 hours', 2, CASE WHEN n % 100 = 0 THEN 'planned' ELSE 'delivered' END, 1, '{{}}', at
    FROM (SELECT n, timestamptz '2026-01-01' + n * interval '1 second' AS at FROM generate_series(1, {1}) AS n) AS made
"""


def claim(rows: int) -> Iterator[Measure]:
    """A batch of due texts is claimed from a table, and from one ten times as large in servers of its own, in turns."""
    with ExitStack() as stack:
        small, large = (stack.enter_context(EmbeddedServers(durable=False)) for _ in range(2))
        base = _filled(stack, small, rows // 10)
        mine = _filled(stack, large, rows)
        rounds = in_turns(partial(_claim, base), partial(_claim, mine), ROUNDS)
    taken = [sorted(side)[len(rounds) // 2] * 1e3 for side in zip(*rounds, strict=True)]
    detail = f"{taken[1]:.1f} ms against {taken[0]:.1f} ms for {BATCH}"
    yield against(f"claim with {rows:,} rows against {rows // 10:,}", rounds, most=1.3, detail=detail)


def _filled(stack: ExitStack, servers: EmbeddedServers, rows: int) -> sa.Engine:
    print(f"  making {rows:,} rows ...", file=sys.stderr, flush=True)
    migrate_at(servers.owner_url)
    url = servers.superuser_url.rsplit("/", 1)[0] + "/amble"
    with psycopg.connect(url, autocommit=True) as root:
        # The rows stand for themselves here: whose they are is not looked at.
        root.execute("SET session_replication_role = replica")
        root.execute(_FILL.format("00000000-0000-0000-0000-000000000000", rows))
        root.execute("VACUUM ANALYZE outbound_text")
    engine = sa.create_engine(servers.database_url)
    stack.callback(engine.dispose)
    return engine


def _claim(engine: sa.Engine) -> float:
    with Session(engine) as session:
        at = now(session) + timedelta(days=3650)
        started = time.perf_counter()
        send.claim(session, at, limit=BATCH, most_waiting=1000)
        taken = time.perf_counter() - started
        session.rollback()
    return taken
