"""The form for a clinic's ladder: who is told of an unacknowledged alert, the opening hours, and the phones."""

from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from services.console.api_client import Refused
from services.console.clinic import Refusal, show_clinic
from services.console.pages import PATH, api_of

_PLAIN = ("zone", "opens", "closes")
_NUMBERS = ("now_minutes", "hour_minutes", "same_day_hours", "routine_days", "now_step_minutes", "hour_step_minutes",
            "danger_again_hours")  # fmt: skip


async def change(request: Request) -> Response:
    """Replace the whole ladder."""
    form = await request.form()
    try:
        seen = {"If-Match": str(form.get("etag", ""))}
        await api_of(request).ask("PUT", "/clinic/ladder", json=_ladder(form), headers=seen)
    except Refused as error:
        return await _again(request, error, "ladder", form)
    return _done("ladder")


def _ladder(form: FormData) -> dict[str, Any]:
    """The form as the API's request."""
    told = {name: str(form.get(name, "")).strip() for name in (*_PLAIN, *_NUMBERS)}
    days = str(form.get("closed_days", "")).replace(",", " ").split()
    return {
        "zone": told["zone"],
        **{name: told[name] for name in (*_PLAIN[1:], *_NUMBERS) if told[name]},
        "open_weekdays": [int(day) for day in map(str, form.getlist("open_weekdays")) if day.isdigit()],
        "closed_days": days,
        "rota": [str(user) for user in form.getlist("rota") if user],
    }


async def add_phone(request: Request) -> Response:
    """Add a phone, which is first asked whether it wants urgent texts."""
    form = await request.form()
    try:
        told = {name: str(form.get(name, "")).strip() for name in ("label", "phone", "phone_checked_because")}
        body = {name: value for name, value in told.items() if value or name != "phone_checked_because"}
        await api_of(request).post("/clinic/phones", body)
    except Refused as error:
        return await _again(request, error, "phones", form)
    return _done("phone")


async def remove_phone(request: Request, phone_id: str) -> Response:
    """Remove a phone."""
    try:
        await api_of(request).ask("DELETE", f"/clinic/phones/{quote(phone_id)}")
    except Refused as error:
        return await _again(request, error, "phones", FormData())
    return _done("removed")


async def _again(request: Request, error: Refused, place: str, sent: FormData) -> Response:
    if error.status in (401, 403, 404):
        raise error
    return await show_clinic(request, refusal=Refusal(error.sentences, place, sent))


def _done(said: str) -> Response:
    return RedirectResponse(f"{PATH}/clinic?said={said}#said", status_code=303)
