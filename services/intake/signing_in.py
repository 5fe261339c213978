"""How does a person come in at the door for machines? Invitation, sign-in, the browser's session, and who am I."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import SecretStr

from schemas.answers import UserOut
from schemas.identity import User
from schemas.sign_in import AcceptInvitation, InvitationOut, InvitedOut, LookAtInvitation, SignedInOut, SignIn
from services import wiring
from services.intake.clinics import PROBLEMS, user_of_clinic, user_out
from services.intake.limits import Limits
from services.intake.once import OnceRoute
from services.intake.problems import ProblemError
from services.intake.session import AsAdmin, AsAnyone, Work, cookie_name, session_token
from services.journey import sign_in
from services.storage.database import now

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["sign-in"], responses=PROBLEMS)


def network_of(request: Request) -> str:
    """From where somebody knocks."""
    return request.client.host if request.client else "unknown"


def give_cookie(response: Response, token: str) -> None:
    """Let the browser keep the session: out of reach of scripts, of other sites, and of plain http in production."""
    secure = wiring.configuration().mode is wiring.Mode.PRODUCTION
    response.set_cookie(
        cookie_name(), token, path="/", httponly=True, secure=secure, samesite="lax",
        max_age=int(sign_in.LONGEST.total_seconds()),
    )  # fmt: skip


def _plain(secret: SecretStr) -> str:
    return secret.get_secret_value()


@router.post("/sessions", status_code=201)
def begin_session(request: SignIn, http: Request, response: Response, session: Work) -> SignedInOut:
    """Sign in with address, password and the authenticator's six digits; the session stands in a cookie."""
    limits: Limits = http.app.state.limits
    if not limits.may_try(network_of(http), request.email):
        detail = "Too many sign-ins were refused from this network; try again in a quarter of an hour."
        raise ProblemError(429, "too-many-requests", detail)
    proof = sign_in.Proof(request.email, _plain(request.password), request.code, request.clinic_id)
    try:
        user, token = sign_in.sign_in(session, proof, now(session))
    except sign_in.SignInRefused as error:
        limits.count_wrong(network_of(http), request.email)
        raise ProblemError(401, "sign-in-refused", str(error)) from None
    except sign_in.WhichClinic as error:
        fields = [{"field": "clinic_id", "detail": str(clinic_id)} for clinic_id in error.clinic_ids]
        raise ProblemError(409, "which-clinic", str(error), fields) from None
    give_cookie(response, token)
    return SignedInOut(user=user_out(user))


@router.delete("/sessions/current", status_code=204)
def end_session(http: Request, response: Response, session: Work, caller: AsAnyone) -> None:
    """Sign out: the session ends for good, whoever else holds its cookie."""
    token = session_token(http)
    if token is not None:
        sign_in.sign_out(session, token, caller.now)
    response.delete_cookie(cookie_name(), path="/")


@router.get("/me")
def who_am_i(caller: AsAnyone) -> UserOut:
    """The user of this key or session."""
    return user_out(caller.user)


def _looked_at(session: Work, token: str) -> tuple[User, str]:
    try:
        return sign_in.look_at(session, token, now(session))
    except sign_in.InvitationIsOver as error:
        raise ProblemError(404, "invitation-is-over", str(error)) from None


@router.post("/invitations/look")
def look_at_invitation(request: LookAtInvitation, session: Work) -> InvitationOut:
    """Whom an invitation is for, and what their authenticator must read."""
    user, uri = _looked_at(session, _plain(request.token))
    return InvitationOut(name=user.name, email=user.email, authenticator=uri)


@router.post("/invitations/accept")
def accept_invitation(request: AcceptInvitation, session: Work) -> UserOut:
    """Set password and second factor, once; sessions of before end. Then sign in."""
    try:
        token, password = _plain(request.token), _plain(request.password)
        user = sign_in.accept(session, token, password, request.code, now(session))
    except sign_in.InvitationIsOver as error:
        raise ProblemError(404, "invitation-is-over", str(error)) from None
    except sign_in.PasswordIsWeak as error:
        fields = [{"field": "password", "detail": str(error)}]
        raise ProblemError(422, "password-is-weak", str(error), fields) from None
    except sign_in.SignInRefused as error:
        raise ProblemError(422, "code-is-wrong", str(error), [{"field": "code", "detail": str(error)}]) from None
    return user_out(user)


@router.post("/users/{user_id}/invitations", status_code=201)
def invite_user(
    user_id: Annotated[UUID, Path(description="The user's id")], session: Work, caller: AsAdmin
) -> InvitedOut:
    """A token, shown once and good for three days, by which the user sets (or sets anew) password and second factor."""
    user = user_of_clinic(session, caller, user_id)
    token = sign_in.invite(session, user, by=f"user:{caller.user.id}", now=caller.now)
    return InvitedOut(token=token, expires_at=caller.now + sign_in.INVITATION_STANDS)
