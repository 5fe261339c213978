"""Is it said what is wrong with our public address, as somebody from outside finds it? A hand-made one, under TLS too."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from infra.local.processes import free_port
from services.carrier.signature import is_genuine
from services.command_line.findings import Finding
from services.command_line.from_outside import FromOutside
from tests.certificates import Authority
from tests.doors.test_standing import at_the_wire

TOKEN = "12345"
DOOR = "/webhooks/twilio/sms"
UP = (200, {"status": "up"})


def looked(base: str, *, seconds: float = 5.0) -> Finding:
    return FromOutside(allow_local=True, seconds=seconds).look(base, TOKEN)


@pytest.mark.parametrize(
    ("health", "door", "words"),
    [
        (UP, (422, ""), ""),
        (UP, (403, ""), "its door does not believe our token"),
        (UP, (404, ""), "lets no webhook through (404)"),
        (UP, (405, ""), "lets no webhook through (405)"),
        ((200, {"status": "ok"}), (422, ""), "is somebody else's (200)"),
        ((200, "<html>"), (422, ""), "is somebody else's (200)"),
        ((404, "no"), (422, ""), "is somebody else's (404)"),
        ((502, "no"), (422, ""), "answers 502: something stands there"),
        (None, None, "did not answer within 0.3 s"),
        (UP, None, "did not answer within 0.3 s"),
    ],
)
def test_what_answers_there_is_told_apart(
    health: tuple[int, object] | None, door: tuple[int, object] | None, words: str
) -> None:
    with at_the_wire(lambda _, path: health if path == "/healthz" else door) as base:
        found = looked(base + "/", seconds=0.3)
    assert (found.well, words in found.sentence) == (not words, True), found
