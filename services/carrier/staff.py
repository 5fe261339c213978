"""How is the care team told outside of Amble? By mail or by webhook, and never with a word about anybody's health.

Both carry the alert's id and how soon somebody must look; who it is and why stands behind the login. Being told twice
is possible where an answer was lost, and the id says that it is the same.
"""

import hashlib
import hmac
import json
import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import unquote, urlsplit

import httpx

_SECONDS = 10
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

    def tell(self, address: str, notice: Notice) -> bool:
        """Send one mail; see StaffChannel."""
        if not self.url:
            return False
        parts = urlsplit(self.url)
        kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        try:
            with kind(parts.hostname or "", parts.port or 0, timeout=_SECONDS) as server:
                if parts.scheme == "smtp" and server.has_extn("starttls"):
                    server.starttls()
                if parts.username:
                    server.login(unquote(parts.username), unquote(parts.password or ""))
                server.send_message(self._message(address, notice))
        except (OSError, smtplib.SMTPException):
            return False
        return True

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

    Without a secret nothing is posted.
    """

    secret: str

    def tell(self, address: str, notice: Notice) -> bool:
        """Post one notice; see StaffChannel."""
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
        try:
            answer = httpx.post(address, content=body, headers=headers, timeout=_SECONDS)
        except httpx.HTTPError:
            return False
        return answer.is_success


@dataclass(frozen=True, slots=True)
class Sink:
    """A rehearsal's: nothing leaves; what would have been told stands in the notices."""

    def tell(self, address: str, notice: Notice) -> bool:
        """Take it."""
        return bool(address and notice.alert_id)
