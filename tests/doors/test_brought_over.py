"""Does what waited on disk come over, whatever lies between, and does somebody learn of what cannot?"""

import asyncio
import errno
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from infra.local.servers import EmbeddedServers
from services.carrier.forms import text_of
from services.intake.carrier.spool_drain import Bringing
from services.storage.database import Database
from services.storage.inbox import Inbox, NotKept, open_pool
from services.storage.spool import Disk, Spool, SpoolState
from tests.doors.test_webhooks import away

Work = Callable[[Inbox, Spool], Awaitable[None]]


def _form(number: int) -> dict[str, str]:
    return {"MessageSid": f"SM{number:032}", "From": f"+1202555{number:04}", "To": "+15005550006", "Body": str(number)}


@dataclass
class Operators:
    """Whoever is told; they can be out of reach."""

    reachable: bool = True
    told: list[str] = field(default_factory=list)

    async def tell(self, entry: str, why: str) -> bool:
        """Whether they were told."""
        if self.reachable:
            self.told.append(why)
        return self.reachable


@pytest.fixture
def kept(database_url: str, servers: EmbeddedServers, tmp_path: Path) -> Callable[[Work], None]:
    """Do something with an inbox on a real database and a real spool."""

    def run(work: Work, disk: Disk | None = None) -> None:
        async def opened() -> None:
            spool = Spool(tmp_path / "spool", disk=disk) if disk else Spool(tmp_path / "spool")
            pool = open_pool(database_url)
            await pool.open()
            try:
                await work(Inbox(pool, spool, servers.keys), spool)
            finally:
                await pool.close()

        asyncio.run(opened())

    return run


def _stored(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return list(connection.execute(sa.text("SELECT sid FROM inbound_text ORDER BY id")).scalars())


async def _keep_on_disk(inbox: Inbox, spool: Spool, numbers: range) -> None:
    """As in an outage: while something waits, what comes queues behind it."""
    if not spool.waiting:
        spool.keep("receipt", ["SM", "sent", None, None, None, b"raw"])
    for number in numbers:
        await inbox.store_text(text_of(_form(number)), "raw")


def test_one_cut_entry_between_whole_ones_goes_aside_is_told_and_stops_nothing(
    kept: Callable[[Work], None], database: Database
) -> None:
    async def work(inbox: Inbox, spool: Spool) -> None:
        await _keep_on_disk(inbox, spool, range(3))
        cut = spool.oldest_first()[2]
        cut.write_bytes(cut.read_bytes()[:4096][:-40])
        operators = Operators()
        assert await inbox.bring_over(operators.tell) == 3
        assert operators.told == ["it is truncated or overwritten"]
        assert (spool.look().waiting, spool.look().refused) == (0, 1)
        assert cut.with_suffix(".refused").exists()
        # With the database up, the next one goes there straight.
        await inbox.store_text(text_of(_form(7)), "raw")
        assert spool.waiting == 0

    kept(work)
    assert _stored(database) == [_form(number)["MessageSid"] for number in (0, 2, 7)]


def test_what_no_database_takes_goes_aside_too_and_older_forms_come_over(
    kept: Callable[[Work], None], database: Database, servers: EmbeddedServers
) -> None:
    async def work(inbox: Inbox, spool: Spool) -> None:
        sealed = servers.keys.seal("inbound_text.body", "5")
        whole = ["twilio", "SM1", sealed, b"index", "+1", sealed, None, sealed]
        spool.keep("text", [*whole[:4], "a\x00b", *whole[5:]])
        spool.keep("text", ["twilio", "SM2"])
        spool.keep("text", ["twilio", "\ud800", *whole[2:]])
        spool.keep("text", [*whole, "more"])
        spool.keep("letter", [])
        spool.keep("receipt", ["SM", "sent", 2**40, None, None, b"raw"])
        spool.keep("text", whole)
        operators = Operators()
        assert await inbox.bring_over(operators.tell) == 1
        assert operators.told == [
            "DataError", "NotNullViolation", "UnicodeEncodeError", "it has more values than its kind allows",
            "no statement stores its kind", "NumericValueOutOfRange",
        ]  # fmt: skip
        assert (spool.look().waiting, spool.look().refused) == (0, 6)

    kept(work)
    assert _stored(database) == ["SM1"]


def test_while_nobody_can_be_told_a_bad_entry_stays_where_it_is(
    kept: Callable[[Work], None], database: Database
) -> None:
    async def work(inbox: Inbox, spool: Spool) -> None:
        await _keep_on_disk(inbox, spool, range(2))
        spool.oldest_first()[1].write_bytes(b"")
        operators = Operators(reachable=False)
        assert await inbox.bring_over(operators.tell) == 1
        assert (spool.look().waiting, spool.look().refused) == (2, 0)
        operators.reachable = True
        assert await inbox.bring_over(operators.tell) == 1
        assert (spool.look().waiting, spool.look().refused) == (0, 1)

    kept(work)
    assert _stored(database) == [_form(1)["MessageSid"]]


def test_a_database_that_takes_nothing_just_now_makes_no_entry_a_refused_one(
    kept: Callable[[Work], None], database: Database, owner: sa.Engine
) -> None:
    async def work(inbox: Inbox, spool: Spool) -> None:
        with owner.begin() as connection:
            connection.execute(sa.text("ALTER TABLE inbound_text RENAME COLUMN opt_out_type TO of_another_shape"))
        await inbox.store_text(text_of(_form(0)), "raw")
        assert spool.waiting == 1, "kept on disk, not refused"
        operators = Operators()
        with pytest.raises(Exception, match="opt_out_type"):
            await inbox.bring_over(operators.tell)
        assert (spool.look().waiting, spool.look().refused, operators.told) == (1, 0, [])
        with owner.begin() as connection:
            connection.execute(sa.text("ALTER TABLE inbound_text RENAME COLUMN of_another_shape TO opt_out_type"))
        assert await inbox.bring_over(operators.tell) == 1

    kept(work)
    assert _stored(database) == [_form(0)["MessageSid"]]


def test_a_full_disk_with_something_waiting_lets_what_comes_into_a_database_that_answers(
    servers: EmbeddedServers, database_url: str, database: Database, tmp_path: Path
) -> None:
    full = False

    def write(descriptor: int, told: bytes | memoryview) -> int:
        if full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return os.write(descriptor, told)

    async def work() -> None:
        nonlocal full
        spool = Spool(tmp_path, disk=Disk(write))
        pool = open_pool(database_url)
        await pool.open()
        inbox = Inbox(pool, spool, servers.keys)
        await _keep_on_disk(inbox, spool, range(1))
        full = True
        await inbox.store_text(text_of(_form(1)), "raw")
        database.close()
        with away(servers, database_url), pytest.raises(NotKept):
            await inbox.store_text(text_of(_form(2)), "raw")
        await pool.close()

    asyncio.run(work())
    assert _stored(database) == [_form(1)["MessageSid"]]


def test_how_the_spool_stands_is_written_down_and_taken_away(kept: Callable[[Work], None], database: Database) -> None:
    seen: list[tuple[int, int, int, int]] = []

    async def work(inbox: Inbox, spool: Spool) -> None:
        for standing in (SpoolState(3, 1e9, 0, None), SpoolState(0, None, 2, 1.5e9), SpoolState(0, None, 0, None)):
            assert await inbox.report(standing)
            with database.engine.connect() as connection:
                rows = connection.execute(
                    sa.text("SELECT id, waiting, waiting_since, refused, refused_since FROM spool")
                )
                seen.extend(
                    (row.waiting, int(row.waiting_since.timestamp()) if row.waiting_since else 0,
                     row.refused, int(row.refused_since.timestamp()) if row.refused_since else 0)
                    for row in rows if row.id == spool.name
                )  # fmt: skip

    kept(work)
    assert [(waiting, refused) for waiting, _, refused, _ in seen] == [(3, 0), (0, 2)]
    assert seen[0][1] == pytest.approx(1e9, abs=5)
    assert seen[1][3] == pytest.approx(1.5e9, abs=5)


class BreakingInbox:
    """Fails in a new way each time, then works."""

    def __init__(self, spool: "CountingSpool", failures: list[Exception]) -> None:
        self.spool, self.failures = spool, failures
        self.reported: list[SpoolState] = []

    async def bring_over(self, tell: object) -> int:
        """One round."""
        if self.failures:
            raise self.failures.pop()
        brought, self.spool.waiting = self.spool.waiting, 0
        return brought

    async def report(self, standing: SpoolState) -> bool:
        """Write it down."""
        self.reported.append(standing)
        return True


@dataclass
class CountingSpool:
    """So many wait."""

    waiting: int

    def look(self) -> SpoolState:
        """How it stands."""
        return SpoolState(self.waiting, 1.0 if self.waiting else None, 0, None)


def test_the_loop_outlives_every_fault_counts_it_and_goes_on() -> None:
    spool = CountingSpool(5)
    failures: list[Exception] = [ValueError(), OSError(), KeyError(), RuntimeError()]
    inbox = BreakingInbox(spool, failures)
    woken: list[bool] = []

    async def over() -> None:
        return None

    async def work() -> None:
        bringing = Bringing(inbox, spool, wake=lambda: woken.append(True), tell=Operators().tell, over=over)
        task = asyncio.create_task(bringing.run(every=0.001))
        async with asyncio.timeout(10):
            while spool.waiting or inbox.reported[-1].waiting:
                assert not task.done()
                await asyncio.sleep(0.001)
        assert bringing.faults == 4
        task.cancel()

    asyncio.run(work())
    assert woken == [True]
    assert [standing.waiting for standing in inbox.reported] == [5, 0], "said at once, and when it was over"
