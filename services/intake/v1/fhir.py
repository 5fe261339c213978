"""How does a patient look in FHIR R4? Rows of ours as resources, each with an id of its own and no more than is known.

Codes: pain 0-10 as told is LOINC 72514-3 and always an integer: its answer list shows the value 2 as "2 or more".
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.alert_kinds import Severity, facts_of
from schemas.settings import ProgressionSettings
from schemas.tables.messages import TextState
from schemas.tables.people import ConsentAct, EnrolmentStatus
from schemas.tables.plans import PlanDay
from schemas.transitions import DID_NOT_ARRIVE, LET_GO, NOT_BEGUN
from schemas.vocabulary import State
from services.views.export import Record

Resource = dict[str, Any]
MEDIA_TYPE = "application/fhir+json"
_NAMESPACE = uuid.UUID("5f0d9a4e-6f0b-5d0e-9a35-2f4f6f9f2c11")
_SYSTEM = "urn:amble:"
_LOINC, _SNOMED, _UCUM = "http://loinc.org", "http://snomed.info/sct", "http://unitsofmeasure.org"
_PAIN = {
    "coding": [
        {
            "system": _LOINC,
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ]
}
_WALKING = {"coding": [{"system": _SNOMED, "code": "129006008", "display": "Walking"}]}
_PLAN_STATUS = {
    **dict.fromkeys(NOT_BEGUN, "draft"),
    EnrolmentStatus.ACTIVE: "active",
    **dict.fromkeys((EnrolmentStatus.PAUSED, EnrolmentStatus.OPTED_OUT), "on-hold"),
    EnrolmentStatus.DISCHARGED: "completed",
}
_TEXT_STATUS = {
    TextState.DELIVERED: "completed",
    TextState.SENT: "in-progress",
    TextState.ACCEPTED: "in-progress",
    TextState.UNKNOWN: "unknown",
    **dict.fromkeys(LET_GO, "not-done"),
    **dict.fromkeys(DID_NOT_ARRIVE, "stopped"),
}
_PRIORITY = {Severity.NOW: "stat", Severity.HOUR: "asap", Severity.SAME_DAY: "urgent", Severity.ROUTINE: "routine"}


def bundle(record: Record, now: datetime) -> Resource:
    """Everything about one patient as a collection."""
    entries = [
        {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        for kind in RESOURCES
        for resource in RESOURCES[kind](record)
    ]
    made = {"resourceType": "Bundle", "id": _id("bundle", record.patient.id), "type": "collection"}
    return made | {"timestamp": _instant(now), "entry": entries}


def _id(kind: str, key: object) -> str:
    """The id of a resource: the row's own where it is an UUID, else made from it, always the same."""
    return str(key) if isinstance(key, uuid.UUID) and kind != "bundle" else str(uuid.uuid5(_NAMESPACE, f"{kind}/{key}"))


def _coded(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _reference(kind: str, key: str) -> dict[str, str]:
    return {"reference": f"urn:uuid:{key}", "type": kind}


def _subject(record: Record) -> dict[str, str]:
    return _reference("Patient", str(record.patient.id))


def _plan_id(record: Record) -> str:
    return _id("care-plan", f"{record.enrolment.id}")


def _goal_id(record: Record) -> str:
    return _id("goal", f"{record.enrolment.id}")


def _patients(record: Record) -> Iterator[Resource]:
    patient = record.patient
    resource: Resource = {
        "resourceType": "Patient",
        "id": str(patient.id),
        "identifier": [{"system": f"{_SYSTEM}patient", "value": str(patient.id)}],
        "active": record.enrolment.status is not EnrolmentStatus.DISCHARGED,
        "communication": [
            {
                "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": patient.language.value}]},
                "preferred": True,
            }
        ],
    }
    if patient.first_name:
        resource["name"] = [{"given": [patient.first_name]}]
    if patient.phone:
        resource["telecom"] = [{"system": "phone", "value": patient.phone, "use": "mobile"}]
    yield resource


def _plan_definitions(record: Record) -> Iterator[Resource]:
    """The rule with the numbers by which this patient's plans were decided, one for each version."""
    for version in record.settings.values():
        settings = ProgressionSettings.model_validate(version.values)
        yield {
            "resourceType": "PlanDefinition",
            "id": str(version.id),
            "identifier": [{"system": f"{_SYSTEM}settings", "value": str(version.id)}],
            "version": str(version.version),
            "title": "Pain-gated walking",
            "type": _coded("plan-definition-type", "clinical-protocol"),
            "status": "active",
            "date": _instant(version.created_at),
            "action": [
                {
                    "title": "Walk by the traffic light",
                    "description": f"Green to {settings.green_max}, red from {settings.red_min} of 10.",
                    "code": [_WALKING],
                }
            ],
        }


def _care_plans(record: Record) -> Iterator[Resource]:
    """The course, with each plan day as an activity."""
    newest = {plan.day: plan for plan in sorted(record.plans, key=lambda plan: plan.revision)}
    period: dict[str, str] = {}
    if record.enrolment.course_first_day:
        period["start"] = record.enrolment.course_first_day.isoformat()
    if record.enrolment.discharged_at:
        period["end"] = record.enrolment.discharged_at.date().isoformat()
    yield {
        "resourceType": "CarePlan",
        "id": _plan_id(record),
        "status": _PLAN_STATUS[record.enrolment.status],
        "intent": "plan",
        "title": "Daily walking, paced by pain",
        "subject": _subject(record),
        "created": _instant(record.enrolment.created_at),
        **({"period": period} if period else {}),
        "goal": [_reference("Goal", _goal_id(record))],
        **({"activity": [_activity(newest[day]) for day in sorted(newest)]} if newest else {}),
    }


def _activity(plan: PlanDay) -> Resource:
    walks = ", ".join(f"{minutes} min" for minutes in plan.walks)
    detail: Resource = {
        "kind": "ServiceRequest",
        "code": _WALKING,
        "status": "scheduled",
        "doNotPerform": not plan.walks,
        "scheduledPeriod": {"start": plan.day.isoformat(), "end": plan.day.isoformat()},
        "description": f"{len(plan.walks)} walks: {walks}" if plan.walks else "Rest, no walks",
        "instantiatesCanonical": [f"{_SYSTEM}settings:{plan.settings_id}"],
    }
    if plan.walks:
        detail["dailyAmount"] = _minutes(plan.minutes)
    return {"detail": detail}


def _minutes(count: int) -> Resource:
    return {"value": count, "unit": "min", "system": _UCUM, "code": "min"}


def _goals(record: Record) -> Iterator[Resource]:
    """The goal of the newest settings: minutes a day, never more than three miles of them."""
    if not record.settings:
        return
    version = max(record.settings.values(), key=lambda version: version.created_at)
    reached = any(plan.state is State.MAINTENANCE for plan in record.plans)
    yield {
        "resourceType": "Goal",
        "id": _goal_id(record),
        "lifecycleStatus": "completed" if reached else "active",
        "achievementStatus": _coded("goal-achievement", "achieved" if reached else "in-progress"),
        "description": {"text": "Walk longer and, in the end, briskly, without more pain"},
        "subject": _subject(record),
        "target": [
            {
                "measure": _WALKING,
                "detailQuantity": _minutes(ProgressionSettings.model_validate(version.values).goal_minutes),
            }
        ],
    }


def _observations(record: Record) -> Iterator[Resource]:
    """Each score that was told, as an integer."""
    for note in record.notes:
        for when, score in (("worst", note.pain), ("morning", note.pain_morning)):
            if score is not None:
                yield {
                    "resourceType": "Observation",
                    "id": _id("observation", f"{note.id}/{when}"),
                    "status": "final",
                    "category": [_coded("observation-category", "survey")],
                    "code": _PAIN | {"text": f"{when.capitalize()} leg or back pain of the day"},
                    "subject": _subject(record),
                    "effectiveDateTime": note.day.isoformat(),
                    "issued": _instant(note.at),
                    "valueInteger": score,
                }


def _communications(record: Record) -> Iterator[Resource]:
    """Texts both ways, with the carrier's id; what was only planned is none yet."""
    for text in record.outbound:
        if text.state not in _TEXT_STATUS:
            continue
        resource: Resource = {
            "resourceType": "Communication",
            "id": str(text.id),
            "status": _TEXT_STATUS[text.state],
            "medium": [_coded("v3-ParticipationMode", "SMSWRIT")],
            "subject": _subject(record),
            "recipient": [_subject(record)],
            "topic": {"text": text.kind.value},
        }
        if text.sid:
            resource["identifier"] = [{"system": f"{_SYSTEM}carrier", "value": text.sid}]
        if text.suppression:
            resource["statusReason"] = {"text": text.suppression.value}
        if text.sent_at:
            resource["sent"] = _instant(text.sent_at)
        if text.body:
            resource["payload"] = [{"contentString": text.body}]
        yield resource
    for heard in record.inbound:
        yield {
            "resourceType": "Communication",
            "id": _id("inbound", heard.id),
            "identifier": [{"system": f"{_SYSTEM}carrier", "value": heard.sid}],
            "status": "completed",
            "medium": [_coded("v3-ParticipationMode", "SMSWRIT")],
            "subject": _subject(record),
            "sender": _subject(record),
            "received": _instant(heard.received_at),
            **({"payload": [{"contentString": heard.body}]} if heard.body else {}),
        }


def _consents(record: Record) -> Iterator[Resource]:
    for entry in record.consents:
        yield {
            "resourceType": "Consent",
            "id": _id("consent", entry.id),
            "status": "active" if entry.act is ConsentAct.OPTED_IN else "rejected",
            "scope": _coded("consentscope", "treatment"),
            "category": [{"coding": [{"system": _LOINC, "code": "59284-0", "display": "Consent Document"}]}],
            "patient": _subject(record),
            "dateTime": _instant(entry.at),
            "policyRule": {"text": f"Texts for walking: {entry.source.value}"},
        }


def _flags(record: Record) -> Iterator[Resource]:
    for alert in record.alerts:
        if facts_of(alert.kind).flag:
            period = {"start": _instant(alert.opened_at)}
            if alert.closed_at:
                period["end"] = _instant(alert.closed_at)
            yield {
                "resourceType": "Flag",
                "id": _id("flag", alert.id.hex),
                "status": "inactive" if alert.closed_at else "active",
                "code": {"text": alert.summary},
                "subject": _subject(record),
                "period": period,
            }


def _tasks(record: Record) -> Iterator[Resource]:
    for alert in record.alerts:
        yield {
            "resourceType": "Task",
            "id": str(alert.id),
            "status": "completed" if alert.closed_at else "in-progress" if alert.acknowledged_at else "requested",
            "intent": "order",
            "priority": _PRIORITY[alert.severity],
            "description": alert.summary,
            "for": _subject(record),
            "authoredOn": _instant(alert.opened_at),
            "lastModified": _instant(alert.updated_at),
            "restriction": {"period": {"end": _instant(alert.due_at)}},
        }


def _provenances(record: Record) -> Iterator[Resource]:
    """For every decision: which rule of which version took it, from which settings."""
    for plan in record.plans:
        yield {
            "resourceType": "Provenance",
            "id": str(plan.id),
            "target": [_reference("CarePlan", _plan_id(record))],
            "occurredPeriod": {"start": plan.day.isoformat(), "end": (plan.day + timedelta(days=1)).isoformat()},
            "recorded": _instant(plan.decided_at),
            "reason": [{"text": plan.explanation}],
            "activity": {"text": f"{plan.rule}, revision {plan.revision} of {plan.day}"},
            "agent": [{"who": {"display": f"Amble, rules version {plan.rules_version}"}}],
            "entity": [{"role": "source", "what": _reference("PlanDefinition", str(plan.settings_id))}],
        }


RESOURCES: dict[str, Callable[[Record], Iterator[Resource]]] = {
    "Patient": _patients,
    "PlanDefinition": _plan_definitions,
    "CarePlan": _care_plans,
    "Goal": _goals,
    "Observation": _observations,
    "Communication": _communications,
    "Consent": _consents,
    "Flag": _flags,
    "Task": _tasks,
    "Provenance": _provenances,
}
