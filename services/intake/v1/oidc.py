"""How does a person come in by the clinic's own sign-in? OpenID Connect with PKCE and a nonce, where it is configured.

Known by issuer and subject, never by an address alone: an invitation links the two once. These routes stand in an app
of their own, because only they need the short-lived cookie of the round trip.
"""

import re
from typing import Annotated

from authlib.integrations.starlette_client import OAuth, OAuthError
from fastapi import FastAPI, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.middleware.sessions import SessionMiddleware

from services import wiring
from services.accounts import sign_in
from services.accounts.refusals import SignInRefused
from services.intake.request import problems
from services.intake.request.problems import ProblemError
from services.intake.v1.sign_in import check_own_page, give_cookie
from services.storage.database import now

PATH = "/v1/oidc"
_INVITATION = "invitation"
_ROUND_TRIP_SECONDS = 600
# As RFC 6749 and OpenID Connect write their errors.
_CODE = re.compile(r"[a-z_]{1,40}")


def create_app() -> FastAPI:
    """The app that is mounted at PATH where a sign-in of the clinic's own is configured."""
    settings = wiring.configuration()
    production = settings.mode is wiring.Mode.PRODUCTION
    app = FastAPI(openapi_url=None)
    problems.install(app)
    app.add_middleware(
        SessionMiddleware,
        secret_key=wiring.keys().derived("oidc-round-trip"),
        session_cookie="amble-oidc",
        max_age=_ROUND_TRIP_SECONDS,
        path=PATH,
        same_site="lax",
        https_only=production,
    )
    oauth = OAuth()
    app.state.clinic = oauth.register(
        "clinic",
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        client_kwargs={"scope": "openid", "code_challenge_method": "S256"},
    )

    @app.get("/start")
    async def start(request: Request) -> Response:
        """Off to the clinic's own sign-in."""
        return await _start(request, None)

    @app.post("/start")
    async def start_invited(
        request: Request, invitation: Annotated[str, Form(min_length=20, max_length=100)]
    ) -> Response:
        """The same for an invited user, whose account there is linked on the way back."""
        check_own_page(request)
        return await _start(request, sign_in.invitation_id(invitation))

    @app.get("/callback")
    async def callback(request: Request) -> Response:
        """Back from it: a session, or a sentence."""
        return await _callback(request)

    return app


async def _start(request: Request, invitation: str | None) -> Response:
    request.session.clear()
    if invitation is not None:
        # By its hash: the cookie is signed and not sealed, and by this nobody comes in.
        request.session[_INVITATION] = invitation
    back = f"{wiring.configuration().public_base_url.rstrip('/')}{PATH}/callback"
    response: Response = await request.app.state.clinic.authorize_redirect(request, back)
    return response


async def _callback(request: Request) -> Response:
    try:
        token = await request.app.state.clinic.authorize_access_token(request)
    except OAuthError as error:
        wiring.log("oidc.refused", error=code if _CODE.fullmatch(code := str(error.error)) else "unreadable")
        raise SignInRefused("The clinic's own sign-in did not let you in; try again.") from None
    told = token.get("userinfo") or {}
    issuer, subject = str(told.get("iss", "")), str(told.get("sub", ""))
    invitation = request.session.get(_INVITATION)
    request.session.clear()
    session_token = await run_in_threadpool(_sign_in, issuer, subject, invitation)
    response = RedirectResponse("/", status_code=303)
    give_cookie(response, session_token)
    return response


def _sign_in(issuer: str, subject: str, invitation: str | None) -> str:
    with wiring.database().unit_of_work() as session:
        at = now(session)
        user = sign_in.user_of_subject(session, issuer, subject) if subject else None
        if user is None and subject and invitation is not None:
            user = sign_in.link_subject(session, invitation, issuer, subject, at)
        if user is None:
            detail = "Nobody here is linked to that account: ask an admin of the clinic for an invitation."
            raise ProblemError(403, "not-linked", detail)
        return sign_in.begin_session(session, user, at)
