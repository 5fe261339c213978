"""Which harm is done, and when? Each function does one, at a moment when work is due; what must hold is checked after."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import psycopg
import redis

from services.carrier.signature import sign
from tests.faults.outside import a_system
from tests.faults.world import ZONE, World

Harm = Callable[[World, Random], None]
HARMS: dict[str, Harm] = {}
_CLAIMED = "SELECT count(*) FROM outbound_text WHERE state = 'claimed' AND lease_until > amble_now()"
_SENDING = "SELECT count(*) FROM outbound_text WHERE state = 'sending'"


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
def the_disk_under_the_logs_is_full(world: World, random: Random) -> None:
    world.next_day(18, 59)
    world.kill_workers()
    world.stack.beat.kill()
    world.stack.api.kill()
    world.stack.api = world.start_with_a_full_disk_under_its_log("serve", "--port", str(world.stack.port))
    world.stack.beat = world.start_with_a_full_disk_under_its_log("beat")
    world.workers = [world.start_with_a_full_disk_under_its_log("worker")]
    world.until(world.api_answers)
    world.at(19, 0, 1)
    world.settle()
    replies(world, random)
    world.settle()
    world.kill_workers()
    world.start_worker()
    world.start_beat()
    world.stack.api.kill()
    world.restart_api()


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


def _carrier(fault: str) -> Harm:
    def work(world: World, random: Random) -> None:
        world.next_day(8, 29)
        world.fail(fault, random.randint(2, 6))
        world.at(8, 30, 1)
        world.settle()
        world.fail(fault, random.randint(0, 4))
        world.at(19, 0, 1)
        world.settle()
        replies(world, random)

    work.__name__ = f"carrier_{fault}"
    return work


for _fault in (
    "429", "500", "503", "slow", "late_acceptance", "reset", "reset_after_accept", "timeout_before", "timeout_after_accept", "30003",
    "callbacks_twice", "callbacks_reversed", "callbacks_late", "callbacks_never",
):  # fmt: skip
    harm(_carrier(_fault))


@harm
def webhooks_doubled_reordered_forged_and_replayed(world: World, random: Random) -> None:
    evening(world)
    sids = {phone: f"SM{random.getrandbits(128):032x}" for phone in world.phones}
    for phone, sid in random.sample(sorted(sids.items()), len(sids)):
        world.reply(phone, "4 2", sid, times=3)
    url = f"{world.stack.base_url}/webhooks/twilio/sms"
    form = {"MessageSid": "SMforged", "From": next(iter(sids)), "Body": "STOP"}
    forged = world.played.http.post(
        url, data=form, headers={"X-Twilio-Signature": sign("wrong", url, list(form.items()))}
    )
    if forged.status_code != 403:
        raise AssertionError(f"a forged webhook was answered {forged.status_code}")
    world.settle()
    for phone, sid in sids.items():
        world.reply(phone, "4 2", sid)


@harm
def a_thousand_replies_at_once(world: World, random: Random) -> None:
    _replies_at_once(world, random, 1000)


def ten_thousand_replies_at_once(world: World, random: Random) -> None:
    """Of a world of its own: what one number texts is heard one after the other, and eight would take the night."""
    _replies_at_once(world, random, 10_000)


def _replies_at_once(world: World, random: Random, count: int) -> None:
    evening(world)
    phones = list(world.phones)

    def some() -> None:
        for _ in range(count // 8):
            world.reply(random.choice(phones), str(random.randint(0, 10)))

    threads = [threading.Thread(target=some) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    world.settle()


@harm
def a_text_of_1600_characters(world: World, random: Random) -> None:
    evening(world)
    for phone in world.phones:
        world.reply(phone, random.choice(["word 5 ", "😀", "don't stop ", "\u0000x "]) * 1600)


@harm
def stop_pause_and_danger_race_with_the_send(world: World, random: Random) -> None:
    world.next_day(8, 29)
    phones = random.sample(list(world.phones), 3)
    threads = [
        threading.Thread(target=world.reply, args=pair)
        for pair in zip(phones, ("STOP", "pause 2", "I can't feel my groin"), strict=True)
    ]
    world.at(8, 30, 1)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    world.settle()
    world.reply(phones[0], "START")
    note = {"note": "Seen; all well."}
    world.settle()
    world.played.ask("POST", f"/v1/patients/{world.phones[phones[2]]}/clear", world.played.therapist, note)
    world.reply(phones[1], "RESUME")


@harm
def patients_move_while_their_texts_leave(world: World, random: Random) -> None:
    world.next_day(8, 29)
    moved = random.sample(sorted(world.phones.values()), 3)
    zones = ("Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati")
    world.at(8, 30, 1)
    for patient, zone in zip(moved, zones, strict=True):
        world.played.change(patient, zone=zone)
    world.settle()
    world.at(19, 0, 1)
    replies(world, random)
    world.settle()
    for patient in moved:
        world.played.change(patient, zone=ZONE)


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
def messages_that_nobody_understands(world: World, random: Random) -> None:
    with redis.Redis.from_url(world.servers.redis_url) as client:
        for queue in ("safety", "reply", "prompt", "bulk"):
            client.lpush(queue, b"not json at all")
            client.lpush(queue, b'{"body": "bm90IGpzb24=", "headers": {}, "properties": {}}')
    morning(world)
    world.wait_for("SELECT count(*) FROM alert WHERE kind = 'unreadable_message'")
    world.settle()


@harm
def six_hours_away(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.kill_workers()
    world.at(14, 30)
    world.start_worker()
    world.settle()


@harm
def a_poison_row(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.do(
        'UPDATE outbound_text SET details = \'{"initials": 7, "until": "never"}\' WHERE id = '
        "(SELECT id FROM outbound_text WHERE state = 'planned' AND kind = 'morning_plan' ORDER BY due_at LIMIT 1)"
    )
    world.at(8, 30, 1)
    world.settle()


@harm
def the_clock_of_a_machine_is_wrong(world: World, random: Random) -> None:
    hour, day = 3600, 86400
    for wrong in random.sample([-day, -hour, hour, day], 2):
        world.next_day(8, 29)
        world.kill_workers()
        world.start_worker(clock_off_by=wrong)
        world.start_beat()
        world.at(8, 30, 1)
        world.settle()
        world.kill_workers()
        world.start_worker()
        world.start_beat(clock_off_by=wrong)
        world.at(19, 0, 1)
        world.settle()
        replies(world, random)
        world.settle()
    world.start_beat()


# Older than its neighbour, and due in the same moment: whoever claims one claims both.
_TOLD_AGAIN = """
    INSERT INTO notice (id, clinic_id, alert_id, channel, address, telling, state, attempts, due_at, created_at)
    SELECT gen_random_uuid(), clinic_id, alert_id, channel, told.address, 100, 'planned', 0,
        amble_now() - told.old, amble_now()
    FROM notice, LATERAL (VALUES (address, interval '0'), (CAST(:poisons AS jsonb) ->> channel, interval '9 s'))
        AS told (address, old) WHERE alert_id = (SELECT id FROM alert WHERE patient_id = :patient
        AND kind = 'red_flag_emergency' AND closed_at IS NULL) AND telling = 1
"""
_POSTED_AGAIN = """
    UPDATE hook_delivery SET state = 'planned', attempts = 0, lease_until = NULL, due_at = amble_now()
        - CASE WHEN subscription_id = :bad THEN interval '9 s' ELSE interval '0' END
    WHERE subscription_id IN (:bad, :good)
"""
_POISONS = {"email": "a:;@b.co", "webhook": "https://[x"}


@harm
def poison_address_in_each_channel(world: World, random: Random) -> None:
    phone = random.choice(sorted(world.phones))
    with a_system() as address:
        good, bad = world.listens(address), world.listens(_POISONS["webhook"])
        world.do("UPDATE clinic SET notify_webhook = :address", address=address)
        evening(world)
        world.reply(phone, "I can't feel my groin")
        world.settle()
        world.do(_TOLD_AGAIN, poisons=json.dumps(_POISONS), patient=world.phones[phone])
        # The hands of the clock stand still: whoever waits for a lease to end, waits for ever.
        world.wait_for("SELECT count(*) = 2 FROM notice WHERE telling = 100 AND state = 'sent'")
        world.wait_for("SELECT count(*) = 2 FROM notice WHERE telling = 100 AND state = 'planned' AND attempts = 1")
        world.wait_for("SELECT count(*) > 1 FROM hook_delivery WHERE subscription_id = :good", good=good)
        world.do(_POSTED_AGAIN, good=good, bad=bad)
        waiting = "SELECT count(*) = 0 FROM hook_delivery WHERE subscription_id = :id AND "
        world.wait_for(waiting + "state <> 'sent'", id=good)
        world.wait_for(waiting + "attempts = 0", id=bad)
    world.do("UPDATE clinic SET notify_webhook = NULL")
    world.do("UPDATE notice SET state = 'given_up', telling = telling + 1 WHERE telling = 100")
    world.do("UPDATE hook_delivery SET state = 'given_up' WHERE state = 'planned'")
    world.do("UPDATE subscription SET ended_at = amble_now()")
    world.played.ask(
        "POST", f"/v1/patients/{world.phones[phone]}/clear", world.played.therapist, {"note": "Seen; all well."}
    )
