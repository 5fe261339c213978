"""How is a POST made safe to repeat? By its Idempotency-Key: done once, and the same again gets the same answer.

A secret of the answer is shown once: a repeat reads null in its place, and it is kept nowhere.

The key and the answer are written in the unit of work of the thing itself: two at once wait for one another, and all of
it is kept or nothing.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic.fields import FieldInfo
from sqlmodel import Session

from schemas.api.shown_once import SHOWN_ONCE
from schemas.tables.idempotency import IdempotencyKey
from schemas.tables.identity import User
from services.intake.request import queries
from services.intake.request.problems import ProblemError

HEADER = "Idempotency-Key"
LONGEST = 255
PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Any text of yours that names this request; the same again gives the same answer",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
}
_ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Claim:
    """The row of one key, in the unit of work that will keep it."""

    session: Session
    user_id: UUID
    route: str
    key: str


class Repeated(Exception):
    """This was done before; the answer is that of then."""

    def __init__(self, response: Response) -> None:
        super().__init__("Done before.")
        self.response = response


def claim(session: Session, request: Request, user: User, now: datetime) -> None:
    """Write the request's key, if it has one. Raises Repeated, or a problem for a key that was used otherwise."""
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None:
        return
    if not 1 <= len(key) <= LONGEST:
        detail = f"An {HEADER} has 1 to {LONGEST} characters."
        raise ProblemError(422, "invalid-request", detail, [{"field": HEADER, "detail": detail}])
    route = f"{request.method} {request.scope['path']}"[:80]
    row = IdempotencyKey(user_id=user.id, route=route, key=key, body_hash=_body_hash(request), created_at=now)
    if queries.write_idempotency_key(session, row):
        request.state.claim = Claim(session, user.id, route, key)
        return
    raise Repeated(_repeat(session.get_one(IdempotencyKey, (user.id, route, key)), row.body_hash))


def _body_hash(request: Request) -> str:
    """Of the body and of the whole address: the route's column holds only its beginning, and no query."""
    # Read already, before any dependency is asked for.
    body: bytes = getattr(request, "_body", b"")
    # What is no JSON, or nests deeper than a reader goes, is hashed as it came.
    with contextlib.suppress(ValueError, RecursionError):
        body = json.dumps(json.loads(body), sort_keys=True).encode()
    address = f"{request.scope['path']}?".encode() + request.scope["query_string"] + b"\n"
    return hashlib.sha256(address + body).hexdigest()


def _repeat(stored: IdempotencyKey, body_hash: str) -> Response:
    if stored.body_hash != body_hash:
        detail = "This Idempotency-Key was used for a different request; choose a new key. Nothing was written."
        raise ProblemError(422, "idempotency-key-reused", detail)
    headers, status = {"Idempotent-Replayed": "true"}, stored.status_code or 200
    if stored.answer is None:
        return Response(status_code=status, headers=headers)
    return JSONResponse(stored.answer[_ANSWER], status_code=status, headers=headers)


class OnceRoute(APIRoute):
    """A route whose POST may be repeated under its key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler; what it answers is kept for a repeat before its unit of work is committed."""
        original = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                response = await original(request)
            except Repeated as repeated:
                return repeated.response
            claimed: Claim | None = getattr(request.state, "claim", None)
            if claimed is not None and isinstance(getattr(response, "body", None), bytes):
                await run_in_threadpool(_keep, claimed, response, _shown_once(self.response_model))
            return response

        return handler


def _shown_once(model: Any) -> frozenset[str]:
    """The fields of an answer that hold a secret."""
    fields: dict[str, FieldInfo] = getattr(model, "model_fields", {})
    marked = {name: field.json_schema_extra for name, field in fields.items()}
    return frozenset(name for name, extra in marked.items() if isinstance(extra, dict) and extra.get(SHOWN_ONCE))


def _keep(claimed: Claim, response: Response, secrets: frozenset[str]) -> None:
    body = bytes(response.body)
    answer = json.loads(body) if body else None
    if isinstance(answer, dict):
        answer |= dict.fromkeys(secrets & answer.keys())
    # Not through the row: an erasure deletes kept answers, its own too.
    values = {"status_code": response.status_code, "answer": {_ANSWER: answer} if body else None}
    queries.keep_answer(claimed.session, (claimed.user_id, claimed.route, claimed.key), values)
