"""The page *To read*: each text with its unread words marked, and a button and key for each answer."""

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from services.console.api_client import Refused
from services.console.pages import PATH, api_of, page

# By answer: the button's label, its key, and its effect.
ANSWERS = {
    "nothing": ("Nothing in it", "n", "The day counts from the next plan on that the patient has not been told."),
    "call": ("Call", "c", "The plan waits until you close the alert with the result of the call."),
    "danger": ("Danger: hold", "d", "No walks from now on; the patient is told at once to call for help."),
    "crisis": ("Crisis: hold", "k", "The same, with the crisis line."),
}
_SAID = {
    "nothing": "Read: nothing in it. You can undo this on the patient's page.",
    "score": "The score is saved. You can undo this on the patient's page.",
    "text": "Your text leaves in a minute, or when quiet hours end.",
    "call": "Call them. The plan waits until you close the alert.",
    "danger": "Held, and the patient is told to call for help. Call them now.",
    "crisis": "Held, and the patient is told the crisis line. Call them now.",
}


async def listed(request: Request, said: str = "") -> Response:
    """The list; after an answer, with its result."""
    return await _show(request, said=_SAID.get(said, ""))


async def answer(request: Request, text_id: str) -> Response:
    """Give one answer, then show the list again."""
    form = await request.form()
    chosen = str(form.get("answer", ""))
    try:
        await api_of(request).post(f"/to-read/{quote(text_id)}/answer", _asked(chosen, form))
    except Refused as error:
        if error.status in (401, 403, 404):
            raise
        return await _show(request, sentences=error.sentences, sent={"id": text_id, "words": form.get("words", "")})
    return RedirectResponse(f"{PATH}/to-read?said={quote(chosen)}#said", status_code=303)


def _asked(chosen: str, form: FormData) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if chosen == "score":
        more = {"pain": str(form.get("pain", "")).strip() or None}
    elif chosen == "text":
        # As a field of several lines shows them.
        more = {"words": " ".join(str(form.get("words", "")).split())}
    return {"answer": chosen, **more}


async def _show(
    request: Request, said: str = "", sentences: Sequence[str] = (), sent: dict[str, Any] | None = None
) -> Response:
    api, after = api_of(request), request.query_params.get("after", "")
    me, found, done, users = await asyncio.gather(
        api.get("/me"), api.get("/to-read", after=after), api.get("/to-read/answered", limit=5), api.get("/users")
    )
    return page(
        request,
        "to_read.html",
        status_code=422 if sentences else 200,
        me=me,
        page=found,
        answered=done["items"],
        users={f"user:{user['id']}": user["name"] for user in users},
        answers=ANSWERS,
        said=said,
        sentences=sentences,
        sent=sent or {},
    )
