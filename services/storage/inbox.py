"""How does a webhook become durable before it is answered? One statement, one round trip, kept when it returns.

This path stays off the ORM: it is the door that every reply comes through, and the statement is its own transaction.
What arrives while a statement is under way is stored by the next one, together: nothing waits for company.
What is private is sealed before it goes anywhere, to the spool too.
While PostgreSQL is away, what comes is kept in the spool, and brought over in the order of arrival when it is back.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from schemas.columns import FieldKeys
from services.storage.spool import Spool, SpoolError

# The carrier gives up at 15 s; a patient's reply is on disk well before.
STORE_WITHIN_SECONDS = 3.0
_FLUSH_EVERY_SECONDS = 0.5
_MOST_TOGETHER = 16
# Together they fit their column, with a space between.
_LONGEST_NUMBER, _LONGEST_SID = 29, 34
# Where it goes, one row of it, and what makes it the same. What came through the spool came earlier than it is stored;
# the last value says by how many seconds.
_STATEMENTS = {
    "text": (
        "INSERT INTO inbound_text"
        " (provider, sid, from_phone, from_index, to_phone, body, opt_out_type, raw, received_at, tries) VALUES ",
        "(%s, %s, %s, %s, %s, %s, %s, %s, amble_now() - make_interval(secs => %s), 0)",
        " ON CONFLICT (provider, sid) DO NOTHING",
    ),
    "receipt": (
        "INSERT INTO delivery_receipt (sid, status, error_code, text_id, attempt, raw, received_at) VALUES ",
        "(%s, %s, %s, %s, %s, %s, amble_now() - make_interval(secs => %s))",
        " ON CONFLICT (sid, status, error_code) DO NOTHING",
    ),
}
_AWAY = (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout, TimeoutError, OSError)


class NotKept(Exception):
    """Neither the database nor the spool could keep it: the carrier must bring it again."""


async def _commit_each_statement(connection: psycopg.AsyncConnection[object]) -> None:
    await connection.set_autocommit(True)


def open_pool(url: str, *, size: int = 8) -> AsyncConnectionPool[psycopg.AsyncConnection[object]]:
    """A pool for the webhook doors only; open it inside the event loop. A dead connection is found when it is used."""
    return AsyncConnectionPool(
        url.replace("postgresql+psycopg://", "postgresql://"),
        min_size=1,
        max_size=size,
        timeout=STORE_WITHIN_SECONDS,
        open=False,
        configure=_commit_each_statement,
        check=None,
        kwargs={"connect_timeout": 3, "application_name": "amble-inbox"},
    )


@cache
def _statement(kind: str, rows: int) -> str:
    into, row, same = _STATEMENTS[kind]
    return into + ", ".join([row] * rows) + same


def _texted(fields: Mapping[str, str]) -> str:
    """The number that was texted, and after it the Messaging Service to which it belongs, if it does."""
    parts = (fields.get("To", "")[:_LONGEST_NUMBER], fields.get("MessagingServiceSid", "")[:_LONGEST_SID])
    return " ".join(part for part in parts if part)


class _Row(NamedTuple):
    """What one webhook brought, and who waits for it to be stored."""

    values: Sequence[object]
    stored: asyncio.Future[None]


class Inbox:
    """Stores what the carrier brings. Raises NotKept when it could not be kept."""

    def __init__(
        self, pool: AsyncConnectionPool[psycopg.AsyncConnection[object]], spool: Spool, keys: FieldKeys
    ) -> None:
        self._pool, self._spool, self._keys = pool, spool, keys
        self._arrived: dict[str, deque[_Row]] = {kind: deque() for kind in _STATEMENTS}
        self._storing: dict[str, asyncio.Task[None]] = {}

    async def store_text(self, provider: str, fields: Mapping[str, str], raw: str) -> None:
        """Keep an inbound text as it came."""
        body, sender = fields.get("Body", ""), fields["From"][:64]
        values = [
            provider,
            fields["MessageSid"][:64],
            self._keys.seal("inbound_text.from_phone", sender),
            self._keys.index(sender),
            _texted(fields),
            # PostgreSQL keeps no NUL in what is shown; the raw form has it still, as %00.
            self._keys.seal("inbound_text.body", (body.replace("\x00", "") if "\x00" in body else body)[:4000]),
            fields.get("OptOutType"),
            self._keys.seal("inbound_text.raw", raw),
        ]
        await self._keep("text", values)

    async def store_receipt(
        self, fields: Mapping[str, str], raw: str, text_id: str | None, attempt: int | None
    ) -> None:
        """Keep a status callback as it came."""
        code = fields.get("ErrorCode", "")
        values = [
            fields["MessageSid"][:64],
            fields["MessageStatus"][:20],
            int(code) if code.isdecimal() and len(code) < 10 else None,  # PostgreSQL's integer
            text_id,
            attempt,
            self._keys.seal("delivery_receipt.raw", raw),
        ]
        await self._keep("receipt", values)

    async def bring_over(self, wake: Callable[[], None]) -> None:
        """For ever: whenever something waits in the spool and the database answers, store it, then say so."""
        while True:
            await asyncio.sleep(_FLUSH_EVERY_SECONDS)
            if self._spool.waiting and await self._flush():
                wake()

    async def _keep(self, kind: str, values: list[Any]) -> None:
        # While older ones wait, newer ones queue behind them: a patient's texts are heard in the order of arrival.
        if not self._spool.waiting:
            try:
                async with asyncio.timeout(STORE_WITHIN_SECONDS):
                    await self._stored_with_others(kind, [*values, 0])
                return
            except _AWAY:
                pass
            except psycopg.Error as error:
                raise NotKept(type(error).__name__) from None
        try:
            await asyncio.to_thread(self._spool.keep, kind, values)
        except SpoolError as error:
            raise NotKept(str(error)) from None

    async def _stored_with_others(self, kind: str, values: Sequence[object]) -> None:
        row = _Row(values, asyncio.get_running_loop().create_future())
        self._arrived[kind].append(row)
        # One statement of a kind at a time: what came first is stored first.
        if kind not in self._storing or self._storing[kind].done():
            self._storing[kind] = asyncio.create_task(self._store_what_arrived(kind))
        await row.stored

    async def _store_what_arrived(self, kind: str) -> None:
        arrived = self._arrived[kind]
        while arrived:
            taken = [arrived.popleft() for _ in range(min(len(arrived), _MOST_TOGETHER))]
            # Whoever waited too long has gone to the spool.
            rows = [row for row in taken if not row.stored.done()]
            if rows:
                await self._store_together(kind, rows)

    async def _store_together(self, kind: str, rows: Sequence[_Row]) -> None:
        error: Exception | None = None
        try:
            async with asyncio.timeout(STORE_WITHIN_SECONDS):
                await self._store(_statement(kind, len(rows)), [value for row in rows for value in row.values])
        except _AWAY as away:
            error = away
        except psycopg.Error as wrong:
            if len(rows) > 1:
                # One of them cannot be stored; it must not take the others with it.
                for row in rows:
                    await self._store_together(kind, [row])
                return
            error = wrong
        for row in rows:
            if not row.stored.done():
                row.stored.set_exception(error) if error else row.stored.set_result(None)

    async def _flush(self) -> bool:
        """Whether anything was brought over. An outage ends it; the rest waits."""
        brought = False
        for entry in self._spool.entries():
            try:
                async with asyncio.timeout(STORE_WITHIN_SECONDS):
                    values = [*entry.values, max(0.0, time.time() - entry.arrived)]
                    await self._store(_statement(entry.kind, 1), values)
            except _AWAY:
                return brought
            except (psycopg.Error, KeyError):
                self._spool.put_aside(entry)
                continue
            self._spool.done(entry)
            brought = True
        return brought

    async def _store(self, statement: str, values: Sequence[object]) -> None:
        try:
            await self._insert(statement, values)
        except psycopg.OperationalError:
            # The pool may hold connections that died with a restarted server; one more try takes a fresh one.
            await self._pool.check()
            await self._insert(statement, values)

    async def _insert(self, statement: str, values: Sequence[object]) -> None:
        async with self._pool.connection() as connection:
            await connection.execute(statement, values)
