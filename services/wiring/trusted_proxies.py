"""The proxies whose word about a request's origin counts: the operator's list, checked, and those seen forwarding."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

import redis

from services.wiring.configuration import configuration

_SEEN = "amble:forwards:"
_SEEN_FOR_SECONDS = 24 * 3600
_SECONDS = 2.0


def note_forwarder(peer: str) -> None:
    """Remember that this address forwards requests of others; kept for a day, if the broker answers."""
    try:
        with _broker() as broker:
            broker.set(_SEEN + peer, 1, ex=_SEEN_FOR_SECONDS)
    except redis.RedisError:
        return


def forwarders() -> list[str]:
    """The addresses that forwarded within the last day. Raises redis.RedisError."""
    with _broker() as broker:
        keys: Iterable[bytes | str] = broker.scan_iter(match=f"{_SEEN}*", count=1000)
        names = [key.decode() if isinstance(key, bytes) else key for key in keys]
    return sorted(name.removeprefix(_SEEN) for name in names)


def is_trusted(peer: str) -> bool:
    """Whether what this address says about others counts."""
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return any(address in network for network in _networks())


def _networks() -> list[IPv4Network | IPv6Network]:
    listed = configuration().trusted_proxies.split(",")
    return [ip_network(entry.strip(), strict=False) for entry in listed if entry.strip()]


def _broker() -> redis.Redis:
    url = configuration().redis_url.get_secret_value()
    return redis.Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)
