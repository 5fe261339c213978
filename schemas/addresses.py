"""The web and e-mail addresses that Amble accepts: well-formed ones that lead to the open internet.

An accepted address never makes a channel fail because of its form; whether anybody listens there, only sending shows.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError, Url

_MOST = 500
_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z)({_LABEL}\.)*{_LABEL}\Z")
# A last label that is a number would be read as an odd form of an IPv4 address.
_OF_THE_INTERNET = re.compile(r".*\.(?!\d+\Z|0x)[a-z0-9-]{2,63}\Z")
# Not `=?`: a mail header would take it for the beginning of an encoded word.
_MAIL_BOX = re.compile(r"(?=.{1,64}\Z)(?!.*=\?)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# Reserved for IETF protocols (Teredo among them), and 6to4, which carries any IPv4 address.
_NOT_OUTSIDE = (IPv6Network("2001::/23"), IPv6Network("2002::/16"))
# Special to one cloud's machines, although it looks public.
_OF_A_CLOUD = IPv4Address("168.63.129.16")


class OddAddress(ValueError):
    """Nothing can ever be sent to this address."""


@dataclass(frozen=True, slots=True)
class WebPlace:
    """The parts of a web address. host: ASCII, an IPv6 address without brackets. target: path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The value of a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"https": 443, "http": 80}[self.scheme] else f"{host}:{self.port}"


def web_place(address: str) -> WebPlace:
    """Parse a web address as browsers do. Raises OddAddress."""
    try:
        url = Url(address)
    except ValueError:
        raise OddAddress("This is not a web address.") from None
    host, port = (url.host or "").strip("[]"), url.port
    if url.scheme not in ("https", "http") or not port or url.username or url.password:
        raise OddAddress("This is not a plain web address.")
    if _as_ip(host) is None and not _NAME.match(host):
        raise OddAddress("No host can have this name.")
    return WebPlace(url.scheme, host, port, (url.path or "/") + (f"?{url.query}" if url.query is not None else ""))


def leads_outside(address: str) -> bool:
    """Whether an IP address is an ordinary one of the open internet.

    Not this machine, not private or shared (CGNAT) networks, not link-local, multicast or reserved addresses, and no
    IPv6 address that carries an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo), since through it one could
    reach an internal system.
    """
    ip = _as_ip(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        return ip in _GLOBAL_UNICAST and ip.is_global and not any(ip in network for network in _NOT_OUTSIDE)
    return ip is not None and ip.is_global and not ip.is_multicast and not ip.is_reserved and ip != _OF_A_CLOUD


def _as_ip(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _web_address(value: str) -> str:
    """The address in the one form in which it is used: the host in ASCII, the rest escaped."""
    wrong = PydanticCustomError(
        "web_address", "must be an https address on the open internet, such as https://ehr.example.org/amble"
    )
    try:
        place = web_place(value)
    except OddAddress:
        raise wrong from None
    is_known = leads_outside(place.host) if _as_ip(place.host) else _OF_THE_INTERNET.match(place.host)
    address = f"https://{place.authority}{place.target}"
    if place.scheme != "https" or not is_known or len(address) > _MOST:
        raise wrong
    return address


def _email_address(value: str) -> str:
    box, _, domain = value.rpartition("@")
    domain = domain.lower()
    if not (_MAIL_BOX.match(box) and _NAME.match(domain) and "_" not in domain and _OF_THE_INTERNET.match(domain)):
        raise PydanticCustomError("email", "must be an e-mail address in plain letters, such as sam@harbor.example")
    return value


WebAddress = Annotated[
    str,
    Field(max_length=_MOST),
    AfterValidator(_web_address),
    WithJsonSchema(
        {"type": "string", "format": "uri", "maxLength": _MOST, "pattern": "^https://",
         "examples": ["https://ehr.example.org/amble"]}
    ),
]  # fmt: skip
EmailAddress = Annotated[
    str,
    Field(max_length=254),
    AfterValidator(_email_address),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254, "examples": ["sam@harbor.example"]}),
]
