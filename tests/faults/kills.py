"""What if a process, Redis or PostgreSQL dies, hangs or is away, at a moment when work is due?"""

import os
import signal
import time
from datetime import timedelta
from random import Random

import psycopg
import redis

from tests.faults.harm import Harm, evening, harm, morning, replies, while_replying
from tests.faults.world import World

_CLAIMED = "SELECT count(*) FROM outbound_text WHERE state = 'claimed' AND lease_until > amble_now()"
_SENDING = "SELECT count(*) FROM outbound_text WHERE state = 'sending'"


@harm
def worker_killed_before_the_claim(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.kill_workers()
    world.at(8, 30, 1)
    world.start_worker()


@harm
def worker_killed_after_the_claim(world: World, random: Random) -> None:
    world.next_day(8, 29)
    with world.held():
        world.at(8, 30, 1)
        world.wait_for(_CLAIMED)
        world.kill_workers()
    world.start_worker()


@harm
def worker_killed_during_the_call(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.fail("timeout_before", random.randint(1, 4))
    world.at(8, 30, 1)
    world.wait_for(_SENDING)
    time.sleep(random.random())
    world.kill_workers()
    world.start_worker()


@harm
def worker_killed_after_acceptance(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.fail("timeout_after_accept", random.randint(1, 4))
    before = len(world.ledger())
    world.at(8, 30, 1)
    world.until(lambda: len(world.ledger()) > before)
    world.kill_workers()
    world.start_worker()


@harm
def worker_killed_before_the_result_is_stored(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.fail("timeout_after_accept", 8)
    world.at(8, 30, 1)
    world.wait_for(_SENDING)
    with world.held():
        time.sleep(world.stack.hang_seconds + 0.5)
        world.kill_workers()
    world.start_worker()


@harm
def pool_child_killed(world: World, random: Random) -> None:
    evening(world)
    with while_replying(world, random):
        for _ in range(3):
            time.sleep(random.random() / 2)
            os.kill(world.pool_child(), signal.SIGKILL)


@harm
def api_killed_in_webhooks(world: World, random: Random) -> None:
    evening(world)
    with while_replying(world, random):
        time.sleep(random.random() / 4)
        world.stack.api.kill()
        world.restart_api()


@harm
def ten_beats(world: World, random: Random) -> None:
    beats = [world.stack.start(f"beat-{number}", "beat") for number in range(9)]
    morning(world)
    world.settle()
    evening(world)
    replies(world, random)
    for beat in beats:
        beat.kill()


@harm
def no_beat_for_ten_minutes_then_back(world: World, random: Random) -> None:
    world.stack.beat.kill()
    world.turn(world.now() + timedelta(minutes=10))
    world.start_beat()
    morning(world)


@harm
def redis_flushed(world: World, random: Random) -> None:
    evening(world)
    with while_replying(world, random), redis.Redis.from_url(world.servers.redis_url) as client:
        for _ in range(5):
            time.sleep(random.random() / 3)
            client.flushall()


@harm
def redis_killed_and_empty(world: World, random: Random) -> None:
    evening(world, settle=False)
    with while_replying(world, random):
        _redis_dies(world, random)


def _pool_child_dies(world: World, random: Random) -> None:
    os.kill(world.pool_child(), signal.SIGKILL)


def _workers_die(world: World, random: Random) -> None:
    world.kill_workers()
    time.sleep(random.random())
    world.start_worker()


def _api_dies(world: World, random: Random) -> None:
    world.stack.api.kill()
    time.sleep(random.random())
    world.restart_api()


def _redis_dies(world: World, random: Random) -> None:
    world.servers.valkey.kill()
    world.redis_proxy.reset()
    time.sleep(random.random() * 3)
    world.servers.start_valkey_again()


# None of these turns the clock: a jump of hours in the middle of a call would be a harm that no machine meets.
KILLS: tuple[Harm, ...] = (_pool_child_dies, _workers_die, _api_dies, _redis_dies)


@harm
def redis_half_open(world: World, random: Random) -> None:
    evening(world, settle=False)
    world.redis_proxy.stall()
    with while_replying(world, random):
        time.sleep(4 + random.random() * 4)
    world.redis_proxy.flow()


@harm
def redis_connections_reset_again_and_again(world: World, random: Random) -> None:
    evening(world, settle=False)
    with while_replying(world, random):
        for _ in range(8):
            time.sleep(random.random() / 2)
            world.redis_proxy.reset()


@harm
def postgres_connections_cut(world: World, random: Random) -> None:
    evening(world, settle=False)
    with while_replying(world, random), psycopg.connect(world.servers.superuser_url, autocommit=True) as root:
        for _ in range(6):
            time.sleep(random.random() / 2)
            root.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'amble'")


@harm
def postgres_away_for_seconds(world: World, random: Random) -> None:
    evening(world, settle=False)
    world.servers.postgres.stop()
    with while_replying(world, random):
        time.sleep(3 + random.random() * 5)
        world.servers.start_postgres_again()


@harm
def rolling_restart_under_load(world: World, random: Random) -> None:
    evening(world, settle=False)
    with while_replying(world, random):
        old = list(world.workers)
        world.start_worker()
        for worker in old:
            worker.stop()
            world.workers.remove(worker)
        world.stack.api.stop()
        world.restart_api()


@harm
def six_hours_away(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.kill_workers()
    world.at(14, 30)
    world.start_worker()
    world.settle()
