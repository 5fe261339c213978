"""What does a therapist see of the patients? Who needs a call, everybody, and one patient with all that is known."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from starlette.datastructures import FormData

from services.console import looks
from services.console.asking import Api
from services.console.enrolling import LANGUAGES
from services.console.pages import api_of, page

_SHOWN_DAYS = 60
# What the buttons of a patient's page make Amble text at once.
_TEXTED = {"pause": "pause_confirmation", "resume": "resume_confirmation", "discharge": "farewell"}


async def today(request: Request, severity: str = "", mine: str = "", snoozed: str = "", after: str = "") -> Response:
    """Who needs somebody, the most urgent first."""
    api = api_of(request)
    me = await api.get("/me")
    therapist = me["id"] if mine and me["role"] == "therapist" else None
    found = await api.get(
        "/worklist", severity=severity, therapist_id=therapist, snoozed="true" if snoozed else None, after=after
    )
    counts = await api.get("/worklist/counts")
    return page(
        request,
        "today.html",
        me=me,
        page=found,
        totals={name: sum(row[name] for row in counts) for name in looks.URGENCIES},
        users=await _names(api),
        chosen={"severity": severity, "mine": mine, "snoozed": snoozed},
        anybody=found["items"] or (await api.get("/patients", limit=1))["items"],
    )


async def pulse(request: Request) -> Response:
    """Whether the worklist has changed, without a look at anybody: asking often must not fill the audit."""
    return JSONResponse(await api_of(request).get("/worklist/counts"))


async def patients(request: Request, status: str = "", after: str = "") -> Response:
    """All patients, or those who are meant; a name or a number is posted, never put in an address."""
    api = api_of(request)
    me = await api.get("/me")
    form = await request.form() if request.method == "POST" else FormData()
    words = str(form.get("words", "")).strip()
    if words:
        found = await api.post("/patients/search", {"phone": words} if words.startswith("+") else {"name": words})
    else:
        found = await api.get("/patients", status=status, after=after)
    return page(request, "patients.html", me=me, page=found, words=words, status=status)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands at the top of a patient's page: what was done or refused, and a message that is being written."""

    said: str = ""
    sentences: list[str] = field(default_factory=list)
    message: str = ""
    looked_at: dict[str, Any] | None = None


async def patient(request: Request, patient_id: str, said: str = "") -> Response:
    """One patient: where they stand and why, what they told, what was texted, and what can be done."""
    return await show(request, patient_id, Shown(said=looks.SAID.get(said, "")))


async def show(request: Request, patient_id: str, shown: Shown) -> Response:
    """The patient's page; after a refusal it says what would be right."""
    api, path = api_of(request), f"/patients/{quote(patient_id)}"
    me, answer = await api.get("/me"), await api.ask("GET", path)
    told = answer.json()
    plans = await api.get(f"{path}/plans", limit=1)
    newest = date.fromisoformat(plans[0]["day"])
    since = newest - timedelta(days=_SHOWN_DAYS)
    treats = me["role"] == "therapist" and told["status"] not in ("discharged", "opted_out")
    days, feed, alerts, measures, messaging, users, texts, texted, ready_made = await asyncio.gather(
        api.get(f"{path}/days", since=since.isoformat(), until=newest.isoformat()),
        api.get(f"{path}/timeline", limit=200),
        api.get("/alerts", patient_id=told["id"]),
        api.get(f"{path}/measures"),
        api.get(f"{path}/messaging"),
        api.get("/users"),
        api.get(f"{path}/texts", limit=20),
        _texted(api, path, told["status"] if treats else None),
        api.get(f"{path}/texts/ready-made") if treats else _nothing(),
    )
    return page(
        request,
        "patient.html",
        status_code=422 if shown.sentences else 200,
        me=me,
        patient=told,
        plan=plans[0],
        days=days,
        chart=looks.chart(days),
        thread=[item for item in reversed(feed["items"]) if item["what"] in ("reply", "text")],
        notes=[item for item in feed["items"] if item["what"] in ("act", "alert_act", "order", "settings")],
        alerts=alerts,
        measures=measures,
        messaging=messaging,
        users={user["id"]: user["name"] for user in users},
        therapists=[user for user in users if user["role"] == "therapist"],
        waiting=[text for text in texts if text["kind"] == "care_message" and text["state"] == "planned"],
        tomorrow=newest,
        etag=answer.headers["etag"],
        languages=LANGUAGES,
        texted_by_acts=texted,
        ready_made=ready_made,
        shown=shown,
    )


async def _nothing() -> dict[str, str]:
    return {}


async def _names(api: Api) -> dict[str, str]:
    return {user["id"]: user["name"] for user in await api.get("/users")}


async def _texted(api: Api, path: str, status: str | None) -> dict[str, str]:
    """What each button would make Amble text this very patient; nothing where there are no buttons."""
    if status is None:
        return {}
    wanted = {name: kind for name, kind in _TEXTED.items() if name != ("pause" if status == "paused" else "resume")}
    shown = await asyncio.gather(*(api.post(f"{path}/preview", {"kind": kind}) for kind in wanted.values()))
    return {name: text["body"] for name, text in zip(wanted, shown, strict=True)}
