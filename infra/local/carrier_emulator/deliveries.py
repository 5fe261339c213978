"""What the carrier posts to the program: statuses of its texts, and texts from patients, in the carrier's own forms."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.local.carrier_emulator import segments
from infra.local.carrier_emulator.network import (
    HELP_WORDS,
    HELPED,
    START_WORDS,
    STARTED,
    STOP_WORDS,
    STOPPED,
    Message,
    Network,
    new_sid,
)
from infra.local.carrier_emulator.timeline import FINAL, Change, Fate
from infra.local.carrier_emulator.webhooks import Webhooks

_A_DAY = timedelta(days=1)


class Deliveries:
    """What is still to be posted to the program, and the posting of it.

    inbound_url: where patients' texts go; its fragment says how often they are retried.
    """

    def __init__(
        self, network: Network, *, account: str, webhooks: Webhooks, inbound_url: str, advanced_opt_out: bool
    ) -> None:
        self.network, self.account, self.webhooks = network, account, webhooks
        self.inbound_url, self.advanced_opt_out = inbound_url, advanced_opt_out
        self.callbacks = 0
        self.inbound = 0
        self._late: list[tuple[datetime, str, dict[str, str]]] = []
        self._running: set[asyncio.Task[None]] = set()

    def tell(self, message: Message, fate: Fate, change: Change) -> None:
        """A text has a new status: report it in the way that its fate says."""
        if message.callback is None or fate.callbacks == "never":
            return
        form = self._status(message, change)
        if fate.callbacks == "late":
            self._late.append((change.at + _A_DAY, message.callback, form))
        elif fate.callbacks == "reversed":
            fate.held.insert(0, form)
            if change.status in FINAL and not (fate.recovers and change.status != "delivered"):
                self._bring(message.callback, fate.held)
        else:
            self._bring(message.callback, [form] * (2 if fate.callbacks == "twice" else 1))

    def _status(self, message: Message, change: Change) -> dict[str, str]:
        form = {
            "SmsSid": message.sid,
            "SmsStatus": change.status,
            "MessageStatus": change.status,
            "To": message.to,
            "MessageSid": message.sid,
            "AccountSid": message.account,
            "ApiVersion": "2010-04-01",
        }
        if message.sender is not None:
            form["From"] = message.sender
        if message.messaging_service_sid is not None:
            form["MessagingServiceSid"] = message.messaging_service_sid
        if change.status in ("delivered", "undelivered") and not message.media:
            form["RawDlrDoneDate"] = f"{change.at:%y%m%d%H%M}"
        if change.code is not None:
            form["ErrorCode"] = str(change.code)
        return form

    def _bring(self, url: str, forms: Sequence[dict[str, str]]) -> None:
        self.callbacks += len(forms)

        async def bring() -> None:
            for form in forms:
                try:
                    await self.webhooks.post(url, form)
                finally:
                    self.callbacks -= 1

        task = asyncio.get_running_loop().create_task(bring())
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def flush_late(self, *, everything: bool = False) -> None:
        """Post what was held back, once a day has passed or on request."""
        now = self.network.clock.now()
        ready = [entry for entry in self._late if everything or entry[0] <= now]
        self._late = [entry for entry in self._late if entry not in ready]
        for _, url, form in ready:
            self._bring(url, [form])

    async def text_us(self, phone: str, body: str, to: str | None = None, media: Sequence[str] = ()) -> tuple[str, int]:
        """A patient texts one of the program's numbers; returns the sid and the webhook's status.

        Without a number it is the one that texted this phone last, like a reply in the thread. media: the content type
        of each picture.
        """
        number = to or self.network.texted_last(phone) or self.network.numbers[0]
        message = self._received(phone, number, body, media)
        opt_out_type = self._keyword(phone, number, body.strip().strip(".!").upper())
        self.network.keep()
        self.inbound += 1
        try:
            status = await self.webhooks.post(self.inbound_url, self._form(message, media, opt_out_type))
        finally:
            self.inbound -= 1
        return message.sid, status

    def _received(self, phone: str, number: str, body: str, media: Sequence[str]) -> Message:
        at, sid = self.network.clock.now().isoformat(), new_sid("MM" if media else "SM")
        pictures = self.network.pictures(self.account, sid, len(media))
        return self.network.add(
            Message(
                sid, self.account, number, phone, body, "inbound", "received", at,
                messaging_service_sid=self.network.service_of(number), sent_at=at, updated_at=at, media=pictures,
            )
        )  # fmt: skip

    def _keyword(self, phone: str, number: str, word: str) -> str | None:
        sender = self.network.service_of(number) or number
        if word in STOP_WORDS:
            if (phone, sender) not in self.network.opted_out:
                self.network.opt_out(phone, sender)
                self._own_text(phone, number, STOPPED)
            return "STOP"
        if word in START_WORDS and (phone, sender) in self.network.opted_out:
            self.network.opt_in(phone, sender)
            self._own_text(phone, number, STARTED)
            return "START"
        if word in HELP_WORDS:
            if self.advanced_opt_out:
                self._own_text(phone, number, HELPED)
            return "HELP"
        return None

    def _own_text(self, phone: str, number: str, body: str) -> None:
        at = self.network.clock.now().isoformat()
        text = Message(new_sid(), self.account, phone, number, body, "outbound-reply", "delivered", at, sent_at=at)
        self.network.add(text)

    def _form(self, message: Message, media: Sequence[str], opt_out_type: str | None) -> dict[str, str]:
        form = {
            "ToCountry": "US",
            "ToState": "CA",
            "SmsMessageSid": message.sid,
            "NumMedia": str(len(media)),
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
            "NumSegments": str(segments.count(message.body)),
            "MessageSid": message.sid,
            "AccountSid": self.account,
            "From": str(message.sender),
            "ApiVersion": "2010-04-01",
        }
        if message.messaging_service_sid is not None:
            form["MessagingServiceSid"] = message.messaging_service_sid
        for number, (kind, address) in enumerate(zip(media, message.media, strict=True)):
            form |= {f"MediaContentType{number}": kind, f"MediaUrl{number}": address}
        return form | ({"OptOutType": opt_out_type} if self.advanced_opt_out and opt_out_type else {})

    async def close(self) -> None:
        """Stop posting."""
        for task in self._running:
            task.cancel()
        await self.webhooks.close()
