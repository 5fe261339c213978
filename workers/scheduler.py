"""Beat sends a wake-up at each tick, unless enough are waiting in the queue already.

It stores nothing between two runs: every wake-up may be repeated at once.
"""

from typing import Any

from celery.beat import ScheduleEntry, Scheduler

from services.wiring.broker import enough_wait


class Asking(Scheduler):
    """Beat's schedule, in memory."""

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Send a wake-up, unless enough wait already: the workers will look at everything that is due anyway."""
        if not enough_wait(entry.options["queue"]):
            super().apply_entry(entry, producer)
