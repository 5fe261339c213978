"""Whose word about where a request comes from is taken, and who is locked out by whose guessing?"""

import asyncio
import uuid

import pytest
import redis
from starlette.types import Message, Receive, Scope, Send

from infra.local.servers import EmbeddedServers
from services.intake.request.limits import Limits
from services.intake.request.password_hashing import Hashing
from services.intake.request.problems import ProblemError
from services.intake.request.proxies import Proxied
from services.wiring import Configuration, problems


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _nowhere(_: Message) -> None:
    return


def _came_from(peer: str, forwarded: str | None, trusted: str) -> tuple[str, list[str]]:
    """As whom the app sees a request, and who was noted to forward."""
    seen: list[str] = []
    noted: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"][0])

    async def ask() -> None:
        headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded is not None else []
        scope = {"type": "http", "client": (peer, 4711), "headers": headers, "scheme": "http"}
        proxied = Proxied(app, trusted, noted.append)
        for _ in range(3):
            await proxied(dict(scope), _nothing, _nowhere)
        await asyncio.gather(*proxied.noting)

    asyncio.run(ask())
    assert len(set(seen)) == 1
    return seen[0], noted


@pytest.mark.parametrize(
    ("peer", "forwarded", "seen", "noted"),
    [
        ("10.42.0.7", "203.0.113.9", "203.0.113.9", ["10.42.0.7"]),
        ("10.42.0.7", "198.51.100.1, 203.0.113.9", "203.0.113.9", ["10.42.0.7"]),
        ("203.0.113.9", "10.9.9.9", "203.0.113.9", ["203.0.113.9"]),
        ("203.0.113.9", None, "203.0.113.9", []),
    ],
)
def test_a_trusted_proxys_word_counts_and_nobody_elses(
    peer: str, forwarded: str | None, seen: str, noted: list[str]
) -> None:
    assert _came_from(peer, forwarded, "127.0.0.1, 10.42.0.0/16") == (seen, noted)


@pytest.mark.parametrize("wrong", ["*", "0.0.0.0/0", "proxy.local", "10.0.0.0/4", "::/0", "127.0.0.1;10.0.0.1"])
def test_a_proxy_that_could_be_anybody_refuses_to_start(wrong: str) -> None:
    told = problems(Configuration.model_validate({"AMBLE_TRUSTED_PROXIES": wrong}))
    assert any("AMBLE_TRUSTED_PROXIES" in sentence for sentence in told)


def test_guessing_from_everywhere_shuts_no_owner_out(servers: EmbeddedServers) -> None:
    limits, email = Limits(servers.redis_url, 1000), f"{uuid.uuid4().hex}@b.co"
    networks = [f"203.0.113.{number}" for number in range(20)]
    tried = [limits.begin_try(network, email, None) for network in networks for _ in range(10)]
    assert tried == [True] * 200
    assert not limits.begin_try("198.51.100.1", email, None), "from anywhere else it is shut for an hour"
    assert limits.begin_try("198.51.100.1", email, "the owner's device")
    limits.was_right("198.51.100.1", email, "the owner's device")
    again = [limits.begin_try(networks[0], email, "the owner's device") for _ in range(11)]
    assert again == [True] * 10 + [False], "and a stolen device guesses no more than anybody"


def test_sixty_wrong_ones_of_a_network_shut_out_no_known_device_in_it(servers: EmbeddedServers) -> None:
    limits, network = Limits(servers.redis_url, 1000), f"network-{uuid.uuid4().hex}"
    for number in range(60):
        assert limits.begin_try(network, f"{number}@{network}", None)
    assert not limits.begin_try(network, "t@b.co", None)
    assert limits.begin_try(network, "t@b.co", f"device-{network}")


def test_what_was_right_does_not_count(servers: EmbeddedServers) -> None:
    limits, network = Limits(servers.redis_url, 1000), f"network-{uuid.uuid4().hex}"
    for _ in range(100):
        assert limits.begin_try(network, "t@b.co", None)
        limits.was_right(network, "t@b.co", None)
    with redis.Redis.from_url(servers.redis_url) as counters:
        assert not [key for key in counters.scan_iter() if b"t@b.co" in key]


def test_a_full_queue_of_passwords_says_so_at_once_and_is_free_again_after() -> None:
    async def many() -> list[int]:
        hashing, begun = Hashing(places=3), asyncio.Event()

        async def one() -> int:
            try:
                async with hashing.place():
                    await begun.wait()
                    return await hashing.run(int, "201")
            except ProblemError as error:
                return error.status

        waiting = [asyncio.create_task(one()) for _ in range(10)]
        refused, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        assert all(task.result() == 429 for task in refused)
        begun.set()
        told = await asyncio.gather(*waiting)
        assert await one() == 201
        hashing.close()
        return sorted(told)

    assert asyncio.run(many()) == [201] * 3 + [429] * 7
