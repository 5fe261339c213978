"""Checks from outside that our public address leads to this program."""

import ssl
from dataclasses import dataclass, field

import httpx2

from schemas.addresses import OddAddress, WebPlace, leads_outside, web_place
from services.carrier.forms import SIGNATURE, TEXT_DOOR
from services.carrier.open_address import LookUp, look_up, trusted_by_everybody
from services.carrier.signature import sign
from services.command_line.doctor_findings import Finding, fail, well

PART = "address"
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class FromOutside:
    """Calls an address as the carrier would. allow_local: a rehearsal's address may be on this machine."""

    allow_local: bool = False
    seconds: float = _SECONDS
    look_up: LookUp = look_up
    # The carrier does not trust this machine's own certificate authorities.
    trusted: ssl.SSLContext = field(default_factory=trusted_by_everybody)

    def look(self, public_base_url: str, token: str) -> Finding:
        """Whether /healthz answers there, and the webhook accepts what our token signs."""
        base = public_base_url.rstrip("/")
        if not base:
            return fail(PART, "PUBLIC_BASE_URL is not set: the carrier must know where to send replies.")
        try:
            place = web_place(base)
        except OddAddress:
            return fail(PART, "PUBLIC_BASE_URL cannot be read: write https://amble.example.org.")
        if "?" in base or "#" in base:
            return fail(PART, "PUBLIC_BASE_URL must end with its host or a path: write https://amble.example.org.")
        return self._led_astray(place) or self._ask(base, token)

    def _led_astray(self, place: WebPlace) -> Finding | None:
        if self.allow_local:
            return None
        try:
            found = self.look_up(place.host, place.port)
        except (OSError, UnicodeError):
            return fail(
                PART, f"no name server knows {place.host}: is PUBLIC_BASE_URL right, and is the name registered?"
            )
        inner = [address for address in found if not leads_outside(address)]
        if inner:
            return fail(
                PART,
                f"{place.host} leads to {inner[0]}, inside a network: the carrier cannot reach it. If the name leads "
                "elsewhere outside, check from outside: this machine cannot see it.",
            )
        return None

    def _ask(self, base: str, token: str) -> Finding:
        try:
            with httpx2.Client(verify=self.trusted, timeout=self.seconds) as client:
                health = client.get(f"{base}/healthz")
                if not _is_ours(health):
                    return _somebody_else(base, health)
                door = client.post(f"{base}{TEXT_DOOR}", headers={SIGNATURE: sign(token, base + TEXT_DOOR, [])})
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return fail(PART, f"{base} {self._why(error)}")
        return _of_the_door(base, door)

    def _why(self, error: Exception) -> str:
        if isinstance(error, httpx2.TimeoutException):
            return (
                f"did not answer within {self.seconds:g} s: does `amble serve` run behind it, and is the firewall open?"
            )
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return "shows a certificate that not everybody trusts: the carrier sends nothing there. Get a trusted one."
        if isinstance(error, httpx2.ConnectError):
            return "takes no connection: is the proxy before `amble serve` running, and is the port open?"
        return f"does not answer as it should ({type(error).__name__}): what runs before `amble serve`?"


def _is_ours(health: httpx2.Response) -> bool:
    try:
        return health.status_code == httpx2.codes.OK and health.json() == {"status": "up"}
    except ValueError:
        return False


def _somebody_else(base: str, health: httpx2.Response) -> Finding:
    if health.is_redirect:
        to = httpx2.URL(health.headers.get("Location", "")).host or "elsewhere"
        return fail(
            PART,
            f"{base} redirects to {to}, and the carrier's signature is lost on the way: set PUBLIC_BASE_URL to "
            "that address.",
        )
    if health.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
        return fail(PART, f"{base} answers {health.status_code}: something answers there, but not `amble serve`.")
    return fail(PART, f"{base}/healthz is another program's ({health.status_code}): it must lead to `amble serve`.")


def _of_the_door(base: str, door: httpx2.Response) -> Finding:
    # An empty form is no text: a webhook that accepts the signature answers which fields are missing.
    if door.status_code == httpx2.codes.UNPROCESSABLE_CONTENT:
        return well(PART, f"{base} leads here, and its webhook accepts our token")
    if door.status_code == httpx2.codes.FORBIDDEN:
        return fail(
            PART,
            f"{base} answers, but its webhook refuses our token: `amble serve` there must have the same "
            "PUBLIC_BASE_URL and TWILIO_AUTH_TOKEN.",
        )
    return fail(
        PART, f"{base} answers, but lets no webhook through ({door.status_code}): {TEXT_DOOR} must lead to us by POST."
    )
