"""What every harm is made of: the list of them all, the moments when work is due, and replies meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from tests.faults.world import World

Harm = Callable[[World, Random], None]
HARMS: dict[str, Harm] = {}


def harm(work: Harm) -> Harm:
    """One of the suite."""
    HARMS[work.__name__] = work
    return work


def morning(world: World) -> None:
    """Everybody's morning text becomes due."""
    world.next_day(8, 29)
    world.at(8, 30, 1)


def evening(world: World, *, settle: bool = True) -> None:
    """The evening question has gone out."""
    world.next_day(18, 59)
    world.at(19, 0, 1)
    if settle:
        world.settle()


def replies(world: World, random: Random) -> None:
    """Everybody answers, each in their way."""
    for phone in world.phones:
        world.reply(phone, random.choice(["3", "5 1", "8", "2 2", "done", "about a 4", "7/10", "ok"]))


@contextmanager
def while_replying(world: World, random: Random) -> Iterator[None]:
    """Everybody answers while the harm is done."""
    thread = threading.Thread(target=replies, args=(world, random))
    thread.start()
    yield
    thread.join()
