"""How many patients need attention, by urgency. A patient counts once; an alert about no patient counts by itself."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from schemas.alert_kinds import Severity
from schemas.tables.alerts import Alert
from services.storage.queries.worklist import COUNTS, RANK, TOTALS
from services.views.worklist import WorklistFilters, in_order_of_urgency, parameters_of

_SEVERITIES = {rank: severity for severity, rank in RANK.items()}


def of_clinic(session: Session, clinic_id: uuid.UUID, filters: WorklistFilters, now: datetime) -> list[Alert]:
    """A clinic's open alerts that are about no patient, and so concern all staff, the most urgent first."""
    statement = select(Alert).where(col(Alert.clinic_id) == clinic_id, col(Alert.patient_id).is_(None))
    statement = statement.where(col(Alert.closed_at).is_(None))
    if not filters.snoozed:
        statement = statement.where(col(Alert.snoozed_until).is_(None) | (col(Alert.snoozed_until) <= now))
    if filters.kind is not None:
        statement = statement.where(col(Alert.kind) == filters.kind)
    return list(session.exec(statement.order_by(in_order_of_urgency(), col(Alert.opened_at))))


def totals(
    session: Session, clinic_id: uuid.UUID, filters: WorklistFilters, now: datetime, clinics_own: Sequence[Alert]
) -> dict[str, int]:
    """The number of entries by urgency, the clinic's own alerts included."""
    found = {severity.value: 0 for severity in Severity}
    for row in session.execute(TOTALS, parameters_of(clinic_id, filters, now)):
        found[_SEVERITIES[row.rank].value] += row.patients
    for alert in clinics_own:
        found[alert.severity.value] += 1
    return found


@dataclass(slots=True)
class Counted:
    """How many patients of one therapist need attention, by urgency, and when the newest alert was raised."""

    by_severity: dict[str, int]
    raised_at: datetime


def counts(session: Session, clinic_id: uuid.UUID, now: datetime) -> dict[uuid.UUID | None, Counted]:
    """The counts of each therapist and, under None, of alerts about no patient. Snoozed alerts do not count."""
    found: dict[uuid.UUID | None, Counted] = {}
    for row in session.execute(COUNTS, {"clinic": clinic_id, "now": now}):
        none = Counted({severity.value: 0 for severity in Severity}, row.raised_at)
        counted = found.setdefault(row.therapist_id, none)
        counted.by_severity[_SEVERITIES[row.rank].value] = row.patients
        counted.raised_at = max(counted.raised_at, row.raised_at)
    return found
