"""Does what the operator said of proxies agree with who forwards requests? Else everybody counts as one network."""

import redis

from services import wiring
from services.wiring import trusted_proxies


def proxies_seen() -> tuple[bool, str]:
    """Whether it is well, and a sentence: what was seen, and what to do."""
    set_to = wiring.configuration().trusted_proxies or "nobody"
    if not wiring.configuration().redis_url.get_secret_value():
        return True, f"trusted: {set_to}; without Redis nobody knows who forwards"
    try:
        seen = trusted_proxies.forwarders()
    except (redis.RedisError, ValueError) as error:
        return (
            True,
            f"trusted: {set_to}; who forwards is not known while Redis does not answer ({type(error).__name__})",
        )
    strange = [peer for peer in seen if not trusted_proxies.is_trusted(peer)]
    if strange:
        return False, (
            f"{', '.join(strange)} forwards requests of others and is not trusted: everybody behind it counts as one "
            "network, and sixty wrong sign-ins shut out all. Is it your proxy, add it to AMBLE_TRUSTED_PROXIES; is it "
            f"not, let nobody but your proxy reach the port. (Trusted: {set_to}; seen within a day.)"
        )
    if not seen:
        return True, (
            f"trusted: {set_to}; nobody has forwarded a request within a day. Behind a proxy, open the console through "
            "it once and ask again"
        )
    return True, f"{', '.join(seen)} forwards requests of others, and is trusted"
