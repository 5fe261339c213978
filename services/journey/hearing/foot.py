"""A known foot drop is told once more: is it new, worse, or the same? Asked once; no answer is the emergency.

Only of a patient whose team knows of the foot, and only where a text says nothing else (section 18, 18-4). While we
ask nobody is told to walk. SAME still goes to a person.
"""

from schemas.alert_kinds import AlertKind
from schemas.tables.messages import Suppression
from schemas.text_kinds import TextKind
from schemas.transitions import OUT_OF_REACH
from schemas.vocabulary import CareFlag, ReplyKind
from services.journey.deciding.foot import forget
from services.journey.hearing.reply import Reply
from services.journey.texting.queue import revoke

_SAME = "same"
# These are nobody's answer; the hour goes on.
_NO_ANSWER = (ReplyKind.REACTION, ReplyKind.AUTO_REPLY, ReplyKind.THANKS)


def is_asked(reply: Reply) -> bool:
    """Whether a text may be the answer to whether the foot is new, worse or the same."""
    return reply.case.enrolment.foot_asked_at is not None and reply.heard.reading.kind not in _NO_ANSWER


def says_same(reply: Reply) -> bool:
    """Whether it is, and says the same."""
    return is_asked(reply) and reply.heard.reading.menu == _SAME


def may_be_known(reply: Reply) -> bool:
    """Whether a text tells of the known foot only, and the patient can be asked: else it is a danger like any other."""
    known = CareFlag.FOOT_DROP in reply.case.enrolment.flags and reply.heard.reading.foot_only
    reached = reply.case.enrolment.status not in OUT_OF_REACH
    return known and reached and not is_asked(reply) and _can_be_asked(reply)


def _can_be_asked(reply: Reply) -> bool:
    case = reply.case
    silent = case.patient.number_bad_at is not None or case.opted_out
    return not (silent or case.red_flag_is_open or case.is_wrong_person)


def ask(reply: Reply) -> None:
    """Ask, let every walking text rest, and let a person read it within the hour."""
    _read_by_a_person(reply)
    revoke(reply.case, Suppression.RED_FLAG)
    reply.case.enrolment.foot_asked_at = reply.case.now
    reply.case.save(reply.case.enrolment, event=reply.case.happened("foot.asked"))
    reply.answer(TextKind.FOOT_QUESTION)


def keep_same(reply: Reply) -> None:
    """The course goes on, and may not rise before a person has read it."""
    _read_by_a_person(reply)
    forget(reply.case)
    reply.answer(TextKind.UNCLEAR_HANDED_ON)


def _read_by_a_person(reply: Reply) -> None:
    reply.alert(AlertKind.FOOT_QUESTION)
