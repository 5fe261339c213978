"""Turns a member of the staff of a test into a person who signs in with a password and a second factor."""

from datetime import datetime

import pyotp

from schemas.tables.identity import Kind, User
from services.accounts import passwords, sign_in
from services.storage.database import Database


def made_a_person(database: Database, user: User) -> User:
    """A member of the staff as a person, who comes in by a session and by no key any more."""
    user.kind = Kind.PERSON
    with database.unit_of_work() as session:
        return session.merge(user)


def invited(database: Database, user: User, now: datetime) -> str:
    """The token of an invitation, as it stands in the person's own mail."""
    with database.unit_of_work() as session:
        return sign_in.invite(session, session.merge(user), by="test", now=now)


def accepted(database: Database, user: User, now: datetime, password: str) -> pyotp.TOTP:
    """The second factor of a person who has taken an invitation."""
    token = invited(database, user, now)
    with database.unit_of_work() as session:
        _, uri = sign_in.look_at(session, token, now)
        totp = pyotp.parse_uri(uri)
        assert isinstance(totp, pyotp.TOTP)
        sign_in.accept(session, token, passwords.hashed(password), totp.at(now), now)
    return totp
