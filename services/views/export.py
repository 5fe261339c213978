"""Exports: everything about one patient, or every day of all patients, with little in memory at a time."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from schemas.tables.alerts import Alert
from schemas.tables.clinics import SettingsVersion
from schemas.tables.messages import InboundText, OutboundText
from schemas.tables.people import ConsentEntry, Enrolment, Patient
from schemas.tables.plans import DayNote, PlanDay
from services.storage.queries.days import DAYS_OF_CLINIC
from services.views.measures import Period

_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is exported about one patient. settings are the versions that decided their plans."""

    patient: Patient
    enrolment: Enrolment
    plans: Sequence[PlanDay]
    notes: Sequence[DayNote]
    inbound: Sequence[InboundText]
    outbound: Sequence[OutboundText]
    alerts: Sequence[Alert]
    consents: Sequence[ConsentEntry]
    settings: Mapping[uuid.UUID, SettingsVersion]


def record_of(session: Session, patient: Patient, enrolment: Enrolment) -> Record:
    """Everything about one patient."""
    of_enrolment: dict[str, Any] = {"plans": PlanDay, "notes": DayNote, "outbound": OutboundText}
    of_patient: dict[str, Any] = {"inbound": InboundText, "alerts": Alert}
    found: dict[str, Any] = {}
    for name, table in of_enrolment.items():
        found[name] = session.exec(select(table).where(table.enrolment_id == enrolment.id).order_by(table.id)).all()
    for name, table in of_patient.items():
        found[name] = session.exec(select(table).where(table.patient_id == patient.id).order_by(table.id)).all()
    of_clinic = col(ConsentEntry.clinic_id) == patient.clinic_id
    ledger = select(ConsentEntry).where(of_clinic, col(ConsentEntry.phone_index) == patient.phone_index)
    versions = select(SettingsVersion).where(col(SettingsVersion.id).in_({plan.settings_id for plan in found["plans"]}))
    return Record(
        patient,
        enrolment,
        **found,
        consents=session.exec(ledger.order_by(col(ConsentEntry.id))).all(),
        settings={version.id: version for version in session.exec(versions)},
    )


def days_of(session: Session, clinic_id: uuid.UUID, period: Period) -> Iterator[Any]:
    """Every plan day of a clinic's patients: the plan, what the patient reported, and the light."""
    patient, day = uuid.UUID(int=0), date.min
    while True:
        asked = {
            "clinic": clinic_id, "since": period.since, "until": period.until, "patient": patient, "day": day,
            "limit": _AT_ONCE,
        }  # fmt: skip
        page = session.execute(DAYS_OF_CLINIC, asked).all()
        yield from page
        if len(page) < _AT_ONCE:
            return
        patient, day = page[-1].patient_id, page[-1].day
