"""Does the record of a patient recompute, plan by plan, bit for bit?"""

import uuid
from dataclasses import dataclass

from sqlmodel import Session, col, select

from schemas.decisions import Decision
from schemas.settings import ProgressionSettings
from schemas.tables.people import Enrolment
from schemas.tables.plans import PlanDay, Taken
from services.journey.deciding.judged_by import settings_of_plan
from services.progression import engine, replay
from services.progression.ordered import as_ordered
from services.progression.rules import RULES_VERSION
from services.storage.queries import courses


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many plans were recomputed, and a sentence for each that came out differently."""

    plans: int
    differences: list[str]


def replay_patient(session: Session, patient_id: uuid.UUID) -> Replayed | None:
    """Recompute every decision about a patient from its stored inputs; None when there is no such patient."""
    enrolment = session.exec(select(Enrolment).where(col(Enrolment.patient_id) == patient_id)).first()
    if enrolment is None:
        return None
    plans = courses.plans_of(session, enrolment.id)
    differences: list[str] = []
    of_day: list[PlanDay] = []
    for plan in plans:
        of_day = [earlier for earlier in of_day if earlier.day == plan.day]
        again = _taken_again(plan, of_day, settings_of_plan(session, plan).settings)
        if again is None or not replay.is_what_was_decided(again, plan.decision):
            differences.append(_difference(plan, again))
        of_day.append(plan)
    return Replayed(len(plans), differences)


def engine_decision(plan: PlanDay, settings: ProgressionSettings) -> Decision:
    """What the engine itself decides from the inputs of a plan, whatever a therapist ordered for the day."""
    if plan.course_before is None or plan.report is None:
        return replay.first_day_again(plan.decision, settings, plan.day)
    course = replay.course_from_record(plan.course_before)
    return engine.next_day(course, settings, replay.report_from_record(plan.report))


def _taken_again(plan: PlanDay, of_day: list[PlanDay], settings: ProgressionSettings) -> Decision | None:
    """of_day: the revisions before, in order, the one that was replaced last."""
    standing = of_day[-1] if of_day else None
    if plan.taken is Taken.RESTORED:
        # The revision that it repeats was taken again itself.
        return (
            replay.decision_from_record(plan.decision)
            if plan.decision in [earlier.decision for earlier in of_day]
            else None
        )
    if plan.taken is Taken.ORDERED:
        return as_ordered(engine_decision(plan, settings), plan.walks)
    if plan.taken is Taken.ORDERED_LATE:
        return as_ordered(replay.decision_from_record(standing.decision), plan.walks) if standing else None
    if plan.taken is Taken.FIRST_DAY or plan.report is None:
        return replay.first_day_again(plan.decision, settings, plan.day)
    report = replay.report_from_record(plan.report)
    if plan.taken is Taken.NEXT_DAY and plan.course_before is not None:
        return engine.next_day(replay.course_from_record(plan.course_before), settings, report)
    if standing is None:
        return None
    before = replay.decision_from_record(standing.decision)
    if plan.taken is Taken.AMEND and plan.course_before is not None:
        return engine.amend(replay.course_from_record(plan.course_before), settings, report, before)
    return engine.lower_today(before, settings, report)


def _difference(plan: PlanDay, again: Decision | None) -> str:
    where = f"{plan.day.isoformat()} revision {plan.revision}"
    if plan.rules_version != RULES_VERSION:
        return f"{where}: decided under rules {plan.rules_version}; the engine now follows {RULES_VERSION}."
    if again is None:
        return f"{where}: rule {plan.rule} cannot be taken again from what is stored."
    return f"{where}: decided {plan.walks} by {plan.rule}; recomputed {list(again.prescription.walks)} by {again.rule}."
