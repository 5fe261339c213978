"""What must hold after every fault? F1 to F6, from the carrier's ledger and the database alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from infra.local.stack import SENDER
from services.journey.deciding.recompute import replay_patient
from services.wiring import engines
from tests.faults.world import ZONE, World

_MESSAGE = re.compile(r"message=([0-9a-f-]{36})&attempt=(\d+)")
_LOST_BY_THE_CARRIER = ("undelivered", "failed")
# Each state that a text can be in, and the event that must stand for it.
_EVENT_OF = {
    "accepted": "text.accepted", "sent": "text.accepted", "delivered": "text.accepted", "undelivered": "text.accepted",
    "expired": "text.expired", "suppressed": None, "failed": None,
}  # fmt: skip


def broken(world: World) -> list[str]:
    """Every invariant that does not hold, each as a sentence."""
    with Session(world.engine) as session:
        rows = {str(row.id): row for row in session.execute(sa.text(_TEXTS))}
        return [
            *_heard_once(world, session),
            *_one_text_a_key(world, session, rows),
            *_final_or_in_time(session, rows, world),
            *_one_plan_a_day(world, session),
            *_nothing_where_nothing_may_go(world, session),
            *_every_change_has_its_event(session, rows),
            *_no_alarm_is_forgotten(session),
            *_clinics_stay_apart(session),
            *world.wrong,
        ]


_TEXTS = """
    SELECT id, patient_id, kind, local_date, slot, state, send_before, lease_until, sid, sent_at, attempts
    FROM outbound_text
"""


def outgoing(world: World) -> dict[str, list[dict[str, Any]]]:
    """What the carrier accepted, by our text's id; each with the last status that it wrote down."""
    messages: dict[str, dict[str, Any]] = {}
    for entry in world.ledger():
        if entry["entry"] == "message" and entry["direction"] != "inbound":
            messages[entry["sid"]] = entry
        elif entry["entry"] == "status" and entry["sid"] in messages:
            messages[entry["sid"]]["status"] = entry["status"]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for message in messages.values():
        told = _MESSAGE.search(message["callback"] or "")
        found[told[1] if told else "?"].append(message)
    return found


def _heard_once(world: World, session: Session) -> Iterator[str]:
    stored = {row.sid: row for row in session.execute(sa.text("SELECT id, sid, heard_at FROM inbound_text"))}
    for sid in world.answered - set(stored):
        yield f"F1: {sid} was answered with success and is not stored"
    heard = Counter(
        session.execute(
            sa.text("SELECT subject FROM event WHERE name IN ('reply.heard', 'reply.parked', 'staff_text.heard')")
        ).scalars()
    )
    for sid, row in stored.items():
        times = heard[f"inbound:{row.id}"]
        if row.heard_at is None or times != 1:
            yield f"F1: {sid} was heard {times} times"


def _one_text_a_key(world: World, session: Session, rows: dict[str, Any]) -> Iterator[str]:
    # To a phone of the staff, or to a stranger in danger, twice is better than never.
    lines = {str(key) for key in session.execute(sa.text("SELECT id FROM line_text")).scalars()}
    reached: Counter[tuple[Any, ...]] = Counter()
    for text_id, messages in outgoing(world).items():
        row = rows.get(text_id)
        if text_id in lines:
            continue
        if row is None:
            yield f"F2: the carrier has a text that no row knows ({text_id})"
            continue
        key = (row.patient_id, row.kind, row.local_date, row.slot)
        reached[key] += sum(1 for message in messages if message["status"] not in _LOST_BY_THE_CARRIER)
    for key, times in reached.items():
        if times > 1:
            yield f"F2: {key[1]} of {key[2]} reached a phone {times} times"


def _final_or_in_time(session: Session, rows: dict[str, Any], world: World) -> Iterator[str]:
    at = session.execute(sa.text("SELECT amble_now()")).scalar_one()
    sids = {message["sid"] for messages in outgoing(world).values() for message in messages}
    for text_id, row in rows.items():
        if row.state == "planned" and row.send_before < at:
            yield f"F3: {row.kind} of {row.local_date} is still planned after its time ({text_id})"
        if row.state in ("claimed", "sending", "unknown"):
            yield f"F3: {row.kind} of {row.local_date} is stuck in {row.state}"
        if row.state in ("accepted", "sent", "delivered", "undelivered") and row.sid not in sids:
            yield f"F3: {row.kind} of {row.local_date} counts as {row.state}, and the carrier never had it"
    # Later days stand already for those who live further east.
    must_stand = at.date() + timedelta(days=1)
    for (phone, day), kinds in _mornings(world, rows).items():
        if day <= must_stand and "morning_plan" not in kinds:
            yield f"F3: no row for the morning of {day} for {phone}"


def _mornings(world: World, rows: dict[str, Any]) -> dict[tuple[Any, Any], set[str]]:
    """The kinds of text that exist for each patient on each day that any patient has texts for.

    Whoever was not there from the beginning counts from their first morning on.
    """
    mornings = [row for row in rows.values() if row.kind == "morning_plan"]
    days = {row.local_date for row in mornings}
    first: dict[Any, Any] = {}
    for row in mornings:
        first[row.patient_id] = min(row.local_date, first.get(row.patient_id, row.local_date))
    first |= {patient: min(days) for patient in first if str(patient) in world.phones.values()}
    found: dict[tuple[Any, Any], set[str]] = {
        (patient, day): set() for patient, day in product(first, days) if day >= first[patient]
    }
    for row in rows.values():
        found.get((row.patient_id, row.local_date), set()).add(row.kind)
    return found


def _one_plan_a_day(world: World, session: Session) -> Iterator[str]:
    doubles = "SELECT count(*) - count(DISTINCT (enrolment_id, day, revision)) FROM plan_day"
    if session.execute(sa.text(doubles)).scalar_one():
        yield "F4: a plan stands twice"
    for patient in session.execute(sa.text("SELECT id FROM patient")).scalars():
        replayed = replay_patient(session, patient, engines())
        for difference in replayed.differences if replayed else ():
            yield f"F4: {difference}"


def _nothing_where_nothing_may_go(world: World, session: Session) -> Iterator[str]:
    asked = "SELECT id, kind FROM outbound_text UNION ALL SELECT id, 'safety' FROM line_text"
    kinds = {str(row.id): row.kind for row in session.execute(sa.text(asked))}
    nets = set(session.execute(sa.text(_NETS)).scalars())
    for text_id, messages in outgoing(world).items():
        for message in messages:
            local = datetime.fromisoformat(message["at"]).astimezone(ZoneInfo(ZONE)).time()
            if not 8 <= local.hour < 20 and not _always(kinds.get(text_id, "?")) and text_id not in nets:
                yield f"F5: {kinds.get(text_id)} left at {local:%H:%M}"
    # Both are written while the patient's enrolment is held, so their numbers say which came first.
    stopped: set[str] = set()
    flagged: set[str] = set()
    for event in session.execute(sa.text(_DOORS)):
        if event.name == "text.leaving":
            kind = kinds.get(event.text, "?")
            if event.patient_id in stopped and not _always(kind) and kind != "opt_out_confirmation":
                yield f"F5: {kind} left after STOP"
            if event.patient_id in flagged and not _always(kind):
                yield f"F5: {kind} left after a red flag"
        elif event.name == "patient.opted_out":
            stopped.add(event.patient_id)
        elif event.name == "patient.opted_in":
            stopped.discard(event.patient_id)
        elif event.name == "course.clear":
            flagged.discard(event.patient_id)
        elif event.subject in _FLAGS:
            flagged.add(event.patient_id)


def _always(kind: str) -> bool:
    return kind.startswith("safety") or kind == "help"


# Answers that say whom to call leave at night, too: whoever has just written is awake.
_NETS = """
    SELECT id::text FROM outbound_text
    WHERE (kind IN ('unclear_question', 'noted_unread', 'foot_question') OR details->>'net' IS NOT NULL)
    AND inbound_id IS NOT NULL AND details->>'asks' IS NULL
"""
_FLAGS = ("alert:red_flag_emergency", "alert:red_flag_urgent", "alert:crisis")
_DOORS = """
    SELECT name, subject, patient_id, detail->>'text' AS text FROM event
    WHERE name IN ('patient.opted_out', 'patient.opted_in', 'course.clear', 'alert.raised', 'text.leaving') ORDER BY id
"""


def _no_alarm_is_forgotten(session: Session) -> Iterator[str]:
    """L: who has not seen a danger is told, each rung once, up to the clinic's phones, where it has some."""
    for row in session.execute(sa.text(_FORGOTTEN)):
        yield f"L1: {row.kind} has waited {row.waited} and no phone of the clinic was texted"
    for row in session.execute(sa.text(_TOLD_TWICE)):
        yield f"L2: telling {row.telling} of an alert was done {row.times} times"


# Seen within 15 minutes, then the therapist, the admins, the phones, ten minutes apart; and two ticks.
_FORGOTTEN = """
    SELECT kind, amble_now() - opened_at AS waited FROM alert
    WHERE severity = 'now' AND clinic_id IS NOT NULL AND closed_at IS NULL AND acknowledged_at IS NULL
    AND opened_at < amble_now() - interval '40 minutes'
    AND EXISTS (SELECT FROM staff_phone WHERE staff_phone.clinic_id = alert.clinic_id AND removed_at IS NULL
        AND stopped_at IS NULL AND consented_at < alert.opened_at)
    AND NOT EXISTS (SELECT FROM line_text WHERE kind = 'staff_urgent' AND state = 'sent'
        AND alert_ids ? CAST(alert.id AS text))
"""
_TOLD_TWICE = """
    SELECT detail->>'telling' AS telling, count(*) AS times FROM event WHERE name = 'alert.climbed'
    GROUP BY detail->>'alert', detail->>'telling' HAVING count(*) > 1
"""


def _clinics_stay_apart(session: Session) -> Iterator[str]:
    """C: a danger told from a phone holds its courses everywhere, and words stay where they were told."""
    for row in session.execute(sa.text(_LEFT_WALKING)):
        yield f"C1: a danger was told from a phone, and its course in another clinic is not held ({row.id})"
    for row in session.execute(sa.text(_STRAYED), {"shared": SENDER}):
        yield f"C2: the words of text {row.id} are with a clinic whose number was not texted"


_LEFT_WALKING = """
    SELECT enrolment.id FROM enrolment JOIN patient ON patient.id = enrolment.patient_id
    WHERE enrolment.status <> 'discharged' AND EXISTS (
        SELECT FROM alert JOIN patient AS other ON other.id = alert.patient_id
        WHERE other.phone_index = patient.phone_index AND other.clinic_id <> patient.clinic_id
        AND alert.kind IN ('red_flag_emergency', 'red_flag_urgent', 'crisis') AND alert.closed_at IS NULL
        AND alert.opened_at > enrolment.created_at
    ) AND NOT EXISTS (
        SELECT FROM alert WHERE alert.patient_id = patient.id AND alert.closed_at IS NULL
        AND alert.kind IN ('danger_elsewhere', 'red_flag_emergency', 'red_flag_urgent', 'crisis')
    )
"""
_STRAYED = """
    SELECT inbound_text.id FROM inbound_text JOIN clinic ON clinic.id = inbound_text.clinic_id
    WHERE inbound_text.patient_id IS NOT NULL
    AND NOT coalesce(clinic.sender, :shared) = ANY (string_to_array(inbound_text.to_phone, ' '))
"""


def _every_change_has_its_event(session: Session, rows: dict[str, Any]) -> Iterator[str]:
    told: dict[str, set[str]] = defaultdict(set)
    statement = sa.text("SELECT name, detail->>'text' AS text, subject FROM event WHERE name LIKE 'text.%'")
    for event in session.execute(statement):
        told[event.text or event.subject.removeprefix("text:")].add(event.name)
    for text_id, row in rows.items():
        wanted = {"text.planned", _EVENT_OF.get(row.state)} - {None}
        if row.state == "suppressed" and not any(name.startswith("text.") for name in told[text_id]):
            yield f"F6: {row.kind} was suppressed without an event"
        for name in wanted - told[text_id]:
            yield f"F6: {row.kind} of {row.local_date} is {row.state} without its event {name}"
    for what, question in _COUNTS.items():
        if session.execute(sa.text(question)).scalar_one():
            yield f"F6: {what}"


_COUNTS = {
    "a plan without its event": "SELECT (SELECT count(*) FROM plan_day) - "
    "(SELECT count(*) FROM event WHERE name = 'plan.decided')",
    "an attempt without its event": "SELECT (SELECT count(*) FROM send_attempt) - "
    "(SELECT count(*) FROM event WHERE name = 'text.leaving')",
}
