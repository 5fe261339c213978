"""What does a caller read when something is wrong? RFC 9457 problems, which never repeat what was sent."""

import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from services import wiring
from services.journey.care import CareError
from services.journey.clinics import ClinicError
from services.journey.enrol import EnrolmentRefused, PhoneIsEnrolledAlready
from services.journey.keys import KeysAreForPrograms, NotYoursToGive
from services.journey.running import PhoneCannotBeEnrolled
from services.journey.take_back import CannotTakeBack
from services.journey.worklist import WorklistError

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
    422: "Not valid",
    428: "Precondition required",
    429: "Too many requests",
    500: "Something went wrong",
    503: "Away for a moment",
}


class ProblemError(Exception):
    """Raised by a route to answer with a problem; code is stable and documented, detail is for people."""

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
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """One problem document."""
    body: dict[str, Any] = {
        "type": f"urn:amble:problem:{code}",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def code_of(kind: type[Exception]) -> str:
    """The code of a refusal: its name in words."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip("-")


# What a check of ours does not say itself, in our words; pydantic's place for its numbers.
_SENTENCES = {
    "missing": "must be given",
    "extra_forbidden": "is not a field of this; look at its spelling",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "too_long": "must have at most {max_length} entries",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "uuid_parsing": "must be an id",
    "time_parsing": "must be a local time, such as 08:30",
    "date_from_datetime_parsing": "must be a date, such as 2026-12-24",
}


def _sentence(item: Any) -> str:
    own = _SENTENCES.get(item["type"])
    if own is None:
        return str(item["msg"]).removeprefix("Value error, ").rstrip(".")
    return own.format(**item.get("ctx", {}))


def _fields(error: RequestValidationError) -> list[dict[str, str]]:
    fields = []
    for item in error.errors():
        where = [str(part) for part in item["loc"] if part not in ("body", "query", "path", "header")]
        sentence = _sentence(item)
        if not where and re.match(r"[a-z_]+: ", sentence):
            field, _, sentence = sentence.partition(": ")
            where = [field]
        if item["type"] == "flat_walk_only_confirmed":
            where = ["flat_walk_only_confirmed"]
        fields.append({"field": ".".join(where) or "body", "detail": jsonable_encoder(sentence)})
    return fields


def install(app: FastAPI) -> None:
    """Let every error of this app leave as a problem."""

    @app.exception_handler(ProblemError)
    def _problem(_: Request, error: ProblemError) -> JSONResponse:
        return problem(error.status, error.code, error.detail, error.errors, error.headers)

    @app.exception_handler(RequestValidationError)
    def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        fields = _fields(error)
        names = ", ".join(dict.fromkeys(field["field"] for field in fields))
        return problem(422, "invalid-request", f"Some fields are not right: {names}. Nothing was written.", fields)

    @app.exception_handler(EnrolmentRefused)
    def _refused(_: Request, error: EnrolmentRefused) -> JSONResponse:
        fields = [{"field": field, "detail": sentence} for field, sentence in error.errors]
        names = ", ".join(field["field"] for field in fields)
        return problem(422, "enrolment-refused", f"The enrolment is refused: {names}. Nothing was written.", fields)

    @app.exception_handler(PhoneIsEnrolledAlready)
    @app.exception_handler(PhoneCannotBeEnrolled)
    @app.exception_handler(CareError)
    @app.exception_handler(ClinicError)
    @app.exception_handler(KeysAreForPrograms)
    @app.exception_handler(NotYoursToGive)
    @app.exception_handler(WorklistError)
    @app.exception_handler(CannotTakeBack)
    def _conflict(_: Request, error: Exception) -> JSONResponse:
        return problem(403 if isinstance(error, NotYoursToGive) else 409, code_of(type(error)), str(error))

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    def _database_away(_: Request, __: Exception) -> JSONResponse:
        detail = "The database cannot be reached just now; nothing was written. Try again in a few seconds."
        return problem(503, "database-away", detail, headers={"Retry-After": "5"})

    @app.exception_handler(DataError)
    def _data(request: Request, error: DataError) -> JSONResponse:
        if "NUL" not in str(error.orig):
            return _unexpected(request, error)
        return problem(422, "invalid-request", "Text must not hold NUL characters. Nothing was written.")

    @app.exception_handler(HTTPException)
    def _http(_: Request, error: HTTPException) -> JSONResponse:
        code = TITLES.get(error.status_code, "error").lower().replace(" ", "-")
        return problem(error.status_code, code, str(error.detail), headers=dict(error.headers or {}))

    @app.exception_handler(Exception)
    def _unexpected(request: Request, error: Exception) -> JSONResponse:
        wiring.fault("request.failed", error, route=str(request.scope.get("route", "")))
        return problem(500, "unexpected", "This is our fault, not yours; it was written to the log. Try again later.")
