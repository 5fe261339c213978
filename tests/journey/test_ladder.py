"""Does somebody learn of an alert that nobody has seen, rung by rung, until a signed-in person takes it?"""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.alerts import Alert
from schemas.tables.clinics import Clinic
from schemas.tables.identity import User
from services.accounts import clinics
from services.journey.alerting import escalation
from services.journey.alerting.alerts import raise_for_clinic, raise_for_operator
from services.storage.case import in_hand
from services.storage.database import Database
from services.views import worklist
from tests.clinic import STAFF_SENDER, ClinicInTests
from tests.journey.alarms import (
    MINUTE,
    NUMB,
    PHONE,
    acted,
    add_colleague,
    add_phone,
    alert,
    raised,
    texts_to,
    told,
    whom,
)
from tests.journey.moments import at


@pytest.fixture
def clinic(database: Database) -> ClinicInTests:
    """With a colleague on the rota and a phone that has said READY; it is Monday, 10:00."""
    clinic = ClinicInTests(database, at(10))
    add_colleague(clinic, "c@b.co")
    add_phone(clinic, PHONE)
    return clinic


def test_a_danger_that_nobody_sees_goes_from_rung_to_rung_to_the_clinics_phone(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(3, day=2))  # at night, by the calendar
    clinic.text(patient, NUMB)
    began = clinic.now
    assert alert(clinic, AlertKind.RED_FLAG_EMERGENCY).due_at == began + 15 * MINUTE
    clinic.turn_to(began + 66 * MINUTE)
    rows = told(clinic, AlertKind.RED_FLAG_EMERGENCY)
    assert [(address, when - began) for _, address, when in rows] == [
        ("t@b.co", 0 * MINUTE),
        ("t@b.co", 15 * MINUTE),
        ("c@b.co", 25 * MINUTE),
        ("a@b.co", 35 * MINUTE),
        (PHONE, 45 * MINUTE),
        (PHONE, 55 * MINUTE),
        (PHONE, 65 * MINUTE),
    ]
    assert [number for number, address, _ in rows if address != PHONE] == [1, 2, 3, 4]
    body = texts_to(clinic, PHONE)[-1]
    assert body.startswith("Amble: 1 urgent item waits. Sign in. Code ")
    assert {text.sender for text, _, _ in clinic.carrier.accepted if text.to == PHONE} == {STAFF_SENDER}


def test_the_clinics_system_is_told_with_the_therapist_and_not_at_every_rung(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        session.get_one(Clinic, clinic.id).notify_webhook = "https://ehr.example.org/amble"
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    clinic.turn_to(clinic.now + 40 * MINUTE)
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY).count("https://ehr.example.org/amble") == 2


def test_an_hour_has_an_hour_and_same_day_has_four_opening_hours(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(17, day=4))  # Friday
    raised(clinic, patient, AlertKind.POSSIBLE_DANGER)
    raised(clinic, patient, AlertKind.CALL_REQUESTED)
    assert alert(clinic, AlertKind.POSSIBLE_DANGER).due_at == at(18, day=4)
    assert alert(clinic, AlertKind.CALL_REQUESTED).due_at == at(11, day=7)
    clinic.turn_to(at(19, 31, day=4))
    assert whom(clinic, AlertKind.POSSIBLE_DANGER) == ["t@b.co", "t@b.co", "c@b.co", "a@b.co", PHONE]
    acted(clinic, AlertKind.POSSIBLE_DANGER, "tried")
    clinic.turn_to(at(14, 1, day=7))
    assert [(address, when) for _, address, when in told(clinic, AlertKind.CALL_REQUESTED)] == [
        ("t@b.co", at(17, day=4)),
        ("t@b.co", at(11, day=7)),
        ("c@b.co", at(12, day=7)),
        ("a@b.co", at(13, day=7)),
        (PHONE, at(14, day=7)),
    ]


def test_routine_takes_working_days_and_ends_at_the_admins_for_its_text_would_say_urgent(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12, day=1))
    raised(clinic, patient, AlertKind.RED_DAY)
    assert alert(clinic, AlertKind.RED_DAY).due_at == at(12, day=4)
    clinic.turn_to(at(13, day=10))
    assert [(address, when) for _, address, when in told(clinic, AlertKind.RED_DAY)] == [
        ("t@b.co", at(12, day=4)),
        ("c@b.co", at(12, day=7)),
        ("a@b.co", at(12, day=8)),
        ("a@b.co", at(12, day=9)),
        ("a@b.co", at(12, day=10)),
    ]


def test_words_that_nobody_reads_over_a_weekend_reach_rota_and_admin_within_two_days(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(21, day=4))  # Friday evening
    raised(clinic, patient, AlertKind.UNCLEAR_REPLY, 1)
    assert alert(clinic, AlertKind.UNCLEAR_REPLY).due_at == at(9, 30, day=5)
    clinic.turn_to(at(12, day=5))
    assert [(address, when) for _, address, when in told(clinic, AlertKind.UNCLEAR_REPLY)] == [
        ("t@b.co", at(21, day=4)),
        ("t@b.co", at(9, 30, day=5)),
        ("c@b.co", at(10, 30, day=5)),
        ("a@b.co", at(11, 30, day=5)),
    ]
    acted(clinic, AlertKind.UNCLEAR_REPLY, "resolved")
    clinic.turn_to(at(10, day=7))  # Monday morning: four opening hours
    raised(clinic, patient, AlertKind.CALL_REQUESTED)
    assert alert(clinic, AlertKind.CALL_REQUESTED).due_at == at(14, day=7)


def test_a_long_rota_does_not_keep_words_from_the_admin_for_more_than_two_days(clinic: ClinicInTests) -> None:
    for number in range(30):
        add_colleague(clinic, f"r{number}@b.co")
    patient = clinic.begin()
    clinic.turn_to(at(21, day=4))
    raised(clinic, patient, AlertKind.UNCLEAR_REPLY, 1)
    clinic.turn_to(at(21, day=6))
    assert "a@b.co" in whom(clinic, AlertKind.UNCLEAR_REPLY)


@pytest.mark.parametrize("seen", ["acknowledge", "snooze"])
def test_words_that_are_seen_and_never_read_reach_the_admin_within_two_days(clinic: ClinicInTests, seen: str) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(21, day=4))  # Friday evening
    clinic.text(patient, "the weather got into everything")
    acted(clinic, AlertKind.UNCLEAR_REPLY, seen, until=at(21, day=10))
    # The night between is an hour shorter.
    clinic.turn_to(at(21, 55, day=6))
    assert whom(clinic, AlertKind.UNCLEAR_REPLY) == ["t@b.co"]
    clinic.turn_to(at(22, 5, day=6))
    assert whom(clinic, AlertKind.UNCLEAR_REPLY) == ["t@b.co", "a@b.co"]


@pytest.mark.parametrize("act", ["acknowledge", "tried", "assign"])
def test_being_taken_by_a_signed_in_person_ends_it(clinic: ClinicInTests, act: str) -> None:
    patient = clinic.begin()
    raised(clinic, patient, AlertKind.CALL_REQUESTED)
    clinic.turn_to(at(14, 1))
    acted(clinic, AlertKind.CALL_REQUESTED, act)
    row = alert(clinic, AlertKind.CALL_REQUESTED)
    assert (row.acknowledged_at, row.next_rung_at) == (clinic.now, None)
    before = whom(clinic, AlertKind.CALL_REQUESTED)
    clinic.turn_to(at(14, day=3))
    assert whom(clinic, AlertKind.CALL_REQUESTED) == before == ["t@b.co", "t@b.co"]


def test_looking_at_a_list_does_not_end_it(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    raised(clinic, patient, AlertKind.CALL_REQUESTED)
    with clinic.database.unit_of_work() as session:
        assert worklist.page(session, clinic.id, worklist.WorklistFilters(), clinic.now)
    assert alert(clinic, AlertKind.CALL_REQUESTED).next_rung_at is not None


def test_whoever_left_and_whoever_treats_is_left_out_of_the_rota(clinic: ClinicInTests) -> None:
    gone = add_colleague(clinic, "gone@b.co")
    with clinic.database.unit_of_work() as session:
        row = session.get_one(Clinic, clinic.id)
        row.ladder = row.ladder | {"rota": [str(clinic.therapist.id), *row.ladder["rota"]]}
        clinics.deactivate(session, session.get_one(User, gone.id), by="test", now=clinic.now)
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    clinic.turn_to(clinic.now + 36 * MINUTE)
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY) == ["t@b.co", "t@b.co", "c@b.co", "a@b.co"]


def test_whom_it_was_given_to_counts_as_the_therapist(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    acted(clinic, AlertKind.RED_FLAG_EMERGENCY, "assign")
    clinic.turn_to(clinic.now + timedelta(hours=4))
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY) == ["t@b.co", "a@b.co"]


def test_an_alert_of_the_clinic_itself_is_told_to_the_admins_and_can_be_settled(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        raise_for_clinic(batch, AlertKind.STRANGER_DANGER, clinic.id)
        raise_for_clinic(batch, AlertKind.STRANGER_DANGER, clinic.id)
    clinic.turn_to(clinic.now + 36 * MINUTE)
    assert whom(clinic, AlertKind.STRANGER_DANGER) == ["a@b.co", "c@b.co", "a@b.co", PHONE]
    acted(clinic, AlertKind.STRANGER_DANGER, "resolved")
    row = alert(clinic, AlertKind.STRANGER_DANGER)
    assert (row.closed_at, row.next_rung_at, row.times) == (clinic.now, None, 2)


def test_an_operators_alert_has_no_ladder(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session, in_hand(session, clinic.now) as batch:
        raise_for_operator(batch, AlertKind.SENDING_INCIDENT)
    with clinic.database.unit_of_work() as session:
        row = session.exec(select(Alert).where(col(Alert.clinic_id).is_(None))).one()
    assert (row.due_at, row.next_rung_at) == (clinic.now + 15 * MINUTE, None)


def test_after_hours_without_a_worker_every_rung_is_told_at_once_and_the_last_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    clinic.now += timedelta(hours=6)
    clinic.run()
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY) == ["t@b.co", "t@b.co", "c@b.co", "a@b.co", PHONE]


def test_two_workers_at_once_tell_a_rung_once(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    clinic.now += 16 * MINUTE
    both = Barrier(2)

    def work() -> None:
        with clinic.database.unit_of_work() as session:
            due = escalation.due_rungs(session, clinic.now, 10)
            both.wait()
            escalation.climb(session, due, clinic.now, STAFF_SENDER)
            both.wait()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY) == ["t@b.co", "t@b.co"]
    assert alert(clinic, AlertKind.RED_FLAG_EMERGENCY).rung == 1


def test_a_ladder_that_nobody_can_read_counts_as_unsaid(clinic: ClinicInTests) -> None:
    with clinic.database.unit_of_work() as session:
        session.execute(sa.text("""UPDATE clinic SET ladder = '{"zone": "Mars/Olympus", "rota": 7}'"""))
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    assert alert(clinic, AlertKind.RED_FLAG_EMERGENCY).due_at == clinic.now + 15 * MINUTE
