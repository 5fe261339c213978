"""A text as the API shows it, field by field, following the carrier's own description."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from starlette.responses import JSONResponse

from infra.local.carrier_emulator import segments
from infra.local.carrier_emulator.faces import CODES, Face
from infra.local.carrier_emulator.network import Message
from infra.local.carrier_emulator.timeline import FINAL

VERSION = "2010-04-01"
_PRICE_OF_A_SEGMENT = 0.0079


def error(status: int, code: int, message: str, **headers: str) -> JSONResponse:
    """An error body in the carrier's form."""
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return JSONResponse(body, status_code=status, headers=headers)


def shown(message: Message, face: Face) -> dict[str, Any]:
    """A text as the responses to create, fetch and list show it."""
    uri = f"/{VERSION}/Accounts/{message.account}/Messages/{message.sid}"
    # Until a Messaging Service has chosen a sender, the segments are not counted.
    parts = 0 if message.sender is None else 1 if message.media else segments.count(message.body)
    return {
        "account_sid": message.account,
        "api_version": VERSION,
        "body": face.shown(message.body),
        "date_created": _date(message.at),
        "date_sent": _date(message.sent_at),
        "date_updated": _date(message.updated_at or message.at),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": CODES[message.error_code][1] if message.error_code in CODES else None,
        "from": message.sender,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": str(len(message.media)),
        "num_segments": str(parts),
        "price": f"{-parts * _PRICE_OF_A_SEGMENT:.5f}" if message.sent_at and message.status in FINAL else None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def media_of(message: Message) -> dict[str, Any]:
    """The page of a text's pictures."""
    uri = f"/{VERSION}/Accounts/{message.account}/Messages/{message.sid}/Media"
    pictures = [
        {
            "account_sid": message.account,
            "content_type": "image/jpeg",
            "date_created": _date(message.at),
            "date_updated": _date(message.at),
            "parent_sid": message.sid,
            "sid": sid,
            "uri": f"{uri}/{sid}.json",
        }
        for sid in (address.rsplit("/", 1)[-1] for address in message.media)
    ]
    pages = {"page": 0, "page_size": 50, "start": 0, "end": max(0, len(pictures) - 1)}
    uris = {"uri": f"{uri}.json", "first_page_uri": f"{uri}.json", "next_page_uri": None, "previous_page_uri": None}
    return {"media_list": pictures, **pages, **uris}


def _date(moment: str | None) -> str | None:
    return format_datetime(datetime.fromisoformat(moment)) if moment else None
