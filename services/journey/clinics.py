"""A clinic opens its door: the clinic, the people who work there, their keys, its default settings."""

import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from schemas.api import ClinicChange
from schemas.events import Fact
from schemas.identity import ApiKey, Role, Scope, User
from schemas.people import Clinic, Enrolment, EnrolmentStatus, SettingsVersion
from schemas.settings import ProgressionSettings
from services.journey.sign_in import end_sessions
from services.storage.database import save

KEY_PREFIX = "amb"
_LAST_USED_WITHIN = timedelta(hours=1)
# Where 112 does not reach an emergency service, or another number is the one people know.
EMERGENCY_NUMBERS = {
    **dict.fromkeys(("US", "CA", "MX", "PR", "DO", "GT", "HN", "SV", "PA"), "911"),
    **dict.fromkeys(("GB", "IE"), "999"),
    "AU": "000",
    "NZ": "111",
}


class ClinicError(Exception):
    """What was asked for cannot be done; the sentence says why."""


class EmailIsTaken(ClinicError):
    """One address names one user of a clinic."""


class TherapistHasPatients(ClinicError):
    """Nobody would see to these patients."""


class CountryIsUnknown(ClinicError):
    """The emergency number of that country is not known to Amble."""


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
    """The number that a safety text names. Raises CountryIsUnknown: a wrong number there would be a danger."""
    if country in _WITH_112:
        return "112"
    if country not in EMERGENCY_NUMBERS:
        raise CountryIsUnknown(
            f"Amble does not know the emergency number of {country!r}; a safety text must not name a wrong one."
        )
    return EMERGENCY_NUMBERS[country]


def open_clinic(
    session: Session,
    *,
    name: str,
    phone: str,
    country: str,
    by: str,
    now: datetime,
    notify_webhook: str | None = None,
    greets_by_name: bool = False,
) -> Clinic:
    """A new clinic with version 1 of its settings, the defaults. Raises CountryIsUnknown."""
    clinic = Clinic(
        name=name,
        phone=phone,
        country=country,
        emergency_number=emergency_number(country),
        notify_webhook=notify_webhook,
        greets_by_name=greets_by_name,
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


class ClinicHasChanged(Exception):
    """What the caller looked at is no longer what stands."""


def mark(clinic: Clinic) -> str:
    """By which two looks at a clinic are told apart."""
    changeable = [getattr(clinic, name) for name in sorted(ClinicChange.model_fields)]
    return hashlib.sha256(json.dumps(changeable).encode()).hexdigest()[:32]


def change(
    session: Session, clinic_id: uuid.UUID, wanted: ClinicChange, by: str, now: datetime, *, seen: str
) -> Clinic:
    """Change what is named. seen is the mark of what the caller looked at. Raises ClinicHasChanged."""
    clinic = session.exec(select(Clinic).where(col(Clinic.id) == clinic_id).with_for_update()).one()
    if seen != mark(clinic):
        raise ClinicHasChanged("Somebody changed the clinic since you looked; look again. Nothing was written.")
    for name in wanted.model_fields_set:
        setattr(clinic, name, getattr(wanted, name))
    changed = ", ".join(sorted(wanted.model_fields_set))
    event = Fact(
        at=now, name="clinic.changed", actor=by, clinic_id=clinic_id, subject=f"clinic:{clinic_id}",
        detail={"fields": changed},
    )  # fmt: skip
    save(session, clinic, event=event)
    return clinic


def add_user(
    session: Session,
    *,
    clinic: Clinic | None,
    name: str,
    email: str,
    role: Role,
    by: str,
    now: datetime,
    may_raise_red: bool = False,
) -> tuple[User, str]:
    """A new user and their first key, which is shown once. An operator has no clinic. Raises EmailIsTaken."""
    user = new_user(
        session, clinic=clinic, name=name, email=email, role=role, by=by, now=now, may_raise_red=may_raise_red
    )
    return user, issue_key(session, user, by=by, now=now)


def new_user(
    session: Session,
    *,
    clinic: Clinic | None,
    name: str,
    email: str,
    role: Role,
    by: str,
    now: datetime,
    may_raise_red: bool = False,
) -> User:
    """A new user, who comes in by nothing yet. Raises EmailIsTaken."""
    clinic_id = clinic.id if clinic else None
    taken = select(User.id).where(col(User.email) == email.casefold(), col(User.clinic_id) == clinic_id)
    if session.exec(taken).first() is not None:
        raise EmailIsTaken("A user with this e-mail address exists already in the clinic.")
    user = User(
        clinic_id=clinic_id,
        role=role,
        name=name,
        email=email.casefold(),
        may_raise_red=may_raise_red,
        created_at=now,
    )
    event = Fact(at=now, name="user.added", actor=by, clinic_id=clinic_id, subject=f"user:{user.id}", detail={})
    save(session, user, event=event)
    return user


def issue_key(
    session: Session,
    user: User,
    *,
    by: str,
    now: datetime,
    expires_at: datetime | None = None,
    scopes: Sequence[Scope] = tuple(Scope),
) -> str:
    """A new key `amb_<id>_<secret>`; only the SHA-256 of the secret is kept."""
    key_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    key = ApiKey(
        id=key_id,
        user_id=user.id,
        secret_hash=_hash(secret),
        scopes=sorted({scope.value for scope in scopes}),
        expires_at=expires_at,
        created_at=now,
    )
    event = Fact(at=now, name="key.issued", actor=by, clinic_id=user.clinic_id, subject=f"key:{key_id}", detail={})
    save(session, key, event=event)
    return f"{KEY_PREFIX}_{key_id}_{secret}"


def deactivate(session: Session, user: User, *, by: str, now: datetime) -> None:
    """A user comes in no more, by key or by session. Raises TherapistHasPatients: somebody must see their worklist."""
    caseload = select(Enrolment.id).where(col(Enrolment.therapist_id) == user.id)
    running = caseload.where(col(Enrolment.status) != EnrolmentStatus.DISCHARGED).limit(1)
    if session.exec(running).first() is not None:
        raise TherapistHasPatients("This therapist has patients still; give them to a colleague first.")
    if user.deactivated_at is None:
        user.deactivated_at = now
        # Their account at the clinic's own sign-in may come back as a new user.
        user.oidc_issuer = user.oidc_subject = None
        end_sessions(session, user, now)
        event = Fact(
            at=now, name="user.deactivated", actor=by, clinic_id=user.clinic_id, subject=f"user:{user.id}", detail={}
        )
        save(session, user, event=event)


def revoke_key(session: Session, key: ApiKey, user: User, *, by: str, now: datetime) -> None:
    """A key opens nothing from now on. Revoking twice keeps the first time."""
    if key.revoked_at is None:
        key.revoked_at = now
        event = Fact(at=now, name="key.revoked", actor=by, clinic_id=user.clinic_id, subject=f"key:{key.id}", detail={})
        save(session, key, event=event)


def key_in_force(session: Session, presented: str, now: datetime) -> tuple[ApiKey, User] | None:
    """A key and whose it is; None for what is not a key in force. When it was last used is kept to the hour."""
    prefix, _, rest = presented.partition("_")
    key_id, _, secret = rest.partition("_")
    if prefix != KEY_PREFIX or not secret:
        return None
    key = session.get(ApiKey, key_id[:16])
    in_force = key is not None and key.revoked_at is None and (key.expires_at is None or now < key.expires_at)
    known = key.secret_hash if key is not None and in_force else _hash("")
    if not hmac.compare_digest(known, _hash(secret)) or key is None:
        return None
    if key.last_used_at is None or key.last_used_at <= now - _LAST_USED_WITHIN:
        key.last_used_at = now
        session.add(key)
    user = session.get_one(User, key.user_id)
    return (key, user) if user.deactivated_at is None else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
