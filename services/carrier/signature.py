"""Checks that the carrier wrote a webhook: HMAC-SHA1 over the public URL and the form, as the carrier documents it.

Written here rather than taken from the SDK because every reply waits for it; tests hold it against the SDK's.
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
    """Whether any of the tokens signed this, with the URL's port written out or not. Without tokens, never."""
    if not signature:
        return False
    given = signature.encode()
    normal_status = [token for token in tokens if token]
    # The URL as given first: its other spellings are worked out only if that fails.
    return _signed_by_one(normal_status, url, form, given) or any(
        _signed_by_one(normal_status, way, form, given) for way in _other_ways_to_write(url)
    )


def _signed_by_one(tokens: Sequence[str], url: str, form: Sequence[tuple[str, str]], given: bytes) -> bool:
    return any(hmac.compare_digest(sign(token, url, form).encode(), given) for token in tokens)


def _other_ways_to_write(url: str) -> tuple[str, ...]:
    """The URL without its port or, without one, with the default one; the carrier signs either, whatever the port."""
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
