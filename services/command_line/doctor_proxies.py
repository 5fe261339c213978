"""Does AMBLE_TRUSTED_PROXIES match the proxies that forward requests? If not, all clients count as one network."""

import redis

from services import wiring
from services.wiring import trusted_proxies


def proxies_seen() -> tuple[bool, str]:
    """Whether it is well, and a sentence that says which proxies were seen and what to do."""
    set_to = wiring.configuration().trusted_proxies or "nobody"
    if not wiring.configuration().redis_url.get_secret_value():
        return True, f"trusted: {set_to}; without Redis Amble cannot know who forwards requests"
    try:
        seen = trusted_proxies.forwarders()
    except (redis.RedisError, ValueError) as error:
        return (
            True,
            f"trusted: {set_to}; Amble cannot know who forwards requests while Redis does not answer "
            f"({type(error).__name__})",
        )
    strange = [peer for peer in seen if not trusted_proxies.is_trusted(peer)]
    if strange:
        return False, (
            f"{', '.join(strange)} forwards requests and is not trusted: all clients behind it count as one "
            "network, and sixty wrong sign-ins lock all of them out. If it is your proxy, add it to "
            "AMBLE_TRUSTED_PROXIES; if it is "
            f"not, let only your proxy reach the port. (Trusted: {set_to}; seen within a day.)"
        )
    if not seen:
        return True, (
            f"trusted: {set_to}; no request was forwarded within a day. If you use a proxy, open the console through "
            "it once and check again"
        )
    return True, f"{', '.join(seen)} forwards requests and is trusted"
