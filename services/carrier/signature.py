"""Did the carrier really write this webhook? HMAC-SHA1 over the public URL and the form, as the carrier documents it.

Written here and not taken from the SDK because it stands in the way of every reply; tests hold it against the SDK's.
"""

import base64
import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

_DEFAULT_PORTS = {"https": 443, "http": 80}


def sign(token: str, url: str, form: Sequence[tuple[str, str]]) -> str:
    """The signature of a form posted to a URL: each name with its values, sorted and each value once."""
    data = url + "".join(name + value for name, value in sorted(set(form)))
    return base64.b64encode(hmac.digest(token.encode(), data.encode(), "sha1")).decode()


def is_genuine(tokens: Sequence[str], url: str, form: Sequence[tuple[str, str]], signature: str | None) -> bool:
    """Whether any of the tokens signed this, with the port of the URL written out or not. Without tokens, never."""
    if not signature:
        return False
    given = signature.encode()
    known = [token for token in tokens if token]
    # As written first: the other way to write a URL is worked out only where that fails.
    return _signed_by_one(known, url, form, given) or any(
        _signed_by_one(known, way, form, given) for way in _other_ways_to_write(url)
    )


def _signed_by_one(tokens: Sequence[str], url: str, form: Sequence[tuple[str, str]], given: bytes) -> bool:
    return any(hmac.compare_digest(sign(token, url, form).encode(), given) for token in tokens)


def _other_ways_to_write(url: str) -> tuple[str, ...]:
    """The URL without its port, or where it has none with the default one; the carrier signs either, whatever port."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ()
    default = _DEFAULT_PORTS.get(parts.scheme)
    if default is None or not parts.hostname:
        return ()
    host = parts.netloc.removesuffix(":") if port is None else parts.netloc[: parts.netloc.rindex(":")]
    return (urlunsplit(parts._replace(netloc=f"{host}:{default}" if port is None else host)),)
