"""Does a sender keep to its rate, whoever asks, and do urgent texts go first? On the real broker's Redis."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from infra.local.servers import EmbeddedServers
from services.carrier.budget import Rate, SenderBudget

Make = Callable[..., SenderBudget]


@pytest.fixture
def make(servers: EmbeddedServers) -> Iterator[Make]:
    made: list[SenderBudget] = []

    def one(per_second: int, per_day: int = 0, url: str = servers.redis_url) -> SenderBudget:
        made.append(SenderBudget(url, Rate(per_second, per_day)))
        return made[-1]

    yield one
    for budget in made:
        budget.close()


def test_no_second_holds_more_than_is_allowed_however_many_ask(make: Make) -> None:
    sender, granted, lock = "+15005550101", [], threading.Lock()

    def worker() -> None:
        budget = make(20)
        for _ in range(15):
            assert budget.wait(sender, [1], urgent=False, most_seconds=30).texts == 1
            with lock:
                granted.append(time.monotonic())

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    granted.sort()
    # What is seen here comes a little after the grant: a window of 0.95 s leaves room for that, no more.
    most = max(sum(1 for at in granted if begin <= at < begin + 0.95) for begin in granted)
    assert most <= 20
    assert 60 / (granted[-1] - granted[0]) < 30, "sixty texts at twenty a second take two seconds and more"


def test_a_text_of_two_segments_takes_two(make: Make) -> None:
    budget = make(2)
    assert budget.wait("+15005550102", [2], urgent=False, most_seconds=0).texts == 1
    assert 0.5 < budget.wait("+15005550102", [1], urgent=False, most_seconds=0).more_seconds <= 1.01
    assert budget.wait("+15005550199", [1], urgent=False, most_seconds=0).texts == 1, (
        "another sender has its own budget"
    )


def test_as_many_texts_have_leave_at_once_as_there_is_room_for(make: Make) -> None:
    budget = make(5)
    assert budget.wait("+15005550107", [1, 2, 1, 2, 1], urgent=False, most_seconds=0).texts == 3
    assert budget.wait("+15005550107", [2], urgent=False, most_seconds=0).texts == 0, "one segment is left"
    assert budget.wait("+15005550107", [1], urgent=False, most_seconds=0).texts == 1


def test_an_urgent_text_goes_before_those_that_wait(make: Make) -> None:
    sender = "+15005550103"
    budget, other = make(1), make(1)
    assert budget.wait(sender, [1], urgent=False, most_seconds=0).texts == 1
    assert budget.wait(sender, [1], urgent=True, most_seconds=0).more_seconds > 0
    order: list[str] = []

    def prompt() -> None:
        other.wait(sender, [1], urgent=False, most_seconds=10)
        order.append("prompt")

    waiting = threading.Thread(target=prompt)
    waiting.start()
    assert budget.wait(sender, [1], urgent=True, most_seconds=10).texts == 1
    order.append("urgent")
    waiting.join()
    assert order == ["urgent", "prompt"]


def test_a_day_is_spent_but_never_for_a_safety_text(make: Make) -> None:
    sender, budget = "+15005550104", make(100, 3)
    for _ in range(3):
        assert budget.wait(sender, [1], urgent=False, most_seconds=0).texts == 1
    assert budget.wait(sender, [1], urgent=False, most_seconds=0).more_seconds > 1
    assert budget.wait(sender, [1], urgent=True, most_seconds=0).texts == 1


def test_the_carriers_wish_for_silence_holds_everybody(make: Make) -> None:
    sender, budget = "+15005550105", make(100)
    budget.hold(sender, 3)
    assert 2 < make(100).wait(sender, [1], urgent=True, most_seconds=0).more_seconds <= 3


def test_without_redis_a_process_paces_itself_and_texts_still_leave() -> None:
    slept: list[float] = []
    budget = SenderBudget("redis://127.0.0.1:1/0", Rate(4), sleep=slept.append)
    assert budget.wait("+15005550106", [2], urgent=False, most_seconds=5).texts == 1
    assert budget.wait("+15005550106", [2], urgent=True, most_seconds=5).texts == 1
    assert slept == [0.5], "only what is not urgent waits"
    budget.close()
