"""A clinic's ladder: changing it, and which of its rungs reach nobody."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from schemas.edit import Edit
from schemas.ladder import Ladder
from schemas.tables.clinics import Clinic
from schemas.tables.events import Fact
from schemas.tables.identity import Role
from schemas.times import is_place
from services.journey.refusals import LadderHasChanged
from services.storage.database import save
from services.storage.ladders import gets_texts, phones_in_use, terms_of, working
from services.storage.queries import people


def mark(clinic: Clinic) -> str:
    """The version tag (ETag) of a ladder."""
    return hashlib.sha256(json.dumps(clinic.ladder, sort_keys=True).encode()).hexdigest()[:32]


def faults(session: Session, clinic_id: uuid.UUID, wanted: Ladder) -> list[tuple[str, str]]:
    """What is wrong with a ladder: each field, and a sentence."""
    wrong = []
    if wanted.zone and not is_place(wanted.zone):
        wrong.append(("zone", "must be an IANA time zone of a place, such as America/New_York, or empty"))
    people = {user.id for user in working(session, clinic_id)}
    if not people.issuperset(wanted.rota):
        wrong.append(("rota", "must name therapists and admins who work in this clinic"))
    if len(set(wanted.rota)) < len(wanted.rota):
        wrong.append(("rota", "must name nobody twice"))
    return wrong


def change(session: Session, clinic_id: uuid.UUID, edit: Edit[Ladder], by: str, now: datetime) -> Clinic:
    """Replace the ladder for every escalation from now on. Raises LadderHasChanged."""
    clinic = people.lock_clinic(session, clinic_id)
    if edit.version != mark(clinic):
        raise LadderHasChanged("Somebody has changed the ladder since you read it: read it again. Nothing was saved.")
    clinic.ladder = edit.changes.model_dump(mode="json")
    event = Fact(
        at=now, name="ladder.changed", actor=by, clinic_id=clinic_id, subject=f"clinic:{clinic_id}",
        detail={"rota": len(edit.changes.rota)},
    )  # fmt: skip
    save(session, clinic, event=event)
    return clinic


@dataclass(frozen=True, slots=True)
class State:
    """Whether each rung reaches somebody; dead has a sentence for each that does not."""

    has_rota: bool
    has_phone: bool
    has_sender: bool
    dead: tuple[str, ...]


def state(session: Session, clinic_id: uuid.UUID, *, has_sender: bool) -> State:
    """The state of a clinic's ladder. has_sender: whether the operator has set a number for texts to staff."""
    terms, people = terms_of(session, clinic_id), working(session, clinic_id)
    rota = {user.id for user in people} & set(terms.ladder.rota)
    phones = phones_in_use(session, clinic_id)
    has_phone = any(gets_texts(phone) for phone in phones)
    dead = []
    if not rota:
        dead.append("No rota yet: if the therapist does not respond, the admins are told next.")
    if not any(user.role is Role.ADMIN for user in people):
        dead.append("No admin is left: nobody is told after the rota.")
    if not has_sender:
        dead.append("No texts to staff: the operator has not set a number to send them from.")
    if not phones:
        dead.append("No phone yet: at night and at weekends nobody gets a text about an urgent alert.")
    elif not has_phone:
        dead.append("No phone gets texts: none has replied READY yet, or it has replied STOP.")
    return State(bool(rota), has_phone, has_sender, tuple(dead))
