"""What `amble serve` serves in one process: the API, the console and, in a rehearsal, the rehearsal's pages."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache

import uvicorn
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from services import wiring
from services.command_line.connections import BoundedProtocol
from services.console.app import create_console
from services.console.pages import PATH
from services.intake.app import create_app as create_api
from services.intake.request.gate import Gate
from services.intake.request.proxies import Proxied
from services.wiring.trusted_proxies import note_forwarder

_NOT_STARTED = 3


def serve_at(host: str, port: int, *, say: Callable[[str], None]) -> int:
    """Serve until told to stop, and return the exit code. Raises what is wrong with the database, found now or later.

    While the database is away, the carrier's webhooks are accepted and kept on disk.
    """
    wiring.start_logging()
    serving: list[uvicorn.Server] = []

    def end() -> None:
        for server in serving:
            server.should_exit = True

    gate = Gate(wiring.check_database, refuse=end)
    # The database is checked while the app is built.
    gate.start()
    app = create_app()
    app.state.gate = gate
    config = uvicorn.Config(
        Proxied(app, wiring.configuration().trusted_proxies, note_forwarder),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=10,
        proxy_headers=False,
        http=BoundedProtocol,
        ws="none",
    )
    server = uvicorn.Server(config)
    serving.append(server)
    if not gate.wait():
        say(
            "The database does not answer. Texts from patients are kept on disk; everything else answers 503 until it "
            "does; `amble doctor` looks for the cause."
        )
    with suppress(KeyboardInterrupt):
        server.run()
    if gate.error is not None:
        raise gate.error
    return 0 if server.started else _NOT_STARTED


def create_app() -> FastAPI:
    """The app that this process serves, by its settings."""
    settings = wiring.configuration()
    return app_of(settings.mode is wiring.Mode.REHEARSAL, bool(settings.oidc_issuer), settings.api_description)


@cache
def app_of(rehearsal: bool, single_sign_on: bool, described: bool) -> FastAPI:
    """The API with the console mounted beside it.

    Its description is built at once; otherwise the first request would wait a second for it.
    """
    api = create_api(rehearsal=rehearsal, single_sign_on=single_sign_on, described=described)
    if rehearsal:
        _open_rehearsal_door(api)
    api.mount(PATH, create_console(api))

    @api.get("/", include_in_schema=False)
    def beginning() -> RedirectResponse:
        """Send a browser to the console."""
        return RedirectResponse(f"{PATH}/", status_code=303)

    api.openapi()
    return api


def _open_rehearsal_door(api: FastAPI) -> None:
    """Mount the rehearsal's pages. Raises ConfigurationIsWrong if the stand-ins are not installed, as in production."""
    try:
        from infra.local.rehearsal import open_door
    except ImportError:
        raise wiring.ConfigurationIsWrong(
            "The rehearsal's stand-ins are not installed here: install amble[local], or set AMBLE_MODE=production."
        ) from None
    open_door(api)
