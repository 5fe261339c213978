"""`amble doctor --text`: sends one test text to a phone that the operator names, and reports its outcome."""

import re
import time
from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from services import wiring
from services.carrier.errors import Remedy, remedy_of
from services.carrier.standing import CarrierGaveNoAnswer, CarrierInspection, TriedText, Why
from services.carrier.statuses import REACHED
from services.command_line.carrier_checks import why_no_answer
from services.command_line.doctor_findings import Finding, fail, warn, well
from services.operations.operators_text import MayNotBeTexted, allow
from services.storage.database import now

PART = "text"
BODY = "Amble: a test, sent by whoever runs it. Texts from this number reach this phone. You need not answer."
_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")
_LOOK_EVERY_SECONDS = 1.0
_WAIT_SECONDS = 30.0
_BY = "command-line"
_REMEDIES = {
    Remedy.NUMBER_BAD: "the carrier cannot text this phone: name another one.",
    Remedy.OPTED_OUT: "this phone said STOP to the sender, and the carrier blocks it: name another one.",
    Remedy.OPERATOR: "the sender or the account is not right: `amble doctor` and the carrier's console say more.",
    Remedy.THIS_TEXT: "networks blocked it or took it for spam: the carrier's console says which and why.",
    Remedy.EXPIRED: "it waited in the carrier's queue for longer than its time: try again in some minutes.",
    Remedy.RETRY: "that passes by itself: try again in some minutes.",
    Remedy.UNKNOWN_CODE: "look the code up at the carrier.",
}


def try_text(phone: str) -> Iterator[Finding]:
    """Send one text to a phone (E.164), unless it said STOP or is a patient's, and report its outcome."""
    refused = _refused(phone)
    if refused is not None:
        yield refused
        return
    inspection, name = wiring.inspection(), "the emulator" if wiring.configuration().carrier_api_base_url else "Twilio"
    try:
        taken = inspection.send_test(phone, BODY)
    except CarrierGaveNoAnswer as error:
        yield _not_sent(error, name)
        return
    if taken.sid is None or taken.is_final:
        yield _ended(taken)
        return
    yield well(PART, f"accepted under {taken.sid}, {taken.status}")
    yield follow(inspection, taken.sid)


def _refused(phone: str) -> Finding | None:
    """Why nothing was sent."""
    if not _E164.match(phone):
        return fail(
            PART, "nothing was sent: name a phone with its country, such as `amble doctor --text +12025550143`."
        )
    settings = wiring.configuration()
    if not settings.twilio_account_sid or not settings.twilio_auth_token.get_secret_value():
        return fail(PART, "nothing was sent: TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set.")
    if not settings.senders and not settings.twilio_messaging_service_sid:
        return fail(PART, "nothing was sent: set TWILIO_FROM_NUMBER or TWILIO_MESSAGING_SERVICE_SID.")
    if settings.mode is wiring.Mode.PRODUCTION and settings.carrier_api_base_url:
        return fail(PART, "nothing was sent: CARRIER_API_BASE_URL is set, and in production texts go to Twilio only.")
    if not settings.database_url:
        return fail(PART, "nothing was sent: without DATABASE_URL Amble cannot know whether this phone said STOP.")
    try:
        with wiring.database().unit_of_work() as session:
            allow(session, phone, _BY, now(session))
    except MayNotBeTexted as error:
        return fail(PART, f"nothing was sent. {error}")
    except SQLAlchemyError:
        return fail(
            PART, "nothing was sent: the database does not tell whether this phone said STOP. Run `amble doctor`."
        )
    return None


def _not_sent(error: CarrierGaveNoAnswer, name: str) -> Finding:
    if error.why is Why.NO_ANSWER:
        return fail(
            PART, f"{name} gave no answer that can be read, so it is unknown whether the text left. Run `amble doctor`."
        )
    return why_no_answer(PART, name, error)


def follow(inspection: CarrierInspection, sid: str, *, seconds: float = _WAIT_SECONDS) -> Finding:
    """The text's final status at the carrier, or its newest one when the time is over."""
    ends, newest = time.monotonic() + seconds, None
    while time.monotonic() < ends:
        try:
            newest = inspection.test_text(sid)
        except CarrierGaveNoAnswer as error:
            return _nothing_follows(error)
        if newest.is_final:
            return _ended(newest)
        time.sleep(min(_LOOK_EVERY_SECONDS, seconds))
    status = newest.status if newest else "unknown"
    return warn(PART, f"{status} after {seconds:g} s, and no final status yet: look at the phone.")


def _nothing_follows(error: CarrierGaveNoAnswer) -> Finding:
    if error.why in (Why.TEST_CREDENTIALS, Why.UNKNOWN):
        return warn(
            PART,
            "with test credentials no phone gets it, and nothing more is reported: everything up to here is right.",
        )
    return warn(PART, "the carrier did not say what became of it: look at the phone, or into its console.")


def _ended(text: TriedText) -> Finding:
    if text.status in REACHED:
        return well(PART, f"{text.status}: the phone has it")
    code = f" ({text.code})" if text.code is not None else ""
    return fail(PART, f"{text.status}{code}: {_REMEDIES[remedy_of(text.code)]}")
