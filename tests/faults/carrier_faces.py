"""What does a real carrier show that a kind one would not? Each harm is one of its faces, at a time when texts leave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.faults.checks import outgoing
from tests.faults.clinics import another_clinic
from tests.faults.harm import evening, harm, morning
from tests.faults.world import SERVICE, ZONE, World
from tests.waiting import StoodStill

# The carrier took the text, its answer is lost, and nothing is ever told of it: only its list knows.
LOST = "reset_after_accept+callbacks_never"
# Longer than the time between any two looks at the list.
_A_LONG_QUEUE = 1500.0
_HOURS_LATER = 7200.0
_BY_SERVICE = ("+12025557001", "+12025557002")
_ON_ITS_WAY = ("accepted", "sent", "delivered")
_OPTED_OUT = """
    SELECT count(*) FROM event WHERE name = 'patient.opted_out'
    AND patient_id IN (SELECT id FROM patient WHERE clinic_id = (SELECT id FROM clinic WHERE sender = :sender))
"""
_STATES = "SELECT CAST(id AS text) AS id, kind, state FROM outbound_text"
_SILENT = """
    SELECT count(*) FROM outbound_text WHERE kind = 'morning_plan' AND state IN ('accepted', 'sent')
    AND sent_at > amble_now() - interval '2 hours'
"""


def _pass(world: World, minutes: int) -> None:
    """Time goes by in steps, each with all that is due in it done."""
    for _ in range(0, minutes, 5):
        world.turn(world.now() + timedelta(minutes=5))
        world.settle()


def _a_lost_text(name: str, **face: Any) -> None:
    """Some answers of a morning are lost, and the list shows their texts in this way. No key reaches a phone twice."""

    def work(world: World, random: Random) -> None:
        world.next_day(8, 29)
        with world.carrier_with(**face):
            world.fail(LOST, random.randint(2, 4))
            world.at(8, 30, 1)
            world.settle()
            _pass(world, 35)
        _not_learnt(world)

    work.__name__ = name
    harm(work)


_a_lost_text("a_lost_text_is_listed_with_trial_words_before_it", bodies="trial")
_a_lost_text("a_lost_text_is_listed_without_its_words", bodies="redacted")
_a_lost_text("a_lost_text_is_listed_with_other_letters", bodies="smart_encoded")
_a_lost_text("a_lost_text_still_waits_in_the_carriers_queue", queued=_A_LONG_QUEUE)
_a_lost_text("a_lost_text_waits_and_its_words_are_kept_nowhere", queued=_A_LONG_QUEUE, bodies="redacted")


@harm
def a_lost_text_of_a_messaging_service_has_no_sender_yet(world: World, random: Random) -> None:
    phones = _by_service(world)
    world.next_day(8, 29)
    with world.carrier_with(step=_A_LONG_QUEUE):
        for phone in phones:
            world.fail(LOST, 1, phone)
        world.at(8, 30, 1)
        world.settle()
        _pass(world, 35)
    _not_learnt(world)


@harm
def the_carriers_list_is_refused_for_its_pace(world: World, random: Random) -> None:
    world.next_day(8, 29)
    with world.carrier_with():
        world.fail(LOST, random.randint(2, 4))
        world.fail("list_429", random.randint(6, 9))
        world.at(8, 30, 1)
        world.settle()
        _pass(world, 20)
    _not_learnt(world)


@harm
def undelivered_and_then_delivered_after_all(world: World, random: Random) -> None:
    world.next_day(8, 29)
    with world.carrier_with():
        world.fail("undelivered_then_delivered", random.randint(2, 4))
        world.at(8, 30, 1)
        world.settle()
        _pass(world, 20)


@harm
def texts_wait_in_the_carriers_queue_until_their_time_is_over(world: World, random: Random) -> None:
    world.next_day(8, 29)
    before = {entry["sid"] for entry in world.ledger() if entry["entry"] == "message"}
    with world.carrier_with(queued=36_000):
        world.at(8, 30, 1)
        world.settle()
    late = [entry for entry in world.ledger() if entry["entry"] == "message" and entry["sid"] not in before]
    world.turn(max(datetime.fromisoformat(entry["valid_until"]) for entry in late) + timedelta(seconds=1))
    world.settle()
    incidents = (
        "SELECT count(*) FROM alert WHERE kind = 'sending_incident' AND opened_at > amble_now() - interval '5 h'"
    )
    _not_learnt(world)
    if world.ask(incidents):
        world.wrong.append("F3: that a text's time was over was taken for an incident")


@harm
def texts_fail_hours_after_they_were_sent(world: World, random: Random) -> None:
    world.next_day(8, 29)
    with world.carrier_with(final=_HOURS_LATER):
        for code in random.sample(["30003", "30004", "30007", "30008", "30034", "30410"], 3):
            world.fail(code, 1)
        world.at(8, 30, 1)
        world.settle()
        world.turn(world.now() + timedelta(seconds=_HOURS_LATER + 60))
        world.settle()
    _not_learnt(world)


@harm
def receipts_meet_a_dead_api_and_never_come_again(world: World, random: Random) -> None:
    world.next_day(8, 29)
    world.stack.api.kill()
    world.at(8, 30, 1)
    world.settle()
    world.restart_api()
    world.turn(world.now() + timedelta(minutes=61))
    world.wait_for(f"SELECT ({_SILENT}) = 0")
    _not_learnt(world)


@harm
def a_lost_receipt_said_that_nobody_has_this_number(world: World, random: Random) -> None:
    phone = random.choice(sorted(world.phones))
    world.next_day(8, 29)
    with world.carrier_with():
        world.fail("30005+callbacks_never", 1, phone)
        world.at(8, 30, 1)
        world.settle()
    _nothing_more_goes_to(world, phone, lambda: bool(world.ask(_BAD, patient=world.phones[phone])))
    world.do("UPDATE patient SET number_bad_at = NULL WHERE number_bad_at IS NOT NULL")


_BAD = "SELECT number_bad_at FROM patient WHERE id = CAST(:patient AS uuid)"


@harm
def a_clinic_texts_through_a_messaging_service(world: World, random: Random) -> None:
    phones = _by_service(world)
    morning(world)
    world.settle()
    evening(world)
    for phone in phones:
        world.text(phone, random.choice(["3", "5 1", "8", "done"]))
    world.settle()
    _not_learnt(world)


@harm
def a_messaging_service_tells_of_a_stop_by_a_receipt_only(world: World, random: Random) -> None:
    _stop_at_the_service(world, random, "21610")


@harm
def a_messaging_service_tells_of_a_stop_by_a_receipt_that_is_lost(world: World, random: Random) -> None:
    _stop_at_the_service(world, random, "21610+callbacks_never")


def _stop_at_the_service(world: World, random: Random, fault: str) -> None:
    """The service takes a text of someone who stopped and fails it afterwards. From then on nothing goes there."""
    phone = random.choice(_by_service(world))
    before = world.ask(_OPTED_OUT, sender=SERVICE)
    world.next_day(8, 29)
    with world.carrier_with():
        world.fail(fault, 1, phone)
        world.at(8, 30, 1)
        world.settle()
    _nothing_more_goes_to(world, phone, lambda: bool(world.ask(_OPTED_OUT, sender=SERVICE) > before))
    world.text(phone, "START")
    world.settle()


def _nothing_more_goes_to(world: World, phone: str, learnt: Callable[[], bool]) -> None:
    """Once the carrier has said why nothing can reach this phone, no text leaves for it: the opt-out is kept."""
    world.turn(world.now() + timedelta(minutes=61))
    try:
        world.until(learnt, every=0.1)
    except StoodStill:
        world.wrong.append("F5: the carrier has said why nothing reaches a phone, and it was not learnt")
    world.settle()
    before = _taken_for(world, phone)
    morning(world)
    world.settle()
    if _taken_for(world, phone) > before:
        world.wrong.append("F5: a text left for a phone of which the carrier had said that it gets none")


def _taken_for(world: World, phone: str) -> int:
    return sum(1 for entry in world.ledger() if entry["entry"] == "message" and entry["to"] == phone)


@harm
def patients_send_pictures(world: World, random: Random) -> None:
    evening(world)
    for phone in world.phones:
        kinds = random.choice([["image/jpeg"], ["image/png", "image/jpeg"], ["video/3gpp"], ["text/x-vcard"]])
        world.text(phone, random.choice(["", "3", "my foot today", "5 2"]), kinds)
    world.settle()


def _not_learnt(world: World) -> None:
    """No text is lost silently, and none is thought lost that has arrived: a row says what the carrier says."""
    rows = {row.id: row for row in world.rows(_STATES)}
    for text_id, messages in outgoing(world).items():
        row, statuses = rows.get(text_id), {message["status"] for message in messages}
        if row is None:
            continue
        if statuses <= {"undelivered", "failed"} and row.state in _ON_ITS_WAY:
            world.wrong.append(f"F3: {row.kind} never arrived, and its row says {row.state}")
        if "delivered" in statuses and row.state not in _ON_ITS_WAY:
            world.wrong.append(f"F3: {row.kind} arrived, and its row says {row.state}")


def _by_service(world: World) -> tuple[str, ...]:
    """The phones of a clinic that texts through a Messaging Service; they take part."""
    if not world.by_service:
        admin, _, therapist_id = another_clinic(world, "Cove", SERVICE)
        for phone in _BY_SERVICE:
            world.played.enrol(phone, ZONE, key=admin, therapist_id=therapist_id)
        world.settle()
        for phone in _BY_SERVICE:
            world.text(phone, "READY")
        world.settle()
        world.by_service = _BY_SERVICE
    return world.by_service
