"""Loads what a Case needs to know of its patients: a few queries, whether for one patient or a hundred."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from schemas.settings import ProgressionSettings
from schemas.tables.alerts import Alert
from schemas.tables.messages import OutboundText
from schemas.tables.people import Enrolment, Patient
from schemas.tables.plans import CareAct, DayNote, PlanDay
from services.storage import in_force

# Days before the open plan day, in every zone; a caller that needs an earlier day loads further back.
DAYS_HELD = 1
_IDS = sa.any_(sa.bindparam("ids", type_=ARRAY(sa.Uuid)))
_SINCE = sa.bindparam("since", type_=sa.Date)
_FRESH = {"populate_existing": True}
_PLANS = (
    select(PlanDay)
    .where(col(PlanDay.enrolment_id) == _IDS, col(PlanDay.day) >= _SINCE)
    .options(defer(PlanDay.course_before), defer(PlanDay.report))  # type: ignore[arg-type]
    .execution_options(**_FRESH)
)
_NOTES = (
    select(DayNote)
    .where(col(DayNote.enrolment_id) == _IDS, col(DayNote.day) >= _SINCE)
    .order_by(col(DayNote.id))
    .execution_options(**_FRESH)
)
_ACTS = (
    select(CareAct)
    .where(col(CareAct.enrolment_id) == _IDS, col(CareAct.day) >= _SINCE)
    .order_by(col(CareAct.id))
    .execution_options(**_FRESH)
)
_TEXTS = (
    select(OutboundText)
    .where(col(OutboundText.enrolment_id) == _IDS)
    .where(col(OutboundText.local_date).between(_SINCE, sa.bindparam("until", type_=sa.Date)))
    .execution_options(**_FRESH)
)
_ALERTS = select(Alert).where(col(Alert.patient_id) == _IDS, col(Alert.closed_at).is_(None)).execution_options(**_FRESH)


@dataclass(slots=True)
class Days:
    """One patient's rows from the day `since` on and their texts up to the day `until`; alerts holds the open ones."""

    since: date
    until: date
    plans: list[PlanDay] = field(default_factory=list)
    notes: list[DayNote] = field(default_factory=list)
    acts: list[CareAct] = field(default_factory=list)
    texts: list[OutboundText] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)


class Loaded(NamedTuple):
    """What a Case holds of one patient, without the batch."""

    enrolment: Enrolment
    patient: Patient
    settings: ProgressionSettings
    settings_id: uuid.UUID
    days: Days
    opted_out: bool


def load(
    session: Session, pairs: Sequence[tuple[Enrolment, Patient]], *, since: date | None = None, ahead: bool = True
) -> list[Loaded]:
    """Load patients, in the order given.

    since: the earliest day that will be asked for, if the caller knows it. ahead: load the coming days' texts too.
    """
    enrolments, numbers = [pair[0] for pair in pairs], [(patient.phone, patient.clinic_id) for _, patient in pairs]
    windows: dict[tuple[date, date], list[Enrolment]] = defaultdict(list)
    for enrolment in enrolments:
        earliest, until = _window(enrolment, ahead=ahead)
        windows[since or earliest, until].append(enrolment)
    days: dict[uuid.UUID, Days] = {}
    for window, together in windows.items():
        days |= days_of(session, together, *window)
    settings, out = in_force.settings_in_force(session, enrolments), in_force.opted_out(session, numbers)
    return [
        Loaded(
            enrolment, patient, *settings[enrolment.id], days[enrolment.id], out[patient.phone, patient.clinic_id]
        )
        for enrolment, patient in pairs
    ]  # fmt: skip


def _window(enrolment: Enrolment, *, ahead: bool) -> tuple[date, date]:
    if enrolment.next_boundary_at is None:
        return date.min, date.max
    day = enrolment.next_boundary_at.date()
    return day - timedelta(days=1 + DAYS_HELD), date.max if ahead else day


def days_of(session: Session, enrolments: Sequence[Enrolment], since: date, until: date) -> dict[uuid.UUID, Days]:
    """The days of enrolments that this unit of work has locked, by the enrolment's id."""
    asked = {"ids": [enrolment.id for enrolment in enrolments], "since": since}
    fresh = {enrolment.id: Days(since, until) for enrolment in enrolments}
    for plan in session.exec(_PLANS, params=asked):
        fresh[plan.enrolment_id].plans.append(plan)
    for note in session.exec(_NOTES, params=asked):
        fresh[note.enrolment_id].notes.append(note)
    for act in session.exec(_ACTS, params=asked):
        fresh[act.enrolment_id].acts.append(act)
    for text in session.exec(_TEXTS, params={**asked, "until": until}):
        fresh[text.enrolment_id].texts.append(text)
    of_patient = {enrolment.patient_id: fresh[enrolment.id] for enrolment in enrolments}
    for alert in session.exec(_ALERTS, params={"ids": list(of_patient)}):
        if alert.patient_id is not None:
            of_patient[alert.patient_id].alerts.append(alert)
    return fresh


def open_alerts_of(session: Session, patient_id: uuid.UUID) -> Sequence[Alert]:
    """The alerts of a patient that a person must still look at, for reading only."""
    return session.exec(_ALERTS, params={"ids": [patient_id]}).all()
