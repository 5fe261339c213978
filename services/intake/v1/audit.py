"""Who looked and who changed what: the trail of a clinic, page by page or whole."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from schemas.api.answers import AuditEntry, AuditPage
from schemas.tables.events import Event
from schemas.times import Moment
from services import wiring
from services.intake.request.caller import AsAdmin, Work
from services.intake.request.idempotency import OnceRoute
from services.intake.request.route import PROBLEMS
from services.storage.database import confine
from services.views import audit

router = APIRouter(route_class=OnceRoute, prefix="/v1/audit", tags=["audit"], responses=PROBLEMS)


Span = tuple[datetime | None, datetime | None]


def _span(
    since: Annotated[Moment | None, Query(description="From then on")] = None,
    until: Annotated[Moment | None, Query(description="Before then")] = None,
) -> Span:
    return since, until


def _trail(
    span: Annotated[Span, Depends(_span, scope="function")],
    patient_id: Annotated[UUID | None, Query(description="Of one patient")] = None,
    actor: Annotated[str | None, Query(max_length=80, description="`user:ID`, `patient` or `amble`")] = None,
    name: Annotated[str | None, Query(max_length=60, description="Such as `patient.read`")] = None,
    after: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="next_after of the page before")] = None,
) -> audit.Trail:
    return audit.Trail(patient_id, actor, name, *span, after)


Trail = Annotated[audit.Trail, Depends(_trail, scope="function")]


def _entry(event: Event) -> AuditEntry:
    return AuditEntry(**event.model_dump(include=set(AuditEntry.model_fields)))


@router.get("")
def list_entries(
    session: Work, caller: AsAdmin, trail: Trail, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> AuditPage:
    """What happened, the newest first: every read of a patient and every change, with who did it."""
    rows = audit.entries(session, caller.clinic_id, trail, limit + 1)
    more = len(rows) > limit
    return AuditPage(items=[_entry(row) for row in rows[:limit]], next_after=str(rows[limit - 1].id) if more else None)


@router.get("/export", response_class=StreamingResponse, responses={200: {"content": {"application/x-ndjson": {}}}})
def export(caller: AsAdmin, trail: Trail) -> StreamingResponse:
    """The whole trail as NDJSON, one entry a line, the newest first."""
    clinic_id = caller.clinic_id

    def lines() -> Iterator[bytes]:
        # The answer outlives this request's own unit of work.
        with wiring.database().unit_of_work() as session:
            confine(session, clinic_id)
            for event in audit.every_entry(session, clinic_id, trail):
                yield orjson.dumps(_entry(event).model_dump(), option=orjson.OPT_APPEND_NEWLINE)

    return StreamingResponse(lines(), media_type="application/x-ndjson")
