"""Notifies the care team outside Amble, by mail or webhook, and never with a word about anybody's health.

Both carry the alert's id and how soon somebody must look; who the patient is and why is shown only after signing in. A
notice may arrive twice when a response was lost; the id shows that it is the same one.
"""

import hashlib
import hmac
import json
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol

from services.carrier.mail_server import MailServer, MailTrouble
from services.carrier.open_address import OpenAddress

_SECONDS = 10.0
_SOON = {"now": "now", "hour": "within the hour", "same_day": "today", "routine": "when you can"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: the alert's id, how soon somebody must look (now, hour, same_day, routine), and when it was opened.

    telling numbers the notices of one alert; again: nobody has acknowledged it yet.
    """

    alert_id: str
    severity: str
    opened_at: datetime
    telling: int = 1
    again: bool = False


class StaffChannel(Protocol):
    """One way to notify the care team."""

    def tell(self, address: str, notice: Notice) -> bool:
        """Whether the other end accepted it; false if it did not, or nobody knows."""
        ...


@dataclass(frozen=True, slots=True)
class Mail:
    """By SMTP. url is `smtp://user:password@host:587`, or `smtps://` for TLS from the start; empty: nothing is sent."""

    url: str
    sender: str
    console: str
    trusted: ssl.SSLContext | None = None
    seconds: float = _SECONDS

    def tell(self, address: str, notice: Notice) -> bool:
        """Send one mail; see StaffChannel. Raises ValueError or similar for an address that no mail server accepts."""
        if not self.url:
            return False
        message = self._message(address, notice)
        try:
            with self._server.opened() as server:
                server.send_message(message)
        except (MailTrouble, OSError):
            return False
        return True

    def check(self) -> None:
        """Do everything but send: connect, greet, start TLS, log in. Raises MailTrouble."""
        try:
            self._message(self.sender, Notice("0", "routine", datetime.fromtimestamp(0, UTC)))
        except Exception:
            # Python's own parser of addresses fails in many ways.
            raise MailTrouble("MAIL_FROM is no e-mail address: write amble@example.org.") from None
        with self._server.opened():
            return

    @property
    def _server(self) -> MailServer:
        return MailServer(self.url, self.trusted, self.seconds)

    def _message(self, address: str, notice: Notice) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self.sender, address
        message["Subject"] = f"Amble: somebody needs you {_SOON[notice.severity]}"
        # A new one for each notice: a mailbox may drop a message whose id it has seen.
        message["Message-ID"] = f"<{notice.alert_id}.{notice.telling}@amble>"
        message["Date"] = format_datetime(notice.opened_at)
        waits = (
            "An alert waits in Amble, and nobody has seen it yet." if notice.again else "An alert was opened in Amble."
        )
        message.set_content(
            f"{waits} Please look {_SOON[notice.severity]}.\n\n{self.console}\n\nAlert {notice.alert_id}\n"
        )
        return message


@dataclass(frozen=True, slots=True)
class Webhook:
    """By a signed POST: X-Amble-Signature is the HMAC-SHA256 of the body under the secret, in hexadecimal digits.

    Without a secret nothing is posted. way: how to connect; see OpenAddress.
    """

    secret: str
    way: OpenAddress = field(default_factory=OpenAddress)

    def tell(self, address: str, notice: Notice) -> bool:
        """Post one notice; see StaffChannel. Raises OddAddress for an address that cannot be reached."""
        if not self.secret:
            return False
        body = json.dumps(
            {
                "type": "alert.unseen" if notice.again else "alert.opened",
                "alert_id": notice.alert_id,
                "severity": notice.severity,
                "opened_at": notice.opened_at.isoformat(),
            }
        ).encode()
        signature = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Amble-Signature": signature}
        return 200 <= self.way.post(address, body, headers) < 300


@dataclass(frozen=True, slots=True)
class Sink:
    """For rehearsals: nothing is sent; the notices in the database hold what would have been."""

    def tell(self, address: str, notice: Notice) -> bool:
        """Accept the notice and send nothing."""
        return bool(address and notice.alert_id)
