"""How is a walk done? One text says it; where there is none to do, or more was written, a person answers."""

from dataclasses import replace
from datetime import timedelta

from schemas.text_kinds import TextKind
from services.journey.hearing import unread
from services.journey.hearing.reply import Reply
from services.storage import history

_ONE_DAY = timedelta(days=1)


def tell(reply: Reply) -> None:
    """Answer HOW to whoever has walks before them, today or tomorrow, and nothing that waits for a person before."""
    case, today = reply.case, reply.heard.today
    if case.red_flag_is_open:
        reply.answer(TextKind.HELP)
        return
    plans = (history.plan_of(case, day) for day in (today, today + _ONE_DAY))
    walks = any(plan is not None and plan.walks for plan in plans)
    if walks and not (reply.to_read or case.caution_waits or case.enrolment.foot_asked_at):
        reply.answer(TextKind.HOW)
        return
    hand_on(reply)


def hand_on(reply: Reply) -> None:
    """A person answers it, and the patient is told so."""
    if not reply.to_read:
        unread.hand_on(replace(reply, to_read=True))
    reply.answer(TextKind.UNCLEAR_HANDED_ON)
