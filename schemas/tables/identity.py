"""Users and what they sign in with: passwords and second factors, API keys, browser sessions, invitations."""

import uuid
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from schemas.statements import statement
from schemas.tables import columns


class Role(StrEnum):
    """What a user may do: operators run the program, admins enrol, therapists direct care, viewers read."""

    OPERATOR = "operator"
    ADMIN = "admin"
    THERAPIST = "therapist"
    VIEWER = "viewer"


class Kind(StrEnum):
    """Whether a user is a person, who signs in with a session, or a program, which uses a key; neither uses the
    other's.
    """

    PERSON = "person"
    PROGRAM = "program"


class Scope(StrEnum):
    """What a key may be used for, within what its user's role allows."""

    READ = "read"
    ENROL = "enrol"
    STEER = "steer"
    MANAGE = "manage"


# The scopes that each role may have; nobody gives others what they lack themselves.
SCOPES_OF = {
    Role.OPERATOR: frozenset({Scope.MANAGE}),
    Role.ADMIN: frozenset({Scope.READ, Scope.ENROL, Scope.MANAGE}),
    Role.THERAPIST: frozenset({Scope.READ, Scope.STEER}),
    Role.VIEWER: frozenset({Scope.READ}),
}


class User(SQLModel, table=True):
    """A person or a program of a clinic; an operator belongs to none.

    may_raise_red: whether this user may raise the score from which red begins (red_min). password_hash is argon2id's
    own string; totp_step is the last 30-second step whose code was accepted, so that no code counts twice. oidc_issuer
    and oidc_subject name the account in the clinic's own sign-in.
    """

    __tablename__ = "app_user"
    __table_args__ = (
        sa.UniqueConstraint("clinic_id", "email"),
        sa.UniqueConstraint("oidc_issuer", "oidc_subject"),
        sa.CheckConstraint(
            statement("(role = :operator) = (clinic_id is null)", operator=Role.OPERATOR),
            name="operators_have_no_clinic",
        ),
        sa.CheckConstraint("password_hash is null or totp_secret is not null", name="passwords_have_a_second_factor"),
        sa.Index("ix_app_user_email", "email"),
    )

    id: uuid.UUID = columns.key()
    clinic_id: uuid.UUID | None = columns.link("clinic.id", optional=True)
    role: Role = columns.word(Role)
    kind: Kind = Field(
        default=Kind.PERSON, sa_type=columns.word_type(Kind), sa_column_kwargs={"server_default": "person"}
    )
    name: str = Field(max_length=80)
    email: str = Field(max_length=254)
    may_raise_red: bool = False
    password_hash: str | None = Field(default=None, max_length=200)
    totp_secret: str | None = columns.sealed("app_user.totp_secret", optional=True)
    totp_step: int | None = Field(default=None, sa_type=sa.BigInteger)
    oidc_issuer: str | None = Field(default=None, max_length=250)
    oidc_subject: str | None = Field(default=None, max_length=250)
    deactivated_at: datetime | None = columns.time(optional=True)
    created_at: datetime = columns.time()


class ApiKey(SQLModel, table=True):
    """A key of a program, stored only as a SHA-256 of its secret part.

    issued_by: the person who answers for what it does; None if an operator made it on the command line.
    """

    __tablename__ = "api_key"

    id: str = Field(primary_key=True, max_length=16)
    user_id: uuid.UUID = columns.link("app_user.id")
    secret_hash: str = Field(max_length=64)
    issued_by: uuid.UUID | None = columns.link("app_user.id", optional=True, index=False)
    scopes: list[str] = columns.document()
    created_at: datetime = columns.time()
    expires_at: datetime | None = columns.time(optional=True)
    last_used_at: datetime | None = columns.time(optional=True)
    revoked_at: datetime | None = columns.time(optional=True)


class BrowserSession(SQLModel, table=True):
    """A signed-in browser; id is the SHA-256 of its cookie's value."""

    __tablename__ = "browser_session"

    id: str = Field(primary_key=True, max_length=64)
    user_id: uuid.UUID = columns.link("app_user.id")
    created_at: datetime = columns.time()
    seen_at: datetime = columns.time()
    expires_at: datetime = columns.time()
    ended_at: datetime | None = columns.time(optional=True)


class Invitation(SQLModel, table=True):
    """Lets a user set a password and a second factor, once; id is the SHA-256 of its token.

    mailed_at: when the mail server took the mail with the token; mail_failed_at: when it did not.
    """

    __tablename__ = "invitation"

    id: str = Field(primary_key=True, max_length=64)
    user_id: uuid.UUID = columns.link("app_user.id")
    totp_secret: str = columns.sealed("invitation.totp_secret")
    created_at: datetime = columns.time()
    expires_at: datetime = columns.time()
    used_at: datetime | None = columns.time(optional=True)
    mailed_at: datetime | None = columns.time(optional=True)
    mail_failed_at: datetime | None = columns.time(optional=True)
