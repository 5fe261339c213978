"""A carrier of our own at the wire, which answers whatever a test wants."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextmanager
def at_the_wire(
    answer: Callable[[str, str], tuple[int, Any] | None], shows: ssl.SSLContext | None = None
) -> Iterator[str]:
    """A carrier of our own: what it answers to a method and a path; None: it says nothing until it is closed.

    A status that sends on has where to as its body. shows: its certificate.
    """
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer()

        def _answer(self) -> None:
            told = answer(self.command, self.path.partition("?")[0])
            if told is None:
                over.wait(30)
                return
            status, body = told
            sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            self.send_response(status)
            if status in (301, 308):
                self.send_header("Location", body)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: Any) -> None:
            """Nothing is written down."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if shows is not None:
        server.socket = shows.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"{'https' if shows else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def problem(status: int, code: int) -> tuple[int, Any]:
    return status, {"code": code, "message": "no", "more_info": "", "status": status}
