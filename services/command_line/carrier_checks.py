"""Does the carrier know us, do our senders text, and do their replies come to our door? Asked of the carrier itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from services.carrier.forms import TEXT_DOOR
from services.carrier.standing import AccountStatus, CarrierGaveNoAnswer, CarrierInspection, SenderStatus, WayIn, Why
from services.command_line.doctor_findings import Finding, mend, warn, well

ACCOUNT, SENDER = "account", "sender"
# Five more tries, whatever went wrong: without it a reply that meets a restart is brought once and never again.
_TRIED_AGAIN = "#rc=5&rp=all"
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class OurSender:
    """A number, E.164, or a Messaging Service, whose it is, and where another one is named."""

    name: str
    whose: str
    set_by: str


def why_no_answer(part: str, name: str, error: CarrierGaveNoAnswer) -> Finding:
    """Why the carrier told nothing, and what to do. name: what it is called."""
    sentences = {
        Why.NO_ANSWER: f"{name} gave no answer that can be read: may this machine reach it, and is {name} well? "
        "Account and senders were not looked at.",
        Why.WRONG_CREDENTIALS: f"{name} refuses TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN: copy both anew from its "
        "console. A closed account is refused so too.",
        Why.UNKNOWN: f"{name} knows no account of that SID: copy TWILIO_ACCOUNT_SID anew from its console.",
        Why.TEST_CREDENTIALS: f"these are {name}'s test credentials: every text is accepted and none reaches a phone. "
        "Set the live ones; until then only `amble doctor --text` tells something.",
        Why.REFUSED: f"{name} does not let us look ({error.code or 'without a code'}): the token must be the account's "
        "own.",
    }
    return mend(part, sentences[error.why])


def look_at_carrier(
    inspection: CarrierInspection, name: str, senders: Iterable[OurSender], public_base_url: str
) -> Iterator[Finding]:
    """The account, then each sender; once the carrier does not answer nothing more is asked."""
    try:
        yield _account(inspection.account(), name)
        for sender in senders:
            yield from _sender(sender, inspection.sender(sender.name), public_base_url)
    except CarrierGaveNoAnswer as error:
        yield why_no_answer(ACCOUNT, name, error)


def _account(found: AccountStatus, name: str) -> Finding:
    if not found.is_open:
        return mend(ACCOUNT, f"{name} calls it {found.status!r}: no text leaves. Its console says why.")
    if found.on_trial:
        return warn(
            ACCOUNT,
            f"a trial account: {name} puts words of its own before each text, and only phones that are verified in its "
            "console get any. Upgrade it before patients are enrolled.",
        )
    return well(ACCOUNT, f"open, at {name}")


def _sender(sender: OurSender, found: SenderStatus, public_base_url: str) -> list[Finding]:
    label = f"{sender.name} ({sender.whose})"
    kind = "number" if sender.name.startswith("+") else "Messaging Service"
    if not found.is_ours:
        return [mend(SENDER, f"{label}: the account has no such {kind}. Get it there, or {sender.set_by}.")]
    wrong = []
    if not found.numbers:
        lack = "cannot send texts" if kind == "number" else "has no number that can send texts: add one to it"
        wrong.append(mend(SENDER, f"{label}: {lack}, or {sender.set_by}."))
    wrong += [mend(SENDER, f"{label}: {what}") for way in found.ways if (what := _astray(way, public_base_url))]
    if found.rewrites:
        wrong.append(
            warn(
                SENDER,
                f"{label}: Smart Encoding is on: it exchanges letters, so that the carrier's list shows other texts "
                "than were sent. Turn it off; the texts are plain already.",
            )
        )
    return wrong or [well(SENDER, f"{label}: ours, sends texts, and replies come to our door")]


def _astray(way: WayIn, public_base_url: str) -> str:
    """What is wrong with where replies go, and what would be right; "" where they come to us and are tried again."""
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
        return f"replies come by GET, which our door does not take: {put_right}"
    tries, reasons = overrides.get("rc", ["0"]), overrides.get("rp", [""])[0].split(",")
    if tries != ["5"] or "all" not in reasons:
        return f"a reply that meets a restart is not brought again: {put_right}"
    return ""


def _place(url: str) -> tuple[str, str, int | None, str, str]:
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".")
    return parts.scheme, host, parts.port or _DEFAULT_PORTS.get(parts.scheme), parts.path, parts.query
