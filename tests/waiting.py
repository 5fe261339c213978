"""How long does a test wait for other processes? As long as something moves: a slow machine is not a fault."""

import time
from collections.abc import Callable, Hashable

STILL_SECONDS = 120.0
# How long a process may take to be ready: its start has no steps that could be seen from outside.
START_SECONDS = 300.0
# Where the test itself got no time from the machine, nobody else may have had any: so much of such a gap counts.
_LONGEST_LOOK = 5.0


class StoodStill(Exception):
    """Nothing moved for a long time."""


class Patience:
    """Told what can be seen, again and again; ends where nothing new was seen for so many seconds.

    A state that comes back is not new: whoever goes round in circles stands still.
    """

    def __init__(self, seconds: float = STILL_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self._clock = seconds, clock
        self._seen: set[Hashable] = set()
        self._last, self.still = clock(), 0.0

    def look(self, state: Hashable) -> None:
        """Raises StoodStill when every state of the last so many seconds had been seen before."""
        now = self._clock()
        self.still += min(now - self._last, _LONGEST_LOOK)
        self._last = now
        if state not in self._seen:
            self._seen.add(state)
            self.still = 0.0
        elif self.still > self.seconds:
            raise StoodStill(f"nothing moved for {self.seconds:.0f} s: {state}")


def until(
    holds: Callable[[], bool],
    moves: Callable[[], Hashable],
    *,
    seconds: float = STILL_SECONDS,
    every: float = 0.005,
) -> None:
    """Until it holds, looked at every so many seconds. Raises StoodStill when `moves` shows nothing new for long."""
    patience, looked = Patience(seconds), time.monotonic()
    while not holds():
        # What moves is asked more seldom than what is waited for: the question itself costs the machine something.
        if time.monotonic() - looked >= max(every, 0.5):
            patience.look(moves())
            looked = time.monotonic()
        time.sleep(every)


def emptied(
    left: Callable[[], int],
    whole: int,
    *,
    begun: Callable[[], bool] = lambda: False,
    every: float = 0.05,
    seconds: float = STILL_SECONDS,
) -> float:
    """Seconds from the last look that showed all of `whole` left, and none of it begun, until none is left.

    Raises StoodStill as `until` does.
    """
    untouched_at, touched = time.monotonic(), False

    def none_left() -> bool:
        nonlocal untouched_at, touched
        at = time.monotonic()
        touched = touched or begun()
        count = left()
        touched = touched or count < whole
        if not touched:
            untouched_at = at
        return not count

    until(none_left, left, seconds=seconds, every=every)
    return time.monotonic() - untouched_at
