"""How do pages get at the data? Through the API itself, in this process: one set of rights, checks and audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from starlette.requests import Request
from starlette.types import ASGIApp

# What a browser says about itself and where it comes from; the API judges by it.
_FORWARDED = ("cookie", "sec-fetch-site", "origin", "host")


def in_form(detail: str) -> str:
    """A sentence that names a field of the API, as the forms call it."""
    return detail.replace("phone_checked_because", "“How the number was checked”")


class Refused(Exception):
    """The API said no; problem is its RFC 9457 document."""

    def __init__(self, problem: dict[str, Any], status: int) -> None:
        super().__init__(str(problem.get("detail", status)))
        self.problem, self.status = problem, status

    @property
    def sentences(self) -> list[str]:
        """What to tell a person: the detail, then each field."""
        fields = [f"{error['field']}: {in_form(error['detail'])}" for error in self.problem.get("errors", [])]
        return [str(self.problem.get("detail", "That did not work.")), *fields]


@contextmanager
def refusals(*raised: int) -> Iterator[list[str]]:
    """What the API refuses within is told in these sentences; who may not come in at all is raised, and these codes."""
    sentences: list[str] = []
    try:
        yield sentences
    except Refused as error:
        if error.status in (401, 403, *raised):
            raise
        sentences += error.sentences


class Api:
    """The API, asked as the person whose browser sent this request."""

    def __init__(self, app: ASGIApp, request: Request) -> None:
        client = (request.client.host, request.client.port) if request.client else ("unknown", 0)
        self._transport = httpx2.ASGITransport(app, raise_app_exceptions=False, client=client)
        self._headers = {name: request.headers[name] for name in _FORWARDED if name in request.headers}
        if request.method == "GET":
            # A page that is only looked at changes nothing, wherever the link to it stood; what it posts are previews.
            self._headers["sec-fetch-site"] = "same-origin"
        self._base = f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"

    async def ask(self, method: str, path: str, **asked: Any) -> httpx2.Response:
        """One answer. Raises Refused for everything that is no success."""
        async with httpx2.AsyncClient(transport=self._transport, base_url=self._base, headers=self._headers) as client:
            answer = await client.request(method, f"/v1{path}", **asked)
        if not answer.is_success:
            problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
            raise Refused(problem, answer.status_code)
        return answer

    async def get(self, path: str, **params: Any) -> Any:
        """The answer's document; parameters without a value are left out."""
        kept = {name: value for name, value in params.items() if value not in (None, "")}
        return (await self.ask("GET", path, params=kept)).json()

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """The answer's document."""
        return (await self.ask("POST", path, json=body)).json()
