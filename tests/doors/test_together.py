"""What if webhooks arrive faster than one is stored? They are stored together, and none stands in for another."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from infra.local.servers import EmbeddedServers
from services.carrier.forms import receipt_of, text_of
from services.storage.database import Database
from services.storage.inbox import Inbox, NotKept, open_pool
from services.storage.spool import Spool

TEXTS = 40


def _form(number: int) -> dict[str, str]:
    return {"MessageSid": f"SM{number:032}", "From": f"+1202555{number:04}", "To": "+15005550006", "Body": str(number)}


def _bring(
    inbox_of: tuple[str, EmbeddedServers, Path], forms: Sequence[dict[str, str]], *, receipts: bool = False
) -> list[object]:
    """All at once."""
    url, servers, folder = inbox_of

    async def bring() -> list[object]:
        pool = open_pool(url)
        await pool.open()
        inbox = Inbox(pool, Spool(folder), servers.keys)
        brought = [
            inbox.store_receipt(receipt_of(form), "raw", None, number)
            if receipts
            else inbox.store_text(text_of(form), "raw")
            for number, form in enumerate(forms)
        ]
        ends = await asyncio.gather(*brought, return_exceptions=True)
        await pool.close()
        return list(ends)

    return asyncio.run(bring())


def _kept(database: Database, table: str) -> list[str]:
    with database.engine.connect() as connection:
        return list(connection.execute(sa.text(f"SELECT sid FROM {table} ORDER BY id")).scalars())


def test_texts_that_arrive_together_are_all_kept_in_their_order(
    servers: EmbeddedServers, database_url: str, database: Database, tmp_path: Path
) -> None:
    forms = [_form(number) for number in range(TEXTS)]
    ends = _bring((database_url, servers, tmp_path), [*forms, forms[3], forms[39]])
    assert ends == [None] * (TEXTS + 2)
    assert _kept(database, "inbound_text") == [form["MessageSid"] for form in forms]


def test_one_text_that_cannot_be_kept_takes_no_other_with_it(
    servers: EmbeddedServers, database_url: str, database: Database, tmp_path: Path
) -> None:
    forms = [_form(number) for number in range(TEXTS)]
    forms[20]["To"] = "+1500555\ud800"
    ends = _bring((database_url, servers, tmp_path), forms)
    assert isinstance(ends.pop(20), NotKept)
    assert ends == [None] * (TEXTS - 1)
    assert _kept(database, "inbound_text") == [form["MessageSid"] for form in forms if form is not forms[20]]


def test_receipts_that_arrive_together_are_all_kept(
    servers: EmbeddedServers, database_url: str, database: Database, tmp_path: Path
) -> None:
    forms = [
        _form(number) | {"MessageStatus": "delivered", "ErrorCode": "30003" if number % 2 else ""}
        for number in range(TEXTS)
    ]
    assert _bring((database_url, servers, tmp_path), [*forms, *forms], receipts=True) == [None] * (2 * TEXTS)
    assert _kept(database, "delivery_receipt") == [form["MessageSid"] for form in forms]
