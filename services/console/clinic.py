"""An admin's pages: the clinic, its users and their keys, and the audit."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from schemas.ladder import Ladder
from schemas.tables.identity import Role
from services.console.api_client import Api, Refused, refusals
from services.console.pages import PATH, api_of, page

_SAID = {
    "kept": "Saved.",
    "ladder": "Saved: it counts from the next escalation on.",
    "phone": "One text asks this phone to reply READY; until then it gets no other.",
    "removed": "This phone gets no more texts.",
    "agreed": "Kept: texts that come from now on may teach the second ear.",
    "withdrawn": "Kept: no text leaves any more.",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PHONE_STATES = {
    "waits_for_ready": "has not replied READY yet: gets no texts",
    "gets_texts": "gets texts",
    "stopped": "replied STOP: gets no texts until it replies READY",
}
# The ladder's numeric fields, and the label of each.
_LADDER_SAYS = {
    "now_minutes": "Now: minutes to acknowledge, day and night",
    "hour_minutes": "Within the hour: minutes to acknowledge, day and night",
    "same_day_hours": "Today: opening hours to acknowledge",
    "routine_days": "Soon: opening days to acknowledge",
    "now_step_minutes": "Now: minutes until the next person is told",
    "hour_step_minutes": "Within the hour: minutes until the next person is told",
    "danger_again_hours": "Hours after which an unresolved danger is told again",
}
_LADDER = Ladder.model_json_schema()["properties"]
# The same, each with its limits in the API.
LADDER_TIMES = {name: (says, _LADDER[name]["minimum"], _LADDER[name]["maximum"]) for name, says in _LADDER_SAYS.items()}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the API refused: why, at which part of the page, and the contents of its form."""

    sentences: list[str] = field(default_factory=list)
    place: str = ""
    sent: FormData = field(default_factory=FormData)


async def clinic(request: Request, said: str = "") -> Response:
    """The page about the clinic: what its texts say, where alerts go, and when patients are erased."""
    form = await request.form() if request.method == "POST" else FormData()
    with refusals() as sentences:
        if form.get("do") == "look":
            days = str(form.get("erase_after_days", "")).strip()
            ahead = await api_of(request).get("/clinic/erasure", days=days)
            return await show_clinic(request, said, Refusal([], "clinic", form), ahead | {"days": days})
        if form:
            seen = {"If-Match": str(form.get("etag", ""))}
            await api_of(request).ask("PATCH", "/clinic", json=_clinic_change(form), headers=seen)
            return RedirectResponse(f"{PATH}/clinic?said=kept#said", status_code=303)
    return await show_clinic(request, said, Refusal(sentences, "clinic", form))


async def show_clinic(
    request: Request, said: str = "", refusal: Refusal = Refusal(), ahead: dict[str, Any] | None = None
) -> Response:
    """Show the page; after a refusal, with what would be right. ahead: who would be erased."""
    api = api_of(request)
    me, answer, climbs = await asyncio.gather(
        api.get("/me"), api.ask("GET", "/clinic"), api.ask("GET", "/clinic/ladder")
    )
    admins = me["role"] == Role.ADMIN
    users = await api.get("/users") if admins else []
    stands = answer.json()["erase_after_days"]
    if admins and ahead is None and stands:
        ahead = await api.get("/clinic/erasure", days=stands) | {"days": stands}
    return page(
        request,
        "clinic.html",
        status_code=422 if refusal.sentences else 200,
        me=me,
        clinic=answer.json(),
        etag=answer.headers["etag"],
        ladder=climbs.json(),
        ladder_etag=climbs.headers["etag"],
        rungs=await api.get("/clinic/ladder/state"),
        phones=await api.get("/clinic/phones") if admins else [],
        ear=await api.get("/clinic/ear-consent"),
        names={f"user:{user['id']}": user["name"] for user in users},
        tellable=[u for u in users if u["role"] in (Role.THERAPIST, Role.ADMIN) and not u["deactivated_at"]],
        weekdays=WEEKDAYS,
        times=LADDER_TIMES,
        phone_states=PHONE_STATES,
        refusal=refusal,
        ahead=ahead,
        said=_SAID.get(said, ""),
    )


def _clinic_change(form: FormData) -> dict[str, Any]:
    told = {name: str(form.get(name, "")).strip() for name in ("name", "phone", "notify_webhook", "erase_after_days")}
    return {
        "name": told["name"],
        "phone": told["phone"],
        "greets_by_name": "greets_by_name" in form,
        "notify_webhook": told["notify_webhook"] or None,
        "erase_after_days": told["erase_after_days"] or None,
    }


async def people(request: Request) -> Response:
    """The list of users; add one, and invite a person at their own address."""
    api = api_of(request)
    form = await request.form() if request.method == "POST" else FormData()
    added = None
    with refusals() as sentences:
        if form:
            body = {name: str(form.get(name, "")).strip() for name in ("name", "email", "role", "kind")}
            added = await api.post("/users", body | {"may_raise_red": "may_raise_red" in form})
    return page(
        request,
        "people.html",
        status_code=422 if sentences else 200,
        me=await api.get("/me"),
        users=await api.get("/users"),
        added=added,
        sent=form if sentences else FormData(),
        sentences=sentences,
    )


async def person(request: Request, user_id: str) -> Response:
    """One user: invitation, keys, caseload, deactivation."""
    api, path = api_of(request), f"/users/{quote(user_id)}"
    users = await api.get("/users")
    user = next((user for user in users if user["id"] == user_id), None)
    if user is None:
        raise Refused({"detail": "No user of this clinic has that id."}, 404)
    form = await request.form() if request.method == "POST" else FormData()
    shown: dict[str, Any] = {}
    with refusals() as sentences:
        shown = await _do(api, path, form) if form else {}
    users = await api.get("/users")
    return page(
        request,
        "person.html",
        status_code=422 if sentences else 200,
        me=await api.get("/me"),
        user=next(row for row in users if row["id"] == user_id),
        colleagues=[
            row for row in users if row["role"] == Role.THERAPIST and row["id"] != user_id and not row["deactivated_at"]
        ],
        keys=await api.get(f"{path}/keys"),
        invitations=await api.get(f"{path}/invitations"),
        shown=shown,
        sentences=sentences,
    )


async def _do(api: Api, path: str, form: FormData) -> dict[str, Any]:
    """Carry out a button on a user's page; returns what to say, and a secret to show once."""
    match form.get("do"):
        case "invite":
            return {"invitation": await api.post(f"{path}/invitations", {})}
        case "key":
            days = str(form.get("days", "")).strip()
            body: dict[str, Any] = {"scopes": form.getlist("scopes")}
            return {"key": await api.post(f"{path}/keys", body | ({"days": days} if days else {}))}
        case "revoke":
            await api.ask("DELETE", f"{path}/keys/{quote(str(form.get('key', '')))}")
            return {"said": "The key no longer works."}
        case "hand-over":
            moved = await api.post(f"{path}/hand-over", {"to": str(form.get("to", ""))})
            return {"said": f"{moved['patients']} patients were handed over."}
        case "deactivate":
            await api.post(f"{path}/deactivate", {})
            return {"said": "This user can no longer sign in."}
        case _:
            raise Refused({"detail": "There is no such button."}, 404)


async def audit(request: Request) -> Response:
    """The audit, the newest entries first."""
    api, asked = api_of(request), request.query_params
    chosen = {key: asked.get(key, "") for key in ("patient_id", "actor", "name", "since", "until")}
    found: dict[str, Any] = {"items": [], "next_after": None}
    times = {"since": _start(chosen["since"]), "until": _start(chosen["until"])}
    with refusals() as sentences:
        found = await api.get("/audit", **(chosen | times), after=asked.get("after", ""))
    return page(
        request,
        "audit.html",
        status_code=422 if sentences else 200,
        me=await api.get("/me"),
        page=found,
        users={f"user:{user['id']}": user["name"] for user in await api.get("/users")},
        chosen=chosen,
        sentences=sentences,
    )


def _start(day: str) -> str:
    return f"{day}T00:00:00Z" if day else ""
