"""Do the promises of delivery hold under some harm of each sort? `make faults` does all of it."""

from collections.abc import Iterator

import pytest

from tests.faults.__main__ import run
from tests.faults.harm import HARMS
from tests.faults.world import World

SOME = (
    "worker_killed_after_acceptance", "pool_child_killed", "redis_killed_and_empty", "postgres_away_for_seconds",
    "carrier_reset_after_accept", "stop_pause_and_danger_race_with_the_send", "messages_that_nobody_understands",
    "a_clinic_texts_through_a_messaging_service",
)  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World() as made:
        yield made


@pytest.mark.parametrize("name", SOME)
def test_nothing_is_lost_or_doubled(world: World, name: str) -> None:
    assert run(world, HARMS[name], 1) == []
