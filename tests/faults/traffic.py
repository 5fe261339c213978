"""What if the carrier fails, webhooks come twice or forged, and replies by the thousand or while a text leaves?"""

import threading
from random import Random

from services.carrier.signature import sign
from tests.faults.harm import Harm, evening, harm, replies
from tests.faults.world import ZONE, World


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
