"""Who may change a clinic's ladder, and which of its rungs are dead?"""

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
    """By which two looks at a ladder are told apart."""
    return hashlib.sha256(json.dumps(clinic.ladder, sort_keys=True).encode()).hexdigest()[:32]


def faults(session: Session, clinic_id: uuid.UUID, wanted: Ladder) -> list[tuple[str, str]]:
    """What cannot stand in a ladder: the field, and a sentence."""
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
    """Let another ladder stand, for whatever is told from now on. Raises LadderHasChanged."""
    clinic = people.lock_clinic(session, clinic_id)
    if edit.version != mark(clinic):
        raise LadderHasChanged("Somebody changed the ladder since you looked; look again. Nothing was written.")
    clinic.ladder = edit.changes.model_dump(mode="json")
    event = Fact(
        at=now, name="ladder.changed", actor=by, clinic_id=clinic_id, subject=f"clinic:{clinic_id}",
        detail={"rota": len(edit.changes.rota)},
    )  # fmt: skip
    save(session, clinic, event=event)
    return clinic


@dataclass(frozen=True, slots=True)
class State:
    """Whether each rung leads to somebody; dead holds a sentence for each that does not."""

    has_rota: bool
    has_phone: bool
    has_sender: bool
    dead: tuple[str, ...]


def state(session: Session, clinic_id: uuid.UUID, *, has_sender: bool) -> State:
    """How a clinic's ladder stands; has_sender: whether the operator has set a number for texts to staff."""
    terms, people = terms_of(session, clinic_id), working(session, clinic_id)
    rota = {user.id for user in people} & set(terms.ladder.rota)
    phones = phones_in_use(session, clinic_id)
    has_phone = any(gets_texts(phone) for phone in phones)
    dead = []
    if not rota:
        dead.append("No rota yet: where the therapist does not look, the admins are told next.")
    if not any(user.role is Role.ADMIN for user in people):
        dead.append("No admin works here any more: nobody is told after the rota.")
    if not has_sender:
        dead.append("No texts to staff: the operator has not set a number that they come from.")
    if not phones:
        dead.append("No phone yet: at night and at weekends nobody gets a text when an urgent item waits.")
    elif not has_phone:
        dead.append("No phone gets texts: READY has not come back yet, or STOP has.")
    return State(bool(rota), has_phone, has_sender, tuple(dead))
