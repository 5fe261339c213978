"""What if a row, a message or an address cannot be read, a disk is full, or a clock is wrong?"""

import json
import uuid
from random import Random

import redis
from sqlmodel import Session

from schemas.api.webhooks import NewSubscription
from schemas.tables.webhooks import HookType
from services.operations import webhooks
from services.storage.database import now
from tests.faults.harm import evening, harm, morning, replies
from tests.faults.outside import a_system
from tests.faults.world import World


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
def messages_that_nobody_understands(world: World, random: Random) -> None:
    with redis.Redis.from_url(world.servers.redis_url) as client:
        for queue in ("safety", "reply", "prompt", "bulk"):
            client.lpush(queue, b"not json at all")
            client.lpush(queue, b'{"body": "bm90IGpzb24=", "headers": {}, "properties": {}}')
    morning(world)
    world.wait_for("SELECT count(*) FROM alert WHERE kind = 'unreadable_message'")
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


def _listens(world: World, url: str) -> uuid.UUID:
    """A system of the clinic is told of everything from now on; at an address of before, which no door takes now."""
    clinic = world.ask("SELECT id FROM clinic LIMIT 1")
    wanted = NewSubscription.model_construct(url=url, types=list(HookType))
    with Session(world.engine) as session:
        system = webhooks.subscribe(session, clinic, wanted, "test", now(session)).id
        session.commit()
    return system


@harm
def poison_address_in_each_channel(world: World, random: Random) -> None:
    phone = random.choice(sorted(world.phones))
    with a_system() as address:
        good, bad = _listens(world, address), _listens(world, _POISONS["webhook"])
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
