"""How does a webhook become durable before it is answered? One statement, one round trip, kept when it returns.

This path stays off the ORM: it is the door that every reply comes through, and the statement is its own transaction.
"""

from collections.abc import Mapping, Sequence

import psycopg
from psycopg_pool import AsyncConnectionPool

_STORE_TEXT = """
    INSERT INTO inbound_text
        (provider, sid, from_phone, to_phone, body, opt_out_type, raw, received_at, tries)
    VALUES (%s, %s, %s, %s, %s, %s, %s, amble_now(), 0)
    ON CONFLICT (provider, sid) DO NOTHING
"""

_STORE_RECEIPT = """
    INSERT INTO delivery_receipt (sid, status, error_code, text_id, attempt, raw, received_at)
    VALUES (%s, %s, %s, %s, %s, %s, amble_now())
    ON CONFLICT (sid, status, error_code) DO NOTHING
"""


async def _commit_each_statement(connection: psycopg.AsyncConnection[object]) -> None:
    await connection.set_autocommit(True)


def open_pool(url: str, *, size: int = 8) -> AsyncConnectionPool[psycopg.AsyncConnection[object]]:
    """A pool for the webhook doors only; open it inside the event loop. A dead connection is found at checkout."""
    return AsyncConnectionPool(
        url.replace("postgresql+psycopg://", "postgresql://"),
        min_size=1,
        max_size=size,
        timeout=3.0,
        open=False,
        configure=_commit_each_statement,
        check=None,
        kwargs={"connect_timeout": 3, "application_name": "amble-inbox"},
    )


class Inbox:
    """Stores what the carrier brings. Both methods answer whether the row is new."""

    def __init__(self, pool: AsyncConnectionPool[psycopg.AsyncConnection[object]]) -> None:
        self._pool = pool

    async def store_text(self, provider: str, fields: Mapping[str, str], raw: str) -> bool:
        """Keep an inbound text as it came. Raises psycopg.Error or PoolTimeout when it could not be kept."""
        body = fields.get("Body", "")
        values = (
            provider,
            fields["MessageSid"][:64],
            fields["From"][:64],
            fields.get("To", "")[:64],
            # PostgreSQL keeps no NUL; the raw form has it still, as %00.
            (body.replace("\x00", "") if "\x00" in body else body)[:4000],
            fields.get("OptOutType"),
            raw,
        )
        return await self._store(_STORE_TEXT, values)

    async def store_receipt(
        self, fields: Mapping[str, str], raw: str, text_id: str | None, attempt: int | None
    ) -> bool:
        """Keep a status callback as it came. Raises as store_text does."""
        code = fields.get("ErrorCode", "")
        values = (
            fields["MessageSid"][:64],
            fields["MessageStatus"][:20],
            int(code) if code.isdecimal() and len(code) < 10 else None,  # PostgreSQL's integer
            text_id,
            attempt,
            raw,
        )
        return await self._store(_STORE_RECEIPT, values)

    async def _store(self, statement: str, values: Sequence[object]) -> bool:
        try:
            return await self._insert(statement, values)
        except psycopg.OperationalError:
            # The pool may hold connections that died with a restarted server; one more try takes a fresh one.
            await self._pool.check()
            return await self._insert(statement, values)

    async def _insert(self, statement: str, values: Sequence[object]) -> bool:
        async with self._pool.connection() as connection:
            cursor = await connection.execute(statement, values)
            return cursor.rowcount == 1
