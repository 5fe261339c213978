"""The pages of a clinic's own wordings: every text, previewed on a phone before it is saved."""

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from services.console.api_client import Refused, refusals
from services.console.pages import PATH, api_of, page
from services.conversation.locales import NAMES


async def listed(request: Request, language: str = "en", said: str = "") -> Response:
    """The list of all texts in a language."""
    api = api_of(request)
    return page(
        request,
        "words.html",
        me=await api.get("/me"),
        language=language,
        languages=NAMES,
        texts=await api.get(f"/wordings/{quote(language)}"),
        said="Saved: texts that leave from now on use it." if said == "kept" else "",
    )


async def one(request: Request, language: str, name: str) -> Response:
    """One text: its wording, a preview of another, and its earlier versions."""
    api, path = api_of(request), f"/wordings/{quote(language)}/{quote(name)}"
    text = next((text for text in await api.get(f"/wordings/{quote(language)}") if text["name"] == name), None)
    if text is None:
        raise Refused({"detail": "There is no such text."}, 404)
    form = await request.form() if request.method == "POST" else FormData()
    words = str(form.get("words", text["words"] or text["standard"])).strip()
    shown = None
    with refusals(404) as sentences:
        if form.get("do") in ("keep", "back"):
            body = {"words": words if form["do"] == "keep" else None, "reason": str(form.get("reason", ""))}
            approved = str(form.get("approved_by", "")).strip()
            seen = {"If-Match": f'"{form.get("version", "")}"'}
            await api.ask("PUT", path, json=body | ({"approved_by": approved} if approved else {}), headers=seen)
            return RedirectResponse(f"{PATH}/words?language={quote(language)}&said=kept", status_code=303)
        shown = await api.post(f"{path}/preview", {"words": words})
    return page(
        request,
        "word.html",
        status_code=422 if sentences else 200,
        me=await api.get("/me"),
        text=text,
        language=language,
        words=words,
        version=str(form.get("version", text["version"])),
        reason=str(form.get("reason", "")),
        approved_by=str(form.get("approved_by", "")),
        shown=shown,
        sentences=sentences,
        versions=await api.get(f"{path}/versions"),
    )
