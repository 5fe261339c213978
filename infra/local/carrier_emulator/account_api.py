"""The carrier's account, its numbers and its Messaging Services, as set in its console."""

import base64
import hmac
from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.carrier_emulator.resource import error

_VERSION = "2010-04-01"
_MESSAGING = "https://messaging.twilio.com"
_DATE, _ISO = "Thu, 01 Jan 2026 00:00:00 +0000", "2026-01-01T00:00:00Z"
Found = dict[str, Any]


class AccountApi:
    """The resources Account, IncomingPhoneNumbers, Applications and Services; set_up changes what they show."""

    def __init__(self, *, account: str, token: str, senders: Sequence[str], webhook_base: str) -> None:
        self.account = account
        self._authorization = "Basic " + base64.b64encode(f"{account}:{token}".encode()).decode()
        self._door = f"{webhook_base.rstrip('/')}/webhooks/twilio/sms#rc=5&rp=all"
        self.shown: Found = {"status": "active", "type": "Full"}
        self.numbers: dict[str, Found] = {number: {} for number in senders}
        self.services: dict[str, Found] = {}
        self.applications: dict[str, Found] = {}

    def routes(self) -> list[Route]:
        """The paths that it serves, and the emulator's own path to set it up."""
        of_account = f"/{_VERSION}/Accounts/{{account}}"
        return [
            Route(f"{of_account}.json", self._guarded(self._show_account)),
            Route(f"{of_account}/IncomingPhoneNumbers.json", self._guarded(self._list_numbers)),
            Route(f"{of_account}/Applications/{{sid}}.json", self._guarded(self._show_application)),
            Route("/v1/Services", self._guarded(self._list_services)),
            Route("/v1/Services/{sid}", self._guarded(self._show_service)),
            Route("/v1/Services/{sid}/PhoneNumbers", self._guarded(self._list_members)),
            Route("/v1/Services/{sid}/ShortCodes", self._guarded(self._list_short_codes)),
            Route("/emulator/account", self.set_up, methods=["POST"]),
        ]

    async def set_up(self, request: Request) -> Response:
        """`account` changes fields; `numbers`, `services` and `applications` replace the whole list.

        A service's `numbers` are those of its sender pool.
        """
        wanted = await request.json()
        self.shown |= wanted.get("account", {})
        self.numbers = wanted.get("numbers", self.numbers)
        self.services = wanted.get("services", self.services)
        self.applications = wanted.get("applications", self.applications)
        return JSONResponse({})

    def _guarded(self, answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
        def answered(request: Request) -> Response:
            given = request.headers.get("authorization", "")
            account = request.path_params.get("account", self.account)
            if not hmac.compare_digest(given, self._authorization) or account != self.account:
                return error(401, 20003, "Authenticate")
            return answer(request)

        return answered

    def _show_account(self, _: Request) -> Response:
        base = f"/{_VERSION}/Accounts/{self.account}"
        return JSONResponse(
            {
                "auth_token": None, "date_created": _DATE, "date_updated": _DATE, "friendly_name": "Rehearsal",
                "owner_account_sid": self.account, "sid": self.account, "uri": f"{base}.json",
                "subresource_uris": {"messages": f"{base}/Messages.json"}, **self.shown,
            }
        )  # fmt: skip

    def _list_numbers(self, request: Request) -> Response:
        wanted = request.query_params.get("PhoneNumber")
        found = [self._number(number) for number in self.numbers if wanted in (None, number)]
        uri = request.url.path
        return JSONResponse(
            {
                "incoming_phone_numbers": found, "page": 0, "page_size": 1000, "start": 0,
                "end": max(0, len(found) - 1), "uri": uri, "first_page_uri": uri, "next_page_uri": None,
                "previous_page_uri": None,
            }
        )  # fmt: skip

    def _number(self, number: str) -> Found:
        sid = _sid_of("PN", number)
        return {
            "account_sid": self.account, "sid": sid, "phone_number": number, "friendly_name": number,
            "capabilities": {"voice": True, "sms": True, "mms": True}, "status": "in-use", "beta": False,
            "origin": "twilio", "api_version": _VERSION, "date_created": _DATE, "date_updated": _DATE,
            "sms_url": self._door, "sms_method": "POST", "sms_application_sid": None, "sms_fallback_url": "",
            "sms_fallback_method": "POST", "status_callback": "", "status_callback_method": "POST",
            "uri": f"/{_VERSION}/Accounts/{self.account}/IncomingPhoneNumbers/{sid}.json", **self.numbers[number],
        }  # fmt: skip

    def _show_application(self, request: Request) -> Response:
        sid = request.path_params["sid"]
        if sid not in self.applications:
            return self._absent(request)
        return JSONResponse({"account_sid": self.account, "sid": sid, "sms_url": "", **self.applications[sid]})

    def _list_services(self, request: Request) -> Response:
        return _page(request, "services", [self._service(sid) for sid in self.services])

    def _show_service(self, request: Request) -> Response:
        sid = request.path_params["sid"]
        return JSONResponse(self._service(sid)) if sid in self.services else self._absent(request)

    def _service(self, sid: str) -> Found:
        url = f"{_MESSAGING}/v1/Services/{sid}"
        shown = {key: value for key, value in self.services[sid].items() if key != "numbers"}
        return {
            "account_sid": self.account, "sid": sid, "friendly_name": "Rehearsal", "date_created": _ISO,
            "date_updated": _ISO, "inbound_request_url": self._door, "inbound_method": "POST",
            "use_inbound_webhook_on_number": False, "smart_encoding": False, "sticky_sender": True,
            "validity_period": 36_000, "url": url, "links": {"phone_numbers": f"{url}/PhoneNumbers"}, **shown,
        }  # fmt: skip

    def _list_members(self, request: Request) -> Response:
        sid = request.path_params["sid"]
        if sid not in self.services:
            return self._absent(request)
        members = [
            {
                "sid": _sid_of("PN", number), "account_sid": self.account, "service_sid": sid, "phone_number": number,
                "country_code": "US", "capabilities": ["SMS"], "date_created": _ISO, "date_updated": _ISO,
                "url": f"{_MESSAGING}/v1/Services/{sid}/PhoneNumbers/{_sid_of('PN', number)}",
            }
            for number in self.services[sid].get("numbers", [])
        ]  # fmt: skip
        return _page(request, "phone_numbers", members)

    def _list_short_codes(self, request: Request) -> Response:
        return _page(request, "short_codes", [])

    def _absent(self, request: Request) -> Response:
        return error(404, 20404, f"The requested resource {request.url.path} was not found")


def _sid_of(kind: str, name: str) -> str:
    return f"{kind}{name.encode().hex():0>32}"[:34]


def _page(request: Request, key: str, found: list[Found]) -> Response:
    url = f"{_MESSAGING}{request.url.path}?PageSize=1000&Page=0"
    meta = {
        "page": 0, "page_size": 1000, "first_page_url": url, "previous_page_url": None, "url": url,
        "next_page_url": None, "key": key,
    }  # fmt: skip
    return JSONResponse({"meta": meta, key: found})
