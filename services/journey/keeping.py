"""How long is kept what nobody needs for good? One table of times, and what is swept when its time is over.

What a patient told and what was done stays until the patient is erased; the audit and the ledger of consent stay.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from schemas.columns import keys_of

_FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing, the days that it is kept, since what, and the statement that ends a batch of them."""

    name: str
    days: int
    since: str
    statement: str


def _deleted(table: str, over: str, key: str = "id") -> str:
    return (
        f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {over} "  # noqa: S608
        "LIMIT :limit FOR UPDATE SKIP LOCKED)"
    )


KEPT = (
    Kept(
        "words that a reading of an earlier version quoted",
        0,
        "it is found",
        "UPDATE inbound_text SET reading = reading - 'why' "
        "WHERE id IN (SELECT id FROM inbound_text WHERE reading ? 'why' LIMIT :limit FOR UPDATE SKIP LOCKED)",
    ),
    Kept(
        "texts of phones that are no patient's: words and number",
        30,
        "it was heard; while an alert about it is open, longer",
        "UPDATE inbound_text SET body = :body, raw = :raw, from_phone = :from_phone, from_index = :nobody, "
        "forgotten_at = :now WHERE id IN (SELECT id FROM inbound_text AS told WHERE patient_id IS NULL "
        "AND heard_at < :before AND forgotten_at IS NULL AND NOT EXISTS (SELECT FROM alert WHERE closed_at IS NULL "
        "AND alert.patient_id IS NULL AND alert.inbound_ids @> to_jsonb(told.id)) "
        "LIMIT :limit FOR UPDATE SKIP LOCKED)",
    ),
    Kept(
        "safety texts to phones that are no patient's",
        30,
        "it was made",
        _deleted("line_text", "kind = 'stranger_safety' AND state <> 'planned' AND created_at < :before"),
    ),
    Kept(
        "answers kept for an Idempotency-Key",
        2,
        "the request",
        _deleted("idempotency_key", "created_at < :before", key="(user_id, route, key)").replace(
            "SELECT (user_id, route, key)", "SELECT user_id, route, key"
        ),
    ),
    Kept(
        "delivery receipts that have counted",
        90,
        "it came",
        # The oldest only: no more is looked at than is deleted.
        "DELETE FROM delivery_receipt WHERE id IN (SELECT id FROM (SELECT id, received_at, read_at "
        "FROM delivery_receipt ORDER BY id LIMIT :limit) AS oldest "
        "WHERE received_at < :before AND read_at IS NOT NULL)",
    ),
    Kept(
        "browser sessions",
        30,
        "it ended or ran out",
        _deleted("browser_session", "least(ended_at, expires_at) < :before"),
    ),
    Kept(
        "invitations",
        30,
        "it was used or ran out",
        _deleted("invitation", "least(used_at, expires_at) < :before"),
    ),
    Kept(
        "webhook deliveries that were taken or given up",
        30,
        "the event",
        _deleted("hook_delivery", "state <> 'planned' AND created_at < :before"),
    ),
)


def sweep(session: Session, kept: Kept, now: datetime, limit: int) -> int:
    """End at most so many whose time is over; how many were. Fewer than the limit: no more are due."""
    values: dict[str, object] = {"limit": limit, "before": now - timedelta(days=kept.days), "now": now}
    if ":body" in kept.statement:
        keys = keys_of(session.get_bind().dialect)
        values |= {name: keys.seal(f"inbound_text.{name}", _FORGOTTEN) for name in ("body", "raw", "from_phone")}
        values["nobody"] = keys.index(_FORGOTTEN)
    names = sa.text(kept.statement).compile().params
    result = session.execute(sa.text(kept.statement), {name: values[name] for name in names})
    count: int = result.rowcount  # type: ignore[attr-defined]
    return count
