"""Wakes a worker as soon as something was stored, at most once every few milliseconds.

A wake-up may get lost: the next tick finds what was stored.
"""

import threading
import time

from celery import Celery

from services import wiring
from services.wiring.broker import enough_wait

_QUIET_SECONDS = 0.05
_QUEUE, _QUEUES = "reply", {"amble.read_receipts": "prompt"}


class WakeUps:
    """Sends wake-ups from a thread of its own, so that no request waits for the broker."""

    def __init__(self, broker_url: str) -> None:
        self._celery = Celery("amble-wake-ups", broker=broker_url)
        self._celery.conf.update(
            task_ignore_result=True,
            task_publish_retry=False,
            broker_transport_options={"socket_timeout": 5, "socket_connect_timeout": 2},
        )
        self._waiting: set[str] = set()
        self._something = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="wake-ups", daemon=True)
        self._thread.start()

    def wake_up(self, task: str) -> None:
        """Ask for one run of a task soon; many requests together become one."""
        self._waiting.add(task)
        if not self._something.is_set():
            self._something.set()

    def close(self) -> None:
        """Send what is waiting, then stop."""
        self._closing = True
        self._something.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._closing:
            self._something.wait()
            self._something.clear()
            # Only those that wait by now: under load there is always one more, which can wait for the next round.
            for _ in range(len(self._waiting)):
                self._send(self._waiting.pop())
            time.sleep(_QUIET_SECONDS)

    def _send(self, task: str) -> None:
        queue = _QUEUES.get(task, _QUEUE)
        try:
            if not enough_wait(queue):
                self._celery.send_task(task, queue=queue)
        except Exception as error:
            wiring.log("wake_up.lost", task=task, error=type(error).__name__)
