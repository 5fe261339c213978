"""How does a person come in at the door for machines? Invitation, sign-in, the browser's session, and who am I."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import SecretStr

from schemas.api.clinics import UserOut
from schemas.api.sign_in import (
    AcceptInvitation,
    InvitationListed,
    InvitationOut,
    InvitedOut,
    LookAtInvitation,
    SignedInOut,
    SignIn,
)
from schemas.tables.identity import User
from services import wiring
from services.accounts import passwords, sign_in
from services.intake.request import queries
from services.intake.request.caller import AsAdmin, AsAnyone, Work, cookie_name, is_from_own_page, session_token
from services.intake.request.idempotency import OnceRoute
from services.intake.request.limits import Limits
from services.intake.request.password_hashing import hashing_of
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS
from services.intake.v1.clinics import check_may_invite, user_of_clinic, user_out
from services.intake.v1.devices import known_device, remember_device
from services.intake.v1.invitations import invite
from services.storage.database import now

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["sign-in"], responses=PROBLEMS)
_REFUSED_FOR_SECONDS = "900"


def network_of(request: Request) -> str:
    """From where somebody knocks."""
    return request.client.host if request.client else "unknown"


def give_cookie(response: Response, token: str) -> None:
    """Let the browser keep the session: out of reach of scripts, of other sites, and of plain http in production."""
    response.set_cookie(
        cookie_name(), token, path="/", httponly=True, secure=_is_production(), samesite="lax",
        max_age=int(sign_in.LONGEST.total_seconds()),
    )  # fmt: skip


def _plain(secret: SecretStr) -> str:
    return secret.get_secret_value()


def _is_production() -> bool:
    return wiring.configuration().mode is wiring.Mode.PRODUCTION


def check_own_page(request: Request) -> None:
    """Nobody is signed in from another site's page, as somebody else. Raises a problem."""
    if not is_from_own_page(request, or_says_nothing=True):
        raise ProblemError(403, "foreign-origin", "Sign in from Amble's own page, or send this from a program.")


@router.post("/sessions", status_code=201)
async def begin_session(request: SignIn, http: Request, response: Response) -> SignedInOut:
    """Sign in with address, password and the authenticator's six digits; the session stands in a cookie."""
    check_own_page(http)
    limits: Limits = http.app.state.limits
    network, device = network_of(http), known_device(http, request.email)
    proof = sign_in.Proof(request.email, _plain(request.password), request.code, request.clinic_id)
    hashing = hashing_of(http)
    async with hashing.place():
        if not await run_in_threadpool(limits.begin_try, network, request.email, device):
            detail = "Too many sign-ins were refused; try again in a quarter of an hour, or where you signed in before."
            raise ProblemError(429, "too-many-requests", detail, headers={"Retry-After": _REFUSED_FOR_SECONDS})
        candidates = await run_in_threadpool(_candidates_of, proof)
        right = await hashing.run(sign_in.matching, proof.password, candidates)
    user, token = await run_in_threadpool(_begin, proof, right)
    await run_in_threadpool(limits.was_right, network, request.email, device)
    give_cookie(response, token)
    remember_device(http, response, request.email)
    return SignedInOut(user=user_out(user))


def _candidates_of(proof: sign_in.Proof) -> list[sign_in.Candidate]:
    with wiring.database().unit_of_work() as session:
        return sign_in.candidates_of(session, proof)


def _begin(proof: sign_in.Proof, right: list[sign_in.Candidate]) -> tuple[User, str]:
    with wiring.database().unit_of_work() as session:
        return sign_in.sign_in(session, proof, right, now(session))


@router.delete("/sessions/current", status_code=204)
def end_session(http: Request, response: Response, session: Work, caller: AsAnyone) -> None:
    """Sign out: the session ends for good, whoever else holds its cookie."""
    token = session_token(http)
    if token is not None:
        sign_in.sign_out(session, token, caller.now)
    # Browsers keep a `__Host-` cookie that is taken away without what it was given with.
    response.delete_cookie(cookie_name(), path="/", httponly=True, secure=_is_production(), samesite="lax")


@router.get("/me")
def who_am_i(caller: AsAnyone) -> UserOut:
    """The user of this key or session."""
    return user_out(caller.user)


def _looked_at(session: Work, token: str) -> tuple[User, str]:
    return sign_in.look_at(session, token, now(session))


@router.post("/invitations/look")
def look_at_invitation(request: LookAtInvitation, session: Work) -> InvitationOut:
    """Whom an invitation is for, and what their authenticator must read."""
    user, uri = _looked_at(session, _plain(request.token))
    return InvitationOut(name=user.name, email=user.email, authenticator=uri)


@router.post("/invitations/accept")
async def accept_invitation(request: AcceptInvitation, http: Request, response: Response) -> UserOut:
    """Set password and second factor, once; sessions of before end. Then sign in."""
    check_own_page(http)
    token, password = _plain(request.token), _plain(request.password)
    hashing = hashing_of(http)
    async with hashing.place():
        invited = await run_in_threadpool(_invited, token)
        kept = await hashing.run(_judged_and_hashed, password, invited)
    user = await run_in_threadpool(_accept, token, kept, request.code)
    remember_device(http, response, user.email)
    return user_out(user)


def _invited(token: str) -> User:
    with wiring.database().unit_of_work() as session:
        return _looked_at(session, token)[0]


def _judged_and_hashed(password: str, user: User) -> str:
    passwords.check_password(password, user)
    return passwords.hashed(password)


def _accept(token: str, password_hash: str, code: str) -> User:
    with wiring.database().unit_of_work() as session:
        return sign_in.accept(session, token, password_hash, code, now(session))


UserId = Annotated[UUID, Path(description="The user's id")]


@router.post("/users/{user_id}/invitations", status_code=201)
def invite_user(user_id: UserId, http: Request, tasks: BackgroundTasks, session: Work, caller: AsAdmin) -> InvitedOut:
    """Mail the person, at their own address, a token by which they set (or set anew) password and second factor.

    The token is good for three days, once, and shown to nobody else. Whoever has a way in already is told what it does.
    """
    check_may_invite(caller)
    user = user_of_clinic(session, caller, user_id)
    limits: Limits = http.app.state.limits
    if not limits.count_invitation(str(user.id)):
        detail = "Ten invitations were mailed to this person within the hour; go on in an hour."
        raise ProblemError(429, "too-many-requests", detail, headers={"Retry-After": "3600"})
    sign_in.check_may_be_invited(user)
    invited = invite(session, tasks, user, f"user:{caller.user.id}", caller.now)
    if invited is None:
        detail = "No mail leaves here: whoever runs Amble gives the invitation, with `amble admin invite`."
        raise ProblemError(409, "no-mail", detail)
    return invited


@router.get("/users/{user_id}/invitations")
def list_invitations(user_id: UserId, session: Work, caller: AsAdmin) -> list[InvitationListed]:
    """A person's last twenty invitations, the newest first, without their tokens: whether the mail left."""
    user = user_of_clinic(session, caller, user_id)
    rows = queries.last_invitations(session, user.id, 20)
    return [InvitationListed(**row.model_dump(include=set(InvitationListed.model_fields))) for row in rows]
