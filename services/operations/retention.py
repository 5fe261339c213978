"""How long data is kept that nobody needs for good: one table of times, and the sweep that deletes.

A patient's texts, and what was done for them, stay until an erasure. The audit and the ledger of consent stay.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from schemas.tables.columns import keys_of
from services.storage.queries import forgetting

_FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One kind of data: its name, the days it is kept, counted from when, and the statement that deletes a batch."""

    name: str
    days: int
    since: str
    statement: sa.TextClause


RETENTION_RULES = (
    RetentionRule(
        "words quoted in readings of an earlier version", 0, "they are found", forgetting.WORDS_QUOTED_BY_READINGS
    ),
    RetentionRule(
        "texts from phones of no known patient: words and number",
        30,
        "it was heard; longer while an alert about it is open",
        forgetting.WORDS_OF_STRANGERS,
    ),
    RetentionRule("safety texts to phones of no known patient", 30, "it was created", forgetting.TEXTS_TO_STRANGERS),
    RetentionRule("answers stored for an Idempotency-Key", 2, "the request", forgetting.ANSWERS_KEPT_FOR_REPEATS),
    RetentionRule("delivery receipts that have been processed", 90, "it arrived", forgetting.RECEIPTS),
    RetentionRule("browser sessions", 30, "it ended or expired", forgetting.BROWSER_SESSIONS),
    RetentionRule("invitations", 30, "it was used or expired", forgetting.INVITATIONS),
    RetentionRule("webhook deliveries that succeeded or were given up", 30, "the event", forgetting.WEBHOOK_DELIVERIES),
)


def sweep(session: Session, rule: RetentionRule, now: datetime, limit: int) -> int:
    """Delete at most `limit` rows of one kind whose time is over; returns how many. Fewer means that none is left."""
    values: dict[str, object] = {"limit": limit, "before": now - timedelta(days=rule.days), "now": now}
    names = rule.statement.compile().params
    if "body" in names:
        keys = keys_of(session.get_bind().dialect)
        values |= {name: keys.seal(f"inbound_text.{name}", _FORGOTTEN) for name in ("body", "raw", "from_phone")}
        values["nobody"] = keys.index(_FORGOTTEN)
    result = session.execute(rule.statement, {name: values[name] for name in names})
    count: int = result.rowcount  # type: ignore[attr-defined]
    return count
