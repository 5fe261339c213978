"""A therapist's pages: who needs attention today, all patients, and one patient."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.datastructures import FormData

from schemas.tables.identity import Role
from services.console import labels
from services.console.chart import chart
from services.console.enrol import SCREEN
from services.console.pages import api_of, page
from services.conversation.locales import NAMES

CHOSEN = ("severity", "therapist", "snoozed", "after")


async def today(request: Request, said: str = "") -> Response:
    """The page of who needs attention, the most urgent first."""
    return await show_today(request, said=labels.SAID.get(said, ""))


async def show_today(request: Request, said: str = "", sentences: Sequence[str] = ()) -> Response:
    """Show the list; after a refusal, with the reason."""
    api, chosen = api_of(request), {name: request.query_params.get(name, "") for name in CHOSEN}
    asked = {name: chosen[name] for name in ("severity", "after")} | {"therapist_id": chosen["therapist"]}
    me, found, users, ladder, rungs = await asyncio.gather(
        api.get("/me"),
        api.get("/worklist", **asked, snoozed="true" if chosen["snoozed"] else None),
        api.get("/users"),
        api.get("/clinic/ladder"),
        api.get("/clinic/ladder/state"),
    )
    return page(
        request,
        "today.html",
        status_code=422 if sentences else 200,
        me=me,
        page=found,
        users=_names(users),
        therapists=_therapists(users),
        chosen=chosen,
        kept=urlencode({name: value for name, value in chosen.items() if value}),
        zone=ladder["zone_in_force"],
        rungs=rungs,
        said=said,
        sentences=sentences,
        anybody=found["items"] or (await api.get("/patients", limit=1))["items"],
    )


async def pulse(request: Request) -> Response:
    """Whether the worklist has changed. It shows no patient, so that frequent requests do not fill the audit."""
    return JSONResponse(await api_of(request).get("/worklist/counts"))


async def patients(request: Request, status: str = "", therapist: str = "", after: str = "") -> Response:
    """All patients, or those that match. Names and numbers are posted, never part of a URL."""
    api = api_of(request)
    form = await request.form() if request.method == "POST" else FormData()
    words = str(form.get("words", "")).strip()
    if words:
        asked = api.post("/patients/search", {"phone": words} if words.startswith("+") else {"name": words})
    else:
        asked = api.get("/patients", status=status, therapist_id=therapist, after=after)
    me, found, users = await asyncio.gather(api.get("/me"), asked, api.get("/users"))
    return page(
        request,
        "patients.html",
        me=me,
        page=found,
        words=words,
        users=_names(users),
        therapists=_therapists(users),
        chosen={"status": status, "therapist": therapist},
    )


def _names(users: list[dict[str, Any]]) -> dict[str, str]:
    return {user["id"]: user["name"] for user in users}


def _therapists(users: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [user for user in users if user["role"] == Role.THERAPIST and not user["deactivated_at"]]


_SHOWN = (
    "patient", "plan", "days", "alerts", "measures", "messaging", "waiting", "last_act", "dose", "own_usual",
    "known_pain", "standstill", "function",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """What was done or refused, and the message or form that is still being filled in.

    place: the id of the part of the page where the person was. would_read: what the act would text, after a preview;
    past_caps: which caps a dose goes past, after a preview or where it was refused for that.
    """

    said: str = ""
    sentences: list[str] = field(default_factory=list)
    place: str = ""
    message: str = ""
    looked_at: dict[str, Any] | None = None
    act: str = ""
    would_read: list[dict[str, Any]] | None = None
    past_caps: list[str] = field(default_factory=list)
    sent: FormData = field(default_factory=FormData)


async def patient(request: Request, patient_id: str, said: str = "") -> Response:
    """The page of one patient: state and reasons, reports, texts, and possible acts."""
    return await show(request, patient_id, Shown(said=labels.SAID.get(said, "")))


async def show(request: Request, patient_id: str, shown: Shown) -> Response:
    """Show a patient's page; after a refusal, with what would be right."""
    api = api_of(request)
    me, answer, users = await asyncio.gather(
        api.get("/me"), api.ask("GET", f"/patients/{quote(patient_id)}/glance"), api.get("/users")
    )
    told = answer.json()
    days, happened = told["days"], told["timeline"]["items"]
    texts = [item for item in reversed(happened) if item["what"] in ("reply", "text")]
    unsent = [item for item in texts if item["what"] == "text" and item["detail"]["state"] in labels.UNSENT]
    return page(
        request,
        "patient.html",
        status_code=422 if shown.sentences else 200,
        me=me,
        **{name: told[name] for name in _SHOWN},
        chart=chart(days),
        thread=[item for item in texts if item not in unsent],
        unsent=unsent,
        notes=[item for item in happened if item["what"] in ("act", "alert_act", "order", "settings")],
        users=_names(users),
        therapists=[user for user in users if user["role"] == Role.THERAPIST],
        tomorrow=date.fromisoformat(told["plan"]["day"]),
        etag=answer.headers["etag"],
        languages=NAMES,
        screen=SCREEN,
        texted_by_acts=told["acts"],
        ready_made=told["ready_made"] if me["role"] == Role.THERAPIST and told["acts"] else {},
        shown=shown,
    )
