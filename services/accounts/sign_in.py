"""Invitations, passwords with a second factor, and sessions.

Password and second factor are set together and asked for together; neither works alone. A failed sign-in learns only
that it failed, and always in the same time.
"""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from sqlmodel import Session, col, select

from schemas.tables.events import Fact
from schemas.tables.identity import BrowserSession, Invitation, Kind, User
from services.accounts.passwords import verified
from services.accounts.refusals import (
    CodeIsWrong,
    InvitationIsOver,
    InvitationsAreForPeople,
    SignInRefused,
    WhichClinic,
)
from services.storage.database import save
from services.storage.queries import people

INVITATION_STANDS = timedelta(days=3)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_SEEN_WITHIN = timedelta(minutes=1)
_STEP_SECONDS = 30
_ISSUER = "Amble"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a person signs in with; code is the six digits that their authenticator shows now."""

    email: str
    password: str
    code: str
    clinic_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A user whom an address may mean, and the hash of their password (None: no password yet)."""

    user_id: uuid.UUID
    password_hash: str | None


def check_may_be_invited(user: User) -> None:
    """Raises InvitationsAreForPeople for a program or a deactivated user."""
    if user.kind is not Kind.PERSON or user.deactivated_at is not None:
        raise InvitationsAreForPeople("Only an active person can be invited; a program uses a key.")


def invite(session: Session, user: User, *, by: str, now: datetime) -> str:
    """Create a token for setting a password and a second factor, once, within three days. Older tokens end.

    It is mailed to the user's own address or handed over by an operator; no route shows it. Raises
    InvitationsAreForPeople.
    """
    check_may_be_invited(user)
    for older in people.unused_invitations(session, user.id):
        older.used_at = now
        session.add(older)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        id=_hash(token),
        user_id=user.id,
        totp_secret=pyotp.random_base32(),
        created_at=now,
        expires_at=now + INVITATION_STANDS,
    )
    save(session, invitation, event=_fact("user.invited", user, by, now))
    return token


def note_mailed(session: Session, token: str, *, left: bool, now: datetime) -> None:
    """Record whether the mail with the token was sent."""
    invitation = session.get_one(Invitation, _hash(token))
    user = session.get_one(User, invitation.user_id)
    if left:
        invitation.mailed_at = now
    else:
        invitation.mail_failed_at = now
    name = "user.invitation_mailed" if left else "user.invitation_not_mailed"
    save(session, invitation, event=_fact(name, user, "amble", now))


def comes_in(user: User) -> bool:
    """Whether the user can sign in: with a password and second factor, or with an account elsewhere."""
    return user.password_hash is not None or user.oidc_subject is not None


def look_at(session: Session, token: str, now: datetime) -> tuple[User, str]:
    """The user of an invitation, and the address for their authenticator (otpauth://). Raises InvitationIsOver."""
    invitation, user = _standing(session, _hash(token), now)
    uri = pyotp.TOTP(invitation.totp_secret).provisioning_uri(name=user.email, issuer_name=_ISSUER)
    return user, uri


def accept(session: Session, token: str, password_hash: str, code: str, now: datetime) -> User:
    """Set the password (already hashed) and the second factor; every earlier session ends.

    Raises InvitationIsOver, CodeIsWrong.
    """
    invitation, user = _standing(session, _hash(token), now)
    step = _step_of(invitation.totp_secret, code, now)
    if step is None:
        raise CodeIsWrong
    user.password_hash, user.totp_secret, user.totp_step = password_hash, invitation.totp_secret, step
    invitation.used_at = now
    end_sessions(session, user, now)
    save(session, user, invitation, event=_fact("user.accepted_invitation", user, f"user:{user.id}", now))
    return user


def candidates_of(session: Session, proof: Proof) -> list[Candidate]:
    """The users whom an address may mean, the oldest first. Passwords are compared later, without a connection."""
    rows = people.passwords_to_compare(session, proof.email.casefold(), proof.clinic_id, limit=5)
    return [Candidate(*row) for row in rows]


def matching(password: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those of them whose password this is. Slow on purpose, and just as slow if there are none."""
    if not candidates:
        verified(password, None)
    return [one for one in candidates if verified(password, one.password_hash)]


def sign_in(session: Session, proof: Proof, right: Sequence[Candidate], now: datetime) -> tuple[User, str]:
    """A user and the token of their new session. right: the result of right_of. Raises SignInRefused, WhichClinic."""
    compared = {one.user_id: one.password_hash for one in right}
    candidates = people.lock_users_to_sign_in(session, proof.email.casefold(), proof.clinic_id, compared)
    # The password may have been changed since it was compared.
    standing = [user for user in candidates if user.password_hash == compared[user.id]]
    steps = {user.id: _step_of(user.totp_secret or "", proof.code, now, after=user.totp_step) for user in standing}
    proven = [user for user in standing if steps[user.id] is not None]
    if not proven:
        raise SignInRefused("The address, the password or the code is wrong, or the code was used already.")
    if len(proven) > 1:
        raise WhichClinic([user.clinic_id for user in proven if user.clinic_id is not None])
    user = proven[0]
    user.totp_step = steps[user.id]
    return user, begin_session(session, user, now)


def begin_session(session: Session, user: User, now: datetime) -> str:
    """Begin a session for a user who has proven their identity; returns its token."""
    token = secrets.token_urlsafe(32)
    row = BrowserSession(id=_hash(token), user_id=user.id, created_at=now, seen_at=now, expires_at=now + LONGEST)
    save(session, user, row, event=_fact("user.signed_in", user, f"user:{user.id}", now))
    return token


def user_of_session(session: Session, token: str, now: datetime) -> User | None:
    """The user of a session; None once it has ended, was idle for half an hour, or is twelve hours old."""
    found = session.get(BrowserSession, _hash(token))
    if found is None or found.ended_at is not None or now >= min(found.expires_at, found.seen_at + IDLE):
        return None
    user = session.get_one(User, found.user_id)
    if user.deactivated_at is not None:
        return None
    if found.seen_at <= now - _SEEN_WITHIN:
        found.seen_at = now
        session.add(found)
    return user


def sign_out(session: Session, token: str, now: datetime) -> None:
    """End a session, if it has not ended yet."""
    found = session.get(BrowserSession, _hash(token))
    if found is not None and found.ended_at is None:
        found.ended_at = now
        user = session.get_one(User, found.user_id)
        save(session, found, event=_fact("user.signed_out", user, f"user:{user.id}", now))


def end_sessions(session: Session, user: User, now: datetime) -> None:
    """End every session of a user."""
    for row in people.running_sessions(session, user.id):
        row.ended_at = now
        session.add(row)


def user_of_subject(session: Session, issuer: str, subject: str) -> User | None:
    """The user of an account at the clinic's own sign-in, found by issuer and subject, never by an address alone."""
    statement = select(User).where(col(User.oidc_issuer) == issuer, col(User.oidc_subject) == subject)
    return session.exec(statement.where(col(User.deactivated_at).is_(None))).first()


def link_subject(session: Session, invitation_id: str, issuer: str, subject: str, now: datetime) -> User:
    """Link an invited user to an account at the clinic's own sign-in. Raises InvitationIsOver."""
    invitation, user = _standing(session, invitation_id, now)
    user.oidc_issuer, user.oidc_subject = issuer, subject
    invitation.used_at = now
    save(session, user, invitation, event=_fact("user.linked", user, f"user:{user.id}", now))
    return user


def invitation_id(token: str) -> str:
    """The id in an invitation's token. The id alone does not let anybody sign in."""
    return _hash(token)


def _standing(session: Session, invitation_id: str, now: datetime) -> tuple[Invitation, User]:
    statement = select(Invitation).where(col(Invitation.id) == invitation_id).with_for_update()
    invitation = session.exec(statement).first()
    if invitation is None or invitation.used_at is not None or now >= invitation.expires_at:
        raise InvitationIsOver("This invitation was used or has expired: ask an admin of the clinic for a new one.")
    user = session.get_one(User, invitation.user_id)
    if user.deactivated_at is not None or user.kind is not Kind.PERSON:
        raise InvitationIsOver("This user was deactivated: ask an admin of the clinic.")
    return invitation, user


def _step_of(secret: str, code: str, now: datetime, after: int | None = None) -> int | None:
    """The 30-second step of a code, at most one step off; None if it is not later than the last one used."""
    totp, this = pyotp.TOTP(secret), int(now.timestamp()) // _STEP_SECONDS
    for step in (this, this - 1, this + 1):
        right = bool(secret) and secrets.compare_digest(totp.generate_otp(step).encode(), code.encode())
        if right and (after is None or step > after):
            return step
    return None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fact(name: str, user: User, by: str, now: datetime) -> Fact:
    return Fact(at=now, name=name, actor=by, clinic_id=user.clinic_id, subject=f"user:{user.id}", detail={})
