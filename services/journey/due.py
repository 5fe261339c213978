"""What is due, and when is anything due next? Asked by a rehearsal's clock, and by whoever wonders what is behind."""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from services.journey.sweep import DUE_AT

_DUE_NOW = sa.text(
    f"""
    SELECT
      (SELECT count(*) FROM inbound_text WHERE heard_at IS NULL) AS replies,
      (SELECT count(*) FROM delivery_receipt WHERE read_at IS NULL) AS receipts,
      (SELECT count(*) FROM outbound_text WHERE state = 'planned' AND due_at <= :now) AS texts,
      (SELECT count(*) FROM outbound_text WHERE state IN ('claimed', 'sending') AND lease_until > :now)
       + (SELECT count(*) FROM line_text WHERE state = 'planned' AND lease_until > :now) AS leaving,
      (SELECT count(*) FROM outbound_text
       WHERE state IN ('claimed', 'sending', 'unknown') AND lease_until <= :now) AS lost,
      (SELECT count(*) FROM enrolment
       WHERE next_boundary_at <= :now AND status IN ('active', 'paused', 'opted_out')) AS days,
      (SELECT count(*) FROM notice WHERE state = 'planned' AND due_at <= :now) AS notices,
      (SELECT count(*) FROM alert WHERE next_rung_at <= :now AND closed_at IS NULL) AS rungs,
      (SELECT count(*) FROM line_text
       WHERE state = 'planned' AND due_at <= :now AND (lease_until IS NULL OR lease_until <= :now)) AS lines,
      (SELECT count(*) FROM ({DUE_AT}) AS swept WHERE due_at <= :now) AS sweeps
    """  # noqa: S608  (our own words only)
)
_NEXT = sa.text(
    f"""
    SELECT least(
      (SELECT min(due_at) FROM outbound_text WHERE state = 'planned'),
      (SELECT min(lease_until) FROM outbound_text WHERE state IN ('claimed', 'sending', 'unknown')),
      (SELECT min(due_at) FROM notice WHERE state = 'planned'),
      (SELECT min(next_rung_at) FROM alert WHERE next_rung_at IS NOT NULL AND closed_at IS NULL),
      (SELECT min(greatest(due_at, lease_until)) FROM line_text WHERE state = 'planned'),
      (SELECT min(next_boundary_at) FROM enrolment WHERE status IN ('active', 'paused', 'opted_out')),
      (SELECT min(due_at) FROM ({DUE_AT}) AS swept)
    )
    """  # noqa: S608  (our own words only)
)


@dataclass(frozen=True, slots=True)
class Due:
    """How many of each kind wait at this moment. Leaving ones are with a worker and not late."""

    replies: int
    receipts: int
    texts: int
    leaving: int
    lost: int
    days: int
    notices: int
    rungs: int
    lines: int
    sweeps: int

    @property
    def nothing(self) -> bool:
        """Whether all work due by now has settled."""
        return not any(asdict(self).values())


def due_now(session: Session, now: datetime) -> Due:
    """Everything that somebody should be doing at this moment."""
    return Due(*session.execute(_DUE_NOW, {"now": now}).one())


def next_due_at(session: Session) -> datetime | None:
    """The next moment at which anything is due; in the past when something is behind; None when nothing is planned."""
    moment: datetime | None = session.execute(_NEXT).scalar_one()
    return moment
