"""Does the record of a patient recompute, plan by plan, bit for bit?"""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from schemas.decisions import Decision, Taken
from schemas.settings import ProgressionSettings
from schemas.tables.people import Enrolment
from schemas.tables.plans import PlanDay
from services.journey.deciding.judged_by import settings_of_plan
from services.progression import engine, replay
from services.progression.boundary import Engines
from services.storage.queries import courses

_REST_ON_ANOTHER = (Taken.AMEND, Taken.LOWER_TODAY, Taken.ORDERED_LATE)
_CANNOT = "rule {} cannot be taken again from what is stored."


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many plans were recomputed, and a sentence for each that came out differently."""

    plans: int
    differences: list[str]


def replay_patient(session: Session, patient_id: uuid.UUID, engines: Engines) -> Replayed | None:
    """Recompute every decision about a patient from its stored inputs, each by the engine of its own version.

    None when there is no such patient.
    """
    enrolment = session.exec(select(Enrolment).where(col(Enrolment.patient_id) == patient_id)).first()
    if enrolment is None:
        return None
    plans = courses.plans_of(session, enrolment.id)
    differences: list[str] = []
    of_day: list[PlanDay] = []
    for plan in plans:
        of_day = [earlier for earlier in of_day if earlier.day == plan.day]
        different = _difference(plan, of_day, settings_of_plan(session, plan).settings, engines)
        differences += [f"{plan.day.isoformat()} revision {plan.revision}: {different}"] if different else []
        of_day.append(plan)
    return Replayed(len(plans), differences)


def engine_decision(plan: PlanDay, settings: ProgressionSettings) -> Decision:
    """What the engine in force decides from the inputs of a plan, whatever a therapist ordered for the day."""
    if plan.course_before is None or plan.report is None:
        profile = replay.profile_from_record(plan.decision["course"]["profile"])
        return engine.first_day(profile, settings, plan.day)
    course = replay.course_from_record(plan.course_before)
    return engine.next_day(course, settings, replay.report_from_record(plan.report))


def _difference(plan: PlanDay, of_day: list[PlanDay], settings: ProgressionSettings, engines: Engines) -> str:
    """What is not as it was decided, as a sentence; empty where all is.

    of_day: the revisions before, in order, the one that was replaced last.
    """
    if plan.taken is Taken.RESTORED:
        # The revision that it repeats was taken again itself.
        repeats = plan.decision in [earlier.decision for earlier in of_day]
        return "" if repeats else _CANNOT.format(plan.rule)
    if plan.rules_version not in engines:
        return f"decided under rules {plan.rules_version}, of which no engine is kept."
    if plan.taken in _REST_ON_ANOTHER and not of_day:
        return _CANNOT.format(plan.rule)
    again = engines[plan.rules_version].recompute(_asked(plan, of_day, settings))
    if again["same"]:
        return ""
    if again["decision"] is None:
        return _CANNOT.format(plan.rule)
    walks, rule = again["decision"]["prescription"]["walks"], again["decision"]["rule"]
    return f"decided {plan.walks} by {plan.rule}; recomputed {walks} by {rule}."


def _asked(plan: PlanDay, of_day: list[PlanDay], settings: ProgressionSettings) -> dict[str, Any]:
    return {
        "taken": plan.taken.value,
        "rules_version": plan.rules_version,
        "settings": settings.model_dump(mode="json"),
        "day": plan.day.isoformat(),
        "profile": plan.decision["course"]["profile"],
        "course": plan.course_before,
        "report": plan.report,
        "standing": of_day[-1].decision if of_day else None,
        "walks": plan.walks,
        "decided": plan.decision,
    }
