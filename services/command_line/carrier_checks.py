"""Asks the carrier whether our account is open, our senders can text, and replies come to our webhook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from services.carrier.forms import TEXT_DOOR
from services.carrier.standing import AccountStatus, CarrierGaveNoAnswer, CarrierInspection, SenderStatus, WayIn, Why
from services.command_line.doctor_findings import Finding, fail, warn, well

ACCOUNT, SENDER = "account", "sender"
# Five repeats after any failure: without them, a reply that arrives during a restart is lost.
_TRIED_AGAIN = "#rc=5&rp=all"
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class OurSender:
    """A number (E.164) or a Messaging Service, what it is for, and where to name another one."""

    name: str
    whose: str
    set_by: str


def why_no_answer(part: str, name: str, error: CarrierGaveNoAnswer) -> Finding:
    """Why the carrier gave no answer, and what to do. name: the carrier's name."""
    sentences = {
        Why.NO_ANSWER: f"{name} gave no answer that can be read: can this machine reach it, and is {name} up? "
        "Account and senders were not checked.",
        Why.WRONG_CREDENTIALS: f"{name} refuses TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN: copy both again from its "
        "console. A closed account is refused in the same way.",
        Why.UNKNOWN: f"{name} has no account with that SID: copy TWILIO_ACCOUNT_SID again from its console.",
        Why.TEST_CREDENTIALS: f"these are {name}'s test credentials: every text is accepted and none reaches a phone. "
        "Set the live ones; until then only `amble doctor --text` is of use.",
        Why.REFUSED: f"{name} does not allow this check ({error.code or 'without a code'}): the token must be the "
        "account's "
        "own.",
    }
    return fail(part, sentences[error.why])


def check_carrier(
    inspection: CarrierInspection, name: str, senders: Iterable[OurSender], public_base_url: str
) -> Iterator[Finding]:
    """Check the account, then each sender. Stops at the first check that the carrier does not answer."""
    try:
        yield _account(inspection.account(), name)
        for sender in senders:
            yield from _sender(sender, inspection.sender(sender.name), public_base_url)
    except CarrierGaveNoAnswer as error:
        yield why_no_answer(ACCOUNT, name, error)


def _account(found: AccountStatus, name: str) -> Finding:
    if not found.is_open:
        return fail(ACCOUNT, f"{name} says that it is {found.status!r}: no text leaves. Its console says why.")
    if found.on_trial:
        return warn(
            ACCOUNT,
            f"a trial account: {name} puts words of its own before each text, and texts only phones that are "
            "verified in its "
            "console. Upgrade it before you enrol patients.",
        )
    return well(ACCOUNT, f"open, at {name}")


def _sender(sender: OurSender, found: SenderStatus, public_base_url: str) -> list[Finding]:
    label = f"{sender.name} ({sender.whose})"
    kind = "number" if sender.name.startswith("+") else "Messaging Service"
    if not found.is_ours:
        return [fail(SENDER, f"{label}: the account has no such {kind}. Get it there, or {sender.set_by}.")]
    wrong = []
    if not found.numbers:
        lack = "cannot send texts" if kind == "number" else "has no number that can send texts: add one to it"
        wrong.append(fail(SENDER, f"{label}: {lack}, or {sender.set_by}."))
    wrong += [fail(SENDER, f"{label}: {what}") for way in found.ways if (what := _astray(way, public_base_url))]
    if found.rewrites:
        wrong.append(
            warn(
                SENDER,
                f"{label}: Smart Encoding is on: it replaces letters, so the carrier's list shows other texts "
                "than were sent. Turn it off; our texts need no replacement.",
            )
        )
    return wrong or [well(SENDER, f"{label}: ours, can send texts, and replies come to our webhook")]


def _astray(way: WayIn, public_base_url: str) -> str:
    """What is wrong with the address that replies go to, and what would be right; "" if it is right."""
    right = public_base_url.rstrip("/") + TEXT_DOOR
    put_right = f"set incoming messages of {way.place} to {right}{_TRIED_AGAIN}, by POST."
    if not way.url:
        return f"replies go nowhere: {put_right}"
    try:
        goes, ours = _place(way.url), _place(right)
        overrides = parse_qs(urlsplit(way.url).fragment)
    except ValueError:
        return f"replies go to an address that cannot be read: {put_right}"
    if goes != ours:
        return f"replies go to {goes[0]}://{goes[1]}{goes[3]} and not to us: {put_right}"
    if not way.posts:
        return f"replies come by GET, which our webhook refuses: {put_right}"
    tries, reasons = overrides.get("rc", ["0"]), overrides.get("rp", [""])[0].split(",")
    if tries != ["5"] or "all" not in reasons:
        return f"a reply that arrives during a restart would be lost: {put_right}"
    return ""


def _place(url: str) -> tuple[str, str, int | None, str, str]:
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".")
    return parts.scheme, host, parts.port or _DEFAULT_PORTS.get(parts.scheme), parts.path, parts.query
