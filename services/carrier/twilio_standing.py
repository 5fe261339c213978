"""What Twilio says about our account, our senders and one test text: what an operator would see in its console."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any, TypeVar

from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.base.values import unset
from twilio.http.response import Response
from twilio.rest import Client

from services.carrier.errors import is_final
from services.carrier.standing import AccountStatus, CarrierGaveNoAnswer, SenderStatus, TriedText, WayIn, Why
from services.carrier.twilio import TROUBLE, TwilioSender

_TEST_CREDENTIALS = 20008
_SERVICE = "MG"
_MOST_SERVICES, _MOST_NUMBERS = 50, 1000
_TEST_TEXT_VALID_SECONDS = 600
_REFUSED = "refused"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Settings:
    """What a number, a service or an application sets for incoming texts."""

    place: str
    url: str | None
    method: str | None

    def way(self) -> WayIn:
        return WayIn(self.place, self.url or "", (self.method or "POST").upper() == "POST")


class TwilioInspection:
    """Twilio's account, numbers and Messaging Services as a Standing."""

    def __init__(self, client: Client, sender: TwilioSender) -> None:
        self._client, self._sender = client, sender

    def account(self) -> AccountStatus:
        """See Standing."""
        found = _ask(self._client.api.v2010.accounts(self._client.account_sid).fetch)
        return AccountStatus(str(found.status) == "active", str(found.status), str(found.type) == "Trial")

    def sender(self, sender: str) -> SenderStatus:
        """See Standing."""
        return self._service(sender) if sender.startswith(_SERVICE) else self._number(sender)

    def _number(self, sender: str) -> SenderStatus:
        number = self._numbers.get(sender)
        if number is None:
            return SenderStatus(is_ours=False)
        settings = next((self._of_service(s, number) for s, members in self._services if sender in members), None)
        return SenderStatus(True, _can_text(number), ((settings or self._of_number(number)).way(),))

    def _service(self, sender: str) -> SenderStatus:
        try:
            service = _ask(self._client.messaging.v1.services(sender).fetch)
        except CarrierGaveNoAnswer as error:
            if error.why is Why.UNKNOWN:
                return SenderStatus(is_ours=False)
            raise
        members = self._members(service)
        numbers = [self._numbers[member] for member in members if member in self._numbers]
        if service.use_inbound_webhook_on_number:
            ways = tuple(self._of_number(number).way() for number in numbers)
        else:
            ways = (self._of_service(service, None).way(),)
        # A short code, which the account only leases, is in the pool and not in the account's list.
        able = sum(map(_can_text, numbers)) + len(members) - len(numbers)
        return SenderStatus(True, able, ways, rewrites=bool(service.smart_encoding))

    def _of_service(self, service: Any, number: Any) -> _Settings:
        if number is not None and service.use_inbound_webhook_on_number:
            return self._of_number(number)
        place = f"the Messaging Service {service.sid}"
        return _Settings(place, service.inbound_request_url, service.inbound_method)

    def _of_number(self, number: Any) -> _Settings:
        """If the number names an application, Twilio looks at nothing else."""
        if number.sms_application_sid:
            application = _ask(self._client.applications(number.sms_application_sid).fetch)
            place = f"the application {application.sid} of {number.phone_number}"
            return _Settings(place, application.sms_url, application.sms_method)
        return _Settings(f"the number {number.phone_number}", number.sms_url, number.sms_method)

    @cached_property
    def _numbers(self) -> dict[str, Any]:
        """The account's numbers."""
        listed = _ask(lambda: self._client.incoming_phone_numbers.list(limit=_MOST_NUMBERS))
        return {str(number.phone_number): number for number in listed}

    @cached_property
    def _services(self) -> list[tuple[Any, frozenset[str]]]:
        """The account's Messaging Services with their numbers: a service may override what its numbers set."""
        listed = _ask(lambda: self._client.messaging.v1.services.list(limit=_MOST_SERVICES))
        return [(service, self._members(service)) for service in listed]

    def _members(self, service: Any) -> frozenset[str]:
        members = self._client.messaging.v1.services(service.sid).phone_numbers
        codes = self._client.messaging.v1.services(service.sid).short_codes
        listed = [m.phone_number for m in _ask(lambda: members.list(limit=_MOST_NUMBERS))]
        return frozenset(listed + [m.short_code for m in _ask(lambda: codes.list(limit=_MOST_NUMBERS))])

    def send_test(self, to: str, body: str) -> TriedText:
        """See Standing. No callback is requested: no row waits for the outcome."""
        number = self._sender.number_for(to)

        def create() -> Any:
            return self._client.messages.create(
                to=to,
                body=body,
                from_=number or unset,
                messaging_service_sid=unset if number else self._sender.messaging_service_sid or unset,
                validity_period=_TEST_TEXT_VALID_SECONDS,
            )

        try:
            return _told(_ask(create))
        except CarrierGaveNoAnswer as error:
            if error.why is Why.REFUSED and error.code is not None:
                return TriedText(None, _REFUSED, error.code, is_final=True)
            raise

    def test_text(self, sid: str) -> TriedText:
        """See Standing."""
        return _told(_ask(self._client.messages(sid).fetch))


def _told(message: Any) -> TriedText:
    status = str(message.status)
    return TriedText(str(message.sid), status, message.error_code, is_final=is_final(status))


def _can_text(number: Any) -> bool:
    return bool((number.capabilities or {}).get("sms"))


def _ask(question: Callable[[], Answer]) -> Answer:
    """Ask Twilio; every failure of Twilio or the network becomes CannotBeAsked."""
    try:
        return question()
    except TROUBLE as error:
        raise _refusal(*_status_and_code(error)) from None


def _status_and_code(error: Exception) -> tuple[int | None, int | None]:
    """The status and code of Twilio's response; None if there was no response, or it is unreadable."""
    match error:
        case TwilioRestException() | TwilioServiceException():
            return error.status, error.code
        case TwilioException(args=[_, Response() as answer]):
            return answer.status_code, _code_in(answer)
    return None, None


def _code_in(answer: Response) -> int | None:
    """For a list the vendor's client keeps the response without reading it."""
    try:
        told = json.loads(answer.text)
    except ValueError:
        return None
    return told["code"] if isinstance(told, dict) and isinstance(told.get("code"), int) else None


def _refusal(status: int | None, code: int | None) -> CarrierGaveNoAnswer:
    if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return CarrierGaveNoAnswer(Why.NO_ANSWER, code)
    if code == _TEST_CREDENTIALS:
        return CarrierGaveNoAnswer(Why.TEST_CREDENTIALS, code)
    why: dict[int, Why] = {HTTPStatus.UNAUTHORIZED: Why.WRONG_CREDENTIALS, HTTPStatus.NOT_FOUND: Why.UNKNOWN}
    return CarrierGaveNoAnswer(why.get(status, Why.REFUSED), code)
