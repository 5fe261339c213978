"""Why is the plan what it is? The reason of the plan that stands, and what would earn the next step, in one text."""

from datetime import timedelta

from schemas.decisions import Earns, Reason
from schemas.text_kinds import TextKind
from services.journey.hearing import how
from services.journey.hearing.reply import Reply
from services.progression import replay
from services.progression.next_step import next_step
from services.storage import history

_ONE_DAY = timedelta(days=1)
# The reason says what the plan waits for.
_SAID_ALREADY = {(Reason.UNREAD_HOLD, Earns.READ), (Reason.MAINTENANCE, Earns.GOAL), (Reason.PAUSED, Earns.PAUSE_OVER)}


def tell(reply: Reply) -> None:
    """Answer WHY: of tomorrow's plan where that stands already, else of today's. Words beside it go to a person."""
    case, today = reply.case, reply.heard.today
    if case.red_flag_is_open:
        reply.answer(TextKind.HELP)
        return
    plan = history.plan_of(case, today + _ONE_DAY) or history.plan_of(case, today)
    if reply.to_read or plan is None or case.enrolment.course_first_day is None:
        how.hand_on(reply)
        return
    decision = replay.decision_from_record(plan.decision)
    step = next_step(decision, case.settings, words_wait=case.words_wait)
    told: dict[str, str | int] = {"reason": plan.reason, "of_tomorrow": plan.day > today}
    if (decision.reason, step.earns) not in _SAID_ALREADY:
        told |= {"earns": step.earns.value, "days": step.days, "green_max": step.green_max, "red_min": step.red_min}
    reply.answer(TextKind.WHY, **told)
