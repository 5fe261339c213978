"""API keys of programs: `amb_<id>_<secret>`, of which only the SHA-256 of the secret is stored.

People have no keys, and no key can treat patients. A key can do at most what its issuer may do.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from schemas.api.sign_in import NewKey
from schemas.tables.events import Fact
from schemas.tables.identity import SCOPES_OF, ApiKey, Kind, Role, Scope, User
from services.accounts.refusals import KeysAreForPrograms, NotYoursToGive
from services.storage.database import save

KEY_PREFIX = "amb"
_LAST_USED_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Giver:
    """The issuer of a key: their own scopes, until when (None: no end), and the person responsible."""

    by: str
    scopes: frozenset[Scope]
    until: datetime | None = None
    person_id: UUID | None = None


def check_may_give(giver: Giver, role: Role, wanted: Iterable[Scope] = ()) -> frozenset[Scope]:
    """The scopes of a key from this issuer: the wanted ones, or all that both have. Raises NotYoursToGive."""
    both = giver.scopes & SCOPES_OF[role]
    lacking = frozenset(wanted) - both
    if lacking or not both:
        named = ", ".join(sorted(lacking)) or "anything"
        raise NotYoursToGive(
            f"A key can have only scopes that its issuer and its program both have; these lack {named}."
        )
    return frozenset(wanted) or both


def issue_key(session: Session, program: User, giver: Giver, now: datetime, wanted: NewKey | None = None) -> str:
    """Create a key, shown once; it ends no later than its issuer's. Raises KeysAreForPrograms, NotYoursToGive.

    Without wanted scopes it has all that its program and its issuer both have.
    """
    if program.kind is not Kind.PROGRAM or program.deactivated_at is not None:
        raise KeysAreForPrograms("Keys are for active programs; a person signs in after an invitation.")
    given = check_may_give(giver, program.role, wanted.scopes if wanted else ())
    ends = now + timedelta(days=wanted.days) if wanted and wanted.days else None
    key_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    key = ApiKey(
        id=key_id,
        user_id=program.id,
        secret_hash=_hash(secret),
        issued_by=giver.person_id,
        scopes=sorted(scope.value for scope in given),
        expires_at=min((end for end in (ends, giver.until) if end is not None), default=None),
        created_at=now,
    )
    save(session, key, event=_fact("key.issued", key_id, program, giver.by, now))
    return f"{KEY_PREFIX}_{key_id}_{secret}"


def revoke_key(session: Session, key: ApiKey, user: User, *, by: str, now: datetime) -> None:
    """Revoke a key. Revoking it twice keeps the first time."""
    if key.revoked_at is None:
        key.revoked_at = now
        save(session, key, event=_fact("key.revoked", key.id, user, by, now))


def key_in_force(session: Session, presented: str, now: datetime) -> tuple[ApiKey, User] | None:
    """A valid key and its user; None if the key is not valid. The time of its last use is stored to the hour."""
    prefix, _, rest = presented.partition("_")
    key_id, _, secret = rest.partition("_")
    if prefix != KEY_PREFIX or not secret:
        return None
    key = session.get(ApiKey, key_id[:16])
    in_force = key is not None and key.revoked_at is None and (key.expires_at is None or now < key.expires_at)
    known = key.secret_hash if key is not None and in_force else _hash("")
    if not hmac.compare_digest(known, _hash(secret)) or key is None:
        return None
    user = session.get_one(User, key.user_id)
    if user.deactivated_at is not None or user.kind is not Kind.PROGRAM:
        return None
    if key.last_used_at is None or key.last_used_at <= now - _LAST_USED_WITHIN:
        key.last_used_at = now
        session.add(key)
    return key, user


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _fact(name: str, key_id: str, user: User, by: str, now: datetime) -> Fact:
    return Fact(at=now, name=name, actor=by, clinic_id=user.clinic_id, subject=f"key:{key_id}", detail={})
