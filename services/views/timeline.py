"""A patient's timeline: plans, replies, texts, alerts, acts and settings, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from schemas.tables.people import Enrolment, Patient
from services.storage.database import unsealed
from services.storage.queries.days import TIMELINE

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
    """One thing that happened; the contents of detail depend on its kind."""

    at: datetime
    what: str
    id: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """Where a page ended. The end of time stands before everything."""

    at: datetime
    what: str
    id: str


LATEST = Point(datetime(9999, 1, 1, tzinfo=UTC), "~", "~")


def page(
    session: Session, patient: Patient, enrolment: Enrolment, *, before: Point = LATEST, limit: int = 50
) -> Sequence[Happening]:
    """What happened before a point, the newest first. Planned texts have not happened yet."""
    asked = {
        "clinic": patient.clinic_id,
        "patient": patient.id,
        "enrolment": enrolment.id,
        "began": patient.created_at,
        "before": before.at,
        "what": before.what,
        "id": before.id,
        "limit": limit,
        # Things that happened at the same moment may fall on both sides of a page's edge.
        "most": limit + 50,
    }
    return [
        Happening(row.at.astimezone(UTC), row.what, row.id, _opened(session, row.what, row.detail))
        for row in session.execute(TIMELINE, asked)
    ]


def _opened(session: Session, what: str, detail: dict[str, Any]) -> dict[str, Any]:
    for name, place in _SEALED.get(what, {}).items():
        if detail[name] is not None:
            # Within a document a sealed value is written as PostgreSQL writes bytes: \\x and hex.
            detail[name] = unsealed(session, place, bytes.fromhex(detail[name][2:]))
    return detail
