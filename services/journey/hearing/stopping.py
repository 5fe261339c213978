"""A text may ask for no more texts: that is asked once, within minutes, at night too. No answer within a day is STOP.

While it is asked nothing leaves of our own accord. A score, a command or KEEP says that texts may go on; words that a
person must read say nothing, and a second wish that is only likely is obeyed.
"""

from schemas.alert_kinds import AlertKind
from schemas.limits import STOP_ANSWERED_WITHIN
from schemas.tables.alerts import Alert
from schemas.tables.messages import Suppression
from schemas.tables.people import ConsentSource, EnrolmentStatus
from schemas.text_kinds import TextKind
from schemas.transitions import OUT_OF_REACH
from schemas.vocabulary import Absent, OptOut, ReplyKind
from services.journey.hearing.reply import Reply
from services.journey.participation import consent
from services.journey.planning.due_texts import plan_texts
from services.journey.texting.queue import answer_text
from services.storage import records
from services.storage.case import Case

_KEEP, _YES = "keep", "yes"
_WANTS_THEM = "Seemed to want no more texts. Asked, they want to keep them. Read the reply."
_DID_NOT_ANSWER = "Seemed to want no more texts, and did not answer when asked. The texts have ended."
_GOES_ON = frozenset({
    ReplyKind.PAIN, ReplyKind.WALKS, ReplyKind.DONE, ReplyKind.PART, ReplyKind.SKIP, ReplyKind.SORE, ReplyKind.FLARE,
    ReplyKind.READY, ReplyKind.SHOES, ReplyKind.START, ReplyKind.PAUSE, ReplyKind.RESUME,
})  # fmt: skip


def is_asked(case: Case) -> bool:
    """Whether a patient has not said yet whether they want no more texts."""
    return case.enrolment.stop_asked_at is not None


def is_wished(reply: Reply) -> bool:
    """Whether a text asks for no more texts: surely, or likely once more, or "yes" to our question."""
    reading = reply.heard.reading
    if reading.opt_out is OptOut.SURE or reading.kind is ReplyKind.STOP:
        return True
    return is_asked(reply.case) and (reading.opt_out is OptOut.LIKELY or reading.menu == _YES)


def may_be_wished(reply: Reply) -> bool:
    """Whether a text may ask for that, and the patient can be asked; whoever is in danger is told what to do."""
    reading, case = reply.heard.reading, reply.case
    in_danger = reading.tier is not Absent.NOT_ASKED or reading.kind is ReplyKind.CRISIS
    reached = case.enrolment.status not in OUT_OF_REACH and case.enrolment.status is not EnrolmentStatus.OPTED_OUT
    silent = case.opted_out or case.patient.number_bad_at is not None or case.is_wrong_person
    return reading.opt_out is OptOut.LIKELY and reached and not (silent or in_danger or is_asked(case))


def ask(reply: Reply) -> None:
    """Ask, and let everything that comes without being asked for wait for the answer."""
    reply.case.enrolment.stop_asked_at = reply.case.now
    reply.case.save(reply.case.enrolment, event=reply.case.happened("stop.asked"))
    answer_text(reply.case, TextKind.STOP_QUESTION, reply.heard.inbound)


def says_keep(reply: Reply) -> bool:
    """Whether a text answers KEEP to our question, and says nothing else."""
    return reply.heard.reading.menu == _KEEP and is_asked(reply.case)


def keep(reply: Reply) -> None:
    """The texts go on, and one of them says so."""
    _go_on(reply.case)
    reply.answer(TextKind.OPT_IN_CONFIRMATION)


def hear_answer(reply: Reply) -> None:
    """A text that says something else than STOP: with it the texts go on."""
    if is_asked(reply.case) and reply.heard.reading.kind in _GOES_ON:
        _go_on(reply.case)


def _go_on(case: Case) -> None:
    case.enrolment.stop_asked_at = None
    asked = _say(case, _WANTS_THEM)
    case.save(case.enrolment, *asked, event=case.happened("stop.answered"))
    if case.enrolment.status is EnrolmentStatus.ACTIVE:
        plan_texts(case, {Suppression.OPTED_OUT})


def _say(case: Case, outcome: str) -> list[Alert]:
    """The alert says from now on what came of the question; its words still wait for a reader."""
    asked = [alert for alert in case.open_alerts if alert.kind is AlertKind.MAY_BE_LEAVING]
    for alert in asked:
        alert.summary = outcome
    return asked


def stays_unanswered(case: Case) -> None:
    """Nobody answered within a day: that is STOP. The enrolment is locked."""
    asked_at = case.enrolment.stop_asked_at
    if asked_at is None or case.now < asked_at + STOP_ANSWERED_WITHIN:
        return
    pairs = records.enrolments_of_phone(case.session, case.patient.phone)
    sharing = case.batch.cases(enrolment.id for enrolment, _ in pairs)
    asked = _say(case, _DID_NOT_ANSWER)
    evidence = f"inbound:{asked[0].inbound_ids[-1]}" if asked and asked[0].inbound_ids else "asked"
    told = consent.Told(case.enrolment.clinic_id, ConsentSource.STOP_UNANSWERED, evidence)
    case.session.add_all(asked)
    consent.opt_out_number(case.batch, case.patient.phone, list(sharing.values()), told)
