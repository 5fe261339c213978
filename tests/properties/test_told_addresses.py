"""Does no address that a door takes make a channel fail, whatever it is?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from string import ascii_letters, digits
from typing import Any

import httpcore2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.provisional import domains, urls
from pydantic import TypeAdapter, ValidationError

from schemas.addresses import EmailAddress, OddAddress, WebAddress, leads_outside, web_place
from services.carrier.hooks import WebhookPoster
from services.carrier.open_address import OpenAddress
from services.carrier.staff import Mail, Notice, Webhook

NOTICE = Notice("3f0c", "now", datetime(2026, 3, 2, 15, tzinfo=UTC))
OUTSIDE = "93.184.216.34"
WEB, MAIL = TypeAdapter(WebAddress), TypeAdapter(EmailAddress)


@dataclass
class Wire(httpcore2.NetworkBackend):
    """A network in memory: whoever is called says 200, and the calls are written down."""

    called: list[tuple[str, int]] = field(default_factory=list)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        self.called.append((host, port))
        return httpcore2.MockStream([b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"])


def _outside(host: str, port: int) -> list[str]:
    return [OUTSIDE]


def _taken(kind: TypeAdapter[str], value: str) -> str | None:
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


_SOUP = st.text(
    st.sampled_from(ascii_letters + digits + ".-_:/@[]%?#\\ \t\n,;()<>\"'`|~=+äß。０\u202e\x00"), max_size=40
)
_LABELS = st.text(st.sampled_from("abz019-_ä"), max_size=70)
_HOSTS = st.one_of(domains(), st.lists(_LABELS, min_size=1, max_size=4).map(".".join), _SOUP)
_WEB = st.one_of(
    urls(),
    st.builds("https://{}/{}".format, domains(), st.text(max_size=40)),
    st.builds("https://{}{}{}".format, _HOSTS, st.sampled_from(["", ":0", ":65535", ":65536", ":"]), _SOUP),
    _SOUP.map("https://{}".format),
    st.text(max_size=60),
)
_EMAILS = st.one_of(
    st.emails(),
    st.builds("{}@{}".format, _SOUP, _HOSTS),
    st.builds("{}@{}".format, st.text(st.sampled_from(ascii_letters + "!#$%&'*+/=?^_`{|}~-."), max_size=70), domains()),
)


@given(_WEB)
@example("https://" + "a" * 70 + ".example/")
@example("https://ä..x/")
@example("https://[x")
@example("https://ehr.example.org/" + "ü" * 470)
@example("https://ehr.example.org?x=ü y#z")
def test_no_web_address_that_a_door_takes_makes_a_channel_fail(value: str) -> None:
    address = _taken(WEB, value)
    if address is None:
        return
    assert _taken(WEB, address) == address, "its form is final"
    assert len(address) <= 500
    wire = Wire()
    way = OpenAddress(look_up=_outside, network=wire)
    assert Webhook("secret", way).tell(address, NOTICE)
    assert WebhookPoster(way).post(address, b"{}", ["secret"], 1) == 200
    assert wire.called == [(OUTSIDE, web_place(address).port)] * 2


@given(st.one_of(_WEB, st.text(max_size=60)))
def test_whatever_is_no_address_is_refused_by_one_error(value: str) -> None:
    try:
        place = web_place(value)
    except OddAddress:
        assert _taken(WEB, value) is None
    else:
        assert place.host.isascii()


@given(_EMAILS)
@example("a:;@b.co")
@example("().@b.co")
@example("a@b.,<")
@example("=?utf-8?q?a=2Cb?=@b.co")
def test_no_e_mail_address_that_a_door_takes_makes_a_mail_fail(value: str) -> None:
    address = _taken(MAIL, value)
    if address is None:
        return
    message: EmailMessage = Mail("", "amble@example.org", "https://amble.example.org")._message(address, NOTICE)
    assert message["To"].addresses == (Address(addr_spec=address),)
    assert message["To"].addresses[0].addr_spec == address
    assert address.encode("ascii") in bytes(message).replace(b"\n ", b"")


@pytest.mark.parametrize(
    "value",
    [
        "http://ehr.example.org/", "https://ehr", "https://localhost/", "https://127.0.0.1/", "https://2130706433/",
        "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/", "https://１２７.0.0.1/", "https://[::ffff:127.0.0.1]/",
        "https://10.0.0.8/", "https://user:secret@ehr.example.org/", "https://ehr.example.org:0/",
        "https://ehr.example.org:65536/", "https://ehr..example.org/", "https://-ehr.example.org/", "https://[x",
        "https://ehr.example.org./", "https://ehr.123/", "ftp://ehr.example.org/", "ehr.example.org", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_open_internet_is_refused(value: str) -> None:
    assert _taken(WEB, value) is None


@pytest.mark.parametrize(
    ("value", "used"),
    [
        ("https://ehr.example.org/amble", "https://ehr.example.org/amble"),
        ("https://EHR.Example.org", "https://ehr.example.org/"),
        ("https://ehr.example.org:8443/a?b=c#d", "https://ehr.example.org:8443/a?b=c"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]:444/", "https://[2606:2800:220:1::1]:444/"),
    ],
)
def test_what_is_one_is_kept_in_the_form_in_which_it_is_used(value: str, used: str) -> None:
    assert _taken(WEB, value) == used


@pytest.mark.parametrize("value", ["sam@harbor.example", "o'neil+amble@b.co", "a.b-c_d@mail.harbor-spine.example"])
def test_ordinary_e_mail_addresses_are_taken(value: str) -> None:
    assert _taken(MAIL, value) == value


@pytest.mark.parametrize(
    "value",
    ["sam", "sam@", "@b.co", "sam@localhost", "sam@b", "sam@b..co", "sam@-b.co", "sam @b.co", "sam.@b.co", ".sam@b.co",
     "s..m@b.co", '"sam"@b.co', "sam@[127.0.0.1]", "sam@127.0.0.1", "sam@b.co,max@b.co", "sam@b.co\nBcc: max@b.co",
     "sam@" + "a" * 64 + ".co", "a" * 65 + "@b.co", "sämi@b.co", "sam@bü.co", "a@b@c.co"],
)  # fmt: skip
def test_odd_e_mail_addresses_are_refused(value: str) -> None:
    assert _taken(MAIL, value) is None


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "168.63.129.16",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "64:ff9b::7f00:1", "64:ff9b::5db8:d822",
        "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
        "ff0e::1", "2001:db8::1", "100::1", "5f00::1", "no address", "",
    ],
)  # fmt: skip
def test_what_leads_inside_is_known(address: str) -> None:
    assert not leads_outside(address)


@pytest.mark.parametrize("address", [OUTSIDE, "8.8.8.8", "2606:2800:220:1::1", "2a00:1450:4001::1"])
def test_what_leads_outside_is_known(address: str) -> None:
    assert leads_outside(address)
