"""How do patients do, in numbers? Counted from what was planned and told; definitions stand in schemas.measures."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from schemas.measures import (
    Adherence,
    ClinicMeasures,
    EarsOut,
    EarsScore,
    GroupMeasures,
    Measures,
    NewEars,
    PainTrend,
    Replies,
)
from schemas.people import Enrolment
from schemas.vocabulary import Stage, State
from services.journey import read_measures
from services.storage.database import save
from services.storage.events import happened

LONGEST_PERIOD = timedelta(days=731)
# Done is a day of which at least this share of the walks was done, whatever a therapist asks for to step up.
DONE_SHARE = 0.8
# Improvement that patients notice (Ostelo 2008): two points of ten, and 30 % of where they began.
_POINTS, _SHARE = 2.0, 0.3
# A light stands on the plan of the day after: it is decided by what was told of the day.
_COUNTED = sa.text(
    """
    WITH chosen AS (
        SELECT id, patient_id, therapist_id, baseline_pain_worst FROM enrolment
        WHERE clinic_id = :clinic AND course_first_day IS NOT NULL
            AND (CAST(:enrolment AS uuid) IS NULL OR id = :enrolment)
            AND (CAST(:therapist AS uuid) IS NULL OR therapist_id = :therapist)
    ), plans AS (
        SELECT DISTINCT ON (plan.enrolment_id, plan.day) plan.enrolment_id, plan.day, plan.minutes, plan.light,
            jsonb_array_length(plan.walks) AS walks
        FROM plan_day AS plan JOIN chosen ON chosen.id = plan.enrolment_id
        WHERE plan.day BETWEEN :since AND CAST(:until AS date) + 1
        ORDER BY plan.enrolment_id, plan.day, plan.revision DESC
    ), notes AS (
        SELECT note.* FROM day_note AS note JOIN chosen ON chosen.id = note.enrolment_id
        WHERE note.day BETWEEN :since AND :until
            AND NOT EXISTS (SELECT 1 FROM day_note AS later WHERE later.settles = note.id)
    ), walked AS (
        SELECT DISTINCT ON (enrolment_id, day) enrolment_id, day, all_done, none_done, walks_done FROM notes
        WHERE all_done OR none_done OR walks_done IS NOT NULL ORDER BY enrolment_id, day, id DESC
    ), pains AS (
        SELECT enrolment_id, day, max(pain) AS pain FROM notes WHERE pain IS NOT NULL GROUP BY enrolment_id, day
    ), asked AS (
        SELECT DISTINCT text.enrolment_id, text.local_date AS day
        FROM outbound_text AS text JOIN chosen ON chosen.id = text.enrolment_id
        WHERE text.local_date BETWEEN :since AND :until AND text.kind = 'evening_question'
            AND text.state IN ('accepted', 'sent', 'delivered', 'undelivered')
    ), days AS (
        SELECT plans.enrolment_id, plans.minutes,
            CASE WHEN walked.all_done THEN 1.0 WHEN walked.none_done THEN 0.0
                WHEN walked.walks_done IS NOT NULL THEN least(1.0, walked.walks_done::numeric / plans.walks)
            END AS share
        FROM plans LEFT JOIN walked USING (enrolment_id, day)
        WHERE plans.walks > 0 AND plans.day <= :until
    ), adherence AS (
        SELECT enrolment_id, count(*) AS days_asked, count(share) AS days_known,
            count(*) FILTER (WHERE share >= :done) AS days_done,
            coalesce(sum(minutes) FILTER (WHERE share IS NOT NULL), 0) AS minutes_asked,
            coalesce(round(sum(minutes * share)), 0) AS minutes_done
        FROM days GROUP BY enrolment_id
    ), lights AS (
        SELECT enrolment_id, jsonb_object_agg(light, days) AS lights FROM (
            SELECT enrolment_id, light, count(*) AS days FROM plans WHERE day > :since GROUP BY enrolment_id, light
        ) AS counted GROUP BY enrolment_id
    ), replies AS (
        SELECT asked.enrolment_id, count(*) AS asked, count(pains.pain) AS answered
        FROM asked LEFT JOIN pains USING (enrolment_id, day) GROUP BY asked.enrolment_id
    ), week AS (
        SELECT enrolment_id, avg(pain) AS mean FROM pains WHERE day > CAST(:until AS date) - 7
        GROUP BY enrolment_id HAVING count(*) >= 3
    )
    SELECT chosen.patient_id, chosen.therapist_id, chosen.baseline_pain_worst AS baseline, adherence.*, lights.lights,
        replies.asked, replies.answered, week.mean, newest.state, newest.stage, ears.score
    FROM chosen
    LEFT JOIN adherence ON adherence.enrolment_id = chosen.id
    LEFT JOIN lights ON lights.enrolment_id = chosen.id
    LEFT JOIN replies ON replies.enrolment_id = chosen.id
    LEFT JOIN week ON week.enrolment_id = chosen.id
    LEFT JOIN LATERAL (
        SELECT state, decision->'course'->'dose'->>'stage' AS stage FROM plan_day
        WHERE enrolment_id = chosen.id AND day <= CAST(:until AS date) + 1 ORDER BY day DESC, revision DESC LIMIT 1
    ) AS newest ON true
    LEFT JOIN LATERAL (
        SELECT score FROM ears_score WHERE enrolment_id = chosen.id AND day <= :until ORDER BY day DESC, id DESC LIMIT 1
    ) AS ears ON true
    """
)


@dataclass(frozen=True, slots=True)
class Period:
    """Plan days, both ends included."""

    since: date
    until: date


def of_patient(session: Session, enrolment: Enrolment, period: Period) -> Measures:
    """How one patient does."""
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
    """How a clinic's patients do, together and by therapist; of one therapist only where one is named."""
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


def enter_ears(session: Session, enrolment: Enrolment, entry: NewEars, by: str, now: datetime) -> EarsOut:
    """Keep an EARS score."""
    row = EarsScore(enrolment_id=enrolment.id, day=entry.day, score=entry.score, by=by, at=now)
    save(session, row, event=happened("ears.entered", enrolment, now, actor=by, day=entry.day.isoformat()))
    return EarsOut(day=row.day, score=row.score, by=row.by, at=row.at)


def scores(session: Session, enrolment: Enrolment) -> list[EarsOut]:
    """Every EARS score of a patient, the oldest first."""
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
    return session.execute(_COUNTED, asked).all()


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
