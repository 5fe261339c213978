"""How does a worker end? With 0 when it was told to, with 1 when its processes cannot start: a supervisor must know."""

import sys
from pathlib import Path

from infra.local.processes import Children, Program
from infra.local.servers import EmbeddedServers
from tests.doors.serving import production

WORKER = [sys.executable, "-m", "services.command_line", "worker", "--queues", "bulk"]
# As where the machine lets no process of the pool live: each ends as soon as it is born.
STILLBORN = "import os\nos.register_at_fork(after_in_child=lambda: os._exit(1))\n"
# As where the order to stop comes in the very moment in which the worker is ready.
STOPPED_AT_ONCE = """
import os, signal
from celery.signals import worker_ready
worker_ready.connect(lambda **_: os.kill(os.getpid(), signal.SIGTERM), weak=False)
"""


def _environment(servers: EmbeddedServers, database_url: str) -> dict[str, str]:
    broker = servers.redis_url.removesuffix("/0") + "/8"
    return production(servers, database_url) | {"REDIS_URL": broker}


def test_a_worker_whose_processes_cannot_start_ends_with_1(
    servers: EmbeddedServers, database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(STILLBORN)
    environment = _environment(servers, database_url) | {"PYTHONPATH": str(tmp_path)}
    with Children(tmp_path) as children:
        worker = children.start(Program("worker", WORKER, environment))
        assert worker.process.wait(timeout=60) == 1
        assert "WorkerLostError" in worker.log.read_text()


def test_a_worker_that_is_told_to_stop_ends_with_0(servers: EmbeddedServers, database_url: str, tmp_path: Path) -> None:
    with Children(tmp_path) as children:
        worker = children.start(Program("worker", WORKER, _environment(servers, database_url)))
        worker.wait_until(lambda: "worker.ready" in worker.log.read_text(errors="replace"), seconds=60)
        worker.process.terminate()
        assert worker.process.wait(timeout=60) == 0


def test_a_worker_that_is_told_to_stop_just_as_it_came_up_ends_with_0(
    servers: EmbeddedServers, database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(STOPPED_AT_ONCE)
    environment = _environment(servers, database_url) | {"PYTHONPATH": str(tmp_path)}
    with Children(tmp_path) as children:
        worker = children.start(Program("worker", WORKER, environment))
        assert worker.process.wait(timeout=60) == 0
        assert "worker.ready" in worker.log.read_text()
