"""A patient's plans in FHIR R4: the rule and its settings, the course with its days, the goal, and each decision."""

from collections.abc import Iterator
from datetime import timedelta

from schemas.settings import ProgressionSettings
from schemas.tables.people import EnrolmentStatus
from schemas.tables.plans import PlanDay
from schemas.transitions import NOT_BEGUN
from schemas.vocabulary import State
from services.intake.v1.fhir_values import (
    SYSTEM,
    UCUM,
    WALKING,
    Resource,
    coded,
    goal_id,
    instant,
    plan_id,
    reference,
    subject,
)
from services.views.export import Record

_PLAN_STATUS = {
    **dict.fromkeys(NOT_BEGUN, "draft"),
    EnrolmentStatus.ACTIVE: "active",
    **dict.fromkeys((EnrolmentStatus.PAUSED, EnrolmentStatus.OPTED_OUT), "on-hold"),
    EnrolmentStatus.DISCHARGED: "completed",
}


def plan_definitions(record: Record) -> Iterator[Resource]:
    """The rule with the numbers by which this patient's plans were decided, one for each version."""
    for version in record.settings.values():
        settings = ProgressionSettings.model_validate(version.values)
        yield {
            "resourceType": "PlanDefinition",
            "id": str(version.id),
            "identifier": [{"system": f"{SYSTEM}settings", "value": str(version.id)}],
            "version": str(version.version),
            "title": "Pain-gated walking",
            "type": coded("plan-definition-type", "clinical-protocol"),
            "status": "active",
            "date": instant(version.created_at),
            "action": [
                {
                    "title": "Walk by the traffic light",
                    "description": f"Green to {settings.green_max}, red from {settings.red_min} of 10.",
                    "code": [WALKING],
                }
            ],
        }


def care_plans(record: Record) -> Iterator[Resource]:
    """The course, with each plan day as an activity."""
    newest = {plan.day: plan for plan in sorted(record.plans, key=lambda plan: plan.revision)}
    period: dict[str, str] = {}
    if record.enrolment.course_first_day:
        period["start"] = record.enrolment.course_first_day.isoformat()
    if record.enrolment.discharged_at:
        period["end"] = record.enrolment.discharged_at.date().isoformat()
    yield {
        "resourceType": "CarePlan",
        "id": plan_id(record),
        "status": _PLAN_STATUS[record.enrolment.status],
        "intent": "plan",
        "title": "Daily walking, paced by pain",
        "subject": subject(record),
        "created": instant(record.enrolment.created_at),
        **({"period": period} if period else {}),
        "goal": [reference("Goal", goal_id(record))],
        **({"activity": [_activity(newest[day]) for day in sorted(newest)]} if newest else {}),
    }


def _activity(plan: PlanDay) -> Resource:
    walks = ", ".join(f"{minutes} min" for minutes in plan.walks)
    detail: Resource = {
        "kind": "ServiceRequest",
        "code": WALKING,
        "status": "scheduled",
        "doNotPerform": not plan.walks,
        "scheduledPeriod": {"start": plan.day.isoformat(), "end": plan.day.isoformat()},
        "description": f"{len(plan.walks)} walks: {walks}" if plan.walks else "Rest, no walks",
        "instantiatesCanonical": [f"{SYSTEM}settings:{plan.settings_id}"],
    }
    if plan.walks:
        detail["dailyAmount"] = _minutes(plan.minutes)
    return {"detail": detail}


def _minutes(count: int) -> Resource:
    return {"value": count, "unit": "min", "system": UCUM, "code": "min"}


def goals(record: Record) -> Iterator[Resource]:
    """The goal of the newest settings: minutes a day, never more than three miles of them."""
    if not record.settings:
        return
    version = max(record.settings.values(), key=lambda version: version.created_at)
    reached = any(plan.state is State.MAINTENANCE for plan in record.plans)
    yield {
        "resourceType": "Goal",
        "id": goal_id(record),
        "lifecycleStatus": "completed" if reached else "active",
        "achievementStatus": coded("goal-achievement", "achieved" if reached else "in-progress"),
        "description": {"text": "Walk longer and, in the end, briskly, without more pain"},
        "subject": subject(record),
        "target": [
            {
                "measure": WALKING,
                "detailQuantity": _minutes(ProgressionSettings.model_validate(version.values).goal_minutes),
            }
        ],
    }


def provenances(record: Record) -> Iterator[Resource]:
    """For every decision: which rule of which version took it, from which settings."""
    for plan in record.plans:
        yield {
            "resourceType": "Provenance",
            "id": str(plan.id),
            "target": [reference("CarePlan", plan_id(record))],
            "occurredPeriod": {"start": plan.day.isoformat(), "end": (plan.day + timedelta(days=1)).isoformat()},
            "recorded": instant(plan.decided_at),
            "reason": [{"text": plan.explanation}],
            "activity": {"text": f"{plan.rule}, revision {plan.revision} of {plan.day}"},
            "agent": [{"who": {"display": f"Amble, rules version {plan.rules_version}"}}],
            "entity": [{"role": "source", "what": reference("PlanDefinition", str(plan.settings_id))}],
        }
