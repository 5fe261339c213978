"""The console's access to data: the API itself, in this process, with its rights, checks and audit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from starlette.requests import Request
from starlette.types import ASGIApp

# Headers in which a browser identifies itself and its origin; the API decides by them.
_FORWARDED = ("cookie", "sec-fetch-site", "origin", "host")


def in_form(detail: str) -> str:
    """A sentence of the API, with its fields named as in the forms."""
    return detail.replace("phone_checked_because", "“How the number was checked”")


class Refused(Exception):
    """The API refused; problem is its RFC 9457 document."""

    def __init__(self, problem: dict[str, Any], status: int) -> None:
        super().__init__(str(problem.get("detail", status)))
        self.problem, self.status = problem, status

    @property
    def sentences(self) -> list[str]:
        """The sentences for the person: the detail, then each field's."""
        fields = [f"{error['field']}: {in_form(error['detail'])}" for error in self.problem.get("errors", [])]
        return [str(self.problem.get("detail", "That did not work.")), *fields]


@contextmanager
def refusals(*raised: int) -> Iterator[list[str]]:
    """Collect the API's refusals in these sentences. 401, 403 and the given codes are raised again."""
    sentences: list[str] = []
    try:
        yield sentences
    except Refused as error:
        if error.status in (401, 403, *raised):
            raise
        sentences += error.sentences


class Api:
    """The API, called with the session of the browser's user."""

    def __init__(self, app: ASGIApp, request: Request) -> None:
        client = (request.client.host, request.client.port) if request.client else ("unknown", 0)
        self._transport = httpx2.ASGITransport(app, raise_app_exceptions=False, client=client)
        self._headers = {name: request.headers[name] for name in _FORWARDED if name in request.headers}
        if request.method == "GET":
            # Showing a page changes nothing, wherever the link to it was; what it posts are previews.
            self._headers["sec-fetch-site"] = "same-origin"
        self._base = f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"

    async def ask(self, method: str, path: str, **asked: Any) -> httpx2.Response:
        """Call the API. Raises Refused unless it succeeds."""
        async with httpx2.AsyncClient(transport=self._transport, base_url=self._base, headers=self._headers) as client:
            answer = await client.request(method, f"/v1{path}", **asked)
        if not answer.is_success:
            problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
            raise Refused(problem, answer.status_code)
        return answer

    async def get(self, path: str, **params: Any) -> Any:
        """The JSON of a GET; parameters without a value are left out."""
        kept = {name: value for name, value in params.items() if value not in (None, "")}
        return (await self.ask("GET", path, params=kept)).json()

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        """The JSON of a POST."""
        return (await self.ask("POST", path, json=body)).json()
