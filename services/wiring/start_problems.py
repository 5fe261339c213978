"""What is missing or unsafe in the settings before the program may start, each as a sentence that says what to do."""

from ipaddress import ip_network

from services.carrier.mail_server import MailTrouble, check_mail_url
from services.storage.sealing import KeysAreWrong
from services.wiring.configuration import Configuration, Mode, key_ring

# The fewest prefix bits of a network of proxies; anybody could be in a wider one.
_WIDEST_NETWORK = {4: 8, 6: 16}


def problems(settings: Configuration) -> list[str]:
    """What is missing or unsafe before this program may start, each as a sentence that says what to do."""
    wrong = []
    if not settings.database_url:
        wrong.append("DATABASE_URL is not set: name a PostgreSQL server, or install amble[local] for an embedded one.")
    try:
        key_ring(settings)
    except KeysAreWrong as error:
        wrong.append(str(error))
    if not settings.redis_url.get_secret_value():
        wrong.append("REDIS_URL is not set: name a Redis server, or install amble[local] for an embedded one.")
    if not settings.twilio_account_sid or not settings.twilio_auth_token.get_secret_value():
        wrong.append(
            "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set: take them from your Twilio console, "
            "or try everything without an account with `amble demo`."
        )
    if not settings.twilio_from_number and not settings.twilio_messaging_service_sid:
        wrong.append("No sender is set: set TWILIO_FROM_NUMBER or TWILIO_MESSAGING_SERVICE_SID.")
    if settings.staff_from_number and settings.staff_from_number in settings.senders:
        wrong.append("STAFF_FROM_NUMBER is one of TWILIO_FROM_NUMBER: set a number that no patient is texted from.")
    if not settings.public_base_url:
        wrong.append("PUBLIC_BASE_URL is not set: the carrier must know where to deliver replies.")
    wrong += _wrong_proxies(settings.trusted_proxies)
    if settings.smtp_url.get_secret_value():
        try:
            check_mail_url(settings.smtp_url.get_secret_value())
        except MailTrouble as error:
            wrong.append(str(error))
    return wrong + _unsafe_in_production(settings)


def _wrong_proxies(listed: str) -> list[str]:
    wrong = []
    for entry in (part.strip() for part in listed.split(",") if part.strip()):
        try:
            network = ip_network(entry, strict=False)
        except ValueError:
            network = None
        if network is None or network.prefixlen < _WIDEST_NETWORK[network.version]:
            wrong.append(
                f"AMBLE_TRUSTED_PROXIES holds {entry!r}: list the addresses or networks of your proxies, separated by "
                "commas, such as 10.42.0.0/16; anyone in them can claim any origin for a request."
            )
    return wrong


def _unsafe_in_production(settings: Configuration) -> list[str]:
    if settings.mode is Mode.REHEARSAL:
        return [] if settings.carrier_api_base_url else ["CARRIER_API_BASE_URL is not set: a rehearsal needs it."]
    wrong = []
    if settings.carrier_api_base_url:
        wrong.append("CARRIER_API_BASE_URL is set: in production texts go to Twilio only; unset it.")
    if settings.oidc_issuer and not settings.oidc_issuer.startswith("https://"):
        wrong.append("OIDC_ISSUER must begin with https:// in production.")
    if settings.public_base_url and not settings.public_base_url.startswith("https://"):
        wrong.append("PUBLIC_BASE_URL must begin with https:// in production: replies carry health data.")
    return wrong
