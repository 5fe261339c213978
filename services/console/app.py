"""Which pages are there? Each address of the console, and the function that answers it.

Pages hold no rights of their own: each asks the API as the person who looks. They work without scripts.
"""

from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from services import wiring
from services.console import acts, caseload, clinic, coming_in, enrolling, ladder, numbers, overview, to_read, words
from services.console.asking import Refused
from services.console.pages import HERE, PATH, page

_PAGES = (
    ("/sign-in", coming_in.sign_in_page, coming_in.sign_in),
    ("/sign-out", None, coming_in.sign_out),
    ("/invitation", coming_in.invitation_page, coming_in.accept_invitation),
    ("/", caseload.today, None),
    ("/alerts/{alert_id}/{act}", None, acts.act_on_listed),
    ("/to-read", to_read.listed, None),
    ("/to-read/{text_id}/answer", None, to_read.answer),
    ("/pulse", caseload.pulse, None),
    ("/patients", caseload.patients, caseload.patients),
    ("/patients/{patient_id}", caseload.patient, None),
    ("/patients/{patient_id}/message", None, acts.message),
    ("/patients/{patient_id}/change", None, acts.change),
    ("/patients/{patient_id}/erase", None, acts.erase),
    ("/patients/{patient_id}/texts/{text_id}/take-back", None, acts.take_back),
    ("/patients/{patient_id}/last-act/take-back", None, acts.take_act_back),
    ("/patients/{patient_id}/acts/{act}", None, acts.act_on_patient),
    ("/patients/{patient_id}/alerts/{alert_id}/{act}", None, acts.act_on_alert),
    ("/patients/{patient_id}/settings", numbers.patient_settings, numbers.patient_settings),
    ("/settings", numbers.clinic_settings, numbers.clinic_settings),
    ("/enrol", enrolling.form, enrolling.enrol),
    ("/enrol/list", enrolling.list_form, enrolling.enrol_list),
    ("/overview", overview.overview, None),
    ("/words", words.listed, None),
    ("/words/{language}/{name}", words.one, words.one),
    ("/clinic", clinic.clinic, clinic.clinic),
    ("/clinic/ladder", None, ladder.change),
    ("/clinic/phones", None, ladder.add_phone),
    ("/clinic/phones/{phone_id}/remove", None, ladder.remove_phone),
    ("/people", clinic.people, clinic.people),
    ("/people/{user_id}", clinic.person, clinic.person),
    ("/audit", clinic.audit, None),
)


def create_console(api: ASGIApp) -> FastAPI:
    """The app that is mounted at PATH; api is what it asks."""
    app = FastAPI(openapi_url=None)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.state.api = api
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
    said = ["This is our fault, not yours; it was written to the log. Look what stands before you repeat it."]
    return page(request, "refused.html", status_code=500, sentences=said)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    if error.status == 401:
        return RedirectResponse(f"{PATH}/sign-in?to={quote(request.url.path)}", status_code=303)
    return page(request, "refused.html", status_code=error.status, sentences=error.sentences)
