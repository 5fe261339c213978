"""Makes a POST safe to repeat: with the same Idempotency-Key it is done once and always answered the same.

A secret in the answer is shown once: a repeat has null in its place, and the secret is stored nowhere.

The key and the answer are written in the request's own unit of work. So two equal requests at once wait for each other,
and either everything is stored or nothing.
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
    "description": "Your own name for this request; repeating it gives the same answer",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
}
_ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Claim:
    """The row of one key, in the unit of work that will commit it."""

    session: Session
    user_id: UUID
    route: str
    key: str


class Repeated(Exception):
    """The request was done before; this is its answer."""

    def __init__(self, response: Response) -> None:
        super().__init__("Done before.")
        self.response = response


def claim(session: Session, request: Request, user: User, now: datetime) -> None:
    """Write the request's key, if any. Raises Repeated, or a problem if the key was used for another request."""
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
    """The hash of the body and the whole address; the route's column holds only its beginning, without the query."""
    # The body has been read already, before any dependency runs.
    body: bytes = getattr(request, "_body", b"")
    # A body that is not JSON, or is nested too deeply, is hashed as it arrived.
    with contextlib.suppress(ValueError, RecursionError):
        body = json.dumps(json.loads(body), sort_keys=True).encode()
    address = f"{request.scope['path']}?".encode() + request.scope["query_string"] + b"\n"
    return hashlib.sha256(address + body).hexdigest()


def _repeat(stored: IdempotencyKey, body_hash: str) -> Response:
    if stored.body_hash != body_hash:
        detail = "This Idempotency-Key was used for a different request: choose a new key. Nothing was saved."
        raise ProblemError(422, "idempotency-key-reused", detail)
    headers, status = {"Idempotent-Replayed": "true"}, stored.status_code or 200
    if stored.answer is None:
        return Response(status_code=status, headers=headers)
    return JSONResponse(stored.answer[_ANSWER], status_code=status, headers=headers)


class OnceRoute(APIRoute):
    """A route whose POST may be repeated under its key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler. Its answer is stored for repeats before its unit of work commits."""
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
    """The fields of an answer that are shown only once."""
    fields: dict[str, FieldInfo] = getattr(model, "model_fields", {})
    marked = {name: field.json_schema_extra for name, field in fields.items()}
    return frozenset(name for name, extra in marked.items() if isinstance(extra, dict) and extra.get(SHOWN_ONCE))


def _keep(claimed: Claim, response: Response, secrets: frozenset[str]) -> None:
    body = bytes(response.body)
    answer = json.loads(body) if body else None
    if isinstance(answer, dict):
        answer |= dict.fromkeys(secrets & answer.keys())
    # Not through the row: an erasure deletes stored answers, even its own.
    values = {"status_code": response.status_code, "answer": {_ANSWER: answer} if body else None}
    queries.keep_answer(claimed.session, (claimed.user_id, claimed.route, claimed.key), values)
