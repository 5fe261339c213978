"""Does a wait last as long as something moves, on however slow a machine, and end where nothing does?"""

from collections.abc import Hashable, Iterable
from itertools import count, cycle

import pytest

from tests.waiting import Patience, StoodStill, emptied, until


class Clock:
    """Turned by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def looked(states: Iterable[Hashable], *, apart: float, times: int) -> float:
    """After how many seconds a wait of a minute gave up; so many looks, so many seconds apart."""
    clock = Clock()
    patience, shown = Patience(60, clock), iter(states)
    for _ in range(times):
        clock.now += apart
        try:
            patience.look(next(shown))
        except StoodStill:
            return clock.now
    raise AssertionError("it would have waited on")


def test_hours_of_slow_work_are_waited_for() -> None:
    clock = Clock()
    patience = Patience(60, clock)
    for left in range(5000, 0, -1):
        for _ in range(4):
            clock.now += 4
            patience.look(left)
    assert clock.now > 20 * 3600


def test_where_nothing_moves_the_wait_ends() -> None:
    assert 60 < looked(cycle(["receipts=274"]), apart=1, times=1000) <= 63


def test_going_round_in_circles_is_no_movement() -> None:
    assert looked(cycle(["planned", "claimed", "sending", "lost"]), apart=1, times=1000) < 70


def test_time_that_the_machine_gave_nobody_does_not_count() -> None:
    assert looked(cycle(["stopped"]), apart=600, times=100) > 10 * 600


def test_the_sentence_says_what_stood_still() -> None:
    clock = Clock()
    patience = Patience(60, clock)
    for _ in range(13):
        patience.look("receipts=274")
        clock.now += 5
    with pytest.raises(StoodStill, match="nothing moved for 60 s: receipts=274"):
        patience.look("receipts=274")


def test_what_holds_needs_no_movement() -> None:
    looks = iter([False, False, True])
    until(lambda: next(looks), lambda: "still", seconds=0.001, every=0)


def test_time_is_counted_from_the_last_look_at_everything() -> None:
    left = iter([5, 5, 5, 3, 1, 0])
    assert 0 <= emptied(lambda: next(left), 5, every=0) < 60


def test_work_that_has_begun_is_counted_before_any_of_it_is_done() -> None:
    begun, left = iter([False, True]), iter([5, 5, 5, 5, 0])
    assert emptied(lambda: next(left), 5, begun=lambda: next(begun), every=0.02) > 0.05


def test_waiting_in_vain_ends() -> None:
    moves = count()
    with pytest.raises(StoodStill):
        until(lambda: False, lambda: min(next(moves), 2), seconds=0.1, every=0.01)
