"""The console's pages: each address, and the function that answers it.

Pages have no rights of their own: each calls the API with the session of its user. They work without JavaScript.
"""

from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from services import wiring
from services.console import acts, clinic, ear, enrol, ladder, overview, patients, settings, sign_in, to_read, wordings
from services.console.api_client import Refused
from services.console.pages import HERE, PATH, page

_PAGES = (
    ("/sign-in", sign_in.sign_in_page, sign_in.sign_in),
    ("/sign-out", None, sign_in.sign_out),
    ("/invitation", sign_in.invitation_page, sign_in.accept_invitation),
    ("/", patients.today, None),
    ("/alerts/{alert_id}/{act}", None, acts.act_on_listed),
    ("/to-read", to_read.listed, None),
    ("/to-read/{text_id}/answer", None, to_read.answer),
    ("/pulse", patients.pulse, None),
    ("/patients", patients.patients, patients.patients),
    ("/patients/{patient_id}", patients.patient, None),
    ("/patients/{patient_id}/message", None, acts.message),
    ("/patients/{patient_id}/change", None, acts.change),
    ("/patients/{patient_id}/erase", None, acts.erase),
    ("/patients/{patient_id}/texts/{text_id}/take-back", None, acts.take_back),
    ("/patients/{patient_id}/last-act/take-back", None, acts.take_act_back),
    ("/patients/{patient_id}/acts/{act}", None, acts.act_on_patient),
    ("/patients/{patient_id}/alerts/{alert_id}/{act}", None, acts.act_on_alert),
    ("/patients/{patient_id}/settings", settings.patient_settings, settings.patient_settings),
    ("/settings", settings.clinic_settings, settings.clinic_settings),
    ("/enrol", enrol.form, enrol.enrol),
    ("/enrol/list", enrol.list_form, enrol.enrol_list),
    ("/overview", overview.overview, None),
    ("/words", wordings.listed, None),
    ("/words/{language}/{name}", wordings.one, wordings.one),
    ("/clinic", clinic.clinic, clinic.clinic),
    ("/clinic/ladder", None, ladder.change),
    ("/clinic/ear", None, ear.decide),
    ("/clinic/phones", None, ladder.add_phone),
    ("/clinic/phones/{phone_id}/remove", None, ladder.remove_phone),
    ("/people", clinic.people, clinic.people),
    ("/people/{user_id}", clinic.person, clinic.person),
    ("/audit", clinic.audit, None),
)
# The links on top of every page: the page's name in its template, its address, its label, whether only admins see it.
_NAVIGATION = (
    ("today", "", "Today", False),
    ("to-read", "to-read", "To read", False),
    ("patients", "patients", "Patients", False),
    ("enrol", "enrol", "Enrol", True),
    ("overview", "overview", "Overview", False),
    ("settings", "settings", "Numbers", False),
    ("words", "words", "Words", False),
    ("clinic", "clinic", "Clinic", True),
    ("people", "people", "People", True),
    ("audit", "audit", "Audit", True),
)


def create_console(api: ASGIApp) -> FastAPI:
    """The app that is mounted at PATH; api is the app that it calls."""
    app = FastAPI(openapi_url=None)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.state.api, app.state.navigation = api, _NAVIGATION
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Exception, _unexpected)
    for path, shown, sent in _PAGES:
        if shown is not None:
            app.get(path)(shown)
        if sent is not None:
            app.post(path)(sent)
    return app


async def _unexpected(request: Request, error: Exception) -> Response:
    wiring.fault("page.failed", error, route=str(request.scope.get("route", "")))
    said = ["This is our fault, not yours, and it is logged. Check the current state before you try again."]
    return page(request, "refused.html", status_code=500, sentences=said)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    if error.status == 401:
        return RedirectResponse(f"{PATH}/sign-in?to={quote(request.url.path)}", status_code=303)
    return page(request, "refused.html", status_code=error.status, sentences=error.sentences)
