"""What routes share: the problems that they answer, and the versions of If-Match and ETag."""

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
    str | None, Header(alias="If-Match", description="The ETag of the version you read, so that no change is lost")
]


def version_in_if_match(if_match: str | None) -> str:
    """The version that If-Match names. Raises a problem if it is missing, so that nobody's change is lost."""
    if if_match is None:
        raise ProblemError(428, "precondition-required", "Send If-Match with the ETag of the version you read.")
    return if_match.strip().removeprefix("W/").strip('"')


@dataclass(frozen=True, slots=True)
class Versions:
    """The version that the caller read (If-Match), and the one that the answer names (ETag)."""

    response: Response
    if_match: str | None

    @property
    def expected(self) -> str:
        """The version in If-Match. Raises a problem if it is missing."""
        return version_in_if_match(self.if_match)

    def answer(self, mark: object) -> None:
        """Set the ETag of the answer."""
        self.response.headers["ETag"] = f'"{mark}"'


def _versions(response: Response, if_match: IfMatch = None) -> Versions:
    return Versions(response, if_match)


BothVersions = Annotated[Versions, Depends(_versions, scope="function")]
