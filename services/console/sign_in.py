"""Sign-in, sign-out, and the invitation that sets password and second factor."""

import httpx2
import segno
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from services.console.api_client import Refused
from services.console.pages import PATH, api_of, page


def _own_form(request: Request) -> None:
    """Only our own page may send a sign-in form. Raises Refused.

    The API checks the same headers; here a browser that sends neither is refused, too.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin", "none") or (site is None and origin is None):
        raise Refused({"detail": "Sign in from Amble's own page."}, 403)


def _pass_on_cookies(answer: httpx2.Response, response: Response) -> None:
    for told in answer.headers.get_list("set-cookie"):
        response.headers.append("Set-Cookie", told)


def _within(to: str) -> str:
    """The address to return to, if it is one of our pages."""
    return to if to.startswith(f"{PATH}/") and "//" not in to else f"{PATH}/"


async def sign_in_page(request: Request, to: str = "") -> Response:
    """Show the form."""
    return page(request, "sign_in.html", to=to, sentences=[])


async def sign_in(request: Request) -> Response:
    """Sign in and continue to the page that was asked for."""
    _own_form(request)
    form = await request.form()
    body = {name: str(form.get(name, "")) for name in ("email", "password", "code")}
    to = str(form.get("to", ""))
    try:
        answer = await api_of(request).ask("POST", "/sessions", json=body)
    except Refused as error:
        sentences = ["Fill in all three fields; the code has six digits."] if error.status == 422 else error.sentences
        return page(request, "sign_in.html", status_code=error.status, to=to, sentences=sentences, email=body["email"])
    response = RedirectResponse(_within(to), status_code=303)
    _pass_on_cookies(answer, response)
    return response


async def sign_out(request: Request) -> Response:
    """Sign out."""
    answer = await api_of(request).ask("DELETE", "/sessions/current")
    response = RedirectResponse(f"{PATH}/sign-in", status_code=303)
    _pass_on_cookies(answer, response)
    return response


async def invitation_page(request: Request) -> Response:
    """The page on which an invited person enters their token."""
    return page(request, "invitation.html", invited=None, sentences=[])


async def accept_invitation(request: Request) -> Response:
    """Accept an invitation: first the token, then password and code. The code proves that the authenticator works."""
    _own_form(request)
    form = await request.form()
    token = str(form.get("token", "")).strip()
    try:
        invited = await api_of(request).post("/invitations/look", {"token": token})
    except Refused as error:
        told = error.sentences if error.status == 404 else ["That is not a complete invitation: copy all of it."]
        return page(request, "invitation.html", status_code=error.status, invited=None, sentences=told)
    shown = invited | {"token": token, "picture": segno.make(invited["authenticator"]).svg_data_uri(scale=4)}
    sentences: list[str] = []
    if "password" in form:
        body = {"token": token, "password": str(form["password"]), "code": str(form.get("code", "")).strip()}
        try:
            answer = await api_of(request).ask("POST", "/invitations/accept", json=body)
            response = RedirectResponse(f"{PATH}/sign-in", status_code=303)
            _pass_on_cookies(answer, response)
            return response
        except Refused as error:
            sentences = error.sentences[:1] if error.status != 422 or len(error.sentences) < 2 else error.sentences[1:]
    return page(request, "invitation.html", status_code=422 if sentences else 200, invited=shown, sentences=sentences)
