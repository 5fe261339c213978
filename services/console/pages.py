"""Makes pages from templates, under a policy that allows only our own styles and script."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from services import wiring
from services.console import labels, settings_form, unread_words
from services.console.api_client import Api

PATH = "/console"
HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def _own_sign_in() -> bool:
    return bool(wiring.configuration().oidc_issuer)


_templates = Jinja2Templates(HERE / "templates")
_templates.env.globals.update(
    labels=labels, to_read=unread_words, settings_form=settings_form, PATH=PATH, own_sign_in=_own_sign_in
)
_templates.env.trim_blocks = _templates.env.lstrip_blocks = True


def page(request: Request, name: str, status_code: int = 200, **shown: Any) -> HTMLResponse:
    """A page from its template, under the policy."""
    shown["navigation"] = request.app.state.navigation
    response = _templates.TemplateResponse(request, name, shown, status_code=status_code)
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def api_of(request: Request) -> Api:
    """The API, called with the session of the browser's user."""
    return Api(request.app.state.api, request)
