"""Words that may tell of danger are asked about once: are they A, new or worse, or B, the same as the team knows?

A is the emergency that it might be. B still goes to a person within the hour, and the walks go on. While nobody has
answered it counts as A: no morning tells a walk before a person has read the words (section 18, "Words to read").
"""

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import Suppression
from schemas.text_kinds import TextKind
from schemas.transitions import NEVER_LEFT, OUT_OF_REACH
from services.journey.alerting.alerts import close_alerts, raise_alert
from services.journey.hearing.reply import Reply
from services.journey.planning.due_texts import give_back_morning
from services.storage import history
from services.storage.case import Case

_WORSE, _SAME = ("a", "new", "worse"), ("b", "same")


def may_be_asked(reply: Reply) -> bool:
    """Whether a text may tell of danger that its writer can be asked about, and was not yet."""
    case = reply.case
    reached = case.enrolment.status not in OUT_OF_REACH and case.patient.number_bad_at is None and not case.opted_out
    silent = case.red_flag_is_open or case.is_wrong_person
    return reply.heard.reading.asks_whether_new and reached and not silent and not _is_asked(case)


def says_worse(reply: Reply) -> bool:
    """Whether a text answers that it is new or worse."""
    return reply.heard.reading.menu in _WORSE and _is_asked(reply.case)


def says_same(reply: Reply) -> bool:
    """Whether a text answers that it is the same as the team knows."""
    return reply.heard.reading.menu in _SAME and _is_asked(reply.case)


def keep_same(reply: Reply) -> None:
    """The walks go on; the words still wait for a person, and the plan may not rise before that."""
    case = reply.case
    waiting = [alert for alert in case.open_alerts if alert.kind is AlertKind.POSSIBLE_DANGER]
    for inbound_id in [told for alert in waiting for told in alert.inbound_ids]:
        raise_alert(case, AlertKind.SAID_THE_SAME, inbound_id)
    close_alerts(case, (AlertKind.POSSIBLE_DANGER,))
    give_back_morning(case, {Suppression.WORDS_UNREAD})
    reply.answer(TextKind.UNCLEAR_HANDED_ON)


def _is_asked(case: Case) -> bool:
    """Whether we have asked about words that no person has read yet."""
    since = [alert.opened_at for alert in case.open_alerts if alert.kind is AlertKind.POSSIBLE_DANGER]
    asked = (text for text in history.all_texts(case) if text.kind is TextKind.CAUTION_QUESTION)
    return bool(since) and any(text.created_at >= since[0] and text.state not in NEVER_LEFT for text in asked)
