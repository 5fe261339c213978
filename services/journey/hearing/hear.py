"""A stored text becomes a reading: whose it is, which check-in it answers, what it says. Once, in order of arrival."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from schemas.alert_kinds import AlertKind
from schemas.tables.events import Fact
from schemas.tables.messages import InboundText, OutboundText
from schemas.tables.people import Enrolment, EnrolmentStatus
from schemas.text_kinds import TextKind, texts_that
from schemas.transitions import NOT_BEGUN
from schemas.vocabulary import Absent, OpenQuestion, ReplyKind
from services.conversation.reading import replies
from services.conversation.reading.reading import Ear
from services.conversation.reading.replies import Reading, ReplyContext, ReplyDay
from services.journey.alerting import staff_phones
from services.journey.alerting.alerts import raise_for_clinic, raise_unlocked
from services.journey.hearing import answer, elsewhere, strangers
from services.journey.hearing.lines import Line, staying_on, texted
from services.journey.hearing.reply import Heard
from services.journey.hearing.reported_day import OF_PAIN
from services.progression import calendar
from services.storage import history, records
from services.storage.case import Batch, Case, in_hand
from services.storage.events import PATIENT
from services.storage.queries import texts

_QUESTIONS = tuple(sorted(texts_that(lambda kind: kind.evening)))
_BEGINNINGS = (ReplyKind.READY, ReplyKind.SHOES)
_OF_CONSENT = (ReplyKind.READY, ReplyKind.STOP, ReplyKind.HELP, ReplyKind.START)
_WHOSE_STANDS = timedelta(hours=12)
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The check-in that a text may answer: the plan day it asked about, and what it asked."""

    day: date
    question: OpenQuestion
    planned_walks: int
    ambiguous: bool = False


def hear_next(session: Session, phones: Sequence[str], now: datetime, ear: Ear) -> list[str]:
    """Hear the oldest unheard text of each number, with the second ear, and answer the carrier's ids of those.

    What another worker is hearing just now is left out; two of these at once never wait for each other's patients.
    """
    waiting = records.oldest_unheard(session, phones)
    owners = records.enrolments_of_phones(session, [inbound.from_phone for inbound in waiting])
    with in_hand(session, now) as batch:
        cases = batch.cases(enrolment.id for pairs in owners.values() for enrolment, _ in pairs)
        sharing = {phone: [cases[pair[0].id] for pair in pairs] for phone, pairs in owners.items()}
        texts = [
            (inbound, line, sharing.get(inbound.from_phone, ()))
            for inbound, line in zip(waiting, texted(batch, waiting), strict=True)
        ]
        for inbound, line, here in sorted(texts, key=_strangers_last):
            _hear(batch, inbound, line, here, ear)
    return [inbound.sid for inbound in waiting]


def _strangers_last(text: tuple[InboundText, Line, Sequence[Case]]) -> tuple[bool, str]:
    """All strangers to a clinic share one alert, which the first locks for everybody: late, and in one order."""
    _, line, cases = text
    return (False, "") if line.of(cases) else (True, str(line.clinic.id) if line.clinic else "")


def _hear(batch: Batch, inbound: InboundText, line: Line, sharing: Sequence[Case], ear: Ear) -> None:
    if staff_phones.hear(batch, inbound):
        return
    staying = _who_may_be_meant(inbound, line.of(sharing))
    if not staying:
        strangers.hear(batch, inbound, line, sharing, ear)
        return
    case = _whose(staying, inbound)
    body, named = inbound.body, None
    initials = _initials_of_open(staying, inbound)
    if len(initials) > 1 and _was_asked_whose(staying, inbound):
        body, named = _without_initial(inbound.body, initials)
    if named is not None:
        case = named
    patient = case.patient
    check_in = _check_in(case, inbound)
    asked = ReplyContext(language=patient.language, open=check_in.question, planned_walks=check_in.planned_walks)
    reading = replies.read(body, asked, ear)
    inbound.heard_at, inbound.patient_id, inbound.reading = case.now, patient.id, _kept(reading, check_in)
    inbound.clinic_id = patient.clinic_id
    case.save(inbound, event=_event("reply.heard", inbound, case.now, case.enrolment))
    today = calendar.plan_day(case.now, patient.zone)
    day = _day_spoken_of(reading, check_in, today)
    whose = tuple(sorted(initials)) if named is None and len(initials) > 1 else ()
    if elsewhere.is_danger(reading):
        elsewhere.hold_all(other for other in sharing if other is not case)
    answer.answer(case, sharing, Heard(inbound, reading, day, today, check_in.question, check_in.ambiguous, whose))


def _kept(reading: Reading, check_in: CheckIn) -> dict[str, Any]:
    """The reading as it is stored, with what it was asked with: so that its unread words can be marked anew."""
    asked = {"open": check_in.question.value, "planned_walks": check_in.planned_walks}
    return replies.as_json(reading) | {"asked": asked}


def _day_spoken_of(reading: Reading, check_in: CheckIn, today: date) -> date:
    """The day that is named; else a score answers the open check-in, and walks, a flare or soreness are of today."""
    if reading.day is ReplyDay.YESTERDAY:
        return today - timedelta(days=1)
    if reading.day is ReplyDay.TODAY or isinstance(reading.pain, Absent):
        return today
    return check_in.day


def _who_may_be_meant(inbound: InboundText, here: Sequence[Case]) -> Sequence[Case]:
    """Of several who run on one line, as they may since before that was refused: who has consented.

    To whoever has not, only a text that is about that very thing can be an answer.
    """
    consented = [case for case in here if case.enrolment.status is not EnrolmentStatus.AWAITING_CONSENT]
    if len(here) < 2 or not consented:
        return here
    readings = (replies.read(inbound.body, ReplyContext(language=case.patient.language)) for case in here)
    return here if any(reading.kind in _OF_CONSENT for reading in readings) else consented


def _whose(sharing: Sequence[Case], inbound: InboundText) -> Case:
    """Of several patients on one phone, the one whom we asked last; READY and SHOES are of those who are waited for."""
    if len(sharing) == 1:
        return sharing[0]
    asked = []
    waited_for = [case for case in sharing if case.enrolment.status in NOT_BEGUN]
    if (
        waited_for
        and replies.read(inbound.body, ReplyContext(language=sharing[0].patient.language)).kind in _BEGINNINGS
    ):
        sharing = waited_for
    for case in sharing:
        text = history.last_text_that_reached(case, list(TextKind))
        asked.append((text.sent_at if text and text.sent_at else case.enrolment.created_at, case))
    return max(asked, key=lambda entry: entry[0])[1]


def _initials_of_open(sharing: Sequence[Case], inbound: InboundText) -> dict[str, Case]:
    """The patients on one phone whose check-in is open, by initial; by number where initials do not tell them apart."""
    if len(sharing) == 1:
        return {}
    asked = [case for case in sharing if _check_in(case, inbound).question in OF_PAIN]
    letters = [(case.patient.first_name or " ").strip()[:1].upper() for case in asked]
    if len(set(letters)) < len(letters) or not all(letter.isalpha() for letter in letters):
        letters = [str(number) for number in range(len(asked))]
    return dict(zip(letters, asked, strict=True))


def _was_asked_whose(sharing: Sequence[Case], inbound: InboundText) -> bool:
    """Only then is a letter in front a name: "a 7 today" is not A's 7."""
    for case in sharing:
        text = history.last_text_that_reached(case, (TextKind.WHOSE_QUESTION,))
        if text and text.sent_at and timedelta(0) <= inbound.received_at - text.sent_at <= _WHOSE_STANDS:
            return True
    return False


def _without_initial(body: str, initials: dict[str, Case]) -> tuple[str, Case | None]:
    """ "B 5" is B's 5; without such a letter in front nobody is named."""
    letter, _, rest = body.strip().partition(" ")
    named = initials.get(letter.rstrip(".,:;-").upper())
    return (rest, named) if named is not None and letter[:1].isalpha() and rest.strip() else (body, None)


def _check_in(case: Case, inbound: InboundText) -> CheckIn:
    """The newest question that reached the phone before this reply came; after midnight an older one may be meant.

    Within its own evening today's question is the one that is answered, whatever yesterday left open.
    """
    today = calendar.plan_day(case.now, case.patient.zone)
    candidates: list[tuple[date, OutboundText, bool]] = []
    for day in (today, today - timedelta(days=1)):
        text = history.text_that_reached(case, _QUESTIONS, day)
        told = any(note.pain is not None for note in history.notes_of(case, day))
        # Today's answered question can still be corrected; yesterday's is closed once it was answered.
        if text is None or text.sent_at is None or text.sent_at > inbound.received_at or (told and day != today):
            continue
        if day != today and not candidates and inbound.received_at >= _evening_of(case, today):
            # Nobody asked tonight, but this is tonight's.
            continue
        candidates.append((day, text, told))
    if not candidates:
        return CheckIn(today, _asked_before_evening(case, inbound, today), _planned_walks(case, today))
    day, newest, told = candidates[0]
    after_midnight = calendar.calendar_day(inbound.received_at, case.patient.zone) > day == today
    both_open = len(candidates) > 1 and not told and after_midnight
    question = OpenQuestion(newest.details.get("question", OpenQuestion.PAIN.value))
    return CheckIn(day, question, _planned_walks(case, day), both_open)


def _asked_before_evening(case: Case, inbound: InboundText, today: date) -> OpenQuestion:
    text = history.text_that_reached(case, (TextKind.FUNCTION_QUESTION,), today)
    asked = text is not None and text.sent_at is not None and text.sent_at <= inbound.received_at
    return OpenQuestion.FUNCTION if asked else OpenQuestion.NONE


def _evening_of(case: Case, day: date) -> datetime:
    return calendar.instant(day, case.enrolment.evening_time, case.patient.zone)


def _planned_walks(case: Case, day: date) -> int:
    plan = history.plan_of(case, day)
    return len(plan.walks) if plan else 0


def count_failure(session: Session, phone: str, now: datetime) -> None:
    """Hearing the oldest text of a number failed: after three tries it is parked for a person, never looped."""
    inbound = texts.lock_oldest_unheard(session, phone)
    if inbound is None:
        return
    inbound.tries += 1
    parked = inbound.tries >= MOST_TRIES
    with in_hand(session, now) as batch:
        if parked:
            inbound.heard_at = now
            _alarm(batch, inbound)
        batch.save(inbound, event=_event("reply.parked" if parked else "reply.failed", inbound, now, None))


def _alarm(batch: Batch, inbound: InboundText) -> None:
    """The clinic whose number was texted reads what could not be heard, and nobody else does."""
    line = texted(batch, [inbound])[0]
    pairs = records.enrolments_of_phone(batch.session, inbound.from_phone)
    here = staying_on(line.sender, [enrolment for enrolment, _ in pairs])
    if here:
        inbound.patient_id, inbound.clinic_id = here[0].patient_id, here[0].clinic_id
        raise_unlocked(batch, AlertKind.UNHEARD_TEXT, here[0], inbound.id)
        return
    inbound.clinic_id = line.clinic.id if line.clinic else None
    raise_for_clinic(batch, AlertKind.UNHEARD_TEXT, inbound.clinic_id, inbound.id)


def _event(name: str, inbound: InboundText, now: datetime, enrolment: Enrolment | None) -> Fact:
    return Fact(
        at=now,
        name=name,
        actor=PATIENT,
        clinic_id=enrolment.clinic_id if enrolment else inbound.clinic_id,
        patient_id=enrolment.patient_id if enrolment else inbound.patient_id,
        subject=f"inbound:{inbound.id}",
        detail={},
    )
