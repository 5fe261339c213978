"""What does `amble serve` serve? The API, and the pages that ask it, in one process."""

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from services.console.app import create_console
from services.console.pages import PATH
from services.intake.app import create_app as create_api


def create_app() -> FastAPI:
    """The API with the therapists' pages mounted beside it."""
    api = create_api()
    api.mount(PATH, create_console(api))

    @api.get("/", include_in_schema=False)
    def beginning() -> RedirectResponse:
        """Whoever comes with a browser wants the pages."""
        return RedirectResponse(f"{PATH}/", status_code=303)

    return api
