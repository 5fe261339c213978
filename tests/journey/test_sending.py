"""Does each text leave once, in its time, and does its end become known, whatever the carrier answers?"""

from datetime import timedelta

import pytest

from schemas.tables.messages import Suppression, TextState
from schemas.tables.people import EnrolmentStatus
from schemas.text_kinds import TextKind
from services.carrier.errors import Remedy
from services.carrier.port import Refused
from services.journey.planning import due_texts
from services.journey.texting import send
from services.progression import calendar
from services.storage.case import in_hand
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.moments import MONDAY, ZONE, at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    return ClinicInTests(database, at(10))


@pytest.mark.parametrize("reply_at", [(20, 30), (23, 0), (2, 0), (7, 59)])
def test_nothing_leaves_in_quiet_hours(clinic: ClinicInTests, reply_at: tuple[int, int]) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(*reply_at, day=1 if reply_at[0] > 12 else 2))
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "2 2")
    assert len(clinic.bodies(patient)) == sent
    clinic.turn_to(at(12, day=2))
    for text, _, moment in clinic.carrier.accepted:
        local = calendar.local_time(moment, ZONE)
        assert 8 <= local.hour < 20, text.body


@pytest.mark.parametrize("reply_at", [(20, 30), (23, 0), (2, 0), (7, 59)])
def test_only_what_says_whom_to_call_leaves_in_quiet_hours(clinic: ClinicInTests, reply_at: tuple[int, int]) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(*reply_at, day=1 if reply_at[0] > 12 else 2))
    sent = len(clinic.bodies(patient))
    clinic.text(patient, "hmmm")
    clinic.text(patient, "hmmm")
    assert len(clinic.bodies(patient)) == sent + 1
    assert "Call 911 now" in clinic.bodies(patient)[-1]


def test_at_most_three_automatic_texts_a_day(clinic: ClinicInTests) -> None:
    patient = clinic.begin(prompt_times={"morning": "08:30", "evening": "17:00"})
    clinic.turn_to(at(23, day=1))
    automatic = [t for t in clinic.texts(patient, local_date=MONDAY + timedelta(days=1)) if t.sent_at]
    assert len(automatic) == 3


@pytest.mark.parametrize(
    "country_zone", ["Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati", "Europe/Madrid"]
)
def test_every_zone_is_texted_at_its_own_hour(clinic: ClinicInTests, country_zone: str) -> None:
    patient = clinic.enrol(zone=country_zone)
    clinic.turn_to(at(12, day=1, zone=country_zone) + timedelta(days=1))
    clinic.text(patient, "READY")
    clinic.turn_to(clinic.now + timedelta(days=3))
    mornings = [t for t in clinic.texts(patient, kind=TextKind.MORNING_PLAN) if t.sent_at]
    assert mornings
    assert {calendar.local_time(t.sent_at, country_zone).strftime("%H:%M") for t in mornings if t.sent_at} == {"08:30"}


def test_a_lost_answer_is_settled_by_the_carriers_list_and_not_sent_twice(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(8, 31, day=1))
    assert clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0].state is TextState.UNKNOWN
    clinic.turn_to(at(8, 40, day=1))
    assert clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0].state is TextState.DELIVERED
    assert len(clinic.bodies(patient)) == 3


def test_a_call_that_never_arrived_ends_once_it_was_looked_for_twice(clinic: ClinicInTests) -> None:
    from services.carrier.port import Unknown

    patient = clinic.begin()
    clinic.carrier.outcomes = [Unknown("timeout")]
    clinic.turn_to(at(8, 45, day=1))
    text = clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0]
    assert (text.state, text.attempts) == (TextState.EXPIRED, 1)


def test_while_the_carrier_is_away_nothing_is_resent_blindly(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = ["lost"]
    clinic.turn_to(at(8, 31, day=1))
    clinic.carrier.is_away = True
    clinic.now = at(9, day=1)
    clinic.run()
    assert clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0].state is TextState.UNKNOWN


def test_a_passing_refusal_is_tried_again_in_time(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [Refused(True, 20429, Remedy.RETRY, 5)]
    clinic.turn_to(at(8, 40, day=1))
    assert clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0].state is TextState.ACCEPTED


def test_a_bad_number_is_marked_and_never_tried_again(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [Refused(False, 21211, Remedy.NUMBER_BAD)]
    clinic.turn_to(at(12, day=2))
    assert "number_bad" in clinic.alerts(patient)
    assert len(clinic.carrier.sent) == 3


def test_a_refusal_for_opting_out_is_an_opt_out(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.carrier.outcomes = [Refused(False, 21610, Remedy.OPTED_OUT)]
    clinic.turn_to(at(12, day=2))
    assert clinic.enrolment(patient).status is EnrolmentStatus.OPTED_OUT
    assert len(clinic.carrier.sent) == 3


@pytest.mark.parametrize("order", [("sent", "delivered"), ("delivered", "sent"), ("delivered", "delivered", "queued")])
def test_receipts_in_any_order_end_in_delivered(clinic: ClinicInTests, order: tuple[str, ...]) -> None:
    patient = clinic.begin()
    sid = clinic.carrier.accepted[0][1]
    for status in dict.fromkeys(order):
        clinic.receipt(sid, status)
    assert clinic.texts(patient, kind=TextKind.CONSENT)[0].state is TextState.DELIVERED


def test_an_unreachable_phone_is_tried_again_and_then_told_to_staff(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(8, 31, day=1))
    for _ in range(4):
        clinic.receipt(clinic.carrier.accepted[-1][1], "undelivered", 30003)
        clinic.turn_to(clinic.now + timedelta(minutes=16))
    assert "undelivered" in clinic.alerts(patient)
    assert clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0].attempts == 4


def test_after_an_outage_nothing_old_floods_out(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    sent = len(clinic.bodies(patient))
    clinic.now = at(10, day=6)
    clinic.run()
    clinic.run()
    late = clinic.bodies(patient)[sent:]
    assert len(late) <= 1
    assert TextState.EXPIRED in {text.state for text in clinic.texts(patient)}


def test_a_claim_that_nobody_came_for_is_given_back(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.now = at(8, 30, day=1)
    with clinic.database.unit_of_work() as session:
        assert len(send.claim(session, clinic.now, limit=10, most_waiting=1000)) == 1
        assert not send.claim(session, clinic.now, limit=10, most_waiting=1000)
    clinic.turn_to(at(8, 40, day=1))
    text = clinic.texts(patient, kind=TextKind.MORNING_PLAN)[0]
    assert (text.state, text.attempts) == (TextState.ACCEPTED, 1)


def test_a_text_is_planned_once_however_often_it_is_asked_for(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    with clinic.database.unit_of_work() as session:
        for _ in range(3):
            with in_hand(session, clinic.now) as batch:
                due_texts.plan_texts(batch.case(clinic.enrolment(patient).id))
    keys = [(t.kind, t.local_date, t.slot) for t in clinic.texts(patient)]
    assert len(keys) == len(set(keys))


def test_what_is_suppressed_says_why(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "STOP")
    assert {t.suppression for t in clinic.texts(patient, state=TextState.SUPPRESSED)} == {Suppression.OPTED_OUT}
