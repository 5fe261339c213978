"""Makes a webhook durable before it is answered: one statement, one round trip, committed when it returns.

This path stays off the ORM: every reply comes through it, and each statement is its own transaction. What arrives while
a statement is running is stored by the next one, together; nothing waits for others to arrive. Private values are
sealed before they go anywhere, the spool included. While PostgreSQL is away, what arrives is kept in the spool, and
stored in the order of arrival once it is back.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from schemas.arrived import ArrivedReceipt, ArrivedText
from schemas.tables.columns import FieldKeys
from services.storage.spool import Entry, EntryIsUnreadable, Spool, SpoolError, SpoolState

# The carrier gives up at 15 s; a patient's reply is on disk well before.
STORE_WITHIN_SECONDS = 3.0
_MOST_TOGETHER = 16
# For each kind: the table, one row, and what makes two rows the same. An entry from the spool arrived earlier than it
# is stored; the last value says by how many seconds. A new value goes right before it and may be NULL: an entry that an
# earlier version of the program spooled has none.
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
_REPORT = """
    INSERT INTO spool (id, waiting, waiting_since, refused, refused_since, told_at) VALUES (%s, %s,
        amble_now() - make_interval(secs => %s), %s, amble_now() - make_interval(secs => %s), amble_now())
    ON CONFLICT (id) DO UPDATE SET (waiting, waiting_since, refused, refused_since, told_at) =
        (excluded.waiting, excluded.waiting_since, excluded.refused, excluded.refused_since, excluded.told_at)
"""
# The values themselves are invalid: no database will ever accept them.
_NEVER = (psycopg.DataError, psycopg.IntegrityError, ValueError, TypeError)
_AWAY = (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout, TimeoutError, OSError)
# A database that answers and accepts nothing: of another version, or read-only after a failover. It may accept it
# later.
_TAKES_NOTHING = (*_AWAY, psycopg.Error)
# Tells a person that an entry was put aside: its name and the reason. Returns whether the message was delivered.
Tell = Callable[[str, str], Awaitable[bool]]


class NotKept(Exception):
    """Neither the database nor the spool could keep it: the carrier must deliver it again."""


async def _commit_each_statement(connection: psycopg.AsyncConnection[object]) -> None:
    await connection.set_autocommit(True)


def open_pool(url: str, *, size: int = 8) -> AsyncConnectionPool[psycopg.AsyncConnection[object]]:
    """A pool for the webhook doors only; open it inside the event loop. A dead connection is noticed on use."""
    return AsyncConnectionPool(
        url.replace("postgresql+psycopg://", "postgresql://"),
        min_size=1,
        max_size=size,
        timeout=STORE_WITHIN_SECONDS,
        # The pool retries at growing intervals, up to this long; after that, the next request for a connection makes it
        # retry at once.
        reconnect_timeout=STORE_WITHIN_SECONDS,
        open=False,
        configure=_commit_each_statement,
        check=None,
        kwargs={
            "connect_timeout": 3,
            "application_name": "amble-inbox",
            # A server whose machine is gone says nothing; without these, connections to it would wait for minutes.
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 10_000,
        },
    )


@cache
def _statement(kind: str, rows: int) -> str:
    into, row, same = _STATEMENTS[kind]
    return into + ", ".join([row] * rows) + same


def _kept_by(entry: Entry) -> tuple[str, list[Any]]:
    """The statement that keeps an entry, and its values. Raises EntryIsUnreadable."""
    if entry.kind not in _STATEMENTS:
        raise EntryIsUnreadable("no statement stores its kind")
    wanted = _STATEMENTS[entry.kind][1].count("%s") - 1
    if len(entry.values) > wanted:
        raise EntryIsUnreadable("it has more values than its kind allows")
    missing = [None] * (wanted - len(entry.values))
    return _statement(entry.kind, 1), [*entry.values, *missing, max(0.0, time.time() - entry.arrived)]


def _age(since: float | None) -> float | None:
    return None if since is None else max(0.0, time.time() - since)


class _Row(NamedTuple):
    """The values of one webhook, and the future that its handler awaits."""

    values: Sequence[object]
    stored: asyncio.Future[None]


class Inbox:
    """Stores what the carrier delivers. Raises NotKept when it could not be kept."""

    def __init__(
        self, pool: AsyncConnectionPool[psycopg.AsyncConnection[object]], spool: Spool, keys: FieldKeys
    ) -> None:
        self._pool, self._spool, self._keys = pool, spool, keys
        self._arrived: dict[str, deque[_Row]] = {kind: deque() for kind in _STATEMENTS}
        self._storing: dict[str, asyncio.Task[None]] = {}

    async def store_text(self, text: ArrivedText, raw: str) -> None:
        """Keep an inbound text exactly as it arrived."""
        values = [
            text.provider,
            text.sid,
            self._keys.seal("inbound_text.from_phone", text.sender),
            self._keys.index(text.sender),
            text.texted,
            self._keys.seal("inbound_text.body", text.body),
            text.opt_out,
            self._keys.seal("inbound_text.raw", raw),
        ]
        await self._keep("text", values)

    async def store_receipt(self, receipt: ArrivedReceipt, raw: str, text_id: str | None, attempt: int | None) -> None:
        """Keep a status callback exactly as it arrived."""
        sealed = self._keys.seal("delivery_receipt.raw", raw)
        values = [receipt.sid, receipt.status, receipt.error_code, text_id, attempt, sealed]
        await self._keep("receipt", values)

    async def bring_over(self, tell: Tell) -> int:
        """Store the entries that wait in the spool and return how many were stored. An outage ends it, and the rest
        waits.

        An entry that cannot be read, or can never be stored, is reported and put aside. Raises psycopg.Error if the
        database answers and accepts nothing.
        """
        brought, not_removed = 0, None
        for path in await asyncio.to_thread(self._spool.oldest_first):
            try:
                await self._store_entry(path)
            except FileNotFoundError:
                continue
            except _AWAY:
                break
            except (EntryIsUnreadable, *_NEVER) as error:
                why = str(error) if isinstance(error, EntryIsUnreadable) else type(error).__name__
                if not await self._put_aside(path, why, tell):
                    break
                continue
            try:
                await asyncio.to_thread(self._spool.done, path)
                brought += 1
            except OSError as error:
                # It is stored, and may be stored again, which does no harm; the next ones must not wait for this disk.
                not_removed = error
        if not_removed:
            raise not_removed
        return brought

    async def _store_entry(self, path: Path) -> None:
        entry = await asyncio.to_thread(self._spool.read, path)
        statement, values = _kept_by(entry)
        async with asyncio.timeout(STORE_WITHIN_SECONDS):
            await self._store(statement, values)

    async def report(self, spool_state: SpoolState) -> bool:
        """Write the spool's status into the database, for processes on other machines; returns whether that was
        possible.
        """
        waits, lies = _age(spool_state.waiting_since), _age(spool_state.refused_since)
        values = [self._spool.name, spool_state.waiting, waits, spool_state.refused, lies]
        try:
            async with asyncio.timeout(STORE_WITHIN_SECONDS):
                if spool_state.waiting or spool_state.refused:
                    await self._store(_REPORT, values)
                else:
                    await self._store("DELETE FROM spool WHERE id = %s", values[:1])
        except _AWAY:
            return False
        return True

    async def _put_aside(self, path: Path, why: str, tell: Tell) -> bool:
        # Report first: what is put aside in silence is lost.
        told = await tell(path.stem, why)
        if told:
            await asyncio.to_thread(self._spool.put_aside, path)
        return told

    async def _keep(self, kind: str, values: list[Any]) -> None:
        # While older entries wait, newer ones queue behind them: a patient's texts are heard in the order of arrival.
        queues = self._spool.waiting > 0
        if not queues and await self._in_database(kind, values):
            return
        try:
            await asyncio.to_thread(self._spool.keep, kind, values)
        except SpoolError as error:
            # Out of order is better than not at all.
            if queues and await self._in_database(kind, values):
                return
            raise NotKept(str(error)) from None

    async def _in_database(self, kind: str, values: list[Any]) -> bool:
        """Whether the database has it now. Raises NotKept if it never will."""
        try:
            async with asyncio.timeout(STORE_WITHIN_SECONDS):
                await self._stored_with_others(kind, [*values, 0])
        except _NEVER as error:
            raise NotKept(type(error).__name__) from None
        except _TAKES_NOTHING:
            return False
        return True

    async def _stored_with_others(self, kind: str, values: Sequence[object]) -> None:
        row = _Row(values, asyncio.get_running_loop().create_future())
        self._arrived[kind].append(row)
        # One statement of a kind at a time: what arrived first is stored first.
        if kind not in self._storing or self._storing[kind].done():
            self._storing[kind] = asyncio.create_task(self._store_what_arrived(kind))
        await row.stored

    async def _store_what_arrived(self, kind: str) -> None:
        arrived = self._arrived[kind]
        while arrived:
            taken = [arrived.popleft() for _ in range(min(len(arrived), _MOST_TOGETHER))]
            # A webhook that waited too long has gone to the spool.
            rows = [row for row in taken if not row.stored.done()]
            if rows:
                await self._store_together(kind, rows)

    async def _store_together(self, kind: str, rows: Sequence[_Row]) -> None:
        error: Exception | None = None
        try:
            async with asyncio.timeout(STORE_WITHIN_SECONDS):
                await self._store(_statement(kind, len(rows)), [value for row in rows for value in row.values])
        except _NEVER as wrong:
            if len(rows) > 1:
                # One of them cannot be stored; it must not take the others with it.
                for row in rows:
                    await self._store_together(kind, [row])
                return
            error = wrong
        except _TAKES_NOTHING as away:
            error = away
        for row in rows:
            if not row.stored.done():
                row.stored.set_exception(error) if error else row.stored.set_result(None)

    async def _store(self, statement: str, values: Sequence[object]) -> None:
        try:
            await self._insert(statement, values)
        except psycopg.OperationalError:
            # The pool may hold connections that died when the server restarted; one more try uses a fresh one.
            await self._pool.check()
            await self._insert(statement, values)

    async def _insert(self, statement: str, values: Sequence[object]) -> None:
        async with self._pool.connection() as connection:
            await connection.execute(statement, values)
