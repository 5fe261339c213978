"""The caller of a request, its time and its unit of work: the dependencies of every route."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from sqlmodel import Session

from schemas.tables.identity import SCOPES_OF, ApiKey, Role, Scope, User
from services import wiring
from services.accounts.keys import Giver, key_in_force
from services.accounts.sign_in import user_of_session
from services.intake.request.idempotency import claim
from services.intake.request.limits import Limits
from services.intake.request.problems import ProblemError
from services.storage.database import ByKey, confine, note_key, now

_bearer = HTTPBearer(auto_error=False, description="An API key, `amb_...`, as it was shown when it was issued")
_cookie = APIKeyCookie(name="__Host-amble", auto_error=False, description="A browser's session, after signing in")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def unit_of_work() -> Iterator[Session]:
    """One unit of work for a request, committed before the answer leaves."""
    with wiring.database().unit_of_work() as session:
        yield session


# With the default scope the commit would come after the answer, which could then be false.
Work = Annotated[Session, Depends(unit_of_work, scope="function")]


@dataclass(frozen=True, slots=True)
class Caller:
    """The signed-in user, their clinic, the time of this request, and its method and route (`GET /v1/...`).

    key: the program's key; None for a person's session. looked_at: the patients whom this request has shown.
    """

    user: User
    now: datetime
    operation: str
    key: ApiKey | None = None
    patients_shown: set[UUID] = field(default_factory=set)

    @property
    def scopes(self) -> frozenset[Scope]:
        """The caller's scopes: what both the role and the key allow."""
        allowed = SCOPES_OF[self.user.role]
        return allowed if self.key is None else allowed & {Scope(scope) for scope in self.key.scopes}

    @property
    def by_key(self) -> ByKey | None:
        """How the audit names the key."""
        return None if self.key is None else by_key(self.key)

    @property
    def as_giver(self) -> Giver:
        """The caller as the issuer of a key."""
        by = f"user:{self.user.id}"
        if self.key is None:
            return Giver(by, self.scopes, None, self.user.id)
        return Giver(by, self.scopes, self.key.expires_at, self.key.issued_by)

    @property
    def clinic_id(self) -> UUID:
        """The caller's clinic. Raises a problem for an operator, who has none."""
        if self.user.clinic_id is None:
            raise ProblemError(403, "no-clinic", "An operator's key only opens clinics: use a key of the clinic.")
        return self.user.clinic_id


def by_key(key: ApiKey) -> ByKey:
    """How the audit names a key, and on whose behalf it acted."""
    return ByKey(f"user:{key.user_id}", key.id, f"user:{key.issued_by}" if key.issued_by else None)


def cookie_name() -> str:
    """The name of the session's cookie. Its prefix makes browsers insist on https and on this host."""
    return "__Host-amble" if wiring.configuration().mode is wiring.Mode.PRODUCTION else "amble"


def session_token(request: Request) -> str | None:
    """The session's token in the browser's cookie."""
    return request.cookies.get(cookie_name())


def is_from_own_page(request: Request, *, or_says_nothing: bool = False) -> bool:
    """Whether a browser says that one of our pages sent this. or_says_nothing: True also without such a header."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    own = {
        f"{request.url.scheme}://{request.headers.get('host', '')}",
        wiring.configuration().public_base_url.rstrip("/"),
    }
    return origin in own or (or_says_nothing and origin is None)


def _check_origin(request: Request) -> None:
    """Raises a problem for a change that comes from another site's page, because browsers send cookies even then."""
    if request.method not in _SAFE_METHODS and not is_from_own_page(request):
        detail = "A signed-in browser can change things only from Amble's own pages; programs send an API key."
        raise ProblemError(403, "foreign-origin", detail)


def _limits(request: Request) -> Limits:
    limits: Limits = request.app.state.limits
    return limits


def _network(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _who(request: Request, session: Session, key: str | None, at: datetime) -> tuple[User, ApiKey | None, str]:
    """The user of a key or a browser's session, the key, and under what requests are counted."""
    if key is not None:
        found = key_in_force(session, key, at)
        if found is not None:
            note_key(session, by_key(found[0]))
            return found[1], found[0], f"key:{found[0].id}"
        if not _limits(request).count_wrong_key(_network(request)):
            detail = "This key is not valid, and too many invalid keys came from your network: try again in a minute."
            raise ProblemError(429, "too-many-requests", detail, headers={"Retry-After": "60"})
    elif (token := session_token(request)) is not None:
        user = user_of_session(session, token, at)
        if user is not None:
            _check_origin(request)
            return user, None, f"user:{user.id}"
    raise ProblemError(401, "not-signed-in", "Send a valid API key (`Authorization: Bearer amb_...`), or sign in.")


def _count(request: Request, who: str) -> None:
    within, left = _limits(request).count_request(who, time.time())
    request.state.rate = left.headers() if left else []
    if not within and left:
        detail = f"More than {left.limit} requests in a minute: try again in {left.seconds} s."
        raise ProblemError(429, "too-many-requests", detail, headers={"Retry-After": str(left.seconds)})


def caller_with(*roles: Role, scope: Scope | None) -> Callable[..., Caller]:
    """A dependency that requires a user with one of these roles and, if they use a key, this scope.

    From then on PostgreSQL shows this unit of work only the rows of the caller's clinic.
    """

    def demand(
        request: Request,
        session: Work,
        credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
        _: Annotated[str | None, Security(_cookie)],
    ) -> Caller:
        key = credentials.credentials if credentials else None
        at = now(session)
        user, used, counted_as = _who(request, session, key, at)
        _count(request, counted_as)
        if user.role not in roles:
            allowed = " or ".join(role.value for role in roles)
            raise ProblemError(403, "not-allowed", f"This needs a user with the role {allowed}.")
        caller = Caller(user, at, f"{request.method} {request.scope['route'].path}", used)
        if scope is not None and scope not in caller.scopes:
            raise ProblemError(403, "not-in-scope", f"This key may not be used for this: it lacks {scope.value!r}.")
        claim(session, request, user, at)
        if user.clinic_id is not None:
            confine(session, user.clinic_id)
        return caller

    return demand


_CARERS = (Role.ADMIN, Role.THERAPIST, Role.VIEWER)
AsOperator = Annotated[Caller, Depends(caller_with(Role.OPERATOR, scope=Scope.MANAGE), scope="function")]
AsAdmin = Annotated[Caller, Depends(caller_with(Role.ADMIN, scope=Scope.MANAGE), scope="function")]
AsEnroller = Annotated[Caller, Depends(caller_with(Role.ADMIN, scope=Scope.ENROL), scope="function")]
AsTherapist = Annotated[Caller, Depends(caller_with(Role.THERAPIST, scope=Scope.STEER), scope="function")]
AsReader = Annotated[Caller, Depends(caller_with(*_CARERS, scope=Scope.READ), scope="function")]
AsExporter = Annotated[Caller, Depends(caller_with(Role.ADMIN, scope=Scope.READ), scope="function")]
AsAnyone = Annotated[Caller, Depends(caller_with(*Role, scope=None), scope="function")]
