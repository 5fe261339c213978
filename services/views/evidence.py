"""The evidence for alerts: texts, scores or silence, read for many alerts with few queries, from their clinic only."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from schemas.alert_kinds import AlertKind, facts_of
from schemas.api.evidence import Evidence, NothingTold, ScoreTold, WordsTold
from schemas.tables.alerts import Alert
from schemas.tables.messages import InboundText
from services.progression import calendar
from services.storage.queries import people
from services.storage.queries.days import LAST_TEXTS, SCORES_TOLD

MOST_TEXTS = 5
_A_WEEK = timedelta(days=6)
_Of = dict[uuid.UUID, list[Evidence]]


@dataclass(frozen=True, slots=True)
class _Whose:
    """The patient of an alert, and when they were enrolled."""

    enrolment_id: uuid.UUID
    zone: str
    enrolled_at: datetime


def evidence_of(session: Session, clinic_id: uuid.UUID, alerts: Sequence[Alert]) -> _Of:
    """The evidence for each of these alerts of a clinic, the newest first; nothing that another clinic was told."""
    own = [alert for alert in alerts if alert.clinic_id == clinic_id and alert.kind is not AlertKind.DANGER_ELSEWHERE]
    words = _words(session, clinic_id, own)
    whose = _whose(
        session, [alert for alert in own if facts_of(alert.kind).by_scores or alert.kind is AlertKind.SILENCE]
    )
    scores, silences = _scores(session, own, whose), _silences(session, own, whose)
    return {alert.id: [*words[alert.id], *scores[alert.id], *silences[alert.id]] for alert in alerts}


def _words(session: Session, clinic_id: uuid.UUID, alerts: Sequence[Alert]) -> _Of:
    wanted = {alert.id: sorted(alert.inbound_ids)[-MOST_TEXTS:] for alert in alerts}
    ids = sorted({key for keys in wanted.values() for key in keys})
    told: _Of = defaultdict(list)
    if not ids:
        return told
    statement = select(InboundText).where(col(InboundText.id).in_(ids))
    texts = {text.id: text for text in session.exec(statement)}
    for alert in alerts:
        for key in reversed(wanted[alert.id]):
            text = texts.get(key)
            patients_own = text is not None and text.patient_id is not None and text.patient_id == alert.patient_id
            if text is not None and (text.clinic_id == clinic_id or (text.clinic_id is None and patients_own)):
                strangers = text.from_phone if text.patient_id is None and alert.patient_id is None else None
                one = WordsTold(at=text.received_at, body=text.body, inbound_id=key, phone=strangers)
                told[alert.id].append(one)
    return told


def _whose(session: Session, alerts: Sequence[Alert]) -> dict[uuid.UUID, _Whose]:
    ids = {alert.patient_id for alert in alerts if alert.patient_id is not None}
    if not ids:
        return {}
    return {
        patient.id: _Whose(enrolment.id, patient.zone, enrolment.created_at)
        for patient, enrolment in people.patients_by_id(session, ids).values()
    }


def _scores(session: Session, alerts: Sequence[Alert], whose: dict[uuid.UUID, _Whose]) -> _Of:
    """The scores of the seven plan days before an alert was last raised."""
    weeks: dict[uuid.UUID, tuple[uuid.UUID, date]] = {}
    for alert in alerts:
        if facts_of(alert.kind).by_scores and alert.patient_id in whose:
            of = whose[alert.patient_id]
            weeks[alert.id] = (of.enrolment_id, calendar.plan_day(alert.updated_at, of.zone))
    told: _Of = defaultdict(list)
    if not weeks:
        return told
    asked = {
        "enrolments": [enrolment_id for enrolment_id, _ in weeks.values()],
        "firsts": [last - _A_WEEK for _, last in weeks.values()],
        "lasts": [last for _, last in weeks.values()],
    }
    rows = session.execute(SCORES_TOLD, asked).all()
    for alert_id, (enrolment_id, last) in weeks.items():
        told[alert_id] = [
            ScoreTold(day=row.day, pain=row.pain, light=row.light)
            for row in rows
            if row.enrolment_id == enrolment_id and last - _A_WEEK <= row.day <= last
        ]
    return told


def _silences(session: Session, alerts: Sequence[Alert], whose: dict[uuid.UUID, _Whose]) -> _Of:
    silent = {
        alert.id: alert.patient_id
        for alert in alerts
        if alert.kind is AlertKind.SILENCE and alert.patient_id in whose and alert.patient_id is not None
    }
    told: _Of = defaultdict(list)
    if not silent:
        return told
    rows = session.execute(LAST_TEXTS, {"patients": list(set(silent.values()))})
    last = {row.id: row.received_at for row in rows}
    for alert_id, patient_id in silent.items():
        told[alert_id] = [NothingTold(since=last.get(patient_id, whose[patient_id].enrolled_at))]
    return told
