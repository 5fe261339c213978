"""What does `amble serve` serve? The API, and the pages that ask it, in one process."""

from fastapi import FastAPI

from services.console.app import PATH, create_console
from services.intake.app import create_app as create_api


def create_app() -> FastAPI:
    """The API with the therapists' pages mounted beside it."""
    api = create_api()
    api.mount(PATH, create_console(api))
    return api
