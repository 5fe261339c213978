"""Who asks, at what time, in which unit of work? What every route is handed."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from schemas.people import IdempotencyKey, Role, User
from services import wiring
from services.intake.problems import ProblemError
from services.journey.clinics import user_of_key
from services.storage.database import now

_bearer = HTTPBearer(auto_error=False, description="An API key, `amb_...`, as it was shown when it was issued")


def unit_of_work() -> Iterator[Session]:
    """One unit of work a request, committed before the answer leaves."""
    with wiring.database().unit_of_work() as session:
        yield session


# With the default scope the commit would come after the answer: what was answered could still be lost.
Work = Annotated[Session, Depends(unit_of_work, scope="function")]


@dataclass(frozen=True, slots=True)
class Caller:
    """The signed-in user, the clinic they act for, and the time of this request."""

    user: User
    now: datetime

    @property
    def clinic_id(self) -> UUID:
        """The caller's clinic; raises a problem for an operator, who has none."""
        if self.user.clinic_id is None:
            raise ProblemError(403, "no-clinic", "An operator's key opens clinics only; use a key of the clinic.")
        return self.user.clinic_id


def caller_with(*roles: Role) -> Callable[..., Caller]:
    """A dependency that demands a key whose user has one of the roles."""

    def demand(session: Work, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> Caller:
        at = now(session)
        user = user_of_key(session, credentials.credentials, at) if credentials else None
        if user is None:
            raise ProblemError(401, "not-signed-in", "Send a valid API key: `Authorization: Bearer amb_...`.")
        if user.role not in roles:
            allowed = " or ".join(role.value for role in roles)
            raise ProblemError(403, "not-allowed", f"This needs a key of a user with the role {allowed}.")
        return Caller(user, at)

    return demand


AsOperator = Annotated[Caller, Depends(caller_with(Role.OPERATOR), scope="function")]
AsAdmin = Annotated[Caller, Depends(caller_with(Role.ADMIN), scope="function")]
AsTherapist = Annotated[Caller, Depends(caller_with(Role.THERAPIST), scope="function")]
AsReader = Annotated[Caller, Depends(caller_with(Role.ADMIN, Role.THERAPIST, Role.VIEWER), scope="function")]
AsAnyone = Annotated[Caller, Depends(caller_with(*Role), scope="function")]
OnceKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="Any text of yours that names this request; the same again gives the same answer",
    ),
]


def once(
    session: Session, caller: Caller, route: str, key: str | None, body: BaseModel, make: Callable[[], BaseModel]
) -> JSONResponse:
    """Do a thing once for an Idempotency-Key: a repeat gets the stored answer, another body under it a 422.

    The key is written in the same unit of work as the thing, so that two at once wait for one another.
    """
    if key is None:
        return JSONResponse(make().model_dump(mode="json"), status_code=201)
    body_hash = hashlib.sha256(json.dumps(body.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()
    row = IdempotencyKey(user_id=caller.user.id, route=route, key=key, body_hash=body_hash, created_at=caller.now)
    statement = insert(IdempotencyKey).values(**row.model_dump()).on_conflict_do_nothing()
    inserted = session.execute(statement.returning(col(IdempotencyKey.key))).first() is not None
    stored = session.get_one(IdempotencyKey, (caller.user.id, route, key))
    if not inserted:
        return _repeat(stored, body_hash)
    answer: dict[str, Any] = make().model_dump(mode="json")
    stored.status_code, stored.answer = 201, answer
    session.add(stored)
    return JSONResponse(answer, status_code=201)


def _repeat(stored: IdempotencyKey, body_hash: str) -> JSONResponse:
    if stored.body_hash != body_hash:
        detail = "This Idempotency-Key was used for a different request; choose a new key. Nothing was written."
        raise ProblemError(422, "idempotency-key-reused", detail)
    return JSONResponse(stored.answer, status_code=stored.status_code or 201, headers={"Idempotent-Replayed": "true"})
