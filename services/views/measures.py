"""Measures of patients, counted from plans and reports. schemas.api.measures defines each."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from schemas.api.measures import (
    Adherence,
    ClinicMeasures,
    EarsOut,
    GroupMeasures,
    Measures,
    PainTrend,
    Replies,
)
from schemas.tables.measures import EarsScore
from schemas.tables.people import Enrolment
from schemas.vocabulary import Stage, State
from services.storage.queries.counts import HOW_PATIENTS_DO
from services.views import read_measures

LONGEST_PERIOD = timedelta(days=731)
# A day counts as done from this share of its walks on, whatever a therapist requires for a step.
DONE_SHARE = 0.8
# An improvement that patients notice (Ostelo 2008): two points of ten, and 30 % of the pain at the start.
_POINTS, _SHARE = 2.0, 0.3


@dataclass(frozen=True, slots=True)
class Period:
    """A period of plan days, both ends included."""

    since: date
    until: date


def of_patient(session: Session, enrolment: Enrolment, period: Period) -> Measures:
    """The measures of one patient."""
    rows = _count(session, enrolment.clinic_id, period, enrolment_id=enrolment.id)
    row = rows[0] if rows else None
    return Measures(
        patient_id=enrolment.patient_id,
        since=period.since,
        until=period.until,
        adherence=_adherence(rows),
        replies=_replies(rows),
        pain=_pain(enrolment.baseline_pain_worst, row.mean if row else None),
        lights=dict(row.lights or {}) if row else {},
        state=State(row.state) if row and row.state else None,
        stage=Stage(row.stage) if row and row.stage else None,
        ears=scores(session, enrolment),
    )


def of_clinic(
    session: Session, clinic_id: uuid.UUID, period: Period, therapist_id: uuid.UUID | None = None
) -> ClinicMeasures:
    """The measures of a clinic's patients, together and by therapist, or of one therapist's patients only."""
    rows = _count(session, clinic_id, period, therapist_id=therapist_id)
    by_therapist: dict[uuid.UUID, list[Any]] = {}
    for row in rows:
        by_therapist.setdefault(row.therapist_id, []).append(row)
    return ClinicMeasures(
        since=period.since,
        until=period.until,
        clinic=_group(rows),
        therapists={key: _group(theirs) for key, theirs in by_therapist.items()},
        to_read=read_measures.of_clinic(session, clinic_id, period.since, period.until) if not therapist_id else None,
    )


def scores(session: Session, enrolment: Enrolment) -> list[EarsOut]:
    """A patient's EARS scores, the oldest first."""
    statement = select(EarsScore).where(col(EarsScore.enrolment_id) == enrolment.id)
    rows = session.exec(statement.order_by(col(EarsScore.day), col(EarsScore.id))).all()
    return [EarsOut(day=row.day, score=row.score, by=row.by, at=row.at) for row in rows]


def _count(
    session: Session,
    clinic_id: uuid.UUID,
    period: Period,
    *,
    enrolment_id: uuid.UUID | None = None,
    therapist_id: uuid.UUID | None = None,
) -> Sequence[Any]:
    asked = {
        "clinic": clinic_id,
        "enrolment": enrolment_id,
        "therapist": therapist_id,
        "since": period.since,
        "until": period.until,
        "done": DONE_SHARE,
    }
    return session.execute(HOW_PATIENTS_DO, asked).all()


def _adherence(rows: Sequence[Any]) -> Adherence:
    names = ("days_asked", "days_known", "days_done", "minutes_asked", "minutes_done")
    sums = {name: int(sum(getattr(row, name) or 0 for row in rows)) for name in names}
    return Adherence(
        **sums,
        days_unknown=sums["days_asked"] - sums["days_known"],
        days_share=_share(sums["days_done"], sums["days_known"]),
        minutes_share=_share(sums["minutes_done"], sums["minutes_asked"]),
    )


def _replies(rows: Sequence[Any]) -> Replies:
    asked, answered = (int(sum(getattr(row, name) or 0 for row in rows)) for name in ("asked", "answered"))
    return Replies(asked=asked, answered=answered, share=_share(answered, asked))


def _pain(baseline: int, mean: Any) -> PainTrend:
    if mean is None:
        nothing: dict[str, None] = dict.fromkeys(("last_week", "change", "by_two_points", "by_30_percent", "improved"))
        return PainTrend(baseline=baseline, **nothing)
    fall = baseline - float(mean)
    points, share = fall >= _POINTS, fall >= _SHARE * baseline and fall > 0
    return PainTrend(
        baseline=baseline,
        last_week=round(float(mean), 2),
        change=round(-fall, 2),
        by_two_points=points,
        by_30_percent=share,
        improved=points and share,
    )


def _group(rows: Sequence[Any]) -> GroupMeasures:
    lights: Counter[str] = Counter()
    for row in rows:
        lights.update(row.lights or {})
    trends = [_pain(row.baseline, row.mean).improved for row in rows]
    ears = [row.score for row in rows if row.score is not None]
    return GroupMeasures(
        patients=len(rows),
        adherence=_adherence(rows),
        replies=_replies(rows),
        lights=dict(lights),
        states=dict(Counter(row.state for row in rows if row.state)),
        stages=dict(Counter(row.stage for row in rows if row.stage)),
        pain_known=sum(trend is not None for trend in trends),
        pain_improved=sum(trend is True for trend in trends),
        ears_scored=len(ears),
        ears_mean=round(sum(ears) / len(ears), 1) if ears else None,
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
