"""What does `amble serve` serve? The API, and the pages that ask it, in one process."""

from functools import cache

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from services import wiring
from services.console.app import create_console
from services.console.pages import PATH
from services.intake.app import create_app as create_api


def create_app() -> FastAPI:
    """What this process serves, as its settings say."""
    settings = wiring.configuration()
    return app_of(settings.mode is wiring.Mode.REHEARSAL, bool(settings.oidc_issuer))


@cache
def app_of(rehearsal: bool, single_sign_on: bool) -> FastAPI:
    """The API with the therapists' pages mounted beside it.

    Its description is made at once: that builds every route, which would take a second of the first question otherwise.
    """
    api = create_api(rehearsal=rehearsal, single_sign_on=single_sign_on)
    api.mount(PATH, create_console(api))

    @api.get("/", include_in_schema=False)
    def beginning() -> RedirectResponse:
        """Whoever comes with a browser wants the pages."""
        return RedirectResponse(f"{PATH}/", status_code=303)

    api.openapi()
    return api
