"""How is the care team told outside of Amble? By mail or by webhook, and never with a word about anybody's health.

Both carry the alert's id and how soon somebody must look; who it is and why stands behind the login. Being told twice
is possible where an answer was lost, and the id says that it is the same.
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
    """What is told: the alert's id, how soon (now, hour, same_day, routine), and when it was opened.

    telling numbers the tellings of one alert; again: nobody has said that they have seen it.
    """

    alert_id: str
    severity: str
    opened_at: datetime
    telling: int = 1
    again: bool = False


class StaffChannel(Protocol):
    """One way to tell the care team."""

    def tell(self, address: str, notice: Notice) -> bool:
        """Whether it was taken at the other end; false when it was not, or nobody knows."""
        ...


@dataclass(frozen=True, slots=True)
class Mail:
    """By SMTP. url is `smtp://user:password@host:587`, or `smtps://` where TLS comes first; empty: nothing is sent."""

    url: str
    sender: str
    console: str
    trusted: ssl.SSLContext | None = None
    seconds: float = _SECONDS

    def tell(self, address: str, notice: Notice) -> bool:
        """Send one mail; see StaffChannel. Raises ValueError and its like for an address that no door takes."""
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
        """Do all but send: open, greet, start TLS, log in. Raises MailTrouble."""
        try:
            self._message(self.sender, Notice("0", "routine", datetime.fromtimestamp(0, UTC)))
        except Exception:
            # Python's own reader of addresses fails in many ways.
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
        # Another one for each telling: a mailbox may drop what has the same.
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

    Without a secret nothing is posted. way: how to get there; see OpenAddress.
    """

    secret: str
    way: OpenAddress = field(default_factory=OpenAddress)

    def tell(self, address: str, notice: Notice) -> bool:
        """Post one notice; see StaffChannel. Raises OddAddress for an address that no door takes."""
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
    """A rehearsal's: nothing leaves; what would have been told stands in the notices."""

    def tell(self, address: str, notice: Notice) -> bool:
        """Take it."""
        return bool(address and notice.alert_id)
