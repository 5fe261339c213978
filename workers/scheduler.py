"""What does beat do at each tick? It asks whether enough wake-ups wait, and sends one more where they do not.

Nothing is kept between two runs of beat: every wake-up is a question that may be asked again at once.
"""

from typing import Any

from celery.beat import ScheduleEntry, Scheduler

from services.wiring.broker import enough_wait


class Asking(Scheduler):
    """Beat's schedule, in memory."""

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Send it, unless the workers are that far behind: they will look at all that is due anyway."""
        if not enough_wait(entry.options["queue"]):
            super().apply_entry(entry, producer)
