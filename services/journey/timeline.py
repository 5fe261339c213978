"""What happened with this patient, in order? Plans, replies, texts, alerts, acts and settings in one feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from schemas.people import Enrolment, Patient
from services.storage.database import unsealed

# Each source gives at most a page, found by its own index; together they are cut to one.
_FEED = sa.text(
    """
    WITH feed AS (
        (SELECT decided_at AS at, 'plan' AS what, id::text AS id, jsonb_build_object(
            'day', day, 'revision', revision, 'light', light, 'state', state, 'minutes', minutes, 'walks', walks,
            'rule', rule, 'cause', cause, 'explanation', explanation) AS detail
         FROM plan_day WHERE enrolment_id = :enrolment AND decided_at <= :before ORDER BY decided_at DESC LIMIT :most)
        UNION ALL
        (SELECT received_at, 'reply', id::text, jsonb_build_object('body', body, 'reading', reading,
            'heard_at', heard_at)
         FROM inbound_text WHERE patient_id = :patient AND received_at <= :before
         ORDER BY received_at DESC LIMIT :most)
        UNION ALL
        (SELECT coalesce(sent_at, due_at), 'text', id::text, jsonb_build_object('kind', kind, 'state', state,
            'body', body, 'suppression', suppression, 'error_code', error_code, 'attempts', attempts)
         FROM outbound_text WHERE enrolment_id = :enrolment AND state <> 'planned'
            AND coalesce(sent_at, due_at) <= :before
         ORDER BY coalesce(sent_at, due_at) DESC LIMIT :most)
        UNION ALL
        (SELECT opened_at, 'alert', id::text, jsonb_build_object('kind', kind, 'severity', severity, 'summary', summary,
            'times', times, 'closed_at', closed_at)
         FROM alert WHERE patient_id = :patient AND opened_at <= :before ORDER BY opened_at DESC LIMIT :most)
        UNION ALL
        (SELECT alert_act.at, 'alert_act', alert_act.id::text, jsonb_build_object('act', act, 'by', by, 'note', note,
            'alert', alert_id)
         FROM alert_act JOIN alert ON alert.id = alert_act.alert_id
         WHERE alert.patient_id = :patient AND alert_act.at <= :before ORDER BY alert_act.at DESC LIMIT :most)
        UNION ALL
        (SELECT at, 'act', id::text, jsonb_build_object('act', act, 'by', by, 'note', note, 'day', day,
            'minutes', minutes)
         FROM care_act WHERE enrolment_id = :enrolment AND at <= :before ORDER BY at DESC LIMIT :most)
        UNION ALL
        (SELECT at, 'order', id::text, jsonb_build_object('by', by, 'note', note, 'day', day, 'walks', walks,
            'withdrawn', withdrawn)
         FROM day_order WHERE enrolment_id = :enrolment AND at <= :before ORDER BY at DESC LIMIT :most)
        UNION ALL
        (SELECT created_at, 'settings', id::text, jsonb_build_object('version', version, 'author', author,
            'reason', reason,
            'of', CASE WHEN enrolment_id IS NULL THEN 'clinic' ELSE 'patient' END)
         FROM settings_version WHERE clinic_id = :clinic AND (enrolment_id = :enrolment OR enrolment_id IS NULL)
            AND created_at <= :before AND created_at >= :began ORDER BY created_at DESC LIMIT :most)
        UNION ALL
        (SELECT at, 'consent', id::text, jsonb_build_object('act', act, 'source', source)
         FROM consent_entry WHERE clinic_id = :clinic AND at <= :before
            AND phone_index = (SELECT phone_index FROM patient WHERE id = :patient) ORDER BY at DESC LIMIT :most)
    )
    SELECT at, what, id, detail FROM feed WHERE (at, what, id) < (:before, :what, :id)
    ORDER BY at DESC, what DESC, id DESC LIMIT :limit
    """
)


_SEALED = {
    "reply": {"body": "inbound_text.body"},
    "text": {"body": "outbound_text.body"},
    "alert_act": {"note": "alert_act.note"},
    "act": {"note": "care_act.note"},
    "order": {"note": "day_order.note"},
    "settings": {"reason": "settings_version.reason"},
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened; detail holds what its kind has to tell."""

    at: datetime
    what: str
    id: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """Where a page ended; the end of time is before everything."""

    at: datetime
    what: str
    id: str


LATEST = Point(datetime(9999, 1, 1, tzinfo=UTC), "~", "~")


def page(
    session: Session, patient: Patient, enrolment: Enrolment, *, before: Point = LATEST, limit: int = 50
) -> Sequence[Happening]:
    """What happened to a patient before a point, the newest first. Texts that are only planned have not happened."""
    asked = {
        "clinic": patient.clinic_id,
        "patient": patient.id,
        "enrolment": enrolment.id,
        "began": patient.created_at,
        "before": before.at,
        "what": before.what,
        "id": before.id,
        "limit": limit,
        # Several things of one moment may stand on both sides of a page's edge.
        "most": limit + 50,
    }
    return [
        Happening(row.at.astimezone(UTC), row.what, row.id, _opened(session, row.what, row.detail))
        for row in session.execute(_FEED, asked)
    ]


def _opened(session: Session, what: str, detail: dict[str, Any]) -> dict[str, Any]:
    for name, place in _SEALED.get(what, {}).items():
        if detail[name] is not None:
            # A sealed value within a document stands there as PostgreSQL writes bytes: \\x and hex.
            detail[name] = unsealed(session, place, bytes.fromhex(detail[name][2:]))
    return detail
