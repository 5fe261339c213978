"""Who was erased? A list that names nobody, by which the same are erased again in a backup of before.

A line of the list is {"id", "clinic_id", "patient", "erased_at"}; patient is a keyed hash of the patient's id (hex),
under the key by which phones are found. Without that key, and a backup that holds the patient, it tells nothing.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session, col, select

from schemas.tables.columns import INDEXED, FieldKeys, keys_of
from schemas.tables.people import Enrolment, Erasure, Patient


class ListIsWrong(Exception):
    """The list cannot be read; the sentence names the line."""


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: uuid.UUID
    clinic_id: uuid.UUID
    patient: str = Field(pattern=r"^[0-9a-f]{32}$")
    erased_at: AwareDatetime


@dataclass(frozen=True, slots=True)
class Erased:
    """One erasure of a list: whose, as a keyed hash in hex, and when (UTC)."""

    patient: str
    at: datetime


def hash_of(keys: FieldKeys, patient_id: uuid.UUID) -> bytes:
    """By what an erased patient is found again in a backup of before."""
    return keys.index(f"erased:{patient_id}")


def note(session: Session, patient: Patient, now: datetime) -> None:
    """List the erasure of a patient."""
    hashed = hash_of(keys_of(session.get_bind().dialect), patient.id)
    session.add(Erasure(clinic_id=patient.clinic_id, patient_hash=INDEXED + hashed.hex(), erased_at=now))


def lines(session: Session) -> Iterator[str]:
    """The list, the oldest first, a JSON object a line."""
    for row in session.exec(select(Erasure).order_by(col(Erasure.erased_at), col(Erasure.id))):
        line = {
            "id": str(row.id),
            "clinic_id": str(row.clinic_id),
            "patient": row.patient_hash.removeprefix(INDEXED),
            "erased_at": row.erased_at.isoformat(),
        }
        yield json.dumps(line)


def read(listed: Iterable[str]) -> list[Erased]:
    """A list as `lines` wrote it, in order of time. Raises ListIsWrong."""
    erased = []
    for number, text in enumerate(listed, start=1):
        if not text.strip():
            continue
        try:
            line = _Line.model_validate_json(text)
        except ValidationError:
            raise ListIsWrong(
                f"Line {number} of the list of erasures is not as `amble erasures` writes it: "
                "id, clinic_id, patient (32 hexadecimal digits) and erased_at, as one JSON object."
            ) from None
        erased.append(Erased(line.patient, line.erased_at))
    return sorted(erased, key=lambda one: one.at)


def find(session: Session, erased: Iterable[Erased]) -> list[tuple[datetime, uuid.UUID]]:
    """Who of the list is here and not erased: when they were, and their enrolment, in order of time."""
    when = {one.patient: one.at for one in erased}
    if not when:
        return []
    keys = keys_of(session.get_bind().dialect)
    here = select(Patient.id, Enrolment.id).join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
    standing = session.exec(here.where(col(Patient.erased_at).is_(None)))
    hashed = ((hash_of(keys, patient_id).hex(), enrolment_id) for patient_id, enrolment_id in standing)
    return sorted((when[patient], enrolment_id) for patient, enrolment_id in hashed if patient in when)
