"""By what does a program come in? By keys `amb_<id>_<secret>`, of which only the SHA-256 of the secret is kept.

A key is a program's: nobody's clinical act, and no person's way in. Whoever gives one gives at most what they have.
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
from services.journey.refusals import KeysAreForPrograms, NotYoursToGive
from services.storage.database import save

KEY_PREFIX = "amb"
_LAST_USED_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives a key: what they may do themselves, until when (None: no end), and the person who answers for it."""

    by: str
    scopes: frozenset[Scope]
    until: datetime | None = None
    person_id: UUID | None = None


def check_may_give(giver: Giver, role: Role, wanted: Iterable[Scope] = ()) -> frozenset[Scope]:
    """What a program gets from this giver: what is wanted, or all that both have. Raises NotYoursToGive."""
    both = giver.scopes & SCOPES_OF[role]
    lacking = frozenset(wanted) - both
    if lacking or not both:
        named = ", ".join(sorted(lacking)) or "anything"
        raise NotYoursToGive(f"A key gives what its giver and its program both may do; that does not hold {named}.")
    return frozenset(wanted) or both


def issue_key(session: Session, program: User, giver: Giver, now: datetime, wanted: NewKey | None = None) -> str:
    """A new key, shown once; it ends with its giver's at the latest. Raises KeysAreForPrograms, NotYoursToGive.

    wanted None: all that its program and its giver may do, until it is revoked.
    """
    if program.kind is not Kind.PROGRAM or program.deactivated_at is not None:
        raise KeysAreForPrograms("Keys are for programs that have not left; a person comes in by an invitation.")
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
    """A key opens nothing from now on. Revoking twice keeps the first time."""
    if key.revoked_at is None:
        key.revoked_at = now
        save(session, key, event=_fact("key.revoked", key.id, user, by, now))


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
