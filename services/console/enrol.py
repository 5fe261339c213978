"""Enrolling patients: one with a form, or many from a list that is checked row by row first."""

import base64
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from schemas.api.rosters import Outcome
from schemas.tables.identity import Role
from services.console.api_client import Refused, in_form
from services.console.pages import PATH, api_of, page
from services.conversation.locales import NAMES

SCREEN = {
    "bladder_or_bowel_trouble": "Trouble with bladder or bowel",
    "saddle_numbness": "Numbness in the saddle area",
    "both_legs_affected": "Both legs affected",
    "new_or_worsening_leg_weakness": "New or worsening weakness of a leg",
    "fever_or_recent_infection": "Fever, or a recent infection",
    "cancer_or_unexplained_weight_loss": "Cancer, or unexplained weight loss",
    "recent_fall_or_trauma": "A recent fall or trauma",
    "cannot_walk_two_minutes": "Cannot walk for two minutes",
}
DIAGNOSES = {
    "disc_extension_relief": "Disc, better when leaning back",
    "stenosis_flexion_relief": "Stenosis, better when leaning forward",
    "ddd": "Degenerative disc disease",
    "spondylolisthesis": "Spondylolisthesis",
    "piriformis": "Piriformis",
    "si_joint": "Sacroiliac joint",
    "unspecified": "Not specified: flat walks only",
}
_PLAIN = ("phone", "zone", "language", "therapist_id", "diagnosis", "onset_date", "phone_checked_because")


async def form(request: Request) -> Response:
    """The form: everything that must be known before a first walk."""
    return await _form(request, FormData())


async def _form(request: Request, sent: FormData, refused: Refused | None = None) -> Response:
    api = api_of(request)
    users = await api.get("/users")
    return page(
        request,
        "enrol.html",
        status_code=refused.status if refused else 200,
        me=await api.get("/me"),
        therapists=[user for user in users if user["role"] == Role.THERAPIST and not user["deactivated_at"]],
        sent=sent,
        wrong={error["field"]: in_form(error["detail"]) for error in refused.problem.get("errors", [])}
        if refused
        else {},
        sentences=refused.sentences[:1] if refused else [],
        screen=SCREEN,
        diagnoses=DIAGNOSES,
        languages=NAMES,
    )


async def enrol(request: Request) -> Response:
    """Enrol one patient, then show them."""
    sent = await request.form()
    try:
        answer = await api_of(request).post("/patients", _application(sent))
    except Refused as error:
        if error.status in (401, 403):
            raise
        return await _form(request, sent, error)
    return RedirectResponse(f"{PATH}/patients/{quote(answer['patient']['id'])}?said=enrolled", status_code=303)


def _application(sent: FormData) -> dict[str, Any]:
    """The form as the API's request. Empty fields are left out, so that the API names them."""
    told = {name: str(value).strip() for name, value in sent.items() if str(value).strip()}
    times = {name: told[name] for name in ("morning", "evening") if name in told}
    return {
        **{name: told[name] for name in (*_PLAIN, "first_name", "activity") if name in told},
        **screened(sent),
        "flat_walk_only_confirmed": "flat_walk_only_confirmed" in told,
        **({"prompt_times": times} if times else {}),
    }


def screened(sent: FormData) -> dict[str, Any]:
    """The screening answers in a form, for a first enrolment or a readmission."""
    told = {name: str(value).strip() for name, value in sent.items() if str(value).strip()}
    screen = {name: told[name] == "yes" for name in SCREEN if name in told}
    at = {"at": f"{told['screened_on']}T00:00:00Z"} if "screened_on" in told else {}
    cleared = {"at": f"{told['cleared_on']}T00:00:00Z"} if "cleared_on" in told else {}
    return {
        **({"baseline_minutes": told["baseline_minutes"]} if "baseline_minutes" in told else {}),
        "baseline_pain": {n: told[f"pain_{n}"] for n in ("worst", "average", "now") if f"pain_{n}" in told},
        "clearance": {"by": told.get("cleared_by", ""), **cleared},
        "red_flag_screen": screen | at,
        "shoes_confirmed": "shoes_confirmed" in told,
    }


async def list_form(request: Request) -> Response:
    """The page to choose a list, with the columns that it must have."""
    return await _list(request)


async def _list(request: Request, **shown: Any) -> Response:
    api = api_of(request)
    columns = await api.get("/roster/columns")
    blank: dict[str, Any] = {"report": None, "content": "", "sentences": [], "counts": {}}
    status = 422 if shown.get("sentences") else 200
    return page(
        request, "enrol_list.html", status_code=status, me=await api.get("/me"), columns=columns, **(blank | shown)
    )


async def enrol_list(request: Request) -> Response:
    """Check a list first; a second button then enrols the same list."""
    sent = await request.form()
    chosen = sent.get("list")
    content = (
        await chosen.read()
        if isinstance(chosen, UploadFile)
        else base64.b64decode(str(sent.get("content", "")), validate=False)
    )
    take = str(sent.get("take", "none"))
    try:
        answer = await api_of(request).ask(
            "POST", "/roster", params={"take": take}, content=content, headers={"Content-Type": "text/csv"}
        )
    except Refused as error:
        if error.status in (401, 403):
            raise
        return await _list(request, sentences=error.sentences)
    report = answer.json()
    counts: dict[str, int] = {}
    for row in report["rows"]:
        counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
    kept = "" if report["written"] else base64.b64encode(content).decode()
    wrong = [row for row in report["rows"] if row["outcome"] == Outcome.REFUSED]
    right = [row for row in report["rows"] if row["outcome"] != Outcome.REFUSED]
    return await _list(request, report=report, rows=wrong + right, counts=counts, content=kept)
