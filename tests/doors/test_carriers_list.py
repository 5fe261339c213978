"""Does the carrier's own list tell of every text of ours, whichever way it is made? The real SDK, a list made by hand."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from services.carrier.errors import Remedy, is_final, remedy_of
from services.carrier.port import CarrierIsAway, SentRecord
from services.carrier.twilio import TwilioCarrier, TwilioSender, open_client

ACCOUNT, SENDER, SERVICE, PHONE = "AC" + "1" * 32, "+15005550006", "MG" + "2" * 32, "+12025550143"
BEGAN = datetime(2026, 3, 3, 13, 30, tzinfo=UTC)


class HandMadeList:
    """A server that answers pages of texts, as given, and keeps the questions."""

    def __init__(self) -> None:
        self.pages: list[list[dict[str, Any]]] = [[]]
        self.asked: list[dict[str, list[str]]] = []
        self.status = 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                outer.asked.append(query)
                body = json.dumps(outer.answer(int(query.get("Page", ["0"])[0]))).encode()
                self.send_response(outer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, page: int) -> dict[str, Any]:
        """One page, which names the next."""
        path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        following = f"{path}?Page={page + 1}" if page + 1 < len(self.pages) else None
        return {"messages": self.pages[page], "page": page, "next_page_uri": following, "uri": path}

    def carrier(self, sender: TwilioSender) -> TwilioCarrier:
        """The real carrier, pointed at this list."""
        client = open_client(ACCOUNT, "token", api_base_url=self.base, timeout_seconds=5)
        return TwilioCarrier(client, sender, "https://amble.test")


@pytest.fixture
def listing() -> Iterator[HandMadeList]:
    made = HandMadeList()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def text(number: int, minutes: float = 0, sender: str | None = SENDER, **fields: Any) -> dict[str, Any]:
    """A text as Twilio's API shows it, made so many minutes after the call began."""
    created = BEGAN + timedelta(minutes=minutes)
    return {
        "sid": f"SM{number:032x}", "account_sid": ACCOUNT, "body": "Today: walk.", "status": "queued", "to": PHONE,
        "from": sender, "messaging_service_sid": None, "direction": "outbound-api", "error_code": None,
        "date_created": format_datetime(created), "date_sent": None, "date_updated": format_datetime(created),
    } | fields  # fmt: skip


def found(listing: HandMadeList, *texts: dict[str, Any], **changes: Any) -> list[SentRecord]:
    """What the carrier's port makes of one page."""
    listing.pages = [list(texts)]
    carrier = listing.carrier(changes.pop("sender", TwilioSender((SENDER,))))
    return carrier.find(PHONE, BEGAN - timedelta(minutes=1), **changes)


def test_a_queued_text_is_found_and_the_list_is_asked_by_number_alone(listing: HandMadeList) -> None:
    (record,) = found(listing, text(1, 0.1))
    assert (record.status, record.created_at, record.line) == ("queued", BEGAN + timedelta(minutes=0.1), "")
    assert [set(query) for query in listing.asked] == [{"To", "PageSize"}]


def test_the_code_comes_with_the_record(listing: HandMadeList) -> None:
    failed, well = found(listing, text(1, status="failed", error_code=21610), text(2, status="delivered"))
    assert (failed.error_code, well.error_code) == (21610, None)


def test_a_body_of_which_nothing_is_kept_is_a_record_all_the_same(listing: HandMadeList) -> None:
    assert [record.body for record in found(listing, text(1, body=""), text(2, body=None))] == ["", ""]


def test_replies_and_what_the_carrier_answered_itself_are_no_texts_of_ours(listing: HandMadeList) -> None:
    others = [text(number, direction=way) for number, way in enumerate(["inbound", "outbound-reply", "outbound-call"])]
    assert found(listing, *others) == []


def test_only_our_own_senders_count(listing: HandMadeList) -> None:
    line = "+15005550020"
    texts = [text(1), text(2, sender=line), text(3, sender="+15005550099")]
    assert [record.line for record in found(listing, *texts)] == [""]
    assert [record.line for record in found(listing, *texts, lines=[line])] == ["", line]


def test_a_messaging_service_is_known_by_its_name_while_it_has_chosen_no_number(listing: HandMadeList) -> None:
    waiting = text(1, sender=None, messaging_service_sid=SERVICE, status="accepted")
    chosen = text(2, sender="+15005550077", messaging_service_sid=SERVICE)
    another = text(3, sender="+15005550077", messaging_service_sid="MG" + "3" * 32)
    service = TwilioSender(messaging_service_sid=SERVICE)
    records = found(listing, waiting, chosen, another, sender=service)
    assert [record.sid[-1] for record in records] == ["1", "2"]
    own = found(listing, waiting, lines=[SERVICE])
    assert [record.line for record in own] == [SERVICE]


def test_what_was_queued_for_long_stands_further_down_and_is_found(listing: HandMadeList) -> None:
    """Should the list go by the times of sending, texts of after the call stand before what left earlier, and after."""
    listing.pages = [[text(1, 60), text(2, -90)], [text(3, 0.2), text(4, -602)], [text(5, 0.3)]]
    records = listing.carrier(TwilioSender((SENDER,))).find(PHONE, BEGAN - timedelta(minutes=1))
    assert [record.sid[-1] for record in records] == ["1", "3"]
    assert len(listing.asked) == 2, "and nothing older than the longest queue is asked for"


def test_a_list_that_cannot_be_had_says_so(listing: HandMadeList) -> None:
    listing.status = 503
    with pytest.raises(CarrierIsAway):
        found(listing)


@pytest.mark.parametrize(
    ("remedy", "codes"),
    [
        (Remedy.EXPIRED, (30036,)),
        (Remedy.OPERATOR, (20003, 30002, 30024, 30032, 30034, 30035, 30038, 21659, 21660, 21705, 63038)),
        (Remedy.RETRY, (30001, 30003, 30410, 30450, 30500, 21611)),
        (Remedy.NUMBER_BAD, (21211, 21635, 30005, 30006)),
        (Remedy.THIS_TEXT, (21617, 30004, 30007)),
        (Remedy.UNKNOWN_CODE, (99999, None)),
    ],
)
def test_what_a_code_asks_of_us(remedy: Remedy, codes: tuple[int | None, ...]) -> None:
    assert {code: remedy_of(code) for code in codes} == dict.fromkeys(codes, remedy)


def test_which_statuses_are_final() -> None:
    final = ("undelivered", "failed", "canceled", "delivered", "read")
    assert [is_final(status) for status in (*final, "sent", "queued", "surprise")] == [True] * 5 + [False] * 3
