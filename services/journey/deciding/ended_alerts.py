"""Which alerts has a decision made untrue? Those whose cause is gone; those of danger wait for a person."""

from schemas.alert_kinds import ALERT_KINDS, AlertKind, EndsWith
from schemas.decisions import Decision, Reason
from schemas.vocabulary import Light, State
from services.progression.facts import HELD

_WEEK = 7


def ended_by(decision: Decision) -> frozenset[AlertKind]:
    """The alerts to close. Words that nobody has read end a silence, and nothing else."""
    over: set[EndsWith] = set()
    unread = decision.reason is Reason.UNREAD_HOLD
    if isinstance(decision.light, Light) or unread:
        over.add(EndsWith.ANSWER)
    if decision.state not in HELD:
        over.add(EndsWith.HOLD)
    if decision.light is Light.GREEN and not unread and decision.state in (State.ACTIVE, State.MAINTENANCE):
        over.add(EndsWith.GREEN_DAY)
        if not any(mark.light is Light.RED for mark in decision.course.marks[-_WEEK:]):
            over.add(EndsWith.GREEN_WEEK)
    if decision.course.last_step == decision.day:
        over.add(EndsWith.STEP)
    return frozenset(kind for kind, row in ALERT_KINDS.items() if row.ends_with in over)
