"""How do statuses and patients' texts reach the program? By signed webhooks, with the carrier's retries."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

import httpx

from infra.local.carrier_emulator.network import (
    HELP_WORDS,
    START_WORDS,
    STARTED,
    STOP_WORDS,
    STOPPED,
    Message,
    Network,
    new_sid,
)

_TRIES = 5
# A connection pool looks at every waiting request for each one that ends: what waits, waits before it.
_AT_ONCE = 32
_A_DAY = timedelta(days=1)
_UNREACHABLE = 30003


def signature(token: str, url: str, form: dict[str, str]) -> str:
    """X-Twilio-Signature as the carrier's documentation describes it."""
    text = url
    for name in sorted(form):
        text += name + form[name]
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


class Deliveries:
    """What is still to be brought to the program, and the bringing of it."""

    def __init__(
        self,
        network: Network,
        *,
        account: str,
        token: str,
        senders: Sequence[str],
        webhook_base: str,
        advanced_opt_out: bool,
    ) -> None:
        self.network, self.account, self.token, self.senders = network, account, token, senders
        self.webhook_base, self.advanced_opt_out = webhook_base.rstrip("/"), advanced_opt_out
        self.callbacks = 0
        self.inbound = 0
        self._late: list[tuple[datetime, str, list[dict[str, str]]]] = []
        self._running: set[asyncio.Task[None]] = set()
        self._client = httpx.AsyncClient(timeout=15)
        self._leave = asyncio.Semaphore(_AT_ONCE)

    def deliver(self, message: Message, fault: str | None) -> None:
        """Bring a text to its phone, and tell its statuses as the fault has it."""
        fails = fault == "30003"
        last = "undelivered" if fails else "delivered"
        code = _UNREACHABLE if fails else None
        self.network.set_status(message, "sent")
        self.network.set_status(message, last, code)
        if message.callback is None or fault == "callbacks_never":
            return
        forms = [self._status(message, "sent", None), self._status(message, last, code)]
        if fault == "callbacks_reversed":
            forms.reverse()
        if fault == "callbacks_twice":
            forms = [form for form in forms for _ in range(2)]
        if fault == "callbacks_late":
            self._late.append((self.network.clock.now() + _A_DAY, message.callback, forms))
            return
        self._bring(message.callback, forms)

    def _status(self, message: Message, status: str, code: int | None) -> dict[str, str]:
        form = {
            "SmsSid": message.sid,
            "SmsStatus": status,
            "MessageStatus": status,
            "To": message.to,
            "MessageSid": message.sid,
            "AccountSid": message.account,
            "From": message.sender,
            "ApiVersion": "2010-04-01",
        }
        return form | ({"ErrorCode": str(code)} if code else {})

    def _bring(self, url: str, forms: Sequence[dict[str, str]]) -> None:
        self.callbacks += len(forms)

        async def bring() -> None:
            for form in forms:
                try:
                    await self._post(url, form)
                finally:
                    self.callbacks -= 1

        task = asyncio.get_running_loop().create_task(bring())
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _post(self, url: str, form: dict[str, str]) -> int:
        headers = {"X-Twilio-Signature": signature(self.token, url, form)}
        status = 0
        for attempt in range(_TRIES):
            try:
                async with self._leave:
                    answer = await self._client.post(url, data=form, headers=headers)
                status = answer.status_code
            except (httpx.HTTPError, AttributeError):
                # AttributeError: the other end died while its socket was asked for its name.
                status = 0
            if 200 <= status < 500:  # the carrier tries again on 5xx and on no answer
                return status
            await asyncio.sleep(0.1 * 2**attempt)
        return status

    def flush_late(self, *, everything: bool = False) -> None:
        """Bring what was held back, once a day has passed or it is asked for."""
        now = self.network.clock.now()
        ready = [entry for entry in self._late if everything or entry[0] <= now]
        self._late = [entry for entry in self._late if entry not in ready]
        for _, url, forms in ready:
            self._bring(url, forms)

    async def text_us(self, phone: str, body: str, to: str | None = None) -> tuple[str, int]:
        """A patient texts one of the program's numbers; answers the sid and how the webhook answered.

        Without a number it is the one that texted this phone last, as on a phone where one just answers.
        """
        sid, at = new_sid(), self.network.clock.now().isoformat()
        number = to or self.network.texted_last(phone) or self.senders[0]
        message = Message(sid, self.account, number, phone, body, "inbound", "received", at)
        self.network.add(message)
        word = body.strip().strip(".!").upper()
        opt_out_type = self._keyword(phone, number, word)
        self.network.keep()
        self.inbound += 1
        try:
            status = await self._post(f"{self.webhook_base}/webhooks/twilio/sms", self._form(message, opt_out_type))
        finally:
            self.inbound -= 1
        return sid, status

    def _keyword(self, phone: str, number: str, word: str) -> str | None:
        if word in STOP_WORDS:
            if (phone, number) not in self.network.opted_out:
                self.network.opt_out(phone, number)
                self._own_text(phone, number, STOPPED)
            return "STOP"
        if word in START_WORDS and (phone, number) in self.network.opted_out:
            self.network.opt_in(phone, number)
            self._own_text(phone, number, STARTED)
            return "START"
        return "HELP" if word in HELP_WORDS else None

    def _own_text(self, phone: str, number: str, body: str) -> None:
        at = self.network.clock.now().isoformat()
        self.network.add(Message(new_sid(), self.account, phone, number, body, "outbound-reply", "delivered", at))

    def _form(self, message: Message, opt_out_type: str | None) -> dict[str, str]:
        form = {
            "ToCountry": "US",
            "ToState": "CA",
            "SmsMessageSid": message.sid,
            "NumMedia": "0",
            "ToCity": "",
            "FromZip": "",
            "SmsSid": message.sid,
            "FromState": "",
            "SmsStatus": "received",
            "FromCity": "",
            "Body": message.body,
            "FromCountry": "US",
            "To": message.to,
            "ToZip": "",
            "NumSegments": "1",
            "MessageSid": message.sid,
            "AccountSid": self.account,
            "From": message.sender,
            "ApiVersion": "2010-04-01",
        }
        return form | ({"OptOutType": opt_out_type} if self.advanced_opt_out and opt_out_type else {})

    async def close(self) -> None:
        """Stop bringing."""
        for task in self._running:
            task.cancel()
        await self._client.aclose()
