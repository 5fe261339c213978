"""How does a patient look in FHIR R4? Rows of ours as resources, each with an id of its own and no more than is known.

Codes: pain 0-10 as told is LOINC 72514-3 and always an integer: its answer list shows the value 2 as "2 or more".
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from schemas.alert_kinds import Severity, facts_of
from schemas.tables.messages import TextState
from schemas.tables.people import ConsentAct, EnrolmentStatus
from schemas.transitions import DID_NOT_ARRIVE, LET_GO
from services.intake.v1.fhir_plans import care_plans, goals, plan_definitions, provenances
from services.intake.v1.fhir_values import (
    LOINC,
    SYSTEM,
    Resource,
    coded,
    id_of,
    instant,
    subject,
)
from services.views.export import Record

MEDIA_TYPE = "application/fhir+json"
_PAIN = {
    "coding": [
        {
            "system": LOINC,
            "code": "72514-3",
            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
        }
    ]
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
    made = {"resourceType": "Bundle", "id": id_of("bundle", record.patient.id), "type": "collection"}
    return made | {"timestamp": instant(now), "entry": entries}


def _patients(record: Record) -> Iterator[Resource]:
    patient = record.patient
    resource: Resource = {
        "resourceType": "Patient",
        "id": str(patient.id),
        "identifier": [{"system": f"{SYSTEM}patient", "value": str(patient.id)}],
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


def _observations(record: Record) -> Iterator[Resource]:
    """Each score that was told, as an integer."""
    for note in record.notes:
        for when, score in (("worst", note.pain), ("morning", note.pain_morning)):
            if score is not None:
                yield {
                    "resourceType": "Observation",
                    "id": id_of("observation", f"{note.id}/{when}"),
                    "status": "final",
                    "category": [coded("observation-category", "survey")],
                    "code": _PAIN | {"text": f"{when.capitalize()} leg or back pain of the day"},
                    "subject": subject(record),
                    "effectiveDateTime": note.day.isoformat(),
                    "issued": instant(note.at),
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
            "medium": [coded("v3-ParticipationMode", "SMSWRIT")],
            "subject": subject(record),
            "recipient": [subject(record)],
            "topic": {"text": text.kind.value},
        }
        if text.sid:
            resource["identifier"] = [{"system": f"{SYSTEM}carrier", "value": text.sid}]
        if text.suppression:
            resource["statusReason"] = {"text": text.suppression.value}
        if text.sent_at:
            resource["sent"] = instant(text.sent_at)
        if text.body:
            resource["payload"] = [{"contentString": text.body}]
        yield resource
    for heard in record.inbound:
        yield {
            "resourceType": "Communication",
            "id": id_of("inbound", heard.id),
            "identifier": [{"system": f"{SYSTEM}carrier", "value": heard.sid}],
            "status": "completed",
            "medium": [coded("v3-ParticipationMode", "SMSWRIT")],
            "subject": subject(record),
            "sender": subject(record),
            "received": instant(heard.received_at),
            **({"payload": [{"contentString": heard.body}]} if heard.body else {}),
        }


def _consents(record: Record) -> Iterator[Resource]:
    for entry in record.consents:
        yield {
            "resourceType": "Consent",
            "id": id_of("consent", entry.id),
            "status": "active" if entry.act is ConsentAct.OPTED_IN else "rejected",
            "scope": coded("consentscope", "treatment"),
            "category": [{"coding": [{"system": LOINC, "code": "59284-0", "display": "Consent Document"}]}],
            "patient": subject(record),
            "dateTime": instant(entry.at),
            "policyRule": {"text": f"Texts for walking: {entry.source.value}"},
        }


def _flags(record: Record) -> Iterator[Resource]:
    for alert in record.alerts:
        if facts_of(alert.kind).flag:
            period = {"start": instant(alert.opened_at)}
            if alert.closed_at:
                period["end"] = instant(alert.closed_at)
            yield {
                "resourceType": "Flag",
                "id": id_of("flag", alert.id.hex),
                "status": "inactive" if alert.closed_at else "active",
                "code": {"text": alert.summary},
                "subject": subject(record),
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
            "for": subject(record),
            "authoredOn": instant(alert.opened_at),
            "lastModified": instant(alert.updated_at),
            "restriction": {"period": {"end": instant(alert.due_at)}},
        }


RESOURCES: dict[str, Callable[[Record], Iterator[Resource]]] = {
    "Patient": _patients,
    "PlanDefinition": plan_definitions,
    "CarePlan": care_plans,
    "Goal": goals,
    "Observation": _observations,
    "Communication": _communications,
    "Consent": _consents,
    "Flag": _flags,
    "Task": _tasks,
    "Provenance": provenances,
}
