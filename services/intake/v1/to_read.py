"""What did patients write that no program can read? The texts that wait for a person, and that person's answers."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlmodel import Session

from schemas.api.to_read import AnswerDone, AnswerText, EarConsentChange, EarConsentOut, ToReadPage
from schemas.tables.messages import InboundText
from services.accounts import ear_consent
from services.intake.request.caller import AsAdmin, AsReader, AsTherapist, Caller, Work
from services.intake.request.cursors import cursor, parts_of
from services.intake.request.idempotency import OnceRoute
from services.intake.request.problems import ProblemError
from services.intake.request.route import PROBLEMS
from services.journey.caring import answering
from services.storage.audit import note_listed
from services.views import to_read
from services.views.to_read import BEGINNING, Listed, Part, Place

router = APIRouter(route_class=OnceRoute, prefix="/v1", tags=["to read"], responses=PROBLEMS)
_LARGEST = 2**63 - 1
After = Annotated[str | None, Query(max_length=200, description="next_after of the page before")]
Limit = Annotated[int, Query(ge=1, le=200)]
TextId = Annotated[int, Path(ge=1, le=_LARGEST, description="The text's id, as the list says it")]


def _page(session: Session, caller: Caller, listed: list[Listed], limit: int) -> ToReadPage:
    shown = listed[:limit]
    seen = dict.fromkeys(one.text.patient_id for one in shown)
    note_listed(session, caller.user, list(seen), caller.operation, caller.now)
    last = shown[-1].place if len(listed) > limit else None
    return ToReadPage(
        items=[one.text for one in shown],
        waiting=to_read.waiting(session, caller.clinic_id),
        next_after=cursor(last.rank, last.id) if last else None,
    )


@router.get("/to-read")
def list_texts_to_read(session: Work, caller: AsReader, limit: Limit = 50, after: After = None) -> ToReadPage:
    """Texts with words that nobody has read: the most urgent first, then those that wait longest."""
    place = BEGINNING if after is None else Place(*parts_of(after, int, int))
    listed = to_read.page(session, caller.clinic_id, caller.now, Part(place, limit + 1))
    return _page(session, caller, listed, limit)


@router.get("/to-read/answered")
def list_answered_texts(session: Work, caller: AsReader, limit: Limit = 50, after: After = None) -> ToReadPage:
    """Texts that were answered, with what, by whom and when: the last first."""
    before = _LARGEST if after is None else parts_of(after, int, int)[1]
    listed = to_read.answered(session, caller.clinic_id, caller.now, before=before, limit=limit + 1)
    return _page(session, caller, listed, limit)


@router.post("/to-read/{inbound_id}/answer")
def answer_text_to_read(inbound_id: TextId, request: AnswerText, session: Work, caller: AsTherapist) -> AnswerDone:
    """Say what is in a text. One answer a text: a second one is refused with who was first, and when."""
    text = session.get(InboundText, inbound_id)
    if text is None or text.clinic_id != caller.clinic_id or text.patient_id is None or not text.unread:
        raise ProblemError(
            404, "no-text-to-read", "No text of this clinic that waits or waited for a person has that id."
        )
    row = answering.answer(session, text, request, caller.user, caller.now)
    session.flush()
    others = to_read.page(session, caller.clinic_id, caller.now, Part(patient_id=text.patient_id))
    answered = to_read.answered_out(row)
    return AnswerDone(id=inbound_id, patient_id=text.patient_id, answered=answered, other_texts=len(others))


@router.get("/clinic/ear-consent")
def show_ear_consent(session: Work, caller: AsReader) -> EarConsentOut:
    """Whether this clinic's answered texts may train the second ear, without names and numbers; off unless decided."""
    return ear_consent.in_force(session, caller.clinic_id)


@router.put("/clinic/ear-consent")
def decide_ear_consent(request: EarConsentChange, session: Work, caller: AsAdmin) -> EarConsentOut:
    """Agree, or withdraw; who decided it and when is kept with it. Only texts that come afterwards are ever taken."""
    by = f"user:{caller.user.id}"
    return ear_consent.shown(ear_consent.decide(session, caller.clinic_id, request, by, caller.now))
