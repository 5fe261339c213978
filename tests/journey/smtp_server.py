"""What does a mail server see of us? A real one (aiosmtpd), a process of its own, that writes down every line it reads.

`python -m tests.journey.smtp_server FOLDER`: FOLDER/told.json holds its habits; it writes FOLDER/port and, a JSON
object a line, FOLDER/seen. A mail to `NAME` at `refused.example` is refused.
"""

import asyncio
import json
import ssl
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.certificates import served

USER, PASSWORD = "amble", "correct horse battery"
_LONGER_THAN_ANY_TEST_SECONDS = 600


@dataclass(frozen=True)
class Habits:
    """How it behaves. certificate: a file with its key, without one it has no TLS; hangs: at the greeting, or after
    EHLO."""

    certificate: str = ""
    tls_first: bool = False
    demands_tls: bool = False
    wants_login: bool = False
    hangs: str = ""
    hides_login: bool = False


class Seen(SMTP):
    """The server, with every line that it reads written down, and whether it came under TLS."""

    book: Path
    under_tls: bool = False

    def data_received(self, data: bytes) -> None:
        tls = self.under_tls or bool(self.session and self.session.ssl)
        with self.book.open("a") as book:
            book.write(json.dumps({"tls": tls, "line": data.decode("latin-1")}) + "\n")
        super().data_received(data)


class Handler:
    """Takes every mail but one to `refused.example`."""

    def __init__(self, habits: Habits) -> None:
        self._habits = habits

    async def handle_EHLO(  # noqa: N802  (the package's name)
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        if self._habits.hangs == "after EHLO":
            await asyncio.sleep(_LONGER_THAN_ANY_TEST_SECONDS)
        session.host_name = hostname
        return [line for line in responses if "AUTH" not in line] if self._habits.hides_login else responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.endswith("@refused.example"):
            return "550 Nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 Well"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return "250 Kept"


def _may_enter(server: SMTP, session: Session, envelope: Envelope, mechanism: str, told: Any) -> AuthResult:
    right = isinstance(told, LoginPassword) and told == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def _server(habits: Habits, folder: Path) -> Seen:
    context: ssl.SSLContext | None = served(Path(habits.certificate)) if habits.certificate else None
    server = Seen(
        Handler(habits),
        hostname="mail.test",
        tls_context=None if habits.tls_first else context,
        require_starttls=habits.demands_tls,
        auth_required=habits.wants_login,
        auth_require_tls=False,
        authenticator=_may_enter,
    )
    server.book, server.under_tls = folder / "seen", habits.tls_first
    return server


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(_LONGER_THAN_ANY_TEST_SECONDS)


async def serve(folder: Path, habits: Habits) -> None:
    """Until this process is ended."""
    if habits.hangs == "at the greeting":
        listening = await asyncio.start_server(_silent, "127.0.0.1", 0)
    else:
        context = served(Path(habits.certificate)) if habits.tls_first else None
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(lambda: _server(habits, folder), "127.0.0.1", 0, ssl=context)
    waiting = folder / "port.new"
    waiting.write_text(str(listening.sockets[0].getsockname()[1]))
    waiting.rename(folder / "port")
    await listening.serve_forever()


def told(folder: Path, habits: Habits) -> list[str]:
    """Write its habits down; answers the words that start it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seen").touch()
    (folder / "told.json").write_text(json.dumps(asdict(habits)))
    return [sys.executable, "-W", "ignore", "-m", "tests.journey.smtp_server", str(folder)]


if __name__ == "__main__":
    at = Path(sys.argv[1])
    asyncio.run(serve(at, Habits(**json.loads((at / "told.json").read_text()))))
