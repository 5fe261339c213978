"""When does an alert that somebody has seen or put off come back, from which rung, and to whom?"""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from schemas.alert_kinds import AlertKind
from schemas.tables.plans import LastAct
from services.journey.caring.undo import take_back
from services.storage import records
from services.storage.database import Database
from tests.clinic import ClinicInTests
from tests.journey.alarms import (
    MINUTE,
    NUMB,
    PHONE,
    acted,
    add_colleague,
    add_phone,
    alert,
    raised,
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


def test_what_is_put_off_comes_back_then_from_the_first_rung(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    raised(clinic, patient, AlertKind.CALL_REQUESTED)
    acted(clinic, AlertKind.CALL_REQUESTED, "snooze", at(9, day=2))
    clinic.turn_to(at(8, day=2))
    assert whom(clinic, AlertKind.CALL_REQUESTED) == ["t@b.co"]
    clinic.turn_to(at(10, 1, day=2))
    assert whom(clinic, AlertKind.CALL_REQUESTED) == ["t@b.co", "t@b.co", "c@b.co"]
    assert alert(clinic, AlertKind.CALL_REQUESTED).acknowledged_at is None


def test_a_danger_that_is_put_off_for_days_comes_back_in_four_hours(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    raised(clinic, patient, AlertKind.RED_FLAG_URGENT)
    acted(clinic, AlertKind.RED_FLAG_URGENT, "snooze", at(9, day=5))
    assert alert(clinic, AlertKind.RED_FLAG_URGENT).next_rung_at == at(14)


def test_seen_is_not_settled_a_danger_comes_back_every_four_hours_every_day(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    for back in range(1, 14):  # two days and more
        acted(clinic, AlertKind.RED_FLAG_EMERGENCY, "acknowledge")
        clinic.turn_to(clinic.now + timedelta(hours=4))
        assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY) == ["t@b.co"] * (back + 1)
        row = alert(clinic, AlertKind.RED_FLAG_EMERGENCY)
        assert (row.acknowledged_at, row.rung) == (None, 1)
    clinic.turn_to(clinic.now + 11 * MINUTE)
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY)[-1] == "c@b.co"


def test_a_hold_that_nobody_clears_comes_back_each_working_day(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(12))
    raised(clinic, patient, AlertKind.HELD_BY_STAFF)
    acted(clinic, AlertKind.HELD_BY_STAFF, "acknowledge")
    clinic.turn_to(at(12, 1, day=1))
    assert whom(clinic, AlertKind.HELD_BY_STAFF) == ["t@b.co"]
    assert alert(clinic, AlertKind.HELD_BY_STAFF).acknowledged_at is None


def test_new_words_after_it_was_seen_begin_the_ladder_anew(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    raised(clinic, patient, AlertKind.CALL_REQUESTED, 1)
    raised(clinic, patient, AlertKind.CALL_REQUESTED, 2)
    assert whom(clinic, AlertKind.CALL_REQUESTED) == ["t@b.co"], "nobody has seen the first yet: it waits already"
    acted(clinic, AlertKind.CALL_REQUESTED, "acknowledge")
    clinic.turn_to(at(12))
    raised(clinic, patient, AlertKind.CALL_REQUESTED)
    assert whom(clinic, AlertKind.CALL_REQUESTED) == ["t@b.co"], "nothing new was told"
    raised(clinic, patient, AlertKind.CALL_REQUESTED, 3)
    row = alert(clinic, AlertKind.CALL_REQUESTED)
    assert (row.acknowledged_at, row.rung, row.due_at, row.next_rung_at) == (None, 0, at(16), at(16))
    assert [number for number, _, _ in told(clinic, AlertKind.CALL_REQUESTED)] == [1, 2]
    clinic.turn_to(at(17, 1))
    assert whom(clinic, AlertKind.CALL_REQUESTED) == ["t@b.co", "t@b.co", "t@b.co", "c@b.co"]


def test_new_words_from_the_phone_begin_it_anew_too(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    acted(clinic, AlertKind.RED_FLAG_EMERGENCY, "acknowledge")
    clinic.turn_to(clinic.now + 30 * MINUTE)
    clinic.text(patient, "my groin is still numb")
    row = alert(clinic, AlertKind.RED_FLAG_EMERGENCY)
    assert (row.acknowledged_at, row.due_at) == (None, clinic.now + 15 * MINUTE)
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY) == ["t@b.co", "t@b.co"]


def test_without_a_phone_the_admins_are_told_again_and_again(database: Database) -> None:
    clinic = ClinicInTests(database, at(10))
    patient = clinic.begin()
    clinic.text(patient, NUMB)
    clinic.turn_to(clinic.now + 46 * MINUTE)
    assert whom(clinic, AlertKind.RED_FLAG_EMERGENCY) == ["t@b.co", "t@b.co", "a@b.co", "a@b.co", "a@b.co"]


def test_resolving_ends_the_ladder_and_taking_a_danger_back_lets_it_go_on(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.turn_to(at(11))
    raised(clinic, patient, AlertKind.FOOT_QUESTION)
    acted(clinic, AlertKind.FOOT_QUESTION, "resolved")
    assert alert(clinic, AlertKind.FOOT_QUESTION).next_rung_at is None
    with clinic.database.unit_of_work() as session:
        enrolment = records.enrolment_of_patient(session, patient.id)
        act = session.exec(select(LastAct).where(col(LastAct.enrolment_id) == enrolment.id)).one()
        take_back(session, enrolment.id, act.id, "test", clinic.now)
    row = alert(clinic, AlertKind.FOOT_QUESTION)
    assert (row.closed_at, row.next_rung_at) == (None, clinic.now + timedelta(hours=4))


def test_new_words_on_an_alert_that_was_seen_are_its_evidence_too(clinic: ClinicInTests) -> None:
    patient = clinic.begin()
    clinic.text(patient, "my neighbour has a trailer now")
    (first,) = alert(clinic, AlertKind.UNCLEAR_REPLY).inbound_ids
    acted(clinic, AlertKind.UNCLEAR_REPLY, "acknowledge")
    clinic.turn_to(at(10, 3))
    clinic.text(patient, "his trailer is at the gate")
    again = alert(clinic, AlertKind.UNCLEAR_REPLY)
    assert (again.times, again.inbound_ids, again.updated_at) == (2, [first, first + 1], clinic.now)
    assert again.acknowledged_at is None, "and it must be seen once more"
