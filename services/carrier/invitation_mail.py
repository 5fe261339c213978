"""Sends an invitation to the invited person and nobody else: by mail to their own address, under TLS.

The token is in the mail only: in no address, no log and no response.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from services.carrier.mail_server import MailServer, MailTrouble

_INVITED = """Somebody who looks after {clinic} invites you to Amble.

Open {page} and put this in:

{token}

It is good until {ends:%d %B %Y %H:%M} UTC, and once. Whoever has it can sign in as you:
show it to nobody, your clinic's admin and whoever runs Amble included.
"""
_RENEWS = """
You have a way in already. As soon as this is put in, a new password and a new second factor take the place of yours,
and every session of yours ends. If you did not ask for that, put it in nowhere, and tell the admins of your clinic.
"""
_WARNED = """The operator of Amble made an invitation in your name at {clinic}, by which a new password and a new
second factor take the place of yours. It was not sent to you by mail. If you did not ask for that, tell the admins of
your clinic now.

{page}
"""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invited person, their clinic and the expiry; renews: they can sign in already."""

    address: str
    clinic: str
    ends: datetime
    renews: bool


@dataclass(frozen=True, slots=True)
class InvitationMail:
    """Sends invitations through the operator's mail server; page is where an invitation is redeemed."""

    server: MailServer
    sender: str
    page: str

    def invite(self, invited: Invited, token: str, now: datetime) -> bool:
        """Whether the server took the mail with the token."""
        text = _INVITED.format(clinic=invited.clinic, page=self.page, token=token, ends=invited.ends.astimezone(UTC))
        return self._send(invited, "Amble: your invitation", text + (_RENEWS if invited.renews else ""), now)

    def warn(self, invited: Invited, now: datetime) -> bool:
        """Whether the server took the mail that announces an invitation which is delivered another way."""
        text = _WARNED.format(clinic=invited.clinic, page=self.page)
        return self._send(invited, "Amble: an invitation in your name", text, now)

    def _send(self, invited: Invited, subject: str, text: str, now: datetime) -> bool:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, invited.address, subject
        message["Message-ID"], message["Date"] = make_msgid(domain="amble"), format_datetime(now)
        message.set_content(text)
        try:
            with self.server.opened() as server:
                server.send_message(message)
        except (MailTrouble, OSError):
            return False
        return True
