"""A clinic's ladder of escalation, its opening hours and time zone, and the staff who can be notified."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError
from sqlmodel import Session, col, select

from schemas.alert_kinds import facts_of
from schemas.ladder import Ladder
from schemas.tables.alerts import Alert, StaffPhone
from schemas.tables.clinics import Clinic
from schemas.tables.identity import Role, User
from services.progression import ladder
from services.progression.ladder import Terms
from services.progression.opening_hours import Opening
from services.storage import records
from services.storage.case import Batch
from services.storage.queries import people
from services.storage.queries.to_read import OLDEST

_TELLABLE = (Role.THERAPIST, Role.ADMIN)
_MOST_KNOWN = 10_000
# The zone where most of a country's people live; used only until the clinic has a patient or names its own zone.
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
# A clinic's first patient never changes, and an alert must not wait for a query.
_first_zones: dict[uuid.UUID, str] = {}


def ladder_of(clinic: Clinic) -> Ladder:
    """The clinic's ladder; one that cannot be read counts as not set, because an alert must be raised all the same."""
    try:
        return Ladder.model_validate(clinic.ladder)
    except ValidationError:
        return Ladder()


def zone_of(session: Session, clinic: Clinic, ladder: Ladder) -> str:
    """The clinic's time zone: its ladder's, else its first patient's, else its country's."""
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
    """The same, asked for once in a batch."""
    return batch.once((Terms, clinic_id), lambda: terms_of(batch.session, clinic_id))


def working(session: Session, clinic_id: uuid.UUID) -> list[User]:
    """Therapists and admins who work at a clinic."""
    statement = select(User).where(col(User.clinic_id) == clinic_id, col(User.deactivated_at).is_(None))
    return list(session.exec(statement.where(col(User.role).in_(_TELLABLE)).order_by(col(User.created_at))))


def working_in(batch: Batch, clinic_id: uuid.UUID) -> list[User]:
    """The same, asked for once in a batch."""
    return batch.once((User, clinic_id), lambda: working(batch.session, clinic_id))


def phones_in_use(session: Session, clinic_id: uuid.UUID) -> list[StaffPhone]:
    """The clinic's phones that were not removed from its list, the oldest first."""
    statement = select(StaffPhone).where(col(StaffPhone.clinic_id) == clinic_id, col(StaffPhone.removed_at).is_(None))
    return list(session.exec(statement.order_by(col(StaffPhone.created_at))))


def gets_texts(phone: StaffPhone) -> bool:
    """Whether its owner has agreed to texts and has not sent STOP since."""
    return phone.consented_at is not None and phone.stopped_at is None


def long_unread_at(session: Session, alert: Alert) -> datetime | None:
    """From when on the admins are notified of an alert's unread words; None if it has none that wait."""
    if not facts_of(alert.kind).about_words or not alert.inbound_ids:
        return None
    oldest = session.execute(OLDEST, {"ids": alert.inbound_ids}).scalar_one()
    return oldest + ladder.UNREAD_FOR_LONG if oldest else None
