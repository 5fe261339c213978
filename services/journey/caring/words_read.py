"""What changes once a person has read words? Their answer is kept, a day counts for what it is, the morning comes back.

The enrolment is locked in all of these.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from schemas.alert_kinds import AlertKind, facts_of
from schemas.tables.alerts import Alert
from schemas.tables.messages import InboundText, Suppression
from schemas.tables.plans import Cause, DayNote
from schemas.tables.to_read import ReadAnswer, TextAnswer
from schemas.transitions import DAYS_END
from services.journey.deciding import foot
from services.journey.deciding.decide import decide
from services.journey.planning.due_texts import give_back_morning
from services.progression import calendar
from services.storage import history
from services.storage.case import Case
from services.storage.queries.texts import lock_unread_words, notes_of_texts
from services.storage.queries.texts import read_at as texts_read_at
from services.storage.queries.to_read import answers_of, last_note

_ONE_DAY = timedelta(days=1)
# What a note of a text says of itself, and not of the day.
_OF_ITSELF = frozenset({"id", "settles", "at", "undated", "possible_red"})


def answer_in_force(answers: Sequence[TextAnswer]) -> TextAnswer | None:
    """The answer that counts; None where there is none, or it was taken back."""
    return answers[-1] if answers and answers[-1].answer is not ReadAnswer.TAKEN_BACK else None


def waiting_of(session: Session, alert: Alert) -> Sequence[InboundText]:
    """The texts of an alert that nobody has read to the end yet, locked; none where it is about no patient."""
    return lock_unread_words(session, alert.inbound_ids, alert.patient_id) if alert.patient_id else ()


def keep(case: Case, text: InboundText, answer: ReadAnswer, by: str, pain: int | None = None) -> TextAnswer:
    """Write an answer down. A text that asks for a call is read to the end once the patient was called."""
    number = len(answers_of(case.session, [text])[text.id])
    row = TextAnswer(
        clinic_id=case.enrolment.clinic_id, patient_id=case.patient.id, inbound_id=text.id or 0, number=number,
        answer=answer, pain=pain, by=by, at=case.now,
    )  # fmt: skip
    if answer is not ReadAnswer.CALL:
        text.read_at, text.read_by = case.now, by
    case.save(text, row, event=case.happened("words.read", actor=by, answer=answer.value, inbound=text.id))
    return row


def note_score(case: Case, text: InboundText, pain: int, by: str) -> None:
    """The score that a person read in a text takes the place of what the program had made of it."""
    last = last_note(case.session, text, case.enrolment.id)
    day = last.day if last else calendar.plan_day(text.received_at, case.patient.zone)
    told = _told(last) if last else {"day": day, "unread": True}
    _note(case, text, by, **told | {"pain": pain, "pain_morning": None}, settles=last.id if last else None)


def count_anew(case: Case, texts: Sequence[InboundText]) -> None:
    """Their days count for what they are. Plans that were told stay; a credit counts from the next one that is not."""
    if not texts or case.enrolment.status not in DAYS_END:
        return
    notes = notes_of_texts(case.session, case.enrolment.id, [text.id for text in texts])
    today = calendar.plan_day(case.now, case.patient.zone)
    day = min((note.day for note in notes), default=today + _ONE_DAY)
    # Other words may have kept back the days before, and were read earlier than these.
    while (plan := history.plan_of(case, day)) is not None and plan.report and plan.report.get("unread"):
        day -= _ONE_DAY
    while day <= today:
        if history.plan_of(case, day + _ONE_DAY) is not None:
            decide(case, day, Cause.CLINICIAN)
        day += _ONE_DAY
    if not case.caution_waits:
        give_back_morning(case, {Suppression.WORDS_UNREAD})


def mark_read(case: Case, alert: Alert, by: str) -> None:
    """Whoever settled an alert about words has read them."""
    if not facts_of(alert.kind).about_words:
        return
    if alert.kind is AlertKind.FOOT_QUESTION:
        foot.forget(case)
    count_anew(case, settle(case, alert, by))


def settle(case: Case, alert: Alert, by: str) -> Sequence[InboundText]:
    """The words of an alert that is over were read; nothing is decided yet."""
    texts = waiting_of(case.session, alert) if facts_of(alert.kind).about_words else ()
    for text in texts:
        keep(case, text, ReadAnswer.SETTLED, by)
    return texts


def mark_unread(case: Case, read_at: datetime, by: str) -> None:
    """It was taken back that a person had read words at a moment; the plans of before are put back elsewhere."""
    texts = texts_read_at(case.session, case.enrolment.patient_id, read_at)
    for text in texts:
        answered = answer_in_force(answers_of(case.session, [text])[text.id])
        if answered is not None:
            keep(case, text, ReadAnswer.TAKEN_BACK, by)
        if answered is not None and answered.answer is ReadAnswer.SCORE:
            _take_score_back(case, text, by)
        text.read_at = text.read_by = None
    if texts:
        case.save(*texts, event=case.happened("words.unread", actor=by, texts=len(texts)))


def _take_score_back(case: Case, text: InboundText, by: str) -> None:
    score = last_note(case.session, text, case.enrolment.id)
    if score is None:
        return
    before = case.session.get(DayNote, score.settles) if score.settles else None
    told = _told(before) | {"possible_red": before.possible_red} if before else {"day": score.day, "unread": True}
    _note(case, text, by, **told, settles=score.id)


def _told(note: DayNote) -> dict[str, Any]:
    return {name: value for name, value in note.model_dump().items() if name not in _OF_ITSELF}


def _note(case: Case, text: InboundText, by: str, **told: Any) -> None:
    of_text = {"enrolment_id": case.enrolment.id, "inbound_id": text.id, "at": case.now}
    row = DayNote(**told | of_text)
    # So that the day is among those that are known.
    history.since(case, row.day)
    case.add(row, event=case.happened("day.noted", actor=by, day=row.day.isoformat()))
