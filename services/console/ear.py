"""How does an admin say whether the clinic's answered texts may teach the second ear?"""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from services.console.api_client import Refused
from services.console.clinic import Refusal, show_clinic
from services.console.pages import PATH, api_of


async def decide(request: Request) -> Response:
    """Agree or withdraw, with who decided it for the clinic and when."""
    form = await request.form()
    agreed = form.get("do") == "agree"
    told = {name: str(form.get(name, "")).strip() for name in ("person", "agreed_on")}
    try:
        await api_of(request).ask("PUT", "/clinic/ear-consent", json=told | {"agreed": agreed})
    except Refused as error:
        if error.status in (401, 403, 404):
            raise
        return await show_clinic(request, refusal=Refusal(error.sentences, "ear", form))
    return RedirectResponse(f"{PATH}/clinic?said={'agreed' if agreed else 'withdrawn'}#said", status_code=303)
