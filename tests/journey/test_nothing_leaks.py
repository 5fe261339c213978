"""Does anything that tells who a patient is, or what they wrote, leave the database and the texts themselves?

The whole loop runs in its real processes, with errors and faults among it; then every log, everything that went to Redis,
every address that was asked for, and the database as it lies on disk are searched.
"""

import threading
from collections.abc import Iterator

import httpx2
import pytest
import redis
import sqlalchemy as sa

from infra.local.servers import EmbeddedServers
from infra.local.stack import Stack
from tests.played import Played

PHONE, NAME = "+12025550177", "Wilhelmina"
PRIVATE = ("2025550177", NAME, "Xanthippe", "grandmother", "Dr. Cole")


@pytest.fixture
def lived(servers: EmbeddedServers, tmp_path: object) -> Iterator[dict[str, str]]:
    """Where something could have leaked to, by name."""
    seen: list[str] = []
    stop = threading.Event()
    url = servers.create_database("leaks")
    watcher = redis.Redis.from_url(servers.redis_url, socket_timeout=None)

    def watch() -> None:
        with watcher.monitor() as monitor:  # type: ignore[no-untyped-call]
            for command in monitor.listen():
                seen.append(command["command"])
                if stop.is_set():
                    return

    thread = threading.Thread(target=watch)
    thread.start()
    owner_url = servers.as_owner(url)
    with Stack(
        durable=False, database_url=url, owner_url=owner_url, redis_url=servers.redis_url, keys=servers.keys
    ) as stack:
        played = Played(stack)
        _live(stack, played)
        played.http.close()
        stop.set()
        with redis.Redis.from_url(servers.redis_url) as client:
            client.ping()
        thread.join(timeout=10)
        watcher.close()
        logs = {
            log.name: log.read_text(errors="replace")
            for log in stack.directory.glob("*.log")
            if not log.name.startswith("carrier")
        }
        yield {**logs, "redis": "\n".join(seen), "database": _as_stored(url)}


def _live(stack: Stack, played: Played) -> None:
    patient = played.enrol(PHONE, "America/New_York", first_name=NAME)
    played.turn(advance="PT1M")
    played.text(PHONE, "READY")
    played.fail("30003")
    played.turn(advance="P1D")
    played.text(PHONE, "4, my grandmother walked with me")
    played.text(PHONE, "numbness in my groin since Xanthippe fell on me")
    headers = {"Authorization": f"Bearer {played.therapist}"}
    with httpx2.Client(base_url=stack.base_url, headers=headers, timeout=30) as api:
        wrong = api.post(f"/v1/patients/{patient}/clear", json={"note": NAME, "minutes": f"{PHONE} Xanthippe"})
        assert wrong.status_code == 422
        assert NAME not in wrong.text
        assert PHONE not in wrong.text
        api.post("/v1/patients/search", json={"name": NAME}).raise_for_status()
        api.post(f"/v1/patients/{patient}/clear", json={"note": "Xanthippe is well again"}).raise_for_status()
    forged = {"From": PHONE, "Body": "Xanthippe", "MessageSid": "SM1"}
    assert httpx2.post(f"{stack.base_url}/webhooks/twilio/sms", data=forged).status_code == 403


def _as_stored(url: str) -> str:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        tables = connection.execute(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
        stored = "\n".join(
            str(row)
            for table in tables.all()
            for row in connection.execute(sa.text(f'SELECT to_jsonb("{table}")::text FROM "{table}"')).scalars()
        )
    engine.dispose()
    return stored


def test_nothing_private_leaves_the_sealed_columns(lived: dict[str, str]) -> None:
    assert {"api.log", "worker-1.log", "beat.log", "redis", "database"} <= set(lived)
    assert "amble.hear_due" in lived["redis"], "what goes over Redis was seen"
    assert "webhook.forged" in lived["api.log"]
    assert "replies.heard" in lived["worker-1.log"]
    assert "plan.decided" in lived["database"]
    found = {(place, word) for place, text in lived.items() for word in PRIVATE if word in text}
    assert found == set()
