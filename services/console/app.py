"""Which pages does a therapist have? Sign-in, who needs a call, all patients, and one patient with what can be done.

Pages hold no rights of their own: each asks the API as the person who looks. They work without scripts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import FormData
from starlette.types import ASGIApp

from services.console import coming_in, looks, steering
from services.console.asking import Refused
from services.console.pages import HERE, PATH, api_of, page

_SHOWN_DAYS = 60


def _note(form: FormData) -> dict[str, Any]:
    return {"note": str(form.get("note", ""))}


def _until(form: FormData) -> dict[str, Any]:
    return _note(form) | {"until": str(form.get("until", ""))}


def _snooze(form: FormData) -> dict[str, Any]:
    return _note(form) | {"until": f"{form.get('until', '')}T08:00:00Z"}


def _clearing(form: FormData) -> dict[str, Any]:
    minutes = str(form.get("minutes", "")).strip()
    return _note(form) | ({"minutes": minutes} if minutes else {})


def _order(form: FormData) -> dict[str, Any]:
    """ "5 5 10" are three walks; an empty field is a day of rest."""
    walks = str(form.get("walks", "")).replace("+", " ").replace(",", " ").split()
    return _note(form) | {"day": str(form.get("day", "")), "walks": walks}


def _discharge(form: FormData) -> dict[str, Any]:
    return _note(form) | {"reason": str(form.get("reason", ""))}


@dataclass(frozen=True, slots=True)
class Act:
    """What a button asks of the API, and what is said when it was done."""

    path: str
    body: Callable[[FormData], dict[str, Any]]
    said: str


_ACTS = {
    "clear": Act("clear", _clearing, "The hold is cleared."),
    "hold": Act("hold", _note, "The course is held until you clear it."),
    "pause": Act("pause", _until, "The course rests; one text tells the patient."),
    "resume": Act("resume", _note, "The course goes on; one text tells the patient."),
    "start-over": Act("start-over", _note, "The course begins anew tomorrow."),
    "order": Act("order", _order, "The day is ordered."),
    "discharge": Act("discharge", _discharge, "The patient is discharged; one last text says so."),
}
_ALERT_ACTS = {
    "tried": Act("tried", _note, "Written down."),
    "resolve": Act("resolve", _note, "Resolved."),
    "snooze": Act("snooze", _snooze, "Put off."),
}
_SAID = {name: act.said for name, act in (_ACTS | _ALERT_ACTS).items()}


def create_console(api: ASGIApp) -> FastAPI:
    """The app that is mounted at PATH; api is what it asks."""
    app = FastAPI(openapi_url=None)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.state.api = api
    app.add_exception_handler(Refused, _refused)
    app.get("/sign-in")(coming_in.sign_in_page)
    app.post("/sign-in")(coming_in.sign_in)
    app.post("/sign-out")(coming_in.sign_out)
    app.get("/invitation")(coming_in.invitation_page)
    app.post("/invitation")(coming_in.accept_invitation)
    app.get("/")(today)
    app.get("/patients")(patients)
    app.post("/patients")(patients)
    app.get("/patients/{patient_id}")(patient)
    app.get("/settings")(clinic_settings)
    app.post("/settings")(clinic_settings)
    app.get("/patients/{patient_id}/settings")(patient_settings)
    app.post("/patients/{patient_id}/settings")(patient_settings)
    app.post("/patients/{patient_id}/acts/{act}")(act_on_patient)
    app.post("/patients/{patient_id}/alerts/{alert_id}/{act}")(act_on_alert)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    if error.status == 401:
        return RedirectResponse(f"{PATH}/sign-in?to={quote(request.url.path)}", status_code=303)
    return page(request, "refused.html", status_code=error.status, sentences=error.sentences)


async def today(request: Request, severity: str = "", mine: str = "", snoozed: str = "", after: str = "") -> Response:
    """Who needs somebody, the most urgent first."""
    api = api_of(request)
    me = await api.get("/me")
    therapist = me["id"] if mine and me["role"] == "therapist" else None
    found = await api.get(
        "/worklist", severity=severity, therapist_id=therapist, snoozed="true" if snoozed else None, after=after
    )
    counts = await api.get("/worklist/counts")
    users = {user["id"]: user["name"] for user in await api.get("/users")}
    totals = {name: sum(row[name] for row in counts) for name in ("now", "same_day", "routine")}
    chosen = {"severity": severity, "mine": mine, "snoozed": snoozed}
    return page(request, "today.html", me=me, page=found, totals=totals, users=users, chosen=chosen)


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


async def patient(request: Request, patient_id: str, said: str = "") -> Response:
    """One patient: where they stand and why, what they told, what was texted, and what can be done."""
    return await _patient(request, patient_id, said=_SAID.get(said, ""))


async def _patient(
    request: Request, patient_id: str, *, said: str = "", sentences: list[str] | None = None
) -> Response:
    api, path = api_of(request), f"/patients/{quote(patient_id)}"
    me, shown = await api.get("/me"), await api.get(path)
    plans = await api.get(f"{path}/plans", limit=1)
    newest = date.fromisoformat(plans[0]["day"])
    since = newest - timedelta(days=_SHOWN_DAYS)
    days = await api.get(f"{path}/days", since=since.isoformat(), until=newest.isoformat())
    feed = await api.get(f"{path}/timeline", limit=200)
    alerts = [row for row in await api.get("/alerts", limit=400) if row["patient_id"] == shown["id"]]
    return page(
        request,
        "patient.html",
        status_code=422 if sentences else 200,
        me=me,
        patient=shown,
        plan=plans[0],
        days=days,
        chart=looks.chart(days),
        thread=[item for item in reversed(feed["items"]) if item["what"] in ("reply", "text")],
        notes=[item for item in feed["items"] if item["what"] in ("act", "alert_act", "order", "settings")],
        alerts=alerts,
        measures=await api.get(f"{path}/measures"),
        messaging=await api.get(f"{path}/messaging"),
        users={user["id"]: user["name"] for user in await api.get("/users")},
        tomorrow=newest,
        said=said,
        sentences=sentences or [],
    )


async def clinic_settings(request: Request, said: str = "") -> Response:
    """The numbers for everybody who has none of their own."""
    return await _settings(request, None, said)


async def patient_settings(request: Request, patient_id: str, said: str = "") -> Response:
    """The numbers of one patient."""
    return await _settings(request, patient_id, said)


async def _settings(request: Request, patient_id: str | None, said: str) -> Response:
    api, path = api_of(request), steering.path_of(patient_id)
    answer = await api.ask("GET", path)
    current, form = answer.json(), await request.form() if request.method == "POST" else FormData()
    changed = steering.changes(form, current["values"])
    ahead, refused = None, None
    try:
        if form.get("do") == "keep":
            await steering.keep(api, patient_id, changed, str(form.get("reason", "")), str(form.get("etag", "")))
            return RedirectResponse(f"{request.url.path}?said=kept", status_code=303)
        ahead = await steering.looked_ahead(api, patient_id, changed) if form else None
    except Refused as error:
        if error.status in (401, 403, 404):
            raise
        refused = error
    stands = {name: steering.shown(value) for name, value in current["values"].items()}
    written = {name: str(form.get(f"set.{name}", value)) for name, value in stands.items()}
    return page(
        request,
        "settings.html",
        status_code=refused.status if refused else 200,
        me=await api.get("/me"),
        patient=await api.get(f"/patients/{quote(patient_id)}") if patient_id else None,
        current=current,
        etag=str(form.get("etag", "")) or answer.headers["etag"],
        groups=steering.grouped(await api.get("/settings/fields")),
        written=written,
        wrong={error["field"]: error["detail"] for error in refused.problem.get("errors", [])} if refused else {},
        sentences=refused.sentences[:1] if refused else [],
        ahead=ahead,
        reason=str(form.get("reason", "")),
        versions=await api.get(f"{path}/versions"),
        said="Kept: it counts from the next plan on." if said == "kept" else "",
    )


async def act_on_patient(request: Request, patient_id: str, act: str) -> Response:
    """Do what a button asks, then show the patient again."""
    return await _act(request, patient_id, _ACTS.get(act), f"/patients/{quote(patient_id)}", act)


async def act_on_alert(request: Request, patient_id: str, alert_id: str, act: str) -> Response:
    """The same for one alert."""
    return await _act(request, patient_id, _ALERT_ACTS.get(act), f"/alerts/{quote(alert_id)}", act)


async def _act(request: Request, patient_id: str, act: Act | None, path: str, name: str) -> Response:
    if act is None:
        raise Refused({"detail": "There is no such button."}, 404)
    form = await request.form()
    try:
        await api_of(request).post(f"{path}/{act.path}", act.body(form))
    except Refused as error:
        if error.status in (401, 403):
            raise
        return await _patient(request, patient_id, sentences=error.sentences)
    return RedirectResponse(f"{PATH}/patients/{quote(patient_id)}?said={name}", status_code=303)
