"""What do all routes share: the problems that they answer, and the version that a caller looked at?"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Response

from schemas.api.answers import Problem
from services.intake.request.problems import ProblemError

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}}
    for status in (400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 428, 429, 503)
}

IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="The ETag of what you looked at, so that no change is lost")
]


def version_in_if_match(if_match: str | None) -> str:
    """What an If-Match names. Raises a problem where there is none: a change that nobody saw must not be lost."""
    if if_match is None:
        raise ProblemError(428, "precondition-required", "Send If-Match with the ETag of the version you looked at.")
    return if_match.strip().removeprefix("W/").strip('"')


@dataclass(frozen=True, slots=True)
class Versions:
    """The version that the caller looked at (If-Match), and the answer that names the one they get (ETag)."""

    response: Response
    if_match: str | None

    @property
    def expected(self) -> str:
        """The mark in If-Match; raises a problem where there is none."""
        return version_in_if_match(self.if_match)

    def answer(self, mark: object) -> None:
        """Name the version that is answered."""
        self.response.headers["ETag"] = f'"{mark}"'


def _versions(response: Response, if_match: IfMatch = None) -> Versions:
    return Versions(response, if_match)


BothVersions = Annotated[Versions, Depends(_versions, scope="function")]
