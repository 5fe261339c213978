"""Has somebody signed in by this address on this device before? A signed cookie says so, and opens nothing.

Who is known by it is counted apart from everybody who guesses at the same address, so that guessing locks nobody out.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from fastapi import Request, Response

from services import wiring

_LASTS = timedelta(days=180)
# Of a workstation that several people share: the eight who signed in last are known.
_MOST_PEOPLE = 8
_MARK_LENGTH = 32
_DEVICE_LENGTH = 22


def device_cookie_name() -> str:
    """Under which name a browser keeps it."""
    return "__Host-amble-device" if _is_production() else "amble-device"


def known_device(request: Request, email: str) -> str | None:
    """The device's own random name, if this address has signed in on it; None: it is not known."""
    device, marks = _read(request)
    return device if device and any(hmac.compare_digest(mark, _mark(device, email)) for mark in marks) else None


def remember_device(request: Request, response: Response, email: str) -> None:
    """From now on this device is known by this address."""
    device, marks = _read(request)
    device = device or secrets.token_urlsafe(16)
    own = _mark(device, email)
    marks = [own, *(mark for mark in marks if mark != own)][:_MOST_PEOPLE]
    response.set_cookie(
        device_cookie_name(), ".".join([device, *marks]), path="/", httponly=True, secure=_is_production(),
        samesite="lax", max_age=int(_LASTS.total_seconds()),
    )  # fmt: skip


def _read(request: Request) -> tuple[str, list[str]]:
    device, *marks = request.cookies.get(device_cookie_name(), "").split(".")
    right = len(device) == _DEVICE_LENGTH and device.isascii()
    # The signs of others do no harm: each is compared with what we would sign.
    return (device, [mark for mark in marks if mark.isascii()][:_MOST_PEOPLE]) if right else ("", [])


def _mark(device: str, email: str) -> str:
    key = wiring.keys().derived("device").encode()
    return hmac.new(key, f"{device}\n{email.casefold()}".encode(), hashlib.sha256).hexdigest()[:_MARK_LENGTH]


def _is_production() -> bool:
    return wiring.configuration().mode is wiring.Mode.PRODUCTION
