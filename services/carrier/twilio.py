"""Hands texts to Twilio by the vendor's own client, with a time limit and no hidden retries."""

import logging
import re
import urllib.request
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import takewhile
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.base.values import unset
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from services.carrier.errors import Remedy, remedy_of
from services.carrier.port import (
    Accepted,
    CarrierIsAway,
    ListedText,
    Outcome,
    OutgoingText,
    Refused,
    SentRecord,
    Unknown,
)

TIMEOUT_SECONDS = 10.0
LONGEST_VALIDITY_SECONDS = 36_000
_API = "https://api.twilio.com"
_ANY_API = re.compile(r"https://(?:api|messaging)\.twilio\.com")
_PAGE = 200
_MOST_LISTED = 1000
_LONGEST_QUEUE = timedelta(seconds=LONGEST_VALIDITY_SECONDS)
_CONNECTIONS = 16
_SERVICE = "MG"
_OURS = "outbound-api"
_TOO_MANY = 20429
# At INFO the client logs query parameters, which hold phone numbers.
for _noisy in ("twilio", "twilio.http_client"):
    logging.getLogger(_noisy).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class TwilioSender:
    """The sender of texts: numbers, each patient always getting the same one, or a Messaging Service that chooses."""

    from_numbers: tuple[str, ...] = ()
    messaging_service_sid: str | None = None

    def number_for(self, to: str) -> str | None:
        """The shared number for texts to this one."""
        return self.from_numbers[zlib.crc32(to.encode()) % len(self.from_numbers)] if self.from_numbers else None


class _TooManyRequests(Exception):
    def __init__(self, retry_after: str | None) -> None:
        super().__init__("429")
        self.seconds = int(retry_after) if retry_after and retry_after.isdecimal() else None


class _HttpClient(HttpClient):
    """The transport under the vendor's client: a time limit, no hidden retries, and in a rehearsal another host.

    The transport that the vendor brings takes longer for one text than everything else that is done for it.
    """

    def __init__(self, api_base_url: str | None, timeout_seconds: float) -> None:
        super().__init__(logging.getLogger("twilio.http_client"), False, timeout_seconds)
        self._elsewhere = (api_base_url or "").rstrip("/")
        base = urlsplit(self._elsewhere or _API)
        proxy = urllib.request.getproxies().get(base.scheme)
        bypassed = proxy is None or urllib.request.proxy_bypass(base.hostname or "")
        options: dict[str, Any] = {"maxsize": _CONNECTIONS, "retries": False, "timeout": timeout_seconds}
        self._pool = urllib3.PoolManager(**options) if bypassed else urllib3.ProxyManager(str(proxy), **options)

    def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """One request, as the vendor's client makes it. Raises urllib3's errors, and _TooManyRequests."""
        sent = dict(headers or {}) | (urllib3.make_headers(basic_auth=":".join(auth)) if auth else {})
        if self._elsewhere:
            url = _ANY_API.sub(self._elsewhere, url, count=1)
        if params:
            url += "?" + _form(params)
        body = _form(data) if data else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._pool.request(
            method, url, body=body, headers=sent, timeout=timeout or self.timeout, redirect=allow_redirects
        )
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise _TooManyRequests(answer.headers.get("Retry-After"))
        return Response(answer.status, answer.data.decode("utf-8", "replace"), answer.headers)


def _form(values: Mapping[str, Any]) -> str:
    return urlencode({name: value for name, value in values.items() if value is not None}, doseq=True)


# What a request to Twilio may raise, unreadable responses included.
TROUBLE = (_TooManyRequests, TwilioException, urllib3.exceptions.HTTPError, ValueError, TypeError, AttributeError)


def open_client(
    account_sid: str, auth_token: str, *, api_base_url: str | None = None, timeout_seconds: float = TIMEOUT_SECONDS
) -> Client:
    """The vendor's own client on our transport; api_base_url: a rehearsal's carrier instead of Twilio."""
    return Client(account_sid, auth_token, http_client=_HttpClient(api_base_url, timeout_seconds))


class TwilioCarrier:
    """Twilio's Messages API as a Carrier, by a client from open_client."""

    def __init__(self, client: Client, sender: TwilioSender, public_base_url: str) -> None:
        self._messages = client.messages
        self._sender = sender
        self._callback = f"{public_base_url.rstrip('/')}/webhooks/twilio/status"

    def sender_for(self, to: str) -> str:
        """The number, or the Messaging Service, for texts to this number."""
        return self._sender.number_for(to) or self._sender.messaging_service_sid or "twilio"

    def send(self, text: OutgoingText) -> Outcome:
        """Hand over one text; the callback names our message and attempt, so that even a lost response is settled."""
        try:
            message = self._messages.create(
                to=text.to,
                body=text.body,
                **self._from(text),
                status_callback=f"{self._callback}?message={text.message_id}&attempt={text.attempt}",
                validity_period=max(1, min(LONGEST_VALIDITY_SECONDS, text.valid_for_seconds)),
            )
        except _TooManyRequests as error:
            return Refused(True, _TOO_MANY, Remedy.RETRY, error.seconds)
        except TwilioRestException as error:
            return _refusal(error)
        except urllib3.exceptions.HTTPError as error:
            return _lost(error)
        except TwilioException:
            return Unknown("unreadable answer")
        return Accepted(str(message.sid), str(message.status))

    def _from(self, text: OutgoingText) -> dict[str, Any]:
        number = text.sender or self._sender.number_for(text.to)
        service = self._sender.messaging_service_sid
        if number is None or number.startswith(_SERVICE):
            number, service = None, number or service
        return {"from_": number or unset, "messaging_service_sid": unset if number else service or unset}

    def find(self, to: str, since: datetime, lines: Collection[str] = ()) -> list[SentRecord]:
        """Texts to a number that Twilio accepted since a moment, from one of our senders. Raises CarrierIsAway.

        Never filtered by the date of sending: a text that still waits in Twilio's queue has none.
        """
        try:
            listed = self._messages.stream(to=to, page_size=_PAGE, limit=_MOST_LISTED)
            # If the list is ordered by time of sending, a text that waited in the queue is that much further down.
            recent = list(takewhile(lambda m: _created(m, since) >= since - _LONGEST_QUEUE, listed))
        except (_TooManyRequests, TwilioException, urllib3.exceptions.HTTPError) as error:
            raise CarrierIsAway(type(error).__name__) from None
        return [
            SentRecord(str(m.sid), m.body or "", str(m.status), _created(m, since), _code(m.error_code), line)
            for m in recent
            if m.direction == _OURS and _created(m, since) >= since and (line := self._line_of(m, lines)) is not None
        ]

    def _line_of(self, message: Any, lines: Collection[str]) -> str | None:
        """The clinic's own sender, among these, that it came from; "" for a shared one, None for one that is not ours.

        Until a Messaging Service has chosen a number, a text names the service alone.
        """
        named = {str(part) for part in (message.from_, message.messaging_service_sid) if part}
        own = named.intersection(lines)
        if own:
            return own.pop()
        shared = {*self._sender.from_numbers, self._sender.messaging_service_sid}
        return "" if not named or named & shared else None

    def list_texts(self, since: datetime) -> list[ListedText]:
        """Every text of the account since a moment, except Twilio's automatic replies. Raises CarrierIsAway."""
        try:
            listed = list(self._messages.stream(date_sent_after=since, page_size=_PAGE))
        except (_TooManyRequests, TwilioException, urllib3.exceptions.HTTPError) as error:
            raise CarrierIsAway(type(error).__name__) from None
        return [
            ListedText(
                sid=str(m.sid),
                inbound=m.direction == "inbound",
                phone=str(m.from_ if m.direction == "inbound" else m.to),
                sender=_texted(m) if m.direction == "inbound" else str(m.from_),
                body=m.body or "",
                status=str(m.status),
                at=_created(m, since),
            )
            for m in listed
            if m.direction in ("inbound", _OURS)
        ]


def _created(message: Any, otherwise: datetime) -> datetime:
    return (message.date_created or otherwise).astimezone(UTC)


def _code(listed: Any) -> int | None:
    return int(listed) if listed is not None and str(listed).isdecimal() else None


def _texted(message: Any) -> str:
    """The number that a phone texted, as in the webhook: the number and, after it, the Messaging Service if there is
    one.
    """
    return " ".join(str(part) for part in (message.to, message.messaging_service_sid) if part)


def _refusal(error: TwilioRestException) -> Outcome:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unknown(f"status {error.status}")
    remedy = remedy_of(error.code)
    return Refused(remedy is Remedy.RETRY, error.code, remedy)


def _lost(error: urllib3.exceptions.HTTPError) -> Outcome:
    """A connection that was never made sent nothing; after any later fault the text may have been sent."""
    if isinstance(error, urllib3.exceptions.NewConnectionError | urllib3.exceptions.ConnectTimeoutError):
        return Refused(True, None, Remedy.RETRY)
    return Unknown(type(error).__name__)
