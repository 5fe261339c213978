"""Parts that FHIR resources share: ids, codes, moments, and references to the patient and the plan."""

import uuid
from datetime import UTC, datetime
from typing import Any

from services.views.export import Record

Resource = dict[str, Any]
_NAMESPACE = uuid.UUID("5f0d9a4e-6f0b-5d0e-9a35-2f4f6f9f2c11")
SYSTEM = "urn:amble:"
LOINC, SNOMED, UCUM = "http://loinc.org", "http://snomed.info/sct", "http://unitsofmeasure.org"
WALKING = {"coding": [{"system": SNOMED, "code": "129006008", "display": "Walking"}]}


def id_of(kind: str, key: object) -> str:
    """The id of a resource: the row's own where it is an UUID, else made from it, always the same."""
    return str(key) if isinstance(key, uuid.UUID) and kind != "bundle" else str(uuid.uuid5(_NAMESPACE, f"{kind}/{key}"))


def coded(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def reference(kind: str, key: str) -> dict[str, str]:
    return {"reference": f"urn:uuid:{key}", "type": kind}


def subject(record: Record) -> dict[str, str]:
    return reference("Patient", str(record.patient.id))


def plan_id(record: Record) -> str:
    return id_of("care-plan", f"{record.enrolment.id}")


def goal_id(record: Record) -> str:
    return id_of("goal", f"{record.enrolment.id}")
