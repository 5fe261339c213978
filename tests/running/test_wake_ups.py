"""What waits at the broker while nobody works? A hundred wake-ups of a queue say as much as a thousand."""

import sys
from pathlib import Path

import redis

from infra.local.processes import Children, Program
from infra.local.servers import EmbeddedServers
from tests.doors.serving import production

ENOUGH = 100


def test_beat_asks_nobody_who_has_a_hundred_questions_before_them(
    servers: EmbeddedServers, database_url: str, tmp_path: Path
) -> None:
    broker = servers.redis_url.removesuffix("/0") + "/9"
    environment = production(servers, database_url) | {"REDIS_URL": broker, "AMBLE_TICK_SECONDS": "0.5"}
    with redis.Redis.from_url(broker) as client, Children(tmp_path) as children:
        client.lpush("prompt", *["waits already"] * ENOUGH)
        beat = children.start(Program("beat", [sys.executable, "-m", "services.command_line", "beat"], environment))
        beat.wait_until(lambda: client.llen("reply") >= 6, seconds=30)
        assert client.llen("prompt") == ENOUGH
        client.delete("prompt")
        beat.wait_until(lambda: client.llen("prompt") > 0, seconds=10)


def test_a_full_disk_under_the_log_stops_nobody(servers: EmbeddedServers, database_url: str, tmp_path: Path) -> None:
    broker = servers.redis_url.removesuffix("/0") + "/10"
    environment = production(servers, database_url) | {"REDIS_URL": broker, "AMBLE_TICK_SECONDS": "0.5"}
    command = f"exec {sys.executable} -m services.command_line beat >/dev/full 2>&1"
    with redis.Redis.from_url(broker) as client, Children(tmp_path) as children:
        beat = children.start(Program("beat", ["sh", "-c", command], environment))
        beat.wait_until(lambda: client.llen("reply") > 0, seconds=30)
        words = "from services import wiring; wiring.start_logging(); wiring.log('text.left'); print('went on')"
        line = f'exec {sys.executable} -c "{words}" 2>/dev/full'
        silent = children.start(Program("log", ["sh", "-c", line], environment))
        assert silent.process.wait(timeout=30) == 0
        assert silent.tail() == "went on"
