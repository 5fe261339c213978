"""The program's processes, to kill and to start again while patients write and texts leave."""

import sys
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence

from infra.local.processes import Child, Program
from infra.local.stack import Stack
from tests.waiting import START_SECONDS


class Processes(ABC):
    """Of a running stack: its API, its beat and its workers, which a harm may kill."""

    stack: Stack
    workers: list[Child]

    @abstractmethod
    def until(
        self, holds: Callable[[], bool], moves: Callable[[], Hashable] | None = None, *, every: float = 0.005
    ) -> None:
        """Wait until it holds: see World."""

    def start_worker(self, clock_off_by: int = 0) -> Child:
        """One more worker, once it is ready; its machine's clock may be wrong by so many seconds."""
        worker = self._start("worker", clock_off_by)
        self.workers.append(worker)
        worker.wait_until(lambda: "worker.ready" in worker.log.read_text(errors="replace"), seconds=START_SECONDS)
        return worker

    def start_beat(self, clock_off_by: int = 0) -> None:
        """Another beat in the place of the one before."""
        self.stack.beat.kill()
        self.stack.beat = self._start("beat", clock_off_by)

    def start_with_a_full_disk_under_its_log(self, *command: str) -> Child:
        """One more process of the program, none of whose lines can be written."""
        full = ["sh", "-c", 'exec "$0" "$@" >/dev/full 2>&1', sys.executable, "-m", "services.command_line", *command]
        return self._start_program(f"full-{command[0]}", full)

    def _start(self, what: str, clock_off_by: int) -> Child:
        name = f"{what}-{uuid.uuid4().hex[:6]}"
        if not clock_off_by:
            return self.stack.start(name, what)
        return self._start_program(name, [sys.executable, "-m", "tests.faults.wrong_clock", str(clock_off_by), what])

    def _start_program(self, name: str, words: Sequence[str]) -> Child:
        return self.stack.children.start(Program(name, words, self.stack._environment(), grace_seconds=15))

    def kill_workers(self) -> None:
        """kill -9 of every worker with all its processes."""
        for worker in self.workers:
            worker.kill()
        self.workers.clear()

    def pool_child(self) -> int:
        """The process id of one worker's child; between a child's death and its successor's start there is none."""
        import psutil

        worker = psutil.Process(self.workers[0].pid)
        self.until(lambda: bool(worker.children(recursive=True)))
        return int(worker.children(recursive=True)[0].pid)

    def api_answers(self) -> bool:
        """Whether the API is there, with all that it stands on."""
        return self.stack._answers(f"{self.stack.base_url}/readyz")

    def restart_api(self) -> None:
        """Another API on the same port."""
        self.stack.api = self.stack.start("api-again", "serve", "--port", str(self.stack.port))
        self.stack.api.wait_until(self.api_answers, seconds=START_SECONDS)
