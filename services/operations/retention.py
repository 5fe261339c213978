"""How long is kept what nobody needs for good? One table of times, and what is swept when its time is over.

What a patient told and what was done stays until the patient is erased; the audit and the ledger of consent stay.
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
    """One kind of thing, the days that it is kept, since what, and the statement that ends a batch of them."""

    name: str
    days: int
    since: str
    statement: sa.TextClause


RETENTION_RULES = (
    RetentionRule(
        "words that a reading of an earlier version quoted", 0, "it is found", forgetting.WORDS_QUOTED_BY_READINGS
    ),
    RetentionRule(
        "texts of phones that are no patient's: words and number",
        30,
        "it was heard; while an alert about it is open, longer",
        forgetting.WORDS_OF_STRANGERS,
    ),
    RetentionRule("safety texts to phones that are no patient's", 30, "it was made", forgetting.TEXTS_TO_STRANGERS),
    RetentionRule("answers kept for an Idempotency-Key", 2, "the request", forgetting.ANSWERS_KEPT_FOR_REPEATS),
    RetentionRule("delivery receipts that have counted", 90, "it came", forgetting.RECEIPTS),
    RetentionRule("browser sessions", 30, "it ended or ran out", forgetting.BROWSER_SESSIONS),
    RetentionRule("invitations", 30, "it was used or ran out", forgetting.INVITATIONS),
    RetentionRule("webhook deliveries that were taken or given up", 30, "the event", forgetting.WEBHOOK_DELIVERIES),
)


def sweep(session: Session, rule: RetentionRule, now: datetime, limit: int) -> int:
    """End at most so many whose time is over; how many were. Fewer than the limit: no more are due."""
    values: dict[str, object] = {"limit": limit, "before": now - timedelta(days=rule.days), "now": now}
    names = rule.statement.compile().params
    if "body" in names:
        keys = keys_of(session.get_bind().dialect)
        values |= {name: keys.seal(f"inbound_text.{name}", _FORGOTTEN) for name in ("body", "raw", "from_phone")}
        values["nobody"] = keys.index(_FORGOTTEN)
    result = session.execute(rule.statement, {name: values[name] for name in names})
    count: int = result.rowcount  # type: ignore[attr-defined]
    return count
