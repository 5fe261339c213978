"""Whom does a world tell outside of the program? A mail server, and a clinic's system that takes every webhook."""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from infra.local.processes import Children, Program
from tests.journey.smtp_server import Habits, told
from tests.waiting import START_SECONDS

_ROOT = Path(__file__).resolve().parents[2]


class _System(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def a_system() -> Iterator[str]:
    """A clinic's system on this machine; answers its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _System)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/amble"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def a_mail_server() -> Iterator[str]:
    """A mail server in a process of its own; answers what SMTP_URL says."""
    with tempfile.TemporaryDirectory(prefix="amble-mail-") as name, Children(Path(name)) as children:
        folder = Path(name) / "server"
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        child = children.start(Program("mail", told(folder, Habits()), environment))
        child.wait_until((folder / "port").exists, seconds=START_SECONDS)
        yield f"smtp://127.0.0.1:{(folder / 'port').read_text()}"
