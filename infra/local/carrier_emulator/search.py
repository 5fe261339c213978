"""Lists the carrier's texts: by number and by the date they were SENT, in pages anchored to a text."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from infra.local.carrier_emulator.network import Message, Network
from infra.local.carrier_emulator.resource import shown

_DATES = ("DateSent>", "DateSent<", "DateSent")
_ANCHOR = "PA"


def texts_by(network: Network, query: Mapping[str, str]) -> list[Message]:
    """The texts that match a query, the newest first. A text that was never sent is in no list filtered by date."""
    to = query.get("To")
    known = network.messages.values() if to is None or to in network.numbers else network.of_phone.get(to, [])
    by_date = any(name in query for name in _DATES)
    chosen = [m for m in known if not m.deleted and _is_meant(m, query) and (m.sent_at or not by_date)]
    return sorted(chosen, key=lambda m: (m.sent_at or "") if by_date else m.at, reverse=True)


def _is_meant(message: Message, query: Mapping[str, str]) -> bool:
    if query.get("To") not in (None, message.to) or query.get("From") not in (None, message.sender):
        return False
    if message.sent_at is None:
        return True
    at = datetime.fromisoformat(message.sent_at)
    for name in _DATES:
        if name in query:
            moment, whole_day = _moment(query[name])
            if name == "DateSent" and not moment <= at < moment + timedelta(days=1):
                return False
            if name == "DateSent>" and at < moment:
                return False
            if name == "DateSent<" and at > moment + (timedelta(days=1) if whole_day else timedelta(0)):
                return False
    return True


def _moment(written: str) -> tuple[datetime, bool]:
    whole_day = len(written) == len("2026-01-01")
    text = f"{written}T00:00:00+00:00" if whole_day else written.replace("Z", "+00:00")
    return datetime.fromisoformat(text), whole_day


def page_of(request: Request, network: Network, chosen: Sequence[Message], size: int) -> dict[str, Any]:
    """One page. The next page's token names the last text of this one, so new texts shift nothing."""
    query = request.query_params
    number, after = int(query.get("Page", "0")), query.get("PageToken", "").removeprefix(_ANCHOR)
    first = next((place + 1 for place, message in enumerate(chosen) if message.sid == after), number * size)
    part = chosen[first : first + size]
    more = first + size < len(chosen)

    def uri(page: int, **token: str) -> str:
        rest = [(k, v) for k, v in query.multi_items() if k not in ("Page", "PageSize", "PageToken")]
        return f"{request.url.path}?{urlencode([*rest, ('PageSize', size), ('Page', page), *token.items()])}"

    return {
        "messages": [shown(message, network.face) for message in part],
        "page": number,
        "page_size": size,
        "start": number * size,
        "end": max(number * size, number * size + len(part) - 1),
        "uri": uri(number),
        "first_page_uri": uri(0),
        "next_page_uri": uri(number + 1, PageToken=_ANCHOR + part[-1].sid) if more else None,
        "previous_page_uri": uri(number - 1) if number else None,
    }
