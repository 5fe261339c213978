"""Somebody else has the phone, or the patient has died: texts rest at once, one answer says so, a person finds out.

Until a person has closed the matter only safety texts leave, and nothing begins or resumes by text.
"""

from schemas.alert_kinds import AlertKind, alerts_that
from schemas.tables.messages import Suppression
from schemas.tables.people import Enrolment
from schemas.text_kinds import TextKind
from schemas.transitions import IN_THE_LOOP
from schemas.vocabulary import OptOut, ReplyKind
from services.conversation.reading.replies import Reading
from services.journey.alerting.alerts import raise_alert
from services.journey.hearing import reported_day
from services.journey.hearing.reply import Reply
from services.journey.participation import consent
from services.journey.texting.queue import revoke
from services.storage.events import PATIENT

_SAY_NOTHING = (ReplyKind.AUTO_REPLY, ReplyKind.THANKS)
_WHY = "Told by text that this is not the patient's phone."


def is_told(reading: Reading) -> bool:
    """Whether a text says so, whatever else it says."""
    return reading.wrong_person or reading.died


def hear(reply: Reply, *, answered: bool) -> None:
    """Let the texts rest, ask a person to look, and answer once. answered: a safety text is the answer already."""
    died = reply.heard.reading.died
    kind, answer = AlertKind.WRONG_PERSON, TextKind.WRONG_PERSON
    if died:
        kind, answer = AlertKind.DEATH_TOLD, TextKind.CONDOLENCE
    was_told = any(alert.kind is kind for alert in reply.case.open_alerts)
    reply.alert(kind)
    if reply.heard.reading.opt_out is OptOut.SURE or is_out(reply):
        return
    revoke(reply.case, Suppression.WRONG_PERSON)
    if reply.case.enrolment.status in IN_THE_LOOP:
        consent.rest(reply.case, None, PATIENT, _WHY)
    if not was_told and not answered and not nobody_to_text(reply.case.enrolment):
        reply.answer(answer)


def hear_more(reply: Reply) -> None:
    """Who writes is not known yet: a person reads it, a score is kept, and no command is obeyed."""
    reported_day.keep_score(reply)
    open_kinds = {alert.kind for alert in reply.case.open_alerts}
    for kind in sorted(open_kinds & alerts_that(lambda kind: kind.somebody_else)):
        raise_alert(reply.case, kind, reply.heard.inbound.id)


def hear_after_the_end(reply: Reply) -> None:
    """Whoever writes from the phone of somebody who has died, or that was never theirs: a person reads what they say.

    A machine and bare thanks say nothing.
    """
    if not reply.to_read and reply.heard.reading.kind not in _SAY_NOTHING:
        reply.alert(AlertKind.UNCLEAR_REPLY)


def is_out(reply: Reply) -> bool:
    """Whether this phone wants no texts of the clinic."""
    return reply.case.opted_out


def nobody_to_text(enrolment: Enrolment) -> bool:
    """Whether a patient left because they died, or because the number was never theirs."""
    return enrolment.discharge_reason in consent.NOBODY_TO_TEXT
