"""What may go wrong between clinics, and where nobody answers an alarm? Each harm is done while something breaks."""

from datetime import timedelta
from random import Random

from infra.local.stack import SENDER
from tests.faults.harm import harm, morning
from tests.faults.kills import KILLS
from tests.faults.world import OTHER_SENDER, STAFF_SENDER, World

STAFF_PHONE = "+12025559001"
_URGENT = "SELECT id, code, alert_ids FROM line_text WHERE kind = 'staff_urgent' AND state = 'sent' ORDER BY created_at"
_TWICE = """
    SELECT CAST(ours.id AS text) AS phone FROM patient AS ours
    JOIN patient AS theirs ON theirs.phone_index = ours.phone_index AND theirs.clinic_id <> ours.clinic_id
"""
_OPEN_DANGERS = """
    SELECT count(*) FROM alert WHERE patient_id = CAST(:patient AS uuid) AND closed_at IS NULL
    AND kind IN ('red_flag_emergency', 'red_flag_urgent', 'danger_elsewhere')
"""
_HALTED = "SELECT next_rung_at > amble_now() + interval '20 minutes' FROM alert WHERE id = CAST(:id AS uuid)"
_ALERT = """
    SELECT id FROM alert WHERE patient_id = CAST(:patient AS uuid) AND kind = 'red_flag_emergency' AND closed_at IS NULL
"""


@harm
def one_phone_in_two_clinics(world: World, random: Random) -> None:
    known = {row.phone for row in world.rows(_TWICE)}
    free = [pair for pair in sorted(world.phones.items()) if pair[1] not in known]
    if not free:
        return  # Every phone of this world has been through it.
    phone, patient = random.choice(free)
    other = _also_in_another_clinic(world, phone)
    morning(world)
    world.settle()
    world.reply(phone, "my week was rough", to=OTHER_SENDER)
    world.settle()
    world.reply(phone, "I can't feel my groin", to=random.choice([SENDER, OTHER_SENDER]))
    random.choice(KILLS)(world, random)
    world.settle()
    morning(world)
    world.settle()
    for told in (patient, other[0]):
        _walked(world, told)
    _clear(world, patient, world.played.therapist)
    _clear(world, *other)
    if not world.ask(_OPEN_DANGERS, patient=other[0]):
        gone = {"reason": "other", "note": "Moved to the other clinic."}
        world.played.ask("POST", f"/v1/patients/{other[0]}/discharge", other[1], gone)


def _clear(world: World, patient: str, key: str) -> None:
    """As the clinic would; where nothing is held, which a check says, there is nothing to clear."""
    if world.ask(_OPEN_DANGERS, patient=patient):
        world.played.ask("POST", f"/v1/patients/{patient}/clear", key, {"note": "Seen; all well."})


def _walked(world: World, patient: str) -> None:
    """Whoever told a danger to one clinic was not sent walking by the other the next morning."""
    left = world.rows(
        "SELECT id FROM outbound_text WHERE patient_id = CAST(:patient AS uuid) AND kind = 'morning_plan' "
        "AND sent_at > amble_now() - interval '1 hour'",
        patient=patient,
    )
    world.wrong += ["C1: a plan left the morning after a danger was told elsewhere" for _ in left]


def _also_in_another_clinic(world: World, phone: str) -> tuple[str, str]:
    """The same phone in a clinic with a sender of its own: the patient there, and its therapist's key."""
    world.other = world.other or another_clinic(world, "Bay", OTHER_SENDER)
    admin, therapist, therapist_id = world.other
    patient = world.played.enrol(phone, "America/New_York", key=admin, therapist_id=therapist_id)
    world.settle()
    world.reply(phone, "READY", to=OTHER_SENDER)
    world.settle()
    return patient, therapist


def another_clinic(world: World, name: str, sender: str) -> tuple[str, str, str]:
    """A clinic with a sender of its own: its admin's key, its therapist's key and id."""
    played, mail = world.played, f"{name.lower()}.example"
    clinic = {
        "name": name,
        "phone": "+12025550111",
        "country": "US",
        "admin_name": "B",
        "admin_email": f"b@{mail}",
    }
    opened = played.ask("POST", "/v1/clinics", played.operator, clinic)["clinic"]["id"]
    played.ask("PUT", f"/v1/clinics/{opened}/sender", played.operator, {"sender": sender})
    user = {"name": "U", "email": f"u@{mail}", "role": "therapist"}
    admin, therapist = (played.program(opened, role) for role in ("admin", "therapist"))
    return admin, therapist, played.ask("POST", "/v1/users", admin, user)["user"]["id"]


@harm
def nobody_answers_an_alarm(world: World, random: Random) -> None:
    _a_phone_of_the_staff(world)
    morning(world)
    world.settle()
    first, second = random.sample(sorted(world.phones.items()), 2)
    world.reply(first[0], "I can't feel my groin")
    world.settle()
    random.choice(KILLS)(world, random)
    _let_pass(world, minutes=40)
    before = {row.id for row in world.rows(_URGENT)}
    world.reply(second[0], "I wet myself and my legs are numb")
    world.settle()
    text = world.rows(_URGENT)[-1] if before else None
    if text is None:
        world.wrong.append("L1: nobody answered an alarm, and no phone of the clinic was texted")
    else:
        world.reply(STAFF_PHONE, f"Seen {text.code}", to=STAFF_SENDER)
        world.settle()
        seen = world.ask(_HALTED, id=text.alert_ids[0])
        unseen = world.ask(_HALTED, id=str(world.ask(_ALERT, patient=second[1])))
        world.wrong += [] if seen else ["L3: SEEN did not halt the item of its text"]
        world.wrong += ["L3: SEEN halted an item that its text did not name"] if unseen else []
    _let_pass(world, minutes=45)
    for _, patient in (first, second):
        _clear(world, patient, world.played.therapist)


def _a_phone_of_the_staff(world: World) -> None:
    if world.ask("SELECT count(*) FROM staff_phone WHERE removed_at IS NULL"):
        return
    world.played.ask("POST", "/v1/clinic/phones", world.played.admin, {"label": "Desk", "phone": STAFF_PHONE})
    world.settle()
    world.reply(STAFF_PHONE, "READY", to=STAFF_SENDER)
    world.settle()


def _let_pass(world: World, *, minutes: int) -> None:
    for _ in range(0, minutes, 5):
        world.turn(world.now() + timedelta(minutes=5))
        world.settle()
