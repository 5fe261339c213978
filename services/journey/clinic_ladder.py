"""Which ladder does a clinic have, who may change it, and which of its rungs are dead?"""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError
from sqlmodel import Session, col, select

from schemas.alerts import StaffPhone
from schemas.events import Fact
from schemas.identity import Role, User
from schemas.ladder import Ladder
from schemas.people import Clinic
from schemas.times import is_place
from services.journey.edit import Edit
from services.journey.ladder import Terms
from services.journey.opening_hours import Opening
from services.journey.queries import people
from services.journey.refusals import LadderHasChanged
from services.storage import records
from services.storage.case import Batch
from services.storage.database import save

_TELLABLE = (Role.THERAPIST, Role.ADMIN)
_MOST_KNOWN = 10_000
# Where most of a country's people live: only until the clinic has a patient or names its zone.
_ZONES = {
    "US": "America/New_York", "CA": "America/Toronto", "MX": "America/Mexico_City", "PR": "America/Puerto_Rico",
    "DO": "America/Santo_Domingo", "GT": "America/Guatemala", "HN": "America/Tegucigalpa",
    "SV": "America/El_Salvador", "PA": "America/Panama", "GB": "Europe/London", "IE": "Europe/Dublin",
    "AU": "Australia/Sydney", "NZ": "Pacific/Auckland", "AT": "Europe/Vienna", "BE": "Europe/Brussels",
    "BG": "Europe/Sofia", "HR": "Europe/Zagreb", "CY": "Asia/Nicosia", "CZ": "Europe/Prague",
    "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn", "FI": "Europe/Helsinki", "FR": "Europe/Paris",
    "DE": "Europe/Berlin", "GR": "Europe/Athens", "HU": "Europe/Budapest", "IT": "Europe/Rome", "LV": "Europe/Riga",
    "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "MT": "Europe/Malta", "NL": "Europe/Amsterdam",
    "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "SK": "Europe/Bratislava",
    "SI": "Europe/Ljubljana", "ES": "Europe/Madrid", "SE": "Europe/Stockholm", "NO": "Europe/Oslo",
    "IS": "Atlantic/Reykjavik", "CH": "Europe/Zurich", "LI": "Europe/Vaduz",
}  # fmt: skip
_ELSEWHERE = "America/New_York"
# A clinic's first patient is the same for ever, and an alert must not wait for the question.
_first_zones: dict[uuid.UUID, str] = {}


def ladder_of(clinic: Clinic) -> Ladder:
    """As it stands; what nobody can read counts as unsaid, for an alert must be raised all the same."""
    try:
        return Ladder.model_validate(clinic.ladder)
    except ValidationError:
        return Ladder()


def zone_of(session: Session, clinic: Clinic, ladder: Ladder) -> str:
    """Where the clinic's clock stands: as its ladder says, else as its first patient's, else by its country."""
    try:
        return ZoneInfo(ladder.zone).key if ladder.zone else _zone_unsaid(session, clinic)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _zone_unsaid(session, clinic)


def _zone_unsaid(session: Session, clinic: Clinic) -> str:
    if clinic.id not in _first_zones:
        found = people.first_zone(session, clinic.id)
        if found is None:
            return _ZONES.get(clinic.country, _ELSEWHERE)
        if len(_first_zones) >= _MOST_KNOWN:
            _first_zones.clear()
        _first_zones[clinic.id] = found
    return _first_zones[clinic.id]


def terms_of(session: Session, clinic_id: uuid.UUID) -> Terms:
    """A clinic's ladder and hours."""
    clinic = records.clinic_of(session, clinic_id)
    ladder = ladder_of(clinic)
    return Terms(ladder, Opening.of(ladder, zone_of(session, clinic, ladder)))


def terms_in(batch: Batch, clinic_id: uuid.UUID) -> Terms:
    """The same, asked once in a batch."""
    return batch.once((Terms, clinic_id), lambda: terms_of(batch.session, clinic_id))


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
    if edit.seen != mark(clinic):
        raise LadderHasChanged("Somebody changed the ladder since you looked; look again. Nothing was written.")
    clinic.ladder = edit.wanted.model_dump(mode="json")
    event = Fact(
        at=now, name="ladder.changed", actor=by, clinic_id=clinic_id, subject=f"clinic:{clinic_id}",
        detail={"rota": len(edit.wanted.rota)},
    )  # fmt: skip
    save(session, clinic, event=event)
    return clinic


def working(session: Session, clinic_id: uuid.UUID) -> list[User]:
    """Therapists and admins who work at a clinic."""
    statement = select(User).where(col(User.clinic_id) == clinic_id, col(User.deactivated_at).is_(None))
    return list(session.exec(statement.where(col(User.role).in_(_TELLABLE)).order_by(col(User.created_at))))


def working_in(batch: Batch, clinic_id: uuid.UUID) -> list[User]:
    """The same, asked once in a batch."""
    return batch.once((User, clinic_id), lambda: working(batch.session, clinic_id))


def phones_in_use(session: Session, clinic_id: uuid.UUID) -> list[StaffPhone]:
    """The clinic's phones that were not taken off its list, the oldest first."""
    statement = select(StaffPhone).where(col(StaffPhone.clinic_id) == clinic_id, col(StaffPhone.removed_at).is_(None))
    return list(session.exec(statement.order_by(col(StaffPhone.created_at))))


def gets_texts(phone: StaffPhone) -> bool:
    """Whether its owner has agreed, and has not said STOP since."""
    return phone.consented_at is not None and phone.stopped_at is None


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
