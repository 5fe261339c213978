"""How does a therapist write to a patient? Checked like every text, kept back for a minute, taken back till then."""

import uuid
from datetime import datetime

from sqlmodel import Session

from schemas.tables.messages import OutboundText, Suppression, TextState
from schemas.text_kinds import TextKind
from schemas.transitions import HAS_CONSENTED
from services.journey.refusals import CannotBeTexted, TextHasLeft
from services.journey.texting.queue import answer_text
from services.journey.texting.wording import body_of
from services.storage import records, text_states
from services.storage.case import Case, in_hand


def write(session: Session, enrolment_id: uuid.UUID, words: str, by: str, now: datetime) -> OutboundText:
    """Queue a message: due in a minute, or at the end of the quiet hours. Raises CannotBeTexted, WordsRefused."""
    with in_hand(session, now) as batch:
        return queue(batch.case(enrolment_id), words, by)


def queue(case: Case, words: str, by: str) -> OutboundText:
    """The same for the patient in hand."""
    if case.enrolment.status not in HAS_CONSENTED or case.opted_out:
        status = case.enrolment.status.value
        raise CannotBeTexted(f"This patient may not be texted: their status is {status!r}. Call them.")
    if case.patient.number_bad_at is not None:
        raise CannotBeTexted("This patient's number does not take texts: correct the number, or call them.")
    if case.is_wrong_person:
        raise CannotBeTexted("Somebody else may have this phone: close that alert first, or call.")
    body = body_of(case, words)
    slot = f"care:{uuid.uuid4().hex}"
    text = answer_text(case, TextKind.CARE_MESSAGE, slot, keep_back=True)
    if text is None:
        raise CannotBeTexted("This message stands already.")
    text.body = body
    case.save(text, event=case.happened("patient.messaged", actor=by, text=str(text.id)))
    return text


def take_back(session: Session, enrolment_id: uuid.UUID, text_id: uuid.UUID, by: str, now: datetime) -> OutboundText:
    """A message that has not left yet never will. Raises TextHasLeft, also for texts that nobody wrote by hand."""
    with in_hand(session, now) as batch:
        case = batch.case(enrolment_id)
        held = [text for text in records.lock_texts(session, [text_id]) if text.enrolment_id == enrolment_id]
        if not held or held[0].kind is not TextKind.CARE_MESSAGE or held[0].state is not TextState.PLANNED:
            raise TextHasLeft("Only a message that has not left yet can be taken back.")
        text = held[0]
        event = case.happened("text.suppressed", actor=by, why=Suppression.TAKEN_BACK.value)
        text_states.move(case, text, Suppression.TAKEN_BACK, event)
        return text
