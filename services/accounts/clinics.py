"""Opening a clinic, changing it, and adding and removing its users."""

import hashlib
import json
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from schemas.api.requests import ClinicChange, NewClinic
from schemas.edit import Edit
from schemas.settings import ProgressionSettings
from schemas.tables.clinics import Clinic, SettingsVersion
from schemas.tables.events import Fact
from schemas.tables.identity import SCOPES_OF, Kind, Role, User
from services.accounts.keys import Giver, issue_key
from services.accounts.refusals import ClinicHasChanged, CountryIsUnknown, EmailIsTaken, LastAdmin, TherapistHasPatients
from services.accounts.sign_in import comes_in, end_sessions
from services.storage.database import save
from services.storage.queries import people

# After a change, erasing by age waits this long, so that an admin can see first who would be erased.
ERASE_NOBODY_FOR = timedelta(days=7)
# Countries where 112 does not reach an emergency service, or where people know another number.
EMERGENCY_NUMBERS = {
    **dict.fromkeys(("US", "CA", "MX", "PR", "DO", "GT", "HN", "SV", "PA"), "911"),
    **dict.fromkeys(("GB", "IE"), "999"),
    "AU": "000",
    "NZ": "111",
}


_WITH_112 = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
        "NO",
        "IS",
        "CH",
        "LI",
    ]
)


def emergency_number(country: str) -> str:
    """The emergency number for safety texts. Raises CountryIsUnknown: a wrong number would be dangerous."""
    if country in _WITH_112:
        return "112"
    if country not in EMERGENCY_NUMBERS:
        raise CountryIsUnknown(
            f"Amble does not know the emergency number of {country!r}; a safety text must not name a wrong one."
        )
    return EMERGENCY_NUMBERS[country]


def open_clinic(session: Session, wanted: NewClinic, *, by: str, now: datetime) -> Clinic:
    """Create a clinic with version 1 of its settings, the defaults, and no sender of its own.

    Raises CountryIsUnknown.
    """
    clinic = Clinic(
        name=wanted.name,
        phone=wanted.phone,
        country=wanted.country,
        emergency_number=emergency_number(wanted.country),
        notify_webhook=wanted.notify_webhook,
        greets_by_name=wanted.greets_by_name,
        created_at=now,
    )
    session.add(clinic)
    session.flush()
    settings = SettingsVersion(
        clinic_id=clinic.id,
        version=1,
        values=ProgressionSettings().model_dump(mode="json"),
        author=by,
        reason="The defaults.",
        created_at=now,
    )
    event = Fact(at=now, name="clinic.opened", actor=by, clinic_id=clinic.id, subject=f"clinic:{clinic.id}", detail={})
    save(session, settings, event=event)
    return clinic


def mark(clinic: Clinic) -> str:
    """The version tag (ETag) of a clinic."""
    changeable = [getattr(clinic, name) for name in sorted(ClinicChange.model_fields)]
    return hashlib.sha256(json.dumps(changeable).encode()).hexdigest()[:32]


def change(session: Session, clinic_id: uuid.UUID, edit: Edit[ClinicChange], by: str, now: datetime) -> Clinic:
    """Change the named fields. Raises ClinicHasChanged."""
    wanted = edit.changes
    clinic = people.lock_clinic(session, clinic_id)
    if edit.version != mark(clinic):
        raise ClinicHasChanged("Somebody has changed the clinic since you read it: read it again. Nothing was saved.")
    before = clinic.erase_after_days
    for name in wanted.model_fields_set:
        setattr(clinic, name, getattr(wanted, name))
    if clinic.erase_after_days != before:
        clinic.erase_from = now + ERASE_NOBODY_FOR if clinic.erase_after_days is not None else None
    changed = ", ".join(sorted(wanted.model_fields_set))
    event = Fact(
        at=now, name="clinic.changed", actor=by, clinic_id=clinic_id, subject=f"clinic:{clinic_id}",
        detail={"fields": changed},
    )  # fmt: skip
    save(session, clinic, event=event)
    return clinic


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A user to add: a person or a program."""

    name: str
    email: str
    role: Role
    kind: Kind = Kind.PERSON
    may_raise_red: bool = False


def add_program(
    session: Session, clinic: Clinic | None, newcomer: Newcomer, *, by: str, now: datetime
) -> tuple[User, str]:
    """Create a program and its first key, with every scope of its role. Only operators do this. Raises EmailIsTaken."""
    program = new_user(session, clinic, replace(newcomer, kind=Kind.PROGRAM), by=by, now=now)
    return program, issue_key(session, program, Giver(by, SCOPES_OF[newcomer.role]), now)


def new_user(session: Session, clinic: Clinic | None, newcomer: Newcomer, *, by: str, now: datetime) -> User:
    """Create a user, who cannot sign in yet. An operator has no clinic. Raises EmailIsTaken."""
    clinic_id, email = clinic.id if clinic else None, newcomer.email.casefold()
    if people.user_with_address(session, clinic_id, email) is not None:
        raise EmailIsTaken("The clinic already has a user with this email address.")
    user = User(
        clinic_id=clinic_id,
        role=newcomer.role,
        kind=newcomer.kind,
        name=newcomer.name,
        email=email,
        may_raise_red=newcomer.may_raise_red,
        created_at=now,
    )
    event = Fact(at=now, name="user.added", actor=by, clinic_id=clinic_id, subject=f"user:{user.id}", detail={})
    save(session, user, event=event)
    return user


def deactivate(session: Session, user: User, *, by: str, now: datetime) -> None:
    """Deactivate a user: their keys and sessions stop working.

    Raises TherapistHasPatients (somebody must take over the worklist), LastAdmin.
    """
    if people.has_patients(session, user.id):
        raise TherapistHasPatients("This therapist still has patients: hand them over to a colleague first.")
    if user.deactivated_at is None:
        _check_not_the_last_admin(session, user)
        user.deactivated_at = now
        # The same account at the clinic's own sign-in may return as a new user.
        user.oidc_issuer = user.oidc_subject = None
        end_sessions(session, user, now)
        event = Fact(
            at=now, name="user.deactivated", actor=by, clinic_id=user.clinic_id, subject=f"user:{user.id}", detail={}
        )
        save(session, user, event=event)


def _check_not_the_last_admin(session: Session, user: User) -> None:
    """Raises LastAdmin. If two leave at once, the second waits for the first and is then counted without them."""
    if user.clinic_id is None or user.role is not Role.ADMIN or user.kind is not Kind.PERSON:
        return
    staying = people.other_admins(session, user)
    if not staying or (comes_in(user) and not any(comes_in(other) for other in staying)):
        raise LastAdmin("Nobody else can sign in as an admin of this clinic: let another admin sign in first.")
