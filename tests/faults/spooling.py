"""Harm to the disk that webhooks wait on, and to an API that starts while the database is away."""

import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.faults.harm import evening, harm, while_replying
from tests.faults.world import World
from tests.waiting import START_SECONDS

_LEFT_ON_DISK = "SELECT count(*) FROM alert WHERE kind = 'left_on_disk' AND closed_at IS NULL"


def _waiting(world: World) -> list[Path]:
    return sorted((world.stack.directory / "spool").glob("*.json"))


def _limit(world: World, most: int) -> None:
    """No file of the API grows past so many bytes: the kernel takes a part of a write, and refuses the next."""
    pid = world.stack.api.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, hard))


@contextmanager
def _database_away(world: World, random: Random) -> Iterator[None]:
    """It refuses, or takes connections and never answers."""
    if random.random() < 0.5:
        world.servers.postgres.stop()
        yield
        world.servers.start_postgres_again()
        return
    os.kill(world.servers.postgres.pid, signal.SIGSTOP)
    # Those who are connected would be served on.
    _signal_backends(world, signal.SIGSTOP)
    yield
    _signal_backends(world, signal.SIGCONT)
    os.kill(world.servers.postgres.pid, signal.SIGCONT)


def _signal_backends(world: World, what: signal.Signals) -> None:
    import psutil

    for child in psutil.Process(world.servers.postgres.pid).children():
        child.send_signal(what)


@harm
def disk_of_the_spool_fills(world: World, random: Random) -> None:
    """At some byte of an entry, while the database is away; then there is room again."""
    evening(world)
    phones = list(world.phones)
    with _database_away(world, random):
        world.reply(phones[0], "4")
        world.until(lambda: bool(_waiting(world)))
        length = _waiting(world)[0].stat().st_size
        carrier = threading.Thread(target=_texts_of_every_length, args=(world, phones[1:], random))
        try:
            for _ in range(4):
                _limit(world, random.randrange(length))
                world.reply_once(random.choice(phones), "5")
            # From here on short texts fit and long ones do not.
            _limit(world, length + random.randrange(400))
            carrier.start()
            time.sleep(2 + random.random() * 2)
        finally:
            _limit(world, resource.RLIM_INFINITY)
    carrier.join()
    if list((world.stack.directory / "spool").glob("*.new")):
        raise AssertionError("a half-written entry was left on the disk")


def _texts_of_every_length(world: World, phones: list[str], random: Random) -> None:
    for phone in phones:
        world.reply(phone, "6 " + "very " * random.randrange(60))


@harm
def entries_of_the_spool_are_cut(world: World, random: Random) -> None:
    """What a power loss leaves: entries that nobody can read, before, between and after whole ones."""
    evening(world)
    with _database_away(world, random):
        for number, phone in enumerate(world.phones):
            world.reply(phone, "3")
            if number in (0, 3):
                whole = _waiting(world)[-1]
                cut = whole.with_name(f"{int(whole.name[:20]) - 1:020}-1-00000001.json")
                cut.write_bytes(whole.read_bytes()[: random.randrange(whole.stat().st_size)])
    world.wait_for(_LEFT_ON_DISK)
    world.settle()
    for refused in (world.stack.directory / "spool").glob("*.refused"):
        refused.unlink()
    world.until(lambda: not world.ask(_LEFT_ON_DISK))


@harm
def api_born_in_an_outage(world: World, random: Random) -> None:
    """Killed while the database is away, and started again: it listens, keeps what comes, and brings it over."""
    evening(world)
    with _database_away(world, random), while_replying(world, random):
        time.sleep(random.random())
        world.stack.api.kill()
        world.stack.api = world.stack.start("api-born", "serve", "--port", str(world.stack.port))
        world.stack.api.wait_until(lambda: bool(_waiting(world)), seconds=START_SECONDS)
        time.sleep(1 + random.random() * 2)
    world.stack.api.wait_until(world.api_answers, seconds=START_SECONDS)
