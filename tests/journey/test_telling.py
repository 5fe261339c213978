"""Is nobody kept waiting by an address that cannot be told, that answers late, or not at all?"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.api.webhooks import NewSubscription
from schemas.tables.alerts import Alert, NoticeChannel, NoticeState
from schemas.tables.alerts import Notice as NoticeRow
from schemas.tables.webhooks import HookDelivery, HookState, HookType, Subscription
from services.carrier.hooks import WebhookPoster
from services.carrier.open_address import OpenAddress
from services.carrier.staff import Mail, Notice, Webhook
from services.journey.alerting import notices
from services.operations import metrics, overdue, webhooks
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.doors.conftest import START
from workers import notifying

GOOD_MAIL, GOOD_WEB = "good@harbor.example", "https://ehr.harbor.example/amble"
POISON_MAIL = ("a:;@b.co", "().@b.co", "a@b.,<")
POISON_WEB = ("https://" + "a" * 70 + ".example/", "https://ä..x/", "https://[x")


@dataclass
class Way:
    """A channel or a system in memory: takes everything but what `broken` does, and writes down whom it told."""

    broken: Callable[[str], object] = str
    told: list[str] = field(default_factory=list)
    answer: int = 200

    def tell(self, address: str, notice: Notice) -> bool:
        self.broken(address)
        self.told.append(address)
        return True

    def post(self, url: str, body: bytes, headers: object) -> int:
        self.broken(url)
        self.told.append(url)
        return self.answer


@dataclass(frozen=True)
class InMemory(Mail):
    """Mail whose message is made, and then put aside."""

    told: list[str] = field(default_factory=list)

    def tell(self, address: str, notice: Notice) -> bool:
        self.told.append(str(self._message(address, notice)["To"]))
        return True


@dataclass(frozen=True)
class Known(OpenAddress):
    """One address is in memory; every other is checked as always."""

    way: Way = field(default_factory=Way)

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        if address == GOOD_WEB:
            return self.way.post(address, body, headers)
        return OpenAddress.post(self, address, body, headers)


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, START)


def _notices(clinic: ClinicInTests, channel: NoticeChannel, *addresses: str) -> None:
    """One each to these addresses, the first the oldest, all due."""
    clinic.text(clinic.begin(), "I cannot feel my groin")
    clinic.turn_the_databases_clock()
    with clinic.database.unit_of_work() as session:
        session.execute(sa.delete(NoticeRow))
        alert = session.exec(select(Alert)).first()
        assert alert is not None
        for number, address in enumerate(addresses):
            due = clinic.now - timedelta(seconds=90 - number)
            session.add(
                NoticeRow(
                    clinic_id=clinic.id, alert_id=alert.id, channel=channel, address=address, telling=number,
                    state=NoticeState.PLANNED, due_at=due, created_at=due,
                )
            )  # fmt: skip


def _stand(clinic: ClinicInTests) -> dict[str, tuple[NoticeState, int]]:
    with clinic.database.unit_of_work() as session:
        rows = session.exec(select(NoticeRow)).all()
        return {row.address: (row.state, row.attempts) for row in rows}


def test_mail_addresses_that_cannot_be_keep_no_mail_waiting(clinic: ClinicInTests) -> None:
    _notices(clinic, NoticeChannel.EMAIL, *POISON_MAIL, GOOD_MAIL)
    mail = InMemory("", "amble@example.org", "https://amble.example.org")
    notifying.tell_notices(clinic.database, NoticeChannel.EMAIL, mail)
    assert mail.told == [GOOD_MAIL]
    assert _stand(clinic) == dict.fromkeys(POISON_MAIL, (NoticeState.PLANNED, 1)) | {GOOD_MAIL: (NoticeState.SENT, 1)}


def test_web_addresses_that_cannot_be_keep_no_webhook_waiting(clinic: ClinicInTests) -> None:
    _notices(clinic, NoticeChannel.WEBHOOK, *POISON_WEB, GOOD_WEB)
    way = Way()

    notifying.tell_notices(clinic.database, NoticeChannel.WEBHOOK, Webhook("secret", Known(way=way)))
    assert way.told == [GOOD_WEB]
    assert _stand(clinic) == dict.fromkeys(POISON_WEB, (NoticeState.PLANNED, 1)) | {GOOD_WEB: (NoticeState.SENT, 1)}


@pytest.mark.parametrize("error", [RuntimeError, ValueError, AttributeError, KeyError, OSError, RecursionError])
def test_whatever_breaks_counts_and_is_given_up_at_last_and_the_operator_told(
    clinic: ClinicInTests, error: type[Exception]
) -> None:
    def broken(address: str) -> None:
        if address != GOOD_MAIL:
            raise error(address)

    _notices(clinic, NoticeChannel.EMAIL, "x@b.co", GOOD_MAIL)
    way = Way(broken)
    for tries in range(1, len(notices.WAITS) + 2):
        notifying.tell_notices(clinic.database, NoticeChannel.EMAIL, way)
        assert _stand(clinic)["x@b.co"][1] == tries
        clinic.now += timedelta(hours=3)
        clinic.turn_the_databases_clock()
    assert _stand(clinic)["x@b.co"][0] is NoticeState.GIVEN_UP
    assert way.told == [GOOD_MAIL]
    with clinic.database.unit_of_work() as session:
        told = session.exec(select(Alert).where(col(Alert.kind) == AlertKind.NOTICE_GIVEN_UP)).one()
        assert (told.clinic_id, told.times) == (None, 1)
        numbers = {(vital.name, vital.labels): vital.value for vital in metrics.present_values(session, clinic.now)}
        later = {
            (vital.name, vital.labels): vital.value
            for vital in metrics.present_values(session, clinic.now + timedelta(days=2))
        }
    assert numbers["amble_notices_given_up", ("email",)] == 1
    assert numbers["amble_notices_given_up", ("webhook",)] == 0
    assert later["amble_notices_given_up", ("email",)] == 0


def test_an_address_that_answers_late_keeps_no_other_waiting(clinic: ClinicInTests) -> None:
    others = [f"{number}@b.co" for number in range(20)]
    _notices(clinic, NoticeChannel.EMAIL, "slow@b.co", *others)
    is_slow, all_told = threading.Event(), threading.Event()

    def broken(address: str) -> None:
        if address == "slow@b.co":
            is_slow.set()
            assert all_told.wait(20), "the others waited for it"

    way = Way(broken)
    slow = threading.Thread(target=notifying.tell_notices, args=(clinic.database, NoticeChannel.EMAIL, way))
    slow.start()
    # Otherwise this thread may be the one that the slow address keeps.
    assert is_slow.wait(20)
    while slow.is_alive() and len(way.told) < 20:
        notifying.tell_notices(clinic.database, NoticeChannel.EMAIL, way)
    all_told.set()
    slow.join()
    assert sorted(way.told[:20]) == sorted(others)
    assert way.told[20:] == ["slow@b.co"]


def test_channels_are_claimed_apart_and_an_address_gets_one_at_a_time(clinic: ClinicInTests) -> None:
    _notices(clinic, NoticeChannel.EMAIL, "a@b.co", "a@b.co", "c@b.co")
    with clinic.database.unit_of_work() as session:
        assert notices.claim_notices(session, clinic.now, NoticeChannel.WEBHOOK) == []
        first = notices.claim_notices(session, clinic.now, NoticeChannel.EMAIL)
    assert sorted(notice.address for notice in first) == ["a@b.co", "c@b.co"]
    with clinic.database.unit_of_work() as session:
        assert notices.claim_notices(session, clinic.now, NoticeChannel.EMAIL) == []
        notices.settle_notice(session, next(n.id for n in first if n.address == "a@b.co"), clinic.now, taken=True)
    with clinic.database.unit_of_work() as session:
        second = notices.claim_notices(session, clinic.now, NoticeChannel.EMAIL)
    assert [notice.address for notice in second] == ["a@b.co"]


def test_what_was_refused_is_behind_until_it_is_taken(clinic: ClinicInTests) -> None:
    _notices(clinic, NoticeChannel.EMAIL, "x@b.co")

    def told_of() -> set[str]:
        with clinic.database.unit_of_work() as session:
            return {item.what for item in overdue.find_overdue(session, clinic.now)}

    with clinic.database.unit_of_work() as session:
        (notice,) = notices.claim_notices(session, clinic.now, NoticeChannel.EMAIL)
        notices.settle_notice(session, notice.id, clinic.now, taken=False)
    clinic.now += timedelta(seconds=50)
    assert "staff_not_told" in told_of(), "its next try is still to come"
    with clinic.database.unit_of_work() as session:
        notices.settle_notice(session, notice.id, clinic.now, taken=True)
    assert "staff_not_told" not in told_of()


def _listen(clinic: ClinicInTests, url: str) -> Subscription:
    wanted = NewSubscription.model_construct(url=url, types=list(HookType))
    with clinic.database.unit_of_work() as session:
        return webhooks.subscribe(session, clinic.id, wanted, "user:x", clinic.now)


def _planned(clinic: ClinicInTests, *urls: str) -> dict[str, Subscription]:
    """Something happens that each of these systems is told of."""
    patient = clinic.begin()
    systems = {url: _listen(clinic, url) for url in urls}
    clinic.text(patient, "STOP")
    clinic.turn_the_databases_clock()
    with clinic.database.unit_of_work() as session:
        webhooks.plan_deliveries(session, clinic.now)
    return systems


def _deliveries(clinic: ClinicInTests, system: Subscription) -> set[tuple[HookState, int, int | None]]:
    with clinic.database.unit_of_work() as session:
        rows = session.exec(select(HookDelivery).where(col(HookDelivery.subscription_id) == system.id)).all()
        return {(row.state, row.attempts, row.status_code) for row in rows}


def test_a_system_that_cannot_be_told_keeps_no_other_waiting(clinic: ClinicInTests) -> None:
    systems = _planned(clinic, *POISON_WEB, "https://poison.example/", "https://sealed.example/", GOOD_WEB)
    with clinic.database.unit_of_work() as session:
        session.execute(
            sa.update(HookDelivery)
            .where(col(HookDelivery.subscription_id) == systems["https://poison.example/"].id)
            .values(payload=sa.text("'[]'::jsonb"))
        )
        session.execute(
            sa.text("UPDATE subscription SET secret = 'x' WHERE id = :id"),
            {"id": systems["https://sealed.example/"].id},
        )
    way = Way()

    notifying.deliver_webhooks(clinic.database, WebhookPoster(Known(way=way)))
    assert set(way.told) == {GOOD_WEB}
    assert _deliveries(clinic, systems.pop(GOOD_WEB)) == {(HookState.SENT, 1, 200)}
    for system in systems.values():
        assert _deliveries(clinic, system) == {(HookState.PLANNED, 1, 0)}


def test_a_system_that_does_not_answer_is_asked_once_for_what_was_claimed(clinic: ClinicInTests) -> None:
    systems = _planned(clinic, GOOD_WEB)
    way = Way(answer=0)

    with clinic.database.unit_of_work() as session:
        planned = len(session.exec(select(HookDelivery)).all())
    assert planned > 1
    notifying.deliver_webhooks(clinic.database, WebhookPoster(Known(way=way)))
    assert way.told == [GOOD_WEB]
    assert _deliveries(clinic, systems[GOOD_WEB]) == {(HookState.PLANNED, 1, 0)}


def test_a_system_with_much_to_hear_leaves_room_for_the_others(clinic: ClinicInTests) -> None:
    systems = _planned(clinic, "https://large.example/", GOOD_WEB)
    large = systems["https://large.example/"]
    with clinic.database.unit_of_work() as session:
        session.execute(
            sa.text(
                "INSERT INTO hook_delivery (id, clinic_id, subscription_id, event_id, type, payload, state, attempts, "
                "due_at, created_at) SELECT gen_random_uuid(), :clinic, :system, -number, 'plan.changed', '{}', "
                "'planned', 0, :due, :due FROM generate_series(1, 200) AS number"
            ),
            {"clinic": clinic.id, "system": large.id, "due": clinic.now - timedelta(hours=1)},
        )
    with clinic.database.unit_of_work() as session:
        claimed = webhooks.claim(session, clinic.now)
        assert sum(hook.subscription_id == large.id for hook in claimed) == webhooks.MOST_OF_ONE
        assert {hook.subscription_id for hook in claimed} == {system.id for system in systems.values()}
    with clinic.database.unit_of_work() as session:
        assert webhooks.claim(session, clinic.now) == [], "these are under way"
        webhooks.give_back(session, [hook.id for hook in claimed])
        assert len(webhooks.claim(session, clinic.now)) == len(claimed)
