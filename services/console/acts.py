"""The buttons on a patient's page: what each sends to the API, and what the page says afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from services.console.api_client import Refused
from services.console.enrol import screened
from services.console.pages import PATH, api_of
from services.console.patients import CHOSEN, Shown, show, show_today

_NOTHING = FormData()
_SAID_WHY = ("note", "reason", "past_caps")
_PAST_CAPS = "urn:amble:problem:dose-past-caps"


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
    """The form's order: "5 5 10" are three walks, an empty field is a day of rest. The other button withdraws it."""
    walks = str(form.get("walks", "")).replace("+", " ").replace(",", " ").split()
    return _note(form) | {"day": str(form.get("day", "")), "walks": None if "withdraw" in form else walks}


def _dose(form: FormData) -> dict[str, Any]:
    asked = {name: str(form.get(name, "")).strip() for name in ("minutes", "walks_per_day")}
    return _note(form) | asked | {"past_caps": "past_caps" in form}


def _discharge(form: FormData) -> dict[str, Any]:
    return _note(form) | {"reason": str(form.get("reason", ""))}


def _usual(form: FormData) -> dict[str, Any]:
    return _note(form) | {"usual": str(form.get("usual", ""))}


def _known(form: FormData) -> dict[str, Any]:
    return _until(form) | {"up_to": str(form.get("up_to", ""))}


def _nothing(_: FormData) -> dict[str, Any]:
    return {}


def _evidence(form: FormData) -> dict[str, Any]:
    return {"evidence": str(form.get("note", ""))}


@dataclass(frozen=True, slots=True)
class Act:
    """The route that a button calls, and the body that it sends."""

    path: str
    body: Callable[[FormData], dict[str, Any]]


_ACTS = {
    "clear": Act("clear", _clearing),
    "hold": Act("hold", _note),
    "pause": Act("pause", _until),
    "resume": Act("resume", _note),
    "start-over": Act("start-over", _note),
    "order": Act("order", _order),
    "set-dose": Act("dose", _dose),
    "sign-usual": Act("own-usual", _usual),
    "refuse-usual": Act("own-usual/refuse", _note),
    "end-usual": Act("own-usual/end", _note),
    "known-pain": Act("known-pain", _known),
    "end-known-pain": Act("known-pain/end", _note),
    "discharge": Act("discharge", _discharge),
    "shoes": Act("shoes", _note),
    "consent": Act("consent", _evidence),
    "readmit": Act("readmit", screened),
}
_ALERT_ACTS = {
    "tried": Act("tried", _note),
    "resolve": Act("resolve", _note),
    "snooze": Act("snooze", _snooze),
    "acknowledge": Act("acknowledge", _nothing),
}


@dataclass(frozen=True, slots=True)
class Button:
    """A pressed button: its name, the route of its act, and its place on the page."""

    act: Act | None
    path: str
    name: str
    place: str


async def act_on_patient(request: Request, patient_id: str, act: str) -> Response:
    """Carry out a button's act, then show the patient again."""
    button = Button(_ACTS.get(act), f"/patients/{quote(patient_id)}", act, f"act-{act}")
    return await _act(request, patient_id, button)


async def act_on_alert(request: Request, patient_id: str, alert_id: str, act: str) -> Response:
    """Carry out a button's act on one alert, then show the patient again."""
    button = Button(_ALERT_ACTS.get(act), f"/alerts/{quote(alert_id)}", act, f"alert-{alert_id}")
    return await _act(request, patient_id, button)


async def act_on_listed(request: Request, alert_id: str, act: str) -> Response:
    """Carry out a button's act on a listed alert, which may be about no patient, then show the list again."""
    asked = _ALERT_ACTS.get(act)
    if asked is None:
        raise Refused({"detail": "There is no such button."}, 404)
    try:
        await api_of(request).post(f"/alerts/{quote(alert_id)}/{asked.path}", asked.body(await request.form()))
    except Refused as error:
        if error.status in (401, 403, 404):
            raise
        return await show_today(request, sentences=error.sentences)
    chosen = {name: request.query_params[name] for name in CHOSEN if name in request.query_params}
    return RedirectResponse(f"{PATH}/?{urlencode(chosen | {'said': act})}#said", status_code=303)


async def _act(request: Request, patient_id: str, button: Button) -> Response:
    act, path, name, place = button.act, button.path, button.name, button.place
    if act is None:
        raise Refused({"detail": "There is no such button."}, 404)
    form, api = await request.form(), api_of(request)
    try:
        if form.get("do") == "look":
            asked = {key: value for key, value in act.body(form).items() if key not in _SAID_WHY}
            texts = await api.post(f"{path}/would-read", {"act": name.replace("-", "_"), **asked})
            past = (await api.get(f"{path}/dose", **asked))["past_caps"] if name == "set-dose" else []
            shown = Shown(place=place, act=name, would_read=texts, sent=form, past_caps=past)
            return await show(request, patient_id, shown)
        await api.post(f"{path}/{act.path}", act.body(form))
    except Refused as error:
        past = error.sentences if error.problem.get("type") == _PAST_CAPS else []
        return await _again(request, patient_id, error, Shown(place=place, act=name, sent=form, past_caps=past))
    return _done(patient_id, name)


async def message(request: Request, patient_id: str) -> Response:
    """Preview a therapist's own text as the patient would read it; then send it."""
    form, api, path = await request.form(), api_of(request), f"/patients/{quote(patient_id)}"
    # As a field of several lines shows them.
    words = " ".join(str(form.get("words", "")).split())
    try:
        if ready := str(form.get("ready", "")):
            words = (await api.get(f"{path}/texts/ready-made")).get(ready, words)
        if form.get("do") == "send":
            await api.post(f"{path}/texts", {"words": words})
            return _done(patient_id, "message")
        looked_at = await api.post(f"{path}/preview", {"kind": "care_message", "words": words})
    except Refused as error:
        return await _again(request, patient_id, error, Shown(place="write", message=words))
    return await show(request, patient_id, Shown(place="write", message=words, looked_at=looked_at))


async def change(request: Request, patient_id: str) -> Response:
    """Change name, zone, language, times and therapist. Only for admins."""
    form = await request.form()
    names = ("first_name", "activity", "zone", "language", "therapist_id")
    told = {name: str(form.get(name, "")).strip() for name in names}
    times = {name: str(form.get(name, "")) for name in ("morning", "evening")}
    emptied = {name: told[name] or None for name in ("first_name", "activity")}
    body = told | emptied | {"prompt_times": times}
    try:
        seen = {"If-Match": str(form.get("etag", ""))}
        await api_of(request).ask("PATCH", f"/patients/{quote(patient_id)}", json=body, headers=seen)
    except Refused as error:
        return await _again(request, patient_id, error, Shown(place="change", act="change", sent=form))
    return _done(patient_id, "change")


async def erase(request: Request, patient_id: str) -> Response:
    """Erase a patient; the admin types a word to confirm."""
    form = await request.form()
    confirm = patient_id if str(form.get("confirm", "")).strip().casefold() == "erase" else ""
    try:
        await api_of(request).post(f"/patients/{quote(patient_id)}/erase", {"confirm": confirm})
    except Refused as error:
        return await _again(request, patient_id, error, Shown(place="erase", act="erase"))
    return _done(patient_id, "erase")


async def take_back(request: Request, patient_id: str, text_id: str) -> Response:
    """Withdraw a therapist's text that has not left yet."""
    try:
        await api_of(request).post(f"/patients/{quote(patient_id)}/texts/{quote(text_id)}/take-back", {})
    except Refused as error:
        return await _again(request, patient_id, error, Shown(place="texts"))
    return _done(patient_id, "take-back")


async def take_act_back(request: Request, patient_id: str) -> Response:
    """Undo the staff's last act, as long as the patient has not been told of it."""
    form = await request.form()
    try:
        await api_of(request).post(f"/patients/{quote(patient_id)}/last-act/take-back", {"id": str(form.get("id", ""))})
    except Refused as error:
        return await _again(request, patient_id, error, Shown(place="last-act"))
    return _done(patient_id, "undone")


async def _again(request: Request, patient_id: str, error: Refused, shown: Shown) -> Response:
    if error.status in (401, 403, 404):
        raise error
    return await show(request, patient_id, replace(shown, sentences=error.sentences))


def _done(patient_id: str, name: str) -> Response:
    # A fragment of its own: without it a browser keeps the form's, but the sentence is at the top of the page.
    return RedirectResponse(f"{PATH}/patients/{quote(patient_id)}?said={name}#said", status_code=303)
