"""Is it said what is wrong with our public address, as somebody from outside finds it? A hand-made one, under TLS too."""

import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

import certifi
import pytest

from services.command_line.doctor_findings import Finding
from services.command_line.public_address import FromOutside
from tests.certificates import Authority, served
from tests.doors.at_the_wire import at_the_wire

TOKEN = "12345"
UP = (200, {"status": "up"})


def looked(base: str, *, seconds: float = 5.0) -> Finding:
    return FromOutside(allow_local=True, seconds=seconds).look(base, TOKEN)


@pytest.mark.parametrize(
    ("health", "door", "words"),
    [
        (UP, (422, ""), ""),
        (UP, (403, ""), "its webhook refuses our token"),
        (UP, (404, ""), "lets no webhook through (404)"),
        (UP, (405, ""), "lets no webhook through (405)"),
        ((200, {"status": "ok"}), (422, ""), "is another program's (200)"),
        ((200, "<html>"), (422, ""), "is another program's (200)"),
        ((404, "no"), (422, ""), "is another program's (404)"),
        ((308, "https://www.amble.test/healthz"), (422, ""), "redirects to www.amble.test"),
        ((301, "/here"), (422, ""), "redirects to elsewhere"),
        ((502, "no"), (422, ""), "answers 502: something answers there"),
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


def test_nobody_there_is_said() -> None:
    assert "takes no connection" in looked("http://127.0.0.1:9").sentence


@pytest.mark.parametrize("names", [("127.0.0.1",), ("amble.test",)])
def test_a_certificate_must_be_one_that_everybody_trusts(tmp_path: Path, names: tuple[str, ...]) -> None:
    authority = Authority(tmp_path)
    with at_the_wire(lambda _, path: UP if path == "/healthz" else (422, ""), served(authority.issue(*names))) as base:
        trusting = FromOutside(allow_local=True, trusted=authority.trusted).look(base, TOKEN)
        assert trusting.well is (names == ("127.0.0.1",)), trusting
        found = looked(base)
    assert "a certificate that not everybody trusts" in found.sentence


def test_no_authority_counts_that_only_this_machine_trusts() -> None:
    everybodys = ssl.create_default_context(cafile=certifi.where())
    trusted = FromOutside().trusted
    assert set(trusted.get_ca_certs(binary_form=True)) == set(everybodys.get_ca_certs(binary_form=True))
    assert (trusted.check_hostname, trusted.verify_mode) == (True, ssl.CERT_REQUIRED)


def _leads_to(*addresses: str) -> Callable[[str, int], Sequence[str]]:
    return lambda *_: addresses


def _is_unknown(host: str, port: int) -> Sequence[str]:
    raise OSError(host, port)


@pytest.mark.parametrize(
    ("base", "look_up", "words"),
    [
        ("", _is_unknown, "is not set"),
        ("amble.example.org", _is_unknown, "cannot be read"),
        ("https://user:word@amble.example.org", _is_unknown, "cannot be read"),
        ("https://amble.example.org:99999", _is_unknown, "cannot be read"),
        ("https://amble.example.org?x=1", _is_unknown, "must end with its host or a path"),
        ("https://amble.example.org", _is_unknown, "no name server knows amble.example.org"),
        ("https://amble.example.org", _leads_to("10.0.0.5"), "leads to 10.0.0.5, inside a network"),
        ("https://amble.example.org", _leads_to("93.184.216.34", "::1"), "leads to ::1, inside a network"),
        ("https://127.0.0.1:8000", _leads_to("127.0.0.1"), "inside a network"),
    ],
)
def test_an_address_at_which_the_carrier_finds_nobody_is_not_even_asked(
    base: str, look_up: Callable[[str, int], Sequence[str]], words: str
) -> None:
    found = FromOutside(look_up=look_up).look(base, TOKEN)
    assert not found.well
    assert words in found.sentence
