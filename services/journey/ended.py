"""Which alerts has a decision made untrue? Those whose cause is gone; those of danger wait for a person."""

from schemas.alerts import AlertKind
from schemas.decisions import Decision, Reason
from schemas.vocabulary import Light, State
from services.progression.facts import HELD

_WEEK = 7
# Alerts of a hold that no told danger caused: they end with it.
OF_A_HOLD = (
    AlertKind.TEST_WALK_SHORT,
    AlertKind.FOOT_DROP_KNOWN,
    AlertKind.HELD_BY_STAFF,
    AlertKind.HELD_AND_CALM,
)


def ended_by(decision: Decision) -> tuple[AlertKind, ...]:
    """The alerts to close. Words that nobody has read end a silence, and nothing else."""
    ended: tuple[AlertKind, ...] = ()
    unread = decision.reason is Reason.UNREAD_HOLD
    if isinstance(decision.light, Light) or unread:
        ended += (AlertKind.SILENCE,)
    if decision.state not in HELD:
        ended += OF_A_HOLD
    if decision.light is Light.GREEN and not unread and decision.state in (State.ACTIVE, State.MAINTENANCE):
        ended += (AlertKind.RED_DAY, AlertKind.YELLOW_REVIEW, AlertKind.REENTRY_STUCK)
        if not any(mark.light is Light.RED for mark in decision.course.marks[-_WEEK:]):
            ended += (AlertKind.SECOND_RED_IN_WEEK,)
    return ended
