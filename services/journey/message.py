"""How does a therapist write to a patient? Checked like every text, kept back for a minute, taken back till then."""

import uuid
from datetime import datetime

from sqlmodel import Session

from schemas.messages import OutboundText, Suppression, TextState
from schemas.people import Enrolment, Patient
from schemas.transitions import HAS_CONSENTED
from schemas.vocabulary import TextKind
from services.conversation import own_words
from services.conversation.texts import TextValues, render
from services.journey.prompt import answer_text
from services.journey.refusals import CannotBeTexted, TextHasLeft, WordsRefused
from services.storage import records, text_states
from services.storage.database import save
from services.storage.events import happened


def body_of(session: Session, enrolment: Enrolment, patient: Patient, words: str) -> str:
    """The text as the patient would read it. Raises WordsRefused."""
    clinic = records.clinic_of(session, enrolment.clinic_id)
    values = TextValues(clinic.name, clinic.phone, clinic.emergency_number, message=words.strip())
    frame = records.own_words_of(session, clinic.id, patient.language)
    body = render(TextKind.CARE_MESSAGE, patient.language, values, frame)
    faults = own_words.message_faults(words.strip(), body)
    if faults:
        raise WordsRefused(faults)
    return body


def write(session: Session, enrolment_id: uuid.UUID, words: str, by: str, now: datetime) -> OutboundText:
    """Queue a message: due in a minute, or at the end of the quiet hours. Raises CannotBeTexted, WordsRefused."""
    enrolment, patient = records.lock_enrolment(session, enrolment_id)
    if enrolment.status not in HAS_CONSENTED or records.has_opted_out(session, patient.phone, patient.clinic_id):
        raise CannotBeTexted(f"This patient may not be texted: their status is {enrolment.status.value!r}. Call them.")
    if patient.number_bad_at is not None:
        raise CannotBeTexted("This patient's number does not take texts: correct the number, or call them.")
    if records.is_wrong_person(session, enrolment):
        raise CannotBeTexted("Somebody else may have this phone: close that alert first, or call.")
    body = body_of(session, enrolment, patient, words)
    settings, _ = records.settings_of(session, enrolment)
    slot = f"care:{uuid.uuid4().hex}"
    text = answer_text(session, enrolment, patient, TextKind.CARE_MESSAGE, slot, now, keep_back=True, settings=settings)
    if text is None:
        raise CannotBeTexted("This message stands already.")
    text.body = body
    save(session, text, event=happened("patient.messaged", enrolment, now, actor=by, text=str(text.id)))
    return text


def take_back(session: Session, enrolment_id: uuid.UUID, text_id: uuid.UUID, by: str, now: datetime) -> OutboundText:
    """A message that has not left yet never will. Raises TextHasLeft, also for texts that nobody wrote by hand."""
    enrolment, _ = records.lock_enrolment(session, enrolment_id)
    held = [row for row, _, _ in records.lock_texts(session, [text_id]) if row.enrolment_id == enrolment.id]
    if not held or held[0].kind is not TextKind.CARE_MESSAGE or held[0].state is not TextState.PLANNED:
        raise TextHasLeft("Only a message that has not left yet can be taken back.")
    text = held[0]
    event = happened("text.suppressed", enrolment, now, actor=by, why=Suppression.TAKEN_BACK.value)
    text_states.move(session, text, Suppression.TAKEN_BACK, event)
    return text
