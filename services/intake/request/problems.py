"""Errors as RFC 9457 problems, which never repeat what was sent."""

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from schemas.sentences import sentence
from services.journey.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "Too slow",
    409: "Conflict",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Wrong content type",
    422: "Not valid",
    428: "Precondition required",
    429: "Too many requests",
    500: "Something went wrong",
    503: "Away for a moment",
}


class ProblemError(Exception):
    """Raised by a route to answer with a problem. code is stable and documented; detail is a sentence for people."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.errors, self.headers = status, code, detail, errors or [], headers


def problem(
    status: int,
    code: str,
    detail: str,
    members: Mapping[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """One problem document.

    members: further fields, such as errors (a sentence for each field) and instance, by which it is found in the log.
    """
    body = {"type": f"urn:amble:problem:{code}", "title": TITLES.get(status, "Error"), "status": status}
    more = {name: member for name, member in (members or {}).items() if member}
    document = body | {"detail": detail} | more
    return JSONResponse(document, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def _fields(error: RequestValidationError) -> list[dict[str, str]]:
    fields = []
    for item in error.errors():
        where = [str(part) for part in item["loc"] if part not in ("body", "query", "path", "header")]
        detail = sentence(item)
        if not where and re.match(r"[a-z_]+: ", detail):
            field, _, detail = detail.partition(": ")
            where = [field]
        if item["type"] == "flat_walk_only_confirmed":
            where = ["flat_walk_only_confirmed"]
        fields.append({"field": ".".join(where) or "body", "detail": jsonable_encoder(detail)})
    return fields


def _unreadable(request: Request, error: RequestValidationError) -> JSONResponse | None:
    """The error of a body that cannot be read at all: no field is blamed."""
    for item in error.errors():
        if item["type"] == "json_invalid":
            place = item["loc"][-1]
            detail = f"The body is not JSON: it cannot be read from character {place} on. Nothing was saved."
            return problem(422, "invalid-request", detail, {"errors": [{"field": "body", "detail": "must be JSON"}]})
        if item["loc"] == ("body",) and item["type"] != "missing" and not _says_json(request):
            detail = "The body must be JSON and say so: Content-Type: application/json. Nothing was saved."
            return problem(415, "wrong-content-type", detail)
    return None


def _says_json(request: Request) -> bool:
    """Whether the Content-Type is one that we accept, or missing."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return not sent or sent.endswith(("/json", "+json")) or "multipart" in sent


def of_http_error(error: HTTPException) -> JSONResponse:
    """The problem for an error that has a status of its own."""
    code = TITLES.get(error.status_code, "error").lower().replace(" ", "-")
    return problem(error.status_code, code, str(error.detail), headers=dict(error.headers or {}))


def install(app: FastAPI) -> None:
    """Answer every error of this app with a problem."""

    @app.exception_handler(ProblemError)
    def _problem(_: Request, error: ProblemError) -> JSONResponse:
        return problem(error.status, error.code, error.detail, {"errors": error.errors}, error.headers)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        unreadable = _unreadable(request, error)
        if unreadable is not None:
            return unreadable
        fields = _fields(error)
        names = ", ".join(dict.fromkeys(field["field"] for field in fields))
        return problem(
            422, "invalid-request", f"Some fields are wrong: {names}. Nothing was saved.", {"errors": fields}
        )

    @app.exception_handler(Refusal)
    def _refused(_: Request, refusal: Refusal) -> JSONResponse:
        fields = [{"field": field, "detail": sentence} for field, sentence in refusal.errors]
        headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after is not None else None
        return problem(refusal.http_status, refusal.code, refusal.detail, {"errors": fields}, headers)

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    def _database_away(_: Request, __: Exception) -> JSONResponse:
        detail = "The database cannot be reached at the moment. Nothing was saved. Try again in a few seconds."
        return problem(503, "database-away", detail, headers={"Retry-After": "5"})

    @app.exception_handler(DataError)
    def _data(_: Request, error: DataError) -> JSONResponse:
        if "NUL" not in str(error.orig):
            raise error
        return problem(422, "invalid-request", "Text must not contain NUL characters. Nothing was saved.")

    @app.exception_handler(HTTPException)
    def _http(_: Request, error: HTTPException) -> JSONResponse:
        return of_http_error(error)
