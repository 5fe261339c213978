"""What does a clinic take out? All of one patient, or all patients row by row, with little in memory at a time."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alerts import Alert
from schemas.messages import InboundText, OutboundText
from schemas.people import ConsentEntry, Enrolment, Patient, SettingsVersion
from schemas.plans import DayNote, PlanDay
from services.journey.measures import Period

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Record:
    """All that is exported of one patient. settings are the versions by which their plans were decided."""

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
    ledger = select(ConsentEntry).where(col(ConsentEntry.phone_index) == patient.phone_index)
    versions = select(SettingsVersion).where(col(SettingsVersion.id).in_({plan.settings_id for plan in found["plans"]}))
    return Record(
        patient,
        enrolment,
        **found,
        consents=session.exec(ledger.order_by(col(ConsentEntry.id))).all(),
        settings={version.id: version for version in session.exec(versions)},
    )


def patients_of(session: Session, clinic_id: uuid.UUID) -> Iterator[tuple[Patient, Enrolment]]:
    """Every patient of a clinic in the order of their ids; those before are forgotten on the way."""
    after: uuid.UUID | None = None
    while True:
        statement = (
            select(Patient, Enrolment)
            .join(Enrolment, col(Enrolment.patient_id) == col(Patient.id))
            .where(col(Patient.clinic_id) == clinic_id)
            .order_by(col(Patient.id))
            .limit(_AT_ONCE)
        )
        page = session.exec(statement if after is None else statement.where(col(Patient.id) > after)).all()
        yield from page
        if len(page) < _AT_ONCE:
            return
        after = page[-1][0].id
        session.expunge_all()


_DAYS = sa.text(
    """
    SELECT DISTINCT ON (enrolment.patient_id, plan.day) enrolment.patient_id, enrolment.therapist_id, plan.day,
        plan.state, plan.walks, plan.minutes, plan.rule, plan.reason,
        (SELECT max(pain) FROM day_note AS note WHERE note.enrolment_id = enrolment.id AND note.day = plan.day
            AND NOT EXISTS (SELECT 1 FROM day_note AS later WHERE later.settles = note.id)) AS pain,
        (SELECT light FROM plan_day AS next WHERE next.enrolment_id = enrolment.id AND next.day = plan.day + 1
            ORDER BY revision DESC LIMIT 1) AS light,
        (SELECT CASE WHEN all_done THEN jsonb_array_length(plan.walks) WHEN none_done THEN 0 ELSE walks_done END
            FROM day_note AS note WHERE note.enrolment_id = enrolment.id AND note.day = plan.day
            AND (all_done OR none_done OR walks_done IS NOT NULL) ORDER BY id DESC LIMIT 1) AS walks_done
    FROM plan_day AS plan JOIN enrolment ON enrolment.id = plan.enrolment_id
    WHERE plan.clinic_id = :clinic AND plan.day BETWEEN :since AND :until
        AND (enrolment.patient_id, plan.day) > (CAST(:patient AS uuid), CAST(:day AS date))
    ORDER BY enrolment.patient_id, plan.day, plan.revision DESC
    LIMIT :limit
    """
)


def days_of(session: Session, clinic_id: uuid.UUID, period: Period) -> Iterator[Any]:
    """Every plan day of a clinic's patients: what was asked for, what was told, which light it became."""
    patient, day = uuid.UUID(int=0), date.min
    while True:
        asked = {
            "clinic": clinic_id, "since": period.since, "until": period.until, "patient": patient, "day": day,
            "limit": _AT_ONCE * 10,
        }  # fmt: skip
        page = session.execute(_DAYS, asked).all()
        yield from page
        if len(page) < _AT_ONCE * 10:
            return
        patient, day = page[-1].patient_id, page[-1].day
