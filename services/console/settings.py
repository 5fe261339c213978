"""The settings of a clinic or a patient: shown, previewed, saved, and restored to an older version."""

from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from services.console import settings_form
from services.console.api_client import Refused
from services.console.pages import api_of, page


async def clinic_settings(request: Request, said: str = "", restore: str = "") -> Response:
    """The clinic's settings, for every patient without settings of their own."""
    return await _settings(request, None, said, restore)


async def patient_settings(request: Request, patient_id: str, said: str = "", restore: str = "") -> Response:
    """The settings of one patient."""
    return await _settings(request, patient_id, said, restore)


async def _settings(request: Request, patient_id: str | None, said: str, restore: str) -> Response:
    api, path = api_of(request), settings_form.path_of(patient_id)
    answer = await api.ask("GET", path)
    current, form = answer.json(), await request.form() if request.method == "POST" else FormData()
    changed = settings_form.changes(form, current["values"])
    ahead, refused = None, None
    try:
        if form.get("do") == "keep":
            await settings_form.keep(api, patient_id, changed, str(form.get("reason", "")), str(form.get("etag", "")))
            return RedirectResponse(f"{request.url.path}?said=kept", status_code=303)
        ahead = await settings_form.looked_ahead(api, patient_id, changed) if form else None
    except Refused as error:
        if error.status in (401, 403, 404):
            raise
        refused = error
    versions = await api.get(f"{path}/versions")
    stands = {name: settings_form.shown(value) for name, value in current["values"].items()}
    older = _values_of(versions, restore)
    written = {
        name: str(form.get(f"set.{name}", settings_form.shown(older.get(name, current["values"][name]))))
        for name in stands
    }
    return page(
        request,
        "settings.html",
        status_code=refused.status if refused else 200,
        me=await api.get("/me"),
        patient=await api.get(f"/patients/{quote(patient_id)}") if patient_id else None,
        current=current,
        etag=str(form.get("etag", "")) or answer.headers["etag"],
        groups=settings_form.grouped(await api.get("/settings/fields")),
        stands=stands,
        written=written,
        wrong={error["field"]: error["detail"] for error in refused.problem.get("errors", [])} if refused else {},
        sentences=refused.sentences[:1] if refused else [],
        ahead=ahead,
        reason=str(form.get("reason", f"Back to version {restore}" if older else "")),
        versions=versions,
        restoring=restore if older else "",
        said="Saved: it counts from the next plan on." if said == "kept" else "",
    )


def _values_of(versions: list[dict[str, Any]], number: str) -> dict[str, Any]:
    """The values of an older version; none if there is no such version."""
    return next((version["values"] for version in versions if str(version["version"]) == number), {})
