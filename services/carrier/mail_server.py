"""Sends mail through the operator's own server and explains why it could not.

No mail is sent and no password is revealed without TLS whose certificate names the server, unless the server is on this
machine. Each failure has a sentence of its own, for `amble doctor`.
"""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

_UNREADABLE = "SMTP_URL cannot be read: write smtp://user:password@host:587, or smtps:// where TLS comes first."


class MailTrouble(Exception):
    """The reason why no mail can be sent; the sentence says what to do and holds no password."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The parts of an address such as `smtp://user:password@host:587`."""

    host: str
    port: int
    tls_first: bool
    user: str
    password: str

    @property
    def is_this_machine(self) -> bool:
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False


def check_mail_url(url: str) -> None:
    """Raises MailTrouble if the address cannot mean a mail server."""
    _place(url)


def _place(url: str) -> _Place:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 0
    except ValueError:
        raise MailTrouble(_UNREADABLE) from None
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise MailTrouble(_UNREADABLE)
    tls_first = parts.scheme == "smtps"
    usual = smtplib.SMTP_SSL_PORT if tls_first else smtplib.SMTP_PORT
    return _Place(host, port or usual, tls_first, unquote(parts.username or ""), unquote(parts.password or ""))


@dataclass(frozen=True, slots=True)
class MailServer:
    """The operator's mail server. url: as in SMTP_URL. trusted: the certificate authorities; None: those this machine
    trusts.
    """

    url: str
    trusted: ssl.SSLContext | None = None
    seconds: float = 10.0

    @contextmanager
    def opened(self) -> Iterator[smtplib.SMTP]:
        """A connection that has greeted, is encrypted and has logged in. Raises MailTrouble."""
        place = _place(self.url)
        try:
            server = self._connected(place)
        except OSError as error:
            raise MailTrouble(f"{place.host}:{place.port} {self._why(error)}") from None
        try:
            self._made_ready(server, place)
            yield server
        finally:
            # The server's reply to QUIT changes nothing: what it accepted, it has.
            with suppress(OSError):
                server.quit()
            server.close()

    def _made_ready(self, server: smtplib.SMTP, place: _Place) -> None:
        try:
            self._made_private(server, place)
            if place.user:
                server.login(place.user, place.password)
        except OSError as error:
            raise MailTrouble(f"{place.host}:{place.port} {self._why(error)}") from None
        except UnicodeError:
            raise MailTrouble("SMTP_URL's user or password has letters that a mail login cannot carry.") from None

    def _connected(self, place: _Place) -> smtplib.SMTP:
        if place.tls_first:
            return smtplib.SMTP_SSL(place.host, place.port, timeout=self.seconds, context=self._context())
        return smtplib.SMTP(place.host, place.port, timeout=self.seconds)

    def _made_private(self, server: smtplib.SMTP, place: _Place) -> None:
        server.ehlo_or_helo_if_needed()
        if place.tls_first:
            return
        if server.has_extn("starttls"):
            server.starttls(context=self._context())
            server.ehlo()
        elif not place.is_this_machine:
            raise MailTrouble(
                f"{place.host}:{place.port} offers no TLS: without it no mail is sent and no password shown. "
                "Take another port (587 with smtp://, 465 with smtps://), or a relay on this machine."
            )

    def _context(self) -> ssl.SSLContext:
        return self.trusted or ssl.create_default_context()

    def _why(self, error: OSError) -> str:
        """What went wrong, and what to do."""
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"did not answer within {self.seconds:g} s: is it the right port, and can this machine reach it?"
        sentence = next(sentence for kind, sentence in _SENTENCES if isinstance(error, kind))
        return sentence.format(
            code=getattr(error, "smtp_code", 0),
            why=getattr(error, "verify_message", "") or error.strerror or type(error).__name__,
        )


# The first that fits; each is a subclass of the last.
_SENTENCES: tuple[tuple[type[OSError], str], ...] = (
    (
        ssl.SSLCertVerificationError,
        "shows a certificate that is not trusted ({why}). SMTP_URL must name the host as its certificate does; "
        "SSL_CERT_FILE names the authorities, if they are your own.",
    ),
    (ssl.SSLError, "does not speak TLS as expected: smtps:// is for port 465, smtp:// for 587."),
    (smtplib.SMTPAuthenticationError, "refuses the login ({code}): are user and password in SMTP_URL right?"),
    (
        smtplib.SMTPNotSupportedError,
        "offers no login: leave user and password out of SMTP_URL, or name another server.",
    ),
    (smtplib.SMTPResponseException, "answered {code} instead of going on: ask whoever runs it."),
    (smtplib.SMTPException, "hung up: is it the right port? smtps:// is for 465, smtp:// for 587."),
    (socket.gaierror, "has an unknown name: is the host in SMTP_URL right?"),
    (OSError, "cannot be reached ({why}): is it up, and is SMTP_URL right?"),
)
