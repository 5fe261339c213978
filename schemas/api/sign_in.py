"""Requests and responses about identity: invitations, sign-in, keys."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, WithJsonSchema
from pydantic_core import PydanticCustomError

from schemas.api.clinics import ClinicOut, UserOut
from schemas.api.requests import RequestBody
from schemas.api.shown_once import ShownOnce
from schemas.tables.identity import Scope


class Shown(BaseModel):
    """A request with secrets in it: they are taken exactly as sent, blanks at both ends included."""

    model_config = ConfigDict(extra="forbid")


Token = Annotated[SecretStr, Field(min_length=20, max_length=100, description="As it was shown once")]
Code = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="Six digits of the authenticator, now")]
_MOST_CHARACTERS = 128


def _bounded(value: SecretStr) -> SecretStr:
    if not 1 <= len(value) <= _MOST_CHARACTERS:
        raise PydanticCustomError("password_length", f"must have 1 to {_MOST_CHARACTERS} characters")
    return value


_PASSWORD = {"type": "string", "format": "password", "writeOnly": True, "minLength": 1, "maxLength": _MOST_CHARACTERS}
Password = Annotated[SecretStr, AfterValidator(_bounded), WithJsonSchema(_PASSWORD)]


class SignIn(Shown):
    """A person's credentials; clinic_id only if one address belongs to several clinics."""

    email: str = Field(min_length=3, max_length=254)
    password: Password
    code: Code
    clinic_id: UUID | None = None


class LookAtInvitation(Shown):
    """An invitation's token."""

    token: Token


class AcceptInvitation(Shown):
    """A password of at least twelve characters, and the authenticator's code that proves the second factor works."""

    token: Token
    password: Password
    code: Code


class NewKey(RequestBody):
    """A further key for a program."""

    days: int | None = Field(
        default=None, ge=1, le=730, description="Until it expires; without it, until it is revoked"
    )
    scopes: list[Scope] = Field(
        default=[],
        max_length=4,
        description="What the key may be used for; none named: all that its program and its giver both may do",
    )


class InvitedOut(BaseModel):
    """An invitation on its way to the invited person's own address; its token is shown to nobody else."""

    sent_to: str
    expires_at: datetime


class InvitationListed(BaseModel):
    """An invitation without its token: whether its mail was sent (null twice: not yet tried) and it was used."""

    created_at: datetime
    expires_at: datetime
    mailed_at: datetime | None
    mail_failed_at: datetime | None
    used_at: datetime | None


class KeyOut(BaseModel):
    """An API key: shown once, kept only as a hash."""

    api_key: ShownOnce


class KeyListed(BaseModel):
    """A key without its secret. last_used_at is kept to the hour."""

    id: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


class OpenedClinic(BaseModel):
    """A clinic, its first admin, and their invitation; null: no mail leaves here, the operator hands it over."""

    clinic: ClinicOut
    admin: UserOut
    invitation: InvitedOut | None


class AddedUser(BaseModel):
    """A user, and a person's invitation; null: a program, or the operator hands it over."""

    user: UserOut
    invitation: InvitedOut | None


class SignedInOut(BaseModel):
    """The user who has signed in; the session itself is in the cookie."""

    user: UserOut


class InvitationOut(BaseModel):
    """The person an invitation is for; authenticator is the address that an authenticator app reads (otpauth://)."""

    name: str
    email: str
    authenticator: str
