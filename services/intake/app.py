"""Puts the FastAPI app together: API, webhooks and health checks."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from services import VERSION, wiring
from services.intake import description
from services.intake.carrier import webhooks
from services.intake.carrier.spool_drain import Bringing, close_what_was_told, tell_of_refused
from services.intake.carrier.wake_up import WakeUps
from services.intake.health import AWAY, Readiness, readiness
from services.intake.request import problems
from services.intake.request.door import Door
from services.intake.request.gate import Gate, Gated
from services.intake.request.idempotency import PARAMETER
from services.intake.request.limits import Limits
from services.intake.request.password_hashing import Hashing
from services.intake.v1 import (
    audit,
    care,
    clinics,
    dose,
    exports,
    known_pain,
    ladder,
    measures,
    oidc,
    operations,
    own_usual,
    patient_page,
    patients,
    roster,
    settings,
    sign_in,
    standstill,
    to_read,
    wordings,
    worklist,
)
from services.intake.v1 import webhooks as hooks
from services.storage.inbox import Inbox, open_pool

# One statement for texts, one for receipts, one for the spool, and one to spare.
_INBOX_CONNECTIONS = 4
_DESCRIPTION = """
Daily, pain-gated walking for people with sciatica, by text message.
Errors are RFC 9457 problems. Times are RFC 3339. `Idempotency-Key` makes a POST safe to repeat.
"""


_TAGS = {
    "clinics": "The clinic, its users, and their keys",
    "sign-in": "Invitations, browser sessions, and the caller's own user",
    "patients": "Enrol, find, read and change patients",
    "care": "A clinician's acts on a course",
    "settings": "The settings of the rule, with versions and a preview",
    "wordings": "The clinic's own wording of texts",
    "worklist": "Who needs attention, why, and what was tried",
    "to read": "Texts that a person must read, and the answers",
    "ladder": "Who is told of an alert that nobody acknowledges, and when",
    "measures": "Measures of patients",
    "exports": "Tables, FHIR R4, calendars",
    "webhooks": "Webhooks to the clinic's own systems",
    "audit": "Who looked, and who changed what",
    "operations": "What is overdue, and whether a patient is being texted",
    "health": "Whether this process and its servers are healthy",
}


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    settings = wiring.check_configuration()
    wiring.start_logging()
    gate = await asyncio.to_thread(_gate_of, app)
    spool = wiring.spool()
    pool = open_pool(settings.database_url, size=_INBOX_CONNECTIONS)
    await pool.open()
    app.state.spool, app.state.inbox = spool, Inbox(pool, spool, wiring.keys())
    app.state.auth_tokens = settings.auth_tokens
    app.state.account = settings.twilio_account_sid
    app.state.public_base_url = settings.public_base_url.rstrip("/")
    app.state.limits = Limits(settings.redis_url.get_secret_value(), settings.requests_per_minute)
    app.state.hashing = Hashing()
    app.state.wake_ups = WakeUps(settings.redis_url.get_secret_value())
    app.state.bringing = Bringing(
        app.state.inbox, spool, wake=lambda: _wake(app), tell=tell_of_refused, over=close_what_was_told
    )
    app.state.readiness = Readiness(lambda: readiness(gate, spool, app.state.bringing))
    bringing = asyncio.create_task(app.state.bringing.run())
    # Everything imported by now stays: the garbage collector need not look at it while replies wait.
    gc.collect()
    gc.freeze()
    # As in the workers: thousands of rows come and go without reference cycles.
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gate.close()
        bringing.cancel()
        app.state.wake_ups.close()
        app.state.hashing.close()
        await pool.close()
        wiring.database().close()


def _wake(app: FastAPI) -> None:
    wiring.log("spool.brought_over")
    for task in ("amble.hear_due", "amble.read_receipts"):
        app.state.wake_ups.wake_up(task)


def _gate_of(app: FastAPI) -> Gate:
    """The gate that `amble serve` has checked already, or else a new one, checked now."""
    gate: Gate | None = getattr(app.state, "gate", None)
    if gate is None:
        gate = app.state.gate = Gate(wiring.check_database)
        gate.start()
        gate.wait()
    return gate


def create_app(*, rehearsal: bool, single_sign_on: bool, described: bool = True) -> FastAPI:
    """The API, with the clinic's own sign-in and the description page if the settings ask for them.

    rehearsal: the server mounts the rehearsal's pages beside it; otherwise their address says that they are off.
    """
    app = FastAPI(
        title="Amble",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if described else None,
        description=_DESCRIPTION,
        lifespan=_open,
        openapi_tags=[{"name": name, "description": text} for name, text in _TAGS.items()],
        servers=[{"url": "/", "description": "The server of this description"}],
        contact={"name": "Whoever operates this installation", "url": "https://amble.example"},
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.add_middleware(Gated)
    app.add_middleware(webhooks.WebhookDoor)
    app.add_middleware(Door)
    problems.install(app)
    app.router.routes[:0] = webhooks.ROUTES
    app.include_router(clinics.router)
    app.include_router(ladder.router)
    app.include_router(sign_in.router)
    app.include_router(patients.router)
    app.include_router(patient_page.router)
    app.include_router(care.router)
    app.include_router(dose.router)
    app.include_router(own_usual.router)
    app.include_router(known_pain.router)
    app.include_router(standstill.router)
    app.include_router(wordings.router)
    app.include_router(settings.router)
    app.include_router(roster.router)
    app.include_router(worklist.router)
    app.include_router(to_read.router)
    app.include_router(measures.router)
    app.include_router(exports.router)
    app.include_router(hooks.router)
    app.include_router(audit.router)
    app.include_router(operations.router)
    if single_sign_on:
        app.mount(oidc.PATH, oidc.create_app())

    @app.get("/healthz", tags=["health"])
    def healthz() -> dict[str, str]:
        """Whether the process answers."""
        return {"status": "up"}

    @app.get("/readyz", tags=["health"])
    def readyz() -> JSONResponse:
        """Whether database, migrations and broker are well. `degraded`: something waits on disk, and all else works."""
        answer = app.state.readiness.answer()
        return JSONResponse(answer, status_code=503 if answer["state"] == AWAY else 200)

    _describe(app)
    if described:
        description.add_to(app)
    if not rehearsal:
        _shut_rehearsal_door(app)
    return app


def _shut_rehearsal_door(app: FastAPI) -> None:
    @app.api_route("/rehearsal", methods=["GET", "POST"], include_in_schema=False)
    @app.api_route("/rehearsal/{path:path}", methods=["GET", "POST"], include_in_schema=False)
    def shut(_: Request) -> Response:
        detail = "This program runs in production and has no rehearsal pages. Start it with AMBLE_MODE=rehearsal."
        return problems.problem(403, "rehearsal-is-shut", detail)


def openapi() -> dict[str, Any]:
    """The API's description."""
    return create_app(rehearsal=False, single_sign_on=False).openapi()


def _describe(app: FastAPI) -> None:
    """Add the Idempotency-Key header to every POST in the description that needs a signed-in caller."""
    described = app.openapi

    def with_once() -> dict[str, Any]:
        made = described()
        for methods in made["paths"].values():
            post = methods.get("post")
            if post and post.get("security") and PARAMETER not in post.setdefault("parameters", []):
                post["parameters"].append(PARAMETER)
        return made

    app.openapi = with_once  # type: ignore[method-assign]
