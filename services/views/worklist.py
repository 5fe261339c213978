"""The worklist: who needs attention, why, since when, how urgently, and what was tried. One entry a patient."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind, Severity
from schemas.decisions import Taken
from schemas.tables.alerts import Alert, AlertAct
from schemas.tables.people import Enrolment, Patient
from schemas.tables.plans import PlanDay
from services.storage.queries import people
from services.storage.queries.worklist import LAST_PAINS, PAGE, RANK, RANKED

LIGHTS_SHOWN = 14


def in_order_of_urgency() -> sa.ColumnElement[int]:
    """Sort keys that put the most urgent alerts first."""
    return RANKED


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the rank, time and patient of its last entry."""

    rank: int
    since: datetime
    patient_id: uuid.UUID


BEGINNING = Place(-1, datetime(1970, 1, 1, tzinfo=UTC), uuid.UUID(int=0))


@dataclass(frozen=True, slots=True)
class WorklistFilters:
    """Which entries to return; a field that is None does not filter."""

    therapist_id: uuid.UUID | None = None
    severity: Severity | None = None
    kind: AlertKind | None = None
    snoozed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One patient who needs attention. lights are those of the last 14 days, pain is the last score, 0-10."""

    place: Place
    patient: Patient
    enrolment: Enrolment
    severity: Severity
    alerts: Sequence[Alert]
    acts: Sequence[AlertAct]
    lights: dict[date, str]
    state: str | None
    pain: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the list to return: at most so many entries after a place."""

    after: Place = BEGINNING
    limit: int = 50


FIRST_PART = Part()


def page(
    session: Session, clinic_id: uuid.UUID, filters: WorklistFilters, now: datetime, part: Part = FIRST_PART
) -> list[Entry]:
    """The clinic's patients with open alerts, the most urgent first, then the longest waiting."""
    after = part.after
    asked = parameters_of(clinic_id, filters, now) | {
        "only": RANK[filters.severity] if filters.severity else None,
        "rank": after.rank,
        "since": after.since,
        "patient": after.patient_id,
        "limit": part.limit,
    }
    rows = session.execute(PAGE, asked).all()
    places = [Place(row.rank, row.since, row.patient_id) for row in rows]
    return _entries(session, places, filters, now)


def parameters_of(clinic_id: uuid.UUID, filters: WorklistFilters, now: datetime) -> dict[str, object]:
    """The parameters of the worklist's statements."""
    return {
        "clinic": clinic_id,
        "now": now,
        "snoozed": filters.snoozed,
        "therapist": filters.therapist_id,
        "kind": filters.kind.value if filters.kind else None,
    }


def _entries(session: Session, places: Sequence[Place], filters: WorklistFilters, now: datetime) -> list[Entry]:
    patient_ids = [place.patient_id for place in places]
    pairs = people.patients_by_id(session, patient_ids)
    enrolment_ids = [enrolment.id for _, enrolment in pairs.values()]
    alerts = _alerts(session, patient_ids, filters, now)
    acts = _acts(session, [alert.id for standing in alerts.values() for alert in standing])
    days = _days(session, enrolment_ids, now.date() - timedelta(days=LIGHTS_SHOWN))
    pains = _pains(session, enrolment_ids)
    severities = {rank: severity for severity, rank in RANK.items()}
    return [
        Entry(
            place=place,
            patient=pairs[place.patient_id][0],
            enrolment=pairs[place.patient_id][1],
            severity=severities[place.rank],
            alerts=alerts[place.patient_id],
            acts=[act for alert in alerts[place.patient_id] for act in acts[alert.id]],
            lights={day: light for day, light, _ in days[pairs[place.patient_id][1].id] if light},
            state=next((state for _, _, state in reversed(days[pairs[place.patient_id][1].id])), None),
            pain=pains.get(pairs[place.patient_id][1].id),
        )
        for place in places
    ]


def _alerts(
    session: Session, patient_ids: Sequence[uuid.UUID], filters: WorklistFilters, now: datetime
) -> dict[uuid.UUID | None, list[Alert]]:
    statement = select(Alert).where(col(Alert.patient_id).in_(patient_ids), col(Alert.closed_at).is_(None))
    if not filters.snoozed:
        statement = statement.where(col(Alert.snoozed_until).is_(None) | (col(Alert.snoozed_until) <= now))
    found: dict[uuid.UUID | None, list[Alert]] = defaultdict(list)
    for alert in sorted(session.exec(statement), key=lambda alert: (RANK[alert.severity], alert.opened_at)):
        found[alert.patient_id].append(alert)
    return found


def _acts(session: Session, alert_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[AlertAct]]:
    found: dict[uuid.UUID, list[AlertAct]] = defaultdict(list)
    statement = select(AlertAct).where(col(AlertAct.alert_id).in_(alert_ids)).order_by(col(AlertAct.id))
    for act in session.exec(statement):
        found[act.alert_id].append(act)
    return found


def _days(
    session: Session, enrolment_ids: Sequence[uuid.UUID], since: date
) -> dict[uuid.UUID, list[tuple[date, str, str]]]:
    """Each day's light and the state after it. A plan holds the light of the day before it."""
    statement = (
        select(PlanDay.enrolment_id, PlanDay.day, PlanDay.light, PlanDay.state, PlanDay.taken)  # type: ignore[call-overload]
        .where(col(PlanDay.enrolment_id).in_(enrolment_ids), col(PlanDay.day) > since)
        .order_by(col(PlanDay.day), col(PlanDay.revision))
    )
    newest: dict[uuid.UUID, dict[date, tuple[str, str]]] = defaultdict(dict)
    for enrolment_id, day, light, state, taken in session.exec(statement):
        # No day with a light precedes the first plan.
        newest[enrolment_id][day] = ("" if taken is Taken.FIRST_DAY else light.value, state.value)
    return defaultdict(
        list,
        {
            enrolment_id: [(day - timedelta(days=1), light, state) for day, (light, state) in of_day.items()]
            for enrolment_id, of_day in newest.items()
        },
    )


def _pains(session: Session, enrolment_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    return {row.id: row.pain for row in session.execute(LAST_PAINS, {"ids": list(enrolment_ids)})}
