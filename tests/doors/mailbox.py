"""What stands in people's own mailboxes? A real mail server on this machine, and what it took."""

import json
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

from infra.local.processes import Children, Program
from tests.journey.smtp_server import Habits, told

ROOT = Path(__file__).resolve().parents[2]
_TOKEN = re.compile(r"(?m)^([A-Za-z0-9_-]{43})$")
_WITHIN_SECONDS = 20.0


@dataclass(frozen=True)
class Mailbox:
    """A mail server, and its mails."""

    folder: Path

    @property
    def url(self) -> str:
        """As SMTP_URL names it."""
        return f"smtp://127.0.0.1:{(self.folder / 'port').read_text()}"

    def text(self) -> str:
        """All lines that came in, those of the protocol too."""
        return "".join(json.loads(line)["line"] for line in (self.folder / "seen").read_text().splitlines()).replace(
            "\r", ""
        )

    def wait_for(self, words: str, times: int = 1) -> str:
        """Everything, once these words stand in it so often."""
        end = time.monotonic() + _WITHIN_SECONDS
        while self.text().count(words) < times:
            assert time.monotonic() < end, self.text()
            time.sleep(0.02)
        return self.text()

    def newest_token(self, times: int = 1) -> str:
        """Of the mail that came last, after so many of invitations."""
        tokens: list[str] = _TOKEN.findall(self.wait_for("put this in", times))
        return tokens[-1]


def open_mailbox(children: Children, folder: Path) -> Mailbox:
    """Start the server."""
    where = folder / "mailbox"
    child = children.start(Program("mailbox", told(where, Habits()), {**os.environ, "PYTHONPATH": _path()}))
    child.wait_until((where / "port").exists, seconds=30)
    return Mailbox(where)


def _path() -> str:
    return os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
