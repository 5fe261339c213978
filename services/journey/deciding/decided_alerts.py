"""Which alerts does a decision open, and which has it made untrue? Those of danger wait for a person."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import col, select

from schemas.alert_kinds import ALERT_KINDS, AlertKind, EndsWith, facts_of
from schemas.decisions import Decision, Reason
from schemas.tables.messages import InboundText
from schemas.vocabulary import DayReport, Light, ReplyKind, State, Task
from services.journey.alerting.alerts import alert_of_task
from services.journey.deciding import flare_ups
from services.progression.facts import HELD
from services.storage.case import Case

BY_A_HOLD = frozenset({"clinician-holds", "clinician-holds-on", "held-today"})
_OF_A_HOLD = frozenset({AlertKind.RESCREEN, AlertKind.HELD_BY_STAFF})
_WEEK = 7
_WRITES_WITHIN = timedelta(days=3)
_NOBODYS = (ReplyKind.REACTION.value, ReplyKind.AUTO_REPLY.value)


def opened_by(case: Case, decision: Decision, report: DayReport | None) -> Iterator[tuple[AlertKind, Task | None]]:
    """The alerts to open, each with the task that asks for it; none of what another open alert says already.

    Of a flare-up at most one. report is what the decision was taken on.
    """
    flare_up = flare_ups.to_tell(case, decision, report)
    if flare_up is not None:
        yield flare_up, None
    for task in decision.tasks:
        kind = alert_of_task(task)
        if not facts_of(kind).flare_up and not _is_told_otherwise(case, decision, kind):
            yield kind, task


def _is_told_otherwise(case: Case, decision: Decision, kind: AlertKind) -> bool:
    if kind is AlertKind.SILENCE:
        return _has_written(case)
    if kind is AlertKind.PAUSED:
        return case.opted_out or case.is_wrong_person
    if kind in _OF_A_HOLD:
        # A danger has an alert of its own, which asks for the same call.
        return decision.rule in BY_A_HOLD and case.red_flag_is_open
    if facts_of(kind).told_danger:
        # The text that told it has opened its alert, and each further one counts there.
        return case.red_flag_is_open
    return False


def _has_written(case: Case) -> bool:
    """Whoever writes is not silent, though no score could be read: their words are read by a person."""
    of_patient = (
        col(InboundText.patient_id) == case.enrolment.patient_id,
        col(InboundText.heard_at) > case.now - _WRITES_WITHIN,
    )
    kinds = [
        reading["kind"] for reading in case.session.exec(select(InboundText.reading).where(*of_patient)) if reading
    ]
    return any(kind not in _NOBODYS for kind in kinds)


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
