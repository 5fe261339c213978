"""A person says what is in a text that waited to be read: nothing, a score, a danger, a call, or an answer to it.

One answer a text. What was answered is kept with who and when, and holds or releases the plan at once.
"""

import uuid
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from schemas.alert_kinds import AlertKind, facts_of
from schemas.api.to_read import AnswerText
from schemas.tables.alerts import Act, Alert, AlertAct
from schemas.tables.events import Fact
from schemas.tables.identity import User
from schemas.tables.messages import InboundText, Suppression
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import Cause, StaffAct
from schemas.tables.to_read import ReadAnswer, TextAnswer
from schemas.text_kinds import TextKind
from services.journey.alerting.alerts import raise_alert
from services.journey.caring import alert_acts, course, message
from services.journey.caring.undo import remembered
from services.journey.caring.words_read import answer_in_force, count_anew, keep, note_score, waiting_of
from services.journey.deciding import foot
from services.journey.refusals import TextIsAnswered
from services.journey.texting.queue import answer_text, revoke
from services.progression.facts import HELD
from services.storage import alert_states, history, records
from services.storage.case import Case, in_hand
from services.storage.queries.to_read import answers_of

SAID = {
    ReadAnswer.NOTHING: "nothing in it",
    ReadAnswer.SCORE: "a score",
    ReadAnswer.DANGER: "danger: hold",
    ReadAnswer.CRISIS: "crisis: hold",
    ReadAnswer.CALL: "call",
    ReadAnswer.TEXT: "answered with a text",
    ReadAnswer.SETTLED: "settled with its alert",
}
CALL_THEM = "Words were read: call the patient, then close this."
_CAN_BE_TAKEN_BACK = frozenset({ReadAnswer.NOTHING, ReadAnswer.SCORE, ReadAnswer.TEXT})


@dataclass(frozen=True, slots=True)
class _Answered:
    """The patient in hand, the text, what was answered, and by whom."""

    case: Case
    text: InboundText
    asked: AnswerText
    by: str


def answer(session: Session, text: InboundText, asked: AnswerText, by: User, now: datetime) -> TextAnswer:
    """Let a person's answer to a text of their clinic take effect.

    Raises TextIsAnswered where somebody was before them; CannotBeTexted and WordsRefused, of an answer by text.
    """
    if text.patient_id is None:
        raise ValueError("Only a patient's text is read this way.")
    enrolment = records.enrolment_of_patient(session, text.patient_id)
    with in_hand(session, now) as batch:
        case = batch.case(enrolment.id)
        session.refresh(text, with_for_update=True)
        _check_waits(session, text)
        answered = _Answered(case, text, asked, f"user:{by.id}")
        kept_back = asked.answer in _CAN_BE_TAKEN_BACK
        with remembered(case, StaffAct.RESOLVE, answered.by) if kept_back else nullcontext():
            return _DO[asked.answer](answered)


def _check_waits(session: Session, text: InboundText) -> None:
    before = answer_in_force(answers_of(session, [text])[text.id])
    if before is None and text.read_at is None:
        return
    by, at = (before.by, before.at) if before else (text.read_by or "", text.read_at)
    user = session.get(User, uuid.UUID(by.removeprefix("user:"))) if by.startswith("user:") else None
    said = f": {SAID[before.answer]}" if before else ""
    raise TextIsAnswered(f"{user.name if user else 'Somebody'} has read this text at {at:%Y-%m-%d %H:%M} UTC{said}.")


def _nothing(answered: _Answered) -> TextAnswer:
    row = keep(answered.case, answered.text, answered.asked.answer, answered.by, answered.asked.pain)
    _close_what_is_read(answered)
    count_anew(answered.case, [answered.text])
    return row


def _score(answered: _Answered) -> TextAnswer:
    note_score(answered.case, answered.text, answered.asked.pain or 0, answered.by)
    return _nothing(answered)


def _text(answered: _Answered) -> TextAnswer:
    message.queue(answered.case, answered.asked.words or "", answered.by)
    return _nothing(answered)


def _call(answered: _Answered) -> TextAnswer:
    """Read, and not settled: the plan waits, and the alert comes back until it is closed with what the call brought."""
    row = keep(answered.case, answered.text, answered.asked.answer, answered.by)
    for alert in _about(answered):
        alert_acts.seen(answered.case.session, alert, answered.by, answered.case.now)
        alert.summary = CALL_THEM
        answered.case.save(alert, event=_fact("acknowledged", alert, answered))
    return row


def _danger(answered: _Answered) -> TextAnswer:
    """As if the patient had told it in words that the program knows: nobody walks, and they learn whom to call."""
    case = answered.case
    crisis = answered.asked.answer is ReadAnswer.CRISIS
    row = keep(case, answered.text, answered.asked.answer, answered.by)
    raise_alert(case, AlertKind.CRISIS if crisis else AlertKind.RED_FLAG_EMERGENCY, answered.text.id)
    case.enrolment.foot_asked_at = None
    newest = history.newest_plan(case)
    left = case.enrolment.status is EnrolmentStatus.DISCHARGED
    if newest is None or newest.state in HELD or case.enrolment.course_first_day is None or left:
        revoke(case, Suppression.RED_FLAG)
    else:
        course.hold_now(case, answered.by, "Danger in words that were read.", Cause.RED_FLAG)
    _close_what_is_read(answered)
    answer_text(case, TextKind.SAFETY_CRISIS if crisis else TextKind.SAFETY_EMERGENCY, answered.text)
    return row


_DO: dict[ReadAnswer, Callable[[_Answered], TextAnswer]] = {
    ReadAnswer.NOTHING: _nothing,
    ReadAnswer.SCORE: _score,
    ReadAnswer.TEXT: _text,
    ReadAnswer.CALL: _call,
    ReadAnswer.DANGER: _danger,
    ReadAnswer.CRISIS: _danger,
}


def _about(answered: _Answered) -> list[Alert]:
    about = [alert for alert in answered.case.open_alerts if facts_of(alert.kind).about_words]
    about = [alert for alert in about if answered.text.id in alert.inbound_ids]
    for alert in about:
        answered.case.session.refresh(alert, with_for_update=True)
    return about


def _close_what_is_read(answered: _Answered) -> None:
    """An alert is over with its last text, and with it whatever it asked."""
    case = answered.case
    case.session.flush()
    for alert in _about(answered):
        if waiting_of(case.session, alert):
            continue
        if alert.kind is AlertKind.FOOT_QUESTION:
            foot.forget(case)
        alert_acts.seen(case.session, alert, answered.by, case.now)
        alert_states.close(case, alert, lambda alert: _fact("resolved", alert, answered))
        note = f"Read: {SAID[answered.asked.answer]}."
        case.session.add(AlertAct(alert_id=alert.id, act=Act.RESOLVED, by=answered.by, note=note, at=case.now))


def _fact(name: str, alert: Alert, answered: _Answered) -> Fact:
    return Fact(
        at=answered.case.now, name=f"alert.{name}", actor=answered.by, clinic_id=alert.clinic_id,
        patient_id=alert.patient_id, subject=f"alert:{alert.kind.value}", detail={"alert": str(alert.id)},
    )  # fmt: skip
